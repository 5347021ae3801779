//! Sound files with something broken in them, thousands of them: nothing crashes, nothing hangs, no row is lost, and
//! no figure changes in silence.
//!
//! The seeds are fixed and so is every mutant of them; only how many there is time for depends on the machine.
//! `GOALPOST_MUTATION_SECONDS` sets the time, 30 seconds otherwise.

mod seeds;

use crate::bad_workbooks::{LARGEST_MB, LONGEST, Watched, watch};
use goalpost::{calendar, facts, formats, ingest, pipeline};
use seeds::{Seed, gzip, pack, plain_csv, seeds};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use zip::ZipArchive;

/// SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Breaks something: bytes turned, cut off, taken from elsewhere, said twice, left out, blanked.
fn broken(random: &mut Random, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    if bytes.is_empty() {
        return mutant;
    }
    let length = bytes.len();
    let from = random.below(length);
    let chunk = from..(from + 1 + random.below(64.min(length))).min(length);
    match random.below(8) {
        0..=2 => {
            for _ in 0..=random.below(8) {
                mutant[random.below(length)] ^= 1 << random.below(8);
            }
        }
        3 => mutant.truncate(from),
        4 => {
            let source = random.below(other.len());
            let source = &other[source..(source + chunk.len()).min(other.len())];
            mutant.splice(chunk, source.iter().copied());
        }
        5 => {
            let copy = mutant[chunk].to_vec();
            let times = 1 + random.below(9);
            mutant.splice(from..from, copy.repeat(times));
        }
        6 => drop(mutant.drain(chunk)),
        _ => {
            let byte = [0, 0xFF, b'9', random.byte()][random.below(4)];
            mutant[chunk].fill(byte);
        }
    }
    mutant
}

/// A mutant of a seed; every other one of an archive is broken inside a part and packed anew, past its checksums.
fn mutant(random: &mut Random, seed: &Seed, other: &Seed) -> Vec<u8> {
    let inside = random.below(2) == 0;
    if seed.bytes.starts_with(b"PK") && inside {
        let mut parts = unpacked(&seed.bytes);
        let chosen = random.below(parts.len());
        let bytes = &mut parts[chosen].1;
        *bytes = broken(random, bytes, &other.bytes);
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        return pack(&parts);
    }
    if seed.format == "gz" && inside {
        return gzip(&broken(random, plain_csv().as_bytes(), &other.bytes));
    }
    broken(random, &seed.bytes, &other.bytes)
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    let count = ZipArchive::new(Cursor::new(bytes)).unwrap().len();
    (0..count).map(part).collect()
}

const PIPELINE: &str = r#"
    [pipeline]
    name = "Mutants"
    currency = "USD"
    inputs = "."
    output = "out"
    [[input]]
    name = "mutant"
    fact = "revenue"
    files = "mutant*"
    [input.columns]
    product = "product"
    period = "month"
    amount = "amount"
"#;

/// A folder and a pipeline that reads `mutant` in it.
struct Bench {
    home: tempfile::TempDir,
    pipeline: pipeline::Pipeline,
    calendar: calendar::FiscalCalendar,
}

struct Reading {
    /// Product, period and amount in hundredths, as far as they were read.
    rows: Vec<(String, String, Option<i128>)>,
    /// Codes of what was found.
    codes: Vec<&'static str>,
}

impl Bench {
    fn new() -> Self {
        // As in the program: workbooks are parsed by a process of its own.
        formats::isolate(PathBuf::from(env!("CARGO_BIN_EXE_goalpost")));
        let home = tempfile::tempdir().unwrap();
        let pipeline =
            pipeline::load(&home.path().join("x.toml"), PIPELINE, pipeline::KnownNames::default()).unwrap().value;
        let calendar = calendar::FiscalCalendar::months(1, calendar::YearName::End).unwrap();
        Self { home, pipeline, calendar }
    }

    /// Reads a file and holds it to what must be so whatever is in it.
    fn read(&self, bytes: &[u8], who: &str) -> Reading {
        fs::write(self.home.path().join("mutant"), bytes).unwrap();
        let begun = Instant::now();
        let read = ingest::read(&self.pipeline.inputs[0], self.home.path(), &self.calendar);
        assert!(begun.elapsed() < LONGEST, "{who}: took {:?}", begun.elapsed());
        for part in &read.value.parts {
            assert_eq!(part.count.read, part.rows.len() + part.count.ignored(), "{who}: {:?}", part.count);
        }
        let is_named = read.findings.iter().any(|finding| finding.place.to_string().starts_with("mutant"));
        assert!(!read.value.parts.is_empty() || is_named, "{who}: neither used nor named: {:?}", read.findings);
        let rows = read.value.parts.iter().flat_map(rows).collect();
        let mut codes: Vec<_> = read.findings.iter().map(|finding| finding.rule().code).collect();
        codes.dedup();
        let tables = [read.value];
        let request = facts::FactRequest::of(&self.pipeline, &self.calendar, None, None, "2027-01-31".parse().unwrap());
        for source in facts::resolve(&tables, &request).value.map(|facts| facts.sources).unwrap_or_default() {
            let count = &source.count;
            assert_eq!(count.read, count.used + count.rejected + count.ignored(), "{who}: {count:?}");
        }
        Reading { rows, codes }
    }
}

fn rows(part: &ingest::TablePart) -> Vec<(String, String, Option<i128>)> {
    let (Some(products), Some(amounts), Some(periods)) =
        (part.texts("product"), part.numbers("amount"), part.whens("period"))
    else {
        return Vec::new();
    };
    let whens: Vec<String> = periods
        .distinct()
        .map(|when| match when {
            ingest::When::Day(day) => day.to_string()[..7].to_owned(),
            ingest::When::Label(label) => label.to_string(),
        })
        .collect();
    let scale = amounts.scale();
    let hundredths = |mantissa: i128| match scale {
        0..=2 => mantissa * 10_i128.pow(2 - scale),
        _ => mantissa / 10_i128.pow(scale - 2),
    };
    (0..part.rows.len())
        .map(|row| {
            let product = products.get(row).map_or("", |product| product).to_owned();
            let period = periods.id(row).map_or(String::new(), |id| whens[id].clone());
            (product, period, amounts.get(row).map(hundredths))
        })
        .collect()
}

/// Of one format: how many mutants there were, and how they ended.
#[derive(Default)]
struct Ends {
    mutants: usize,
    by_end: BTreeMap<String, usize>,
    slowest: Duration,
}

const THREADS: usize = 2;

#[test]
fn broken_files_neither_crash_nor_hang_nor_lose_a_row() {
    let seconds = std::env::var("GOALPOST_MUTATION_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(30);
    let corpus = std::env::var_os("GOALPOST_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        println!("xlsb, xlsm and real exports are passed over: GOALPOST_CORPUS is not set");
    }
    let seeds = seeds(corpus.as_deref());
    let until = Instant::now() + Duration::from_secs(seconds);
    let halves: Vec<BTreeMap<&str, Ends>> = std::thread::scope(|scope| {
        let seeds = &seeds;
        let half = |first| scope.spawn(move || mutate(seeds, first, THREADS, until));
        let halves: Vec<_> = (0..THREADS).map(half).collect();
        halves.into_iter().map(|half| half.join().unwrap()).collect()
    });
    let mut all: BTreeMap<&str, Ends> = BTreeMap::new();
    for (format, ends) in halves.into_iter().flatten() {
        let sum = all.entry(format).or_default();
        sum.mutants += ends.mutants;
        sum.slowest = sum.slowest.max(ends.slowest);
        for (end, count) in ends.by_end {
            *sum.by_end.entry(end).or_default() += count;
        }
    }
    for (format, Ends { mutants, by_end, slowest }) in &all {
        println!("{format}: {mutants} mutants, the slowest in {slowest:.1?}: {by_end:?}");
    }
    assert!(all.values().all(|ends| ends.mutants >= 3), "too few mutants in the time there is");
}

/// One mutant of every seed after the other, every `step`th of them, until the time is up.
fn mutate(seeds: &[Seed], first: usize, step: usize, until: Instant) -> BTreeMap<&str, Ends> {
    let bench = Bench::new();
    let mut all: BTreeMap<&str, Ends> = BTreeMap::new();
    for number in (first..).step_by(step) {
        // Each seed once at the least.
        if number >= 4 * seeds.len() && Instant::now() > until {
            break;
        }
        let seed = &seeds[number / step % seeds.len()];
        let mut random = Random(u64::try_from(number).unwrap());
        let other = &seeds[random.below(seeds.len())];
        let bytes = mutant(&mut random, seed, other);
        let begun = Instant::now();
        let read = bench.read(&bytes, &format!("{}, mutant {number}", seed.format));
        let ends = all.entry(seed.format).or_default();
        ends.mutants += 1;
        ends.slowest = ends.slowest.max(begun.elapsed());
        let end = read.codes.first().copied().unwrap_or("read without a finding");
        *ends.by_end.entry(end.to_owned()).or_default() += 1;
    }
    all
}

/// An archive carries checksums: whatever byte of it is turned, its rows are those of the seed, or something is said.
#[test]
fn a_turned_byte_of_an_archive_changes_nothing_in_silence() {
    let bench = Bench::new();
    let seeds = seeds(None);
    for seed in seeds.iter().filter(|seed| seed.is_table && matches!(seed.format, "xlsx" | "ods" | "gz" | "zip")) {
        let sound = bench.read(&seed.bytes, seed.format);
        assert_eq!((sound.rows.len(), &sound.codes[..]), (36, &[][..]), "{}", seed.format);
        let mut random = Random(7);
        for number in 0..150 {
            let mut bytes = seed.bytes.clone();
            let place = random.below(bytes.len());
            bytes[place] ^= 1 << random.below(8);
            let read = bench.read(&bytes, &format!("{}, byte {place}", seed.format));
            let said = !read.codes.is_empty();
            assert!(said || read.rows == sound.rows, "{}, turn {number} at byte {place}: {:?}", seed.format, read.rows);
        }
    }
}

/// A digit that somebody typed wrong is read as it was typed, in text and in workbooks.
#[test]
fn a_changed_digit_is_read_as_that_digit() {
    let bench = Bench::new();
    let mut random = Random(11);
    let sheet = seeds(None).into_iter().find(|seed| seed.format == "xlsx").unwrap();
    let parts = unpacked(&sheet.bytes);
    for _ in 0..150 {
        let plain = plain_csv();
        let mut bytes = plain.into_bytes();
        let digits: Vec<usize> = figures(&bytes);
        let place = digits[random.below(digits.len())];
        bytes[place] = b'0' + u8::try_from(random.below(10)).unwrap();
        let expected = independently(&bytes);
        let read = bench.read(&bytes, "csv");
        assert_eq!(read.rows, expected, "byte {place}");
    }
    for turn in 0..40 {
        let mut parts = parts.clone();
        let (_, part) = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml").unwrap();
        let text = String::from_utf8(std::mem::take(part)).unwrap();
        let row = 1 + random.below(36);
        let head = format!("<c r=\"C{}\"><v>", row + 1);
        let start = text.find(&head).unwrap() + head.len();
        let end = start + text[start..].find('<').unwrap();
        let amount = 100 + random.below(99_999_900);
        *part = format!("{}{}.{:02}{}", &text[..start], amount / 100, amount % 100, &text[end..]).into_bytes();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let read = bench.read(&pack(&parts), "xlsx");
        let expected: Vec<_> = seeds::rows()
            .into_iter()
            .enumerate()
            .map(|(index, (product, month, known))| {
                let known = if index + 1 == row { i128::try_from(amount).unwrap() } else { known.into() };
                (product.to_owned(), month, Some(known))
            })
            .collect();
        assert_eq!(read.rows, expected, "turn {turn}");
    }
}

/// Where a digit of an amount stands, before its decimal point.
fn figures(text: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut fields = 0;
    for (place, &byte) in text.iter().enumerate().skip(text.iter().position(|&byte| byte == b'\n').unwrap()) {
        match byte {
            b'\n' => fields = 0,
            b',' => fields += 1,
            _ if fields == 2 && byte.is_ascii_digit() => found.push(place),
            _ => {}
        }
    }
    found
}

/// The same by the csv crate and integer arithmetic alone.
fn independently(bytes: &[u8]) -> Vec<(String, String, Option<i128>)> {
    let mut reader = csv::Reader::from_reader(bytes);
    let records = reader.records().map(|record| {
        let record = record.unwrap();
        let (whole, hundredths) = record[2].split_once('.').unwrap();
        let amount = whole.parse::<i128>().unwrap() * 100 + hundredths.parse::<i128>().unwrap();
        (record[0].to_owned(), record[1].to_owned(), Some(amount))
    });
    records.collect()
}

/// The whole program over many broken files at once.
#[test]
fn a_folder_of_broken_files_ends_with_a_known_code_and_within_its_memory() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("x.toml"), PIPELINE).unwrap();
    let seeds = seeds(None);
    for number in 0..52_usize {
        let mut random = Random(1_000_000 + u64::try_from(number).unwrap());
        let seed = &seeds[number % seeds.len()];
        let other = &seeds[random.below(seeds.len())];
        let bytes = mutant(&mut random, seed, other);
        fs::write(home.path().join(format!("mutant {number}")), bytes).unwrap();
    }
    let Watched { code, stdout, took, peak_mb } = watch(home.path(), "x.toml");
    assert!(matches!(code, Some(0 | 3 | 4)), "{code:?}");
    assert!(took < 3 * LONGEST && peak_mb < LARGEST_MB, "{took:?}, {peak_mb} MB");
    let found: serde_json::Value = serde_json::from_slice(&stdout).unwrap();
    println!(
        "52 broken files in {took:.1?} and {peak_mb} MB: {} findings",
        found["findings"].as_array().unwrap().len()
    );
}
