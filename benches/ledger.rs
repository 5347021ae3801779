//! Ten million rows of a subscription ledger to all its metrics, beside the same movements and retentions in DuckDB.
//!
//! `cargo bench --bench ledger` runs it; `cargo bench --bench ledger -- ROWS` sets the size. The ledger is made once
//! under `target/tmp`. DuckDB takes part where `python3` has it (`pip install duckdb`); its figures must be ours.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench has a terminal and its own files"
)]

use goalpost::amount::Amount;
use goalpost::calendar::Window;
use goalpost::metrics::{Measurements, Scope, registry};
use goalpost::schema::FactKind;
use goalpost::{calendar, facts, ingest, metrics, pipeline, tables};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const MONTHS: u64 = 36;
const PRODUCTS: [&str; 8] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"];

fn main() {
    // `cargo test --all-targets` starts benches too, without this flag.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let rows: u64 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10_000_000);
    let path = ledger(rows);
    let (ours, measurements) = measure(&path);
    println!("peak memory {}", peak_memory());
    match peer(&path) {
        Err(why) => println!("DuckDB passed over: {why}"),
        Ok((theirs, lines)) => {
            let compared = compare(&measurements, &lines);
            println!("DuckDB: {theirs}; {compared} figures are the same in both");
            let wall = ours.wall / theirs.wall;
            let processor = ours.processor.zip(theirs.processor).map(|(ours, theirs)| ours / theirs);
            let processor = processor.map_or(String::new(), |ratio| format!(", {ratio:.2} times the processor time"));
            println!("{wall:.2} times the time{processor}");
        }
    }
}

/// Seconds of a whole way from the file to the figures. Those of the processors, where the system tells them, count every
/// thread, and do not depend on what else the machine does.
#[derive(Clone, Copy)]
struct Seconds {
    wall: f64,
    processor: Option<f64>,
}

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} s", self.wall)?;
        self.processor.map_or(Ok(()), |processor| write!(f, " ({processor:.1} s of processors)"))
    }
}

/// Reads, resolves, computes, and asks for every figure; each step with its time.
fn measure(path: &Path) -> (Seconds, Measurements) {
    let (start, processor_before) = (Instant::now(), processor_seconds());
    let mut last = start;
    let mut lap = |what: &str| {
        let now = Instant::now();
        println!("{what}: {:.1?}", now - last);
        last = now;
    };
    let pipeline = pipeline(path);
    let calendar = calendar::FiscalCalendar::months(1, calendar::YearName::End).unwrap();
    let tables = [ingest::read(&pipeline.inputs[0], path.parent().unwrap(), &calendar).value];
    lap("csv to typed table");
    let request = facts::FactRequest::of(&pipeline, &calendar, None, None, "2026-11-01".parse().unwrap());
    let facts = facts::resolve(&tables, &request).value.unwrap();
    lap("table to facts");
    drop(tables);
    let measurements = metrics::compute(&facts, &metrics::Registry::default(), metrics::Plans::default());
    lap("facts to movements, retention and cohorts");
    let lines = String::from_utf8(tables::metrics_csv(&measurements)).unwrap().lines().count();
    lap(&format!("{lines} lines of metrics.csv"));
    let rows = facts.sources.iter().map(|source| source.count.used).sum::<usize>();
    let processor = processor_seconds().zip(processor_before).map(|(after, before)| after - before);
    let total = Seconds { wall: start.elapsed().as_secs_f64(), processor };
    println!("{rows} rows: {total}");
    assert!(!measurements.cohorts(&FactKind::Subscriptions, Scope::Portfolio).is_empty());
    (total, measurements)
}

fn pipeline(ledger: &Path) -> pipeline::Pipeline {
    let text = format!(
        "[pipeline]\nname = \"bench\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n\
         [[input]]\nname = \"ledger\"\nfact = \"subscriptions\"\nfiles = \"{}\"\n\
         [input.columns]\ncustomer = \"customer\"\nproduct = \"product\"\nperiod = \"month\"\nmrr = \"mrr\"\n",
        ledger.file_name().unwrap().to_string_lossy()
    );
    pipeline::load(&ledger.with_file_name("bench.toml"), &text, pipeline::KnownNames::default()).unwrap().value
}

/// The most memory that the process ever had, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |line| line.trim().to_owned())
}

/// What this process took of all processors so far, where the system tells, in hundredths of a second.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = |field: usize| fields.get(field)?.parse::<u32>().ok().map(f64::from);
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// A number that looks like any other, the same every time (splitmix64).
fn scatter(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// What a customer pays for a product in a month, in cents.
fn mrr(customer: u64, product: u64, month: u64) -> Option<u64> {
    let fate = scatter(customer * 31 + product);
    // Most were there before the data begin; some leave for good, some pause for up to 18 months.
    let starts = if fate % 10 < 6 { 0 } else { (fate >> 8) % MONTHS };
    let ends = if (fate >> 16).is_multiple_of(5) { (fate >> 24) % (2 * MONTHS) } else { MONTHS };
    let pause = if (fate >> 32).is_multiple_of(12) { (fate >> 40) % MONTHS } else { MONTHS };
    let back = pause + 1 + (fate >> 48) % 18;
    let active = (starts..ends).contains(&month) && !(pause..back).contains(&month);
    // A new price every half year for one in three.
    let price = scatter(fate ^ (month / 6 * u64::from((fate >> 56).is_multiple_of(3))));
    active.then(|| 500 + price % 90_000)
}

/// A ledger of about so many rows, month by month as exports come.
fn ledger(rows: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("ledger_{rows}.csv"));
    if path.exists() {
        return path;
    }
    let making = path.with_extension("part");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&making).unwrap());
    let mut text = String::from("customer,product,month,mrr\n");
    // Nearly 38 rows each.
    let customers = rows * 3 / 113;
    for month in 0..MONTHS {
        let label = format!("{}-{:02}", 2023 + month / 12, month % 12 + 1);
        for customer in 0..customers {
            let first = scatter(customer) % 8;
            // Four in ten hold a second product.
            let second = (scatter(customer) >> 8) % 10 < 4;
            for product in [Some(first), second.then_some((first + 3) % 8)].into_iter().flatten() {
                let Some(cents) = mrr(customer, product, month) else { continue };
                let name = PRODUCTS[usize::try_from(product).unwrap()];
                writeln!(text, "C{customer:07},{name},{label},{}.{:02}", cents / 100, cents % 100).unwrap();
            }
        }
        file.write_all(text.as_bytes()).unwrap();
        text.clear();
    }
    file.flush().unwrap();
    std::fs::rename(making, &path).unwrap();
    path
}

/// Seconds and lines of the peer, or why it did not take part.
fn peer(ledger: &Path) -> Result<(Seconds, Vec<String>), String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/ledger_duckdb.py");
    let output = Command::new("python3").arg(script).arg(ledger).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().last().unwrap_or("it failed").to_owned());
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text.lines().find_map(|line| line.strip_prefix("# seconds ")?.split_once(' ')).unwrap();
    let seconds = Seconds { wall: said.0.parse().unwrap(), processor: said.1.parse().ok() };
    Ok((seconds, text.lines().map(str::to_owned).collect()))
}

/// Holds every figure of the peer to ours, and says how many there were.
fn compare(measurements: &Measurements, lines: &[String]) -> usize {
    let scopes: BTreeMap<&str, Scope> =
        measurements.scopes().map(|scope| (measurements.scope_name(scope), scope)).collect();
    let amount = |text: &str| Amount::parse_plain(text).unwrap_or_else(|| panic!("`{text}` is no amount"));
    let mut compared = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        match fields.as_slice() {
            ["movement", product, label, amounts @ ..] => {
                let period = measurements.calendar.parse_label(label).unwrap().first;
                let (_, m) = measurements.movements(scopes[product]).find(|&(at, _)| at == period).unwrap();
                let ours = [&m.opening, &m.new, &m.reactivation, &m.expansion, &m.contraction, &m.churn, &m.closing];
                for (ours, theirs) in ours.into_iter().zip(amounts) {
                    assert_eq!(*ours, amount(theirs), "{line}");
                    compared += 1;
                }
            }
            ["retention", product, label, horizon, opening, net, gross, customers, kept] => {
                let period = measurements.calendar.parse_label(label).unwrap().first;
                let suffix = if *horizon == "12" { String::new() } else { format!("_{horizon}m") };
                for (metric, numerator, denominator) in [
                    ("net_revenue_retention", net, opening),
                    ("gross_revenue_retention", gross, opening),
                    ("logo_retention", kept, customers),
                ] {
                    let metric = registry::find(&format!("{metric}{suffix}")).unwrap();
                    let found = measurements.measure(metric, scopes[product], Window::Period, period).outcome.unwrap();
                    assert_eq!(found.numerator, Some(amount(numerator)), "{} in {line}", metric.id);
                    assert_eq!(found.denominator, Some(amount(denominator)), "{} in {line}", metric.id);
                    compared += 2;
                }
            }
            _ => {}
        }
    }
    assert!(compared > 0, "the peer gave no figures");
    compared
}
