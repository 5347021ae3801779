//! Several files, read at once.

use super::*;
use crate::calendar::YearName;
use crate::pipeline::{self, Pipeline};
use rust_xlsxwriter::Workbook;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;

fn pipeline(inputs: &[(&str, &str)]) -> Pipeline {
    let mut text = "[pipeline]\nname = \"n\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n".to_owned();
    for (name, files) in inputs {
        writeln!(text, "[[input]]\nname = \"{name}\"\nfact = \"revenue\"\nfiles = \"{files}\"").unwrap();
    }
    pipeline::load(Path::new("p.toml"), &text, pipeline::KnownNames::default()).unwrap().value
}

fn put(root: &Path, name: &str, bytes: &[u8]) {
    File::create_new(root.join(name)).unwrap().write_all(bytes).unwrap();
}

fn calendar() -> FiscalCalendar {
    FiscalCalendar::months(1, YearName::End).unwrap()
}

/// Files of many sizes, some of them broken, most of them read by two inputs.
fn exports(root: &Path) {
    for number in 0..12_u32 {
        let rows = 1 + (number * 37) % 11 * 40;
        let mut text = "product,period,amount\n".to_owned();
        for row in 0..rows {
            writeln!(text, "P{},2026-{:02},{row}.5", row % 3, number + 1).unwrap();
        }
        put(root, &format!("text_{number}.csv"), text.as_bytes());
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["product", "period", if number == 7 { "amuont" } else { "amount" }]).unwrap();
        for row in 1..=rows {
            sheet.write_row(row, 0, ["P", "2026-10", if row == 5 { "ten" } else { "10" }]).unwrap();
        }
        put(root, &format!("book_{number}.xlsx"), &workbook.save_to_buffer().unwrap());
    }
    put(root, "text_12.csv", b"");
    put(root, "text_13.csv", b"product,period,amount\nP,2026-10,\xff\xfe\n");
}

#[test]
fn any_number_of_threads_gives_the_same_tables_and_findings_in_the_same_order() {
    let root = tempfile::tempdir().unwrap();
    exports(root.path());
    let inputs = [("texts", "text_*.csv"), ("none", "absent_*.csv"), ("all", "*"), ("books", "book_*.xlsx")];
    let pipeline = pipeline(&inputs);
    let calendar = calendar();
    let read = |threads: usize| {
        let threads = NonZeroUsize::new(threads).unwrap();
        let request = IngestRequest { root: root.path(), calendar: &calendar, earlier: &[], threads, settle: None };
        let mut begun = Vec::new();
        let tables = read_all(&pipeline.inputs, &request, |input| begun.push(input.name.to_string()));
        (begun, format!("{tables:?}"))
    };
    let (begun, alone) = read(1);
    assert_eq!(begun, inputs.map(|(name, _)| name));
    assert!(alone.len() > 100_000 && alone.contains("EmptyFile") && alone.contains("UnreadableNumber"));
    for threads in [2, 3, 8] {
        let (begun_too, together) = read(threads);
        assert_eq!(begun_too, begun);
        assert!(together == alone, "{threads} threads give something else");
    }
}

#[test]
fn a_file_that_changes_after_it_was_listed_is_not_used() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "a.csv", b"product,period,amount\nP,2026-10,1\n");
    let pipeline = pipeline(&[("a", "a.csv")]);
    let calendar = calendar();
    let request = IngestRequest {
        root: root.path(),
        calendar: &calendar,
        earlier: &[],
        threads: NonZeroUsize::MIN,
        settle: None,
    };
    let prepared = [Prepared::new(&pipeline.inputs[0], &Listing::of(root.path()))];
    let read = || jobs(&prepared)[0].work(&prepared, &request).remove(0);
    assert_eq!((read().parts.len(), read().findings.len()), (1, 0));
    let mut file = File::options().append(true).open(root.path().join("a.csv")).unwrap();
    file.write_all(b"P,2026-11,1\n").unwrap();
    let Read { source, parts, findings } = read();
    assert!(source.is_none() && parts.is_empty());
    assert_eq!(findings.iter().map(Finding::code).collect::<Vec<_>>(), ["changed_while_reading"]);
}
