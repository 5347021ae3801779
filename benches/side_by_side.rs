//! goalpost beside the bare libraries on the same bytes, in one run. What counts are the ratios: the machine and its
//! mood are the same on both sides.
//!
//! `cargo bench` runs it; `cargo bench -- ROWS` sets the size.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench has a terminal and its own files"
)]

use calamine::{Reader, Xlsx};
use goalpost::{calendar, facts, formats, ingest, metrics, pipeline};
use std::fmt::Write as _;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    // `cargo test --all-targets` starts benches too, without this flag.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let rows = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(200_000);
    let home = tempfile::tempdir().unwrap();
    let (workbook, text) = (home.path().join("ledger.xlsx"), home.path().join("ledger.csv"));
    let customers = rows / 20;
    write_workbook(&workbook, rows.min(1_000_000), customers);
    write_text(&text, rows, customers);

    println!("{rows} ledger rows, best of {ROUNDS}");
    let bare = best(|| bare_workbook(&workbook));
    let ours = best(|| drop(formats::open(&workbook, "ledger.xlsx", formats::ReadOptions::default()).unwrap()));
    report("xlsx to cells", ours, "calamine's cell stream", bare);
    let bare = best(|| bare_text(&text));
    let ours = best(|| drop(formats::open(&text, "ledger.csv", formats::ReadOptions::default()).unwrap()));
    report("csv to cells", ours, "csv's records", bare);

    let input = pipeline_over(home.path(), "ledger.csv");
    let calendar = calendar::FiscalCalendar::months(1, calendar::YearName::End).unwrap();
    let tables = [ingest::read(&input.inputs[0], home.path(), &calendar).value];
    let request = || facts::FactRequest::of(&input, &calendar, None, None, "2026-11-01".parse().unwrap());
    let resolve = || facts::resolve(&tables, &request()).value.unwrap();
    let facts = resolve();
    let reading = best(|| drop(ingest::read(&input.inputs[0], home.path(), &calendar)));
    let resolving = best(|| drop(resolve()));
    let computing = best(|| drop(metrics::compute(&facts, &metrics::Registry::default(), metrics::Plans::default())));
    println!("csv to typed table {reading:.1?}, to facts {resolving:.1?}, to movements and retention {computing:.1?}");

    for number in 0..10 {
        write_workbook(&home.path().join(format!("part_{number}.xlsx")), rows / 4, customers);
    }
    let parts = pipeline_over(home.path(), "part_*.xlsx");
    let read_all = |threads| {
        let request =
            ingest::IngestRequest { root: home.path(), calendar: &calendar, earlier: &[], threads, settle: None };
        best(|| drop(ingest::read_all(&parts.inputs, &request, |_| ())))
    };
    let threads = std::thread::available_parallelism().unwrap();
    let alone = read_all(NonZeroUsize::MIN);
    report(&format!("ten workbooks on {threads} threads"), read_all(threads), "on one", alone);
}

fn best(mut work: impl FnMut()) -> Duration {
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..ROUNDS).map(|_| time(&mut work)).min().unwrap_or_default()
}

fn report(what: &str, ours: Duration, bare_name: &str, bare: Duration) {
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("{what}: {ours:.1?}, {bare_name}: {bare:.1?}, {ratio:.2} times the time");
}

/// Customer, product, month and amount of row `index`.
fn row(index: usize, customers: usize) -> (String, &'static str, String, f64) {
    let product = ["Alpha", "Beta", "Gamma", "Delta"][index % 4];
    let month = index / customers.max(1) % 24;
    let period = format!("{}-{:02}", 2024 + month / 12 + (month % 12 + 10) / 12 - 1, (month + 10) % 12 + 1);
    #[expect(clippy::cast_precision_loss, reason = "small figures")]
    let amount = ((index * 7919) % 100_000) as f64 / 100.0;
    (format!("C{:07}", index % customers.max(1)), product, period, amount)
}

fn write_workbook(path: &Path, rows: usize, customers: usize) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["customer", "product", "month", "mrr"]).unwrap();
    for index in 0..rows {
        let (customer, product, month, amount) = row(index, customers);
        let at = u32::try_from(index + 1).unwrap();
        sheet.write_row(at, 0, [customer.as_str(), product, month.as_str()]).unwrap();
        sheet.write(at, 3, amount).unwrap();
    }
    workbook.save(path).unwrap();
}

fn write_text(path: &Path, rows: usize, customers: usize) {
    let mut text = String::from("customer,product,month,mrr\n");
    for index in 0..rows {
        let (customer, product, month, amount) = row(index, customers);
        writeln!(text, "{customer},{product},{month},{amount:.2}").unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn bare_workbook(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let mut reader = workbook.worksheet_cells_reader(&name).unwrap();
    let mut cells = 0_usize;
    while let Some(cell) = reader.next_cell().unwrap() {
        cells += usize::from(cell.get_value() != &calamine::DataRef::Empty);
    }
    assert!(cells > 0);
}

fn bare_text(path: &Path) {
    let bytes = std::fs::read(path).unwrap();
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
    let mut record = csv::StringRecord::new();
    let mut fields = 0;
    while reader.read_record(&mut record).unwrap() {
        fields += record.len();
    }
    assert!(fields > 0);
}

fn pipeline_over(home: &Path, files: &str) -> pipeline::Pipeline {
    let text = r#"
        [pipeline]
        name = "bench"
        currency = "USD"
        inputs = "."
        output = "out"
        [[input]]
        name = "ledger"
        fact = "subscriptions"
        files = "ledger.csv"
        [input.columns]
        customer = "customer"
        product = "product"
        period = "month"
        mrr = "mrr"
    "#;
    let text = text.replace("ledger.csv", files);
    pipeline::load(&home.join("bench.toml"), &text, pipeline::KnownNames::default()).unwrap().value
}
