//! A workbook of a million rows, from the file to typed columns: time beside calamine's bare stream of the same cells,
//! memory beside the columns that come of it.
//!
//! `cargo bench --bench large_workbook` runs it. The bench is the program of its own children, as `goalpost` is of its:
//! it calls itself to read in a fresh process, and that one calls itself for the cells. Each says at its end how much
//! memory it had at most, which is `VmHWM` of Linux: all pages that were resident at once, the program's own too.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench has a terminal and its own files"
)]

use calamine::{Reader, Xlsx};
use goalpost::{calendar, formats, ingest, pipeline};
use std::ffi::OsString;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const ROWS: u32 = 1_000_000;
/// Reads the workbook behind it and says what that took.
const READ: &str = "__measured-reading";
/// Where the process that reads the cells leaves its peak.
const CHILD_PEAK: &str = "GOALPOST_BENCH_CHILD_PEAK";

fn main() {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if formats::serve(&arguments) {
        if let Some(place) = std::env::var_os(CHILD_PEAK) {
            std::fs::write(place, peak_kb().to_string()).unwrap();
        }
        return;
    }
    formats::isolate(std::env::current_exe().unwrap());
    if arguments.get(1).is_some_and(|argument| argument == READ) {
        return read(Path::new(&arguments[2]));
    }
    // `cargo test --all-targets` starts benches too, without this flag.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let workbook = workbook();
    let (mut ours, mut cells, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let mut sizes = Sizes::default();
    // In turns, so that a busy moment of the machine falls on each.
    for _ in 0..ROUNDS {
        bare.push(timed(|| stream(&workbook)));
        let (reading, opening, found) = measured(&workbook);
        ours.push(reading);
        cells.push(opening);
        sizes = found;
    }
    let best = |times: &[Duration]| times.iter().min().copied().unwrap_or_default();
    let (ours, cells, bare) = (best(&ours), best(&cells), best(&bare));
    let times = |time: Duration| time.as_secs_f64() / bare.as_secs_f64();
    println!("{ROWS} rows of 8 columns, {} MB as xlsx, best of {ROUNDS}", file_size(&workbook) >> 20);
    println!("calamine's bare cell stream: {bare:.2?}");
    println!("file to cells: {cells:.2?}, {:.2} times the time", times(cells));
    println!("file to typed columns: {ours:.2?}, {:.2} times the time", times(ours));
    let Sizes { columns, parent, child } = sizes;
    let share = |peak: u64| format!("{}.{:02}", peak / columns, peak * 100 / columns % 100);
    println!("typed columns: {} MB", columns >> 20);
    println!("peak of the process that reads: {} MB, {} times the columns", parent >> 20, share(parent));
    println!("peak of its child, which parses: {} MB, {} times the columns", child >> 20, share(child));
}

#[derive(Debug, Clone, Copy, Default)]
struct Sizes {
    columns: u64,
    parent: u64,
    child: u64,
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn file_size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

/// What calamine needs for nothing but the cells.
fn stream(path: &Path) {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let name = workbook.sheet_names()[0].clone();
    let mut reader = workbook.worksheet_cells_reader(&name).unwrap();
    let mut cells = 0_u32;
    while let Some(cell) = reader.next_cell().unwrap() {
        cells += u32::from(cell.get_value() != &calamine::DataRef::Empty);
    }
    assert!(cells > 7 * ROWS);
}

/// The whole reading, the part of it until the file is closed, and what it took, in a process of its own.
fn measured(workbook: &Path) -> (Duration, Duration, Sizes) {
    let child_peak = workbook.with_extension("peak");
    let output = Command::new(std::env::current_exe().unwrap())
        .args([READ.as_ref(), workbook.as_os_str()])
        .env(CHILD_PEAK, &child_peak)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<u64> = said.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [reading, opening, columns, parent] = numbers.try_into().unwrap();
    let child = std::fs::read_to_string(&child_peak).unwrap().parse::<u64>().unwrap() << 10;
    (Duration::from_micros(reading), Duration::from_micros(opening), Sizes { columns, parent, child })
}

fn read(workbook: &Path) {
    let home = workbook.parent().unwrap();
    let input = input(home);
    let calendar = calendar::FiscalCalendar::months(1, calendar::YearName::End).unwrap();
    let start = Instant::now();
    let table = ingest::read(&input.inputs[0], home, &calendar);
    let reading = start.elapsed();
    let peak = peak_kb() << 10;
    assert!(table.findings.is_empty(), "{:?}", table.findings);
    assert_eq!(table.value.parts[0].rows.len(), ROWS as usize);
    let columns = table.value.parts.iter().map(size).sum::<u64>();
    drop(table);
    let opening = timed(|| drop(formats::open(workbook, "a", formats::ReadOptions::default()).unwrap()));
    println!("{} {} {columns} {peak}", reading.as_micros(), opening.as_micros());
}

/// What a part keeps a row, and its distinct texts.
fn size(part: &ingest::TablePart) -> u64 {
    let rows = part.rows.len() as u64;
    let distinct = |texts: &mut dyn Iterator<Item = usize>| texts.map(|length| length as u64 + 48).sum::<u64>();
    let columns = part.columns.values().map(|column| match column {
        ingest::TypedColumn::Text(texts) => 4 * rows + distinct(&mut texts.distinct().map(|text| text.len())),
        ingest::TypedColumn::Number(_) => 16 * rows,
        ingest::TypedColumn::Day(_) => 4 * rows,
        ingest::TypedColumn::When(whens) => 4 * rows + distinct(&mut whens.distinct().map(|_| 0)),
    });
    5 * rows + columns.sum::<u64>()
}

/// 0 where the system does not tell.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Made once, since writing takes longer than all that is measured.
fn workbook() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large_workbook");
    let path = folder.join("rows.xlsx");
    if !path.exists() {
        std::fs::create_dir_all(&folder).unwrap();
        let mut file = tempfile::NamedTempFile::new_in(&folder).unwrap();
        file.write_all(&written()).unwrap();
        file.persist(&path).unwrap();
    }
    path
}

fn written() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let dates = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["date", "product", "customer", "region", "amount", "units", "cost", "note"]).unwrap();
    // A linear congruence: the same rows every time.
    let mut state = 1_u64;
    let mut next = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % u64::from(below)).unwrap()
    };
    for row in 1..=ROWS {
        sheet.write_with_format(row, 0, 45_658 + next(700), &dates).unwrap();
        sheet.write(row, 1, format!("Product {}", next(6))).unwrap();
        sheet.write(row, 2, format!("C{:07}", next(40_000))).unwrap();
        sheet.write(row, 3, format!("Region {}", next(8))).unwrap();
        sheet.write(row, 4, f64::from(next(10_000_000)) / 100.0).unwrap();
        sheet.write(row, 5, next(500)).unwrap();
        sheet.write(row, 6, f64::from(next(5_000_000)) / 100.0).unwrap();
        if next(5) == 0 {
            sheet.write(row, 7, format!("order {}", next(1_000))).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn input(home: &Path) -> pipeline::Pipeline {
    let text = r#"
        [pipeline]
        name = "bench"
        currency = "USD"
        inputs = "."
        output = "out"
        [[input]]
        name = "rows"
        fact = "revenue"
        files = "rows.xlsx"
        [input.columns]
        product = "product"
        period = "date"
        customer = "customer"
        region = "region"
        segment = "note"
        amount = "amount"
        units = "units"
        cost = "cost"
    "#;
    pipeline::load(&home.join("bench.toml"), text, pipeline::KnownNames::default()).unwrap().value
}
