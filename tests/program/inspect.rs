//! `goalpost inspect`: what it says of files whose truth is known, and that its drafts work when pasted.

use crate::harness::{Test, passed_over};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn inspect(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
    command.arg("inspect").args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(std::process::Stdio::null());
    command.output().unwrap()
}

fn corpus() -> Option<PathBuf> {
    let corpus = std::env::var_os("GOALPOST_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        passed_over("GOALPOST_CORPUS is not set");
    }
    corpus
}

/// What the program says of a file of the corpus; nothing may go wrong.
fn said(file: &str) -> Option<String> {
    let output = inspect(&corpus()?, &[file]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{file}");
    assert_eq!(output.status.code(), Some(0), "{file}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Without the lines of single columns, for large files.
fn outline(text: &str) -> String {
    let is_column = |line: &str| {
        let letter = line.strip_prefix("    ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        !letter.is_empty() && letter.len() <= 3 && letter.bytes().all(|b| b.is_ascii_uppercase())
    };
    let lines: Vec<&str> = text.lines().filter(|line| !is_column(line)).collect();
    lines.join("\n")
}

macro_rules! snapshots {
    ($($name:ident: $file:literal, $shown:expr;)*) => {
        $(#[test]
        fn $name() {
            let Some(text) = said($file) else { return };
            let shown: fn(&str) -> String = $shown;
            insta::assert_snapshot!(stringify!($name), shown(&text));
        })*
    };
}

// Each was compared with the file in a spreadsheet: header, periods, totals, types.
snapshots! {
    cashflows_has_months_with_spacers_and_totals_that_add_up: "crosstab/cashflows.xlsx", str::to_owned;
    toronto_transit_has_years_and_totals_of_sections: "crosstab/toronto_transit.xlsx", str::to_owned;
    budget_vs_actual_has_a_crosstab_a_ledger_and_dashboards: "crosstab/Budget vs Actual.xlsx", str::to_owned;
    a_five_year_plan_has_statements_by_year: "crosstab/5 Year Financial Plan.xls", outline;
    destatis_cleaned_has_a_total_that_adds_up: "german/48112-0001_cleaned.csv", str::to_owned;
    destatis_as_published_has_units_in_the_header_and_sections_by_year: "german/48112-0004_772013004.csv", str::to_owned;
    datev_has_its_header_in_the_second_line: "german/EXTF_Buchungsstapel.csv", str::to_owned;
    a_workbook_of_many_sheets_has_tables_and_crosstabs: "spreadsheets/12843-1.xls", outline;
    seoul_stores_have_codes_with_leading_zeros: "korea/서울시 대규모 상점 현황.xls", str::to_owned;
    seoul_mobility_has_four_stacked_headers: "korea/서울시 인구 이동률 통계.xls", str::to_owned;
    seoul_sales_stand_by_half_years: "korea/매출현황.xlsx", str::to_owned;
    seoul_shops_stand_by_half_years: "korea/업소현황.xlsx", str::to_owned;
    a_factory_log_repeats_its_names: "korea/생산실적_sample2.xlsx", outline;
    the_messy_financial_sample_has_days_that_read_both_ways: "ms_financial/Financials.csv", str::to_owned;
    the_clean_financial_sample_is_drafted: "ms_financial/Financial Sample.xlsx", str::to_owned;
    badly_structured_sales_have_their_groups: "crosstab/1.-Badly-Structured-Sales-Data-1.xlsx", str::to_owned;
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files_below(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_file_of_the_corpus_is_inspected_or_refused_in_time_and_no_total_that_agrees_stops_its_draft() {
    let Some(corpus) = corpus() else { return };
    let mut files = Vec::new();
    files_below(&corpus, &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let mut agreed = 0;
    for file in files {
        let started = Instant::now();
        let output = inspect(&corpus, &["--format", "json", file.to_str().unwrap()]);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 4)),
            "{}: {code:?}\n{}",
            file.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let (inspected, refused) =
            (result["files"].as_array().unwrap().len(), result["findings"].as_array().unwrap().len());
        assert_eq!((inspected, refused), if code == Some(0) { (1, 0) } else { (0, 1) }, "{}", file.display());
        assert!(started.elapsed() < Duration::from_secs(20), "{} took {:?}", file.display(), started.elapsed());
        for inspected in result["files"].as_array().unwrap() {
            let agreeing = agreeing(inspected);
            agreed += agreeing.len();
            stops_at_none_of(&agreeing, inspected, &file);
        }
    }
    assert!(agreed > 20, "only {agreed} totals agree");
}

/// Rows and columns of totals that are told to agree, by sheet.
fn agreeing(file: &serde_json::Value) -> Vec<(serde_json::Value, String)> {
    let mut found = Vec::new();
    for sheet in file["sheets"].as_array().unwrap() {
        for table in sheet["tables"].as_array().unwrap() {
            let totals = table["totals"].as_array().unwrap().iter();
            let at =
                totals.filter(|total| total["agrees"] == true).map(|total| total["at"].as_str().unwrap().to_owned());
            found.extend(at.map(|at| (sheet["sheet"].clone(), at)));
        }
    }
    found
}

/// No total that is told to agree stops the draft that reads it.
#[track_caller]
fn stops_at_none_of(agreeing: &[(serde_json::Value, String)], inspected: &serde_json::Value, file: &Path) {
    let drafts = inspected["drafts"].as_array().unwrap().iter();
    let findings = drafts.flat_map(|draft| draft["findings"].as_array().unwrap());
    for finding in findings.filter(|finding| finding["code"] == "total_mismatch") {
        let cell = finding["cell"].as_str().unwrap_or_default();
        let (column, row) = cell.split_at(cell.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
        let is_agreeing =
            |(sheet, at): &(serde_json::Value, String)| *sheet == finding["sheet"] && (at == row || at == column);
        assert!(!agreeing.iter().any(is_agreeing), "{}: {finding:#}", file.display());
    }
}

/// Exports with the fact that they are about, by the name of the file.
fn exports() -> Vec<(PathBuf, &'static str)> {
    const FACTS: [(&str, &str); 12] = [
        ("acquisition", "acquisition"),
        ("adoption", "adoption"),
        ("usage", "usage"),
        ("expansion", "expansion"),
        ("subscriptions", "subscriptions"),
        ("demand", "demand"),
        ("market", "market"),
        ("milestones", "milestones"),
        ("Revenue", "revenue"),
        ("매출현황", "revenue"),
        ("계약", "contracts"),
        ("contracts", "contracts"),
    ];
    let mut files = Vec::new();
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data"), &mut files);
    if let Some(cases) = std::env::var_os("GOALPOST_CASES") {
        files_below(Path::new(&cases), &mut files);
    } else {
        passed_over("GOALPOST_CASES is not set: only the sample is inspected");
    }
    let fact = |path: &PathBuf| {
        let is_output = path.components().any(|part| part.as_os_str() == "expected");
        let name = path.file_name()?.to_string_lossy().into_owned();
        let fact = FACTS.iter().find(|(stem, _)| name.starts_with(stem) && !is_output)?.1;
        Some((path.clone(), fact))
    };
    files.iter().filter_map(fact).collect()
}

#[test]
fn the_draft_for_every_export_of_the_sample_and_the_cases_passes_the_check_when_pasted() {
    let exports = exports();
    // All of them: the sample alone has eight.
    assert!(exports.len() >= 8, "{exports:?}");
    for (path, fact) in exports {
        let folder = path.parent().unwrap();
        let file = path.file_name().unwrap().to_str().unwrap();
        let output = inspect(folder, &["--format", "json", file]);
        let result: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let drafts = result["files"][0]["drafts"].as_array().unwrap();
        assert_eq!(drafts.len(), 1, "{}: {drafts:#?}", path.display());
        let draft = &drafts[0];
        assert_eq!(draft["fact"], fact, "{}", path.display());
        assert_eq!(draft["works"], true, "{}: {draft:#?}", path.display());
        let rows = &draft["rows"];
        assert_eq!(
            rows["read"].as_u64().unwrap(),
            ["used", "rejected", "ignored"].iter().map(|kind| rows[kind].as_u64().unwrap()).sum::<u64>(),
            "{}",
            path.display()
        );
        let pipeline = format!(
            "[pipeline]\nname = \"draft\"\ncurrency = \"USD\"\ninputs = '{}'\noutput = \"out\"\n\n{}",
            folder.display(),
            draft["toml"].as_str().unwrap()
        );
        Test::new().bytes("draft.toml", pipeline.as_bytes()).args("check draft.toml --as-of 2026-10 -q").run();
    }
}

#[test]
fn a_file_is_shown_with_a_draft_that_can_be_pasted() {
    Test::new()
        .file(
            "sales_2026-10.csv",
            "
            Report of sales,,
            Product,Month,Net revenue
            Alpha,2026-09,10.50
            Beta,2026-10,\"1,200.00\"
            Total,,1210.50
            ",
        )
        .args("inspect sales_2026-10.csv")
        .stdout(
            "
            sales_2026-10.csv: text in utf-8, split by `,`

              table A2:C5, header in row 2: 2 rows of data, 1 total
                confidence high: headings stand over 1 column of figures or days; 1 of 1
                  total adds up
                A  Product      text    2 different  Alpha, Beta
                B  Month        period  2 different  2026-09 … 2026-10
                C  Net revenue  amount  2 different  10.50, 1,200.00
                total `Total`, row 5: is the sum of rows 3 to 4
              beside the tables: A1 Report of sales

            # a draft that works: reads A2:C5
            # rows: 3 read, 2 used, 0 rejected, 1 ignored (1 total)
            [[input]]
            name = \"revenue\"
            fact = \"revenue\"
            files = \"sales_*.csv\"
            [input.columns]
            product = \"Product\"
            period = \"Month\"
            amount = \"Net revenue\"

            ",
        )
        .run();
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding_and_the_others_go_on() {
    Test::new()
        .file("good.csv", "Key,Value\na,1\nb,2\n")
        .bytes("empty.csv", b"")
        .args("inspect empty.csv good.csv missing.csv")
        .status(4)
        .stdout(
            "
            good.csv: text in utf-8, split by `,`

              table A1:B3, header in row 1: 2 rows of data
                confidence high: headings stand over 1 column of figures or days
                A  Key    text          2 different  a, b
                B  Value  whole number  2 different  1, 2

            # a draft that was not tried: choose a fact and columns (docs/metrics.md)
            [[input]]
            name = \"good\"
            fact = \"revenue\"  # none of the known facts fits: choose one
            files = \"good.csv\"
            [input.columns]
            # product = \"Key\"
            # period = no column could be it
            # amount = \"Value\"

            ",
        )
        .stderr(
            "
            error[empty_file]: is empty: 0 bytes
            --> empty.csv
             = help: ask for the file again

            error[cannot_open]: cannot be opened: No such file or directory (os error 2)
            --> missing.csv

            ",
        )
        .run();
}

#[test]
fn nothing_from_a_file_reaches_the_terminal_as_a_command() {
    let ran = Test::new()
        .bytes("a.csv", b"Na\x1b[31mme,Val\x07ue\n\x1b]0;title\x07x,1\ny\x1b[2J,2\n")
        .args("inspect a.csv")
        .run_quietly();
    assert!(ran.stdout.contains("table A1:B3"), "{}", ran.stdout);
    assert!(!ran.stdout.contains(['\u{1b}', '\u{7}']), "{:?}", ran.stdout);
}

#[test]
fn json_has_everything_under_stable_names() {
    let ran = Test::new()
        .workbook("plan.xlsx", "Plan", |sheet| {
            for (column, text) in ["Product", "2026-09", "2026-10", "Total"].iter().enumerate() {
                sheet.write_string(0, u16::try_from(column).unwrap(), *text).unwrap();
            }
            for (row, (name, figures)) in
                [("Alpha", [1.0, 2.0, 3.0]), ("Total", [1.0, 2.0, 9.0])].into_iter().enumerate()
            {
                let row = u32::try_from(row + 1).unwrap();
                sheet.write_string(row, 0, name).unwrap();
                for (column, figure) in (1..).zip(figures) {
                    sheet.write_number(row, column, figure).unwrap();
                }
            }
        })
        .args("inspect plan.xlsx --format json")
        .run_quietly();
    let result: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let table = &result["files"][0]["sheets"][0]["tables"][0];
    assert_eq!(result["exit_code"], 0);
    assert_eq!((&table["range"], &table["layout"]), (&"A1:D3".into(), &"crosstab".into()));
    assert_eq!(table["header_rows"], serde_json::json!([1]));
    assert_eq!(table["total_rows"], serde_json::json!([3]));
    assert_eq!((&table["section_rows"], &table["note_rows"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert_eq!(table["periods"]["step"], "month");
    assert_eq!(table["columns"][0]["type"], "text");
    assert_eq!(
        table["totals"],
        serde_json::json!([
            {
                "label": "Total", "kind": "row", "at": "3", "called_total_only": true,
                "agrees": false, "of": "row 2", "cell": "D3", "stated": "9", "summed": "3"
            },
            {
                "label": "Total", "kind": "column", "at": "D", "called_total_only": true,
                "agrees": true, "of": "columns B to C"
            }
        ])
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_shows_the_records_of_a_text() {
    let ran = Test::new()
        .bytes(
            "a.csv",
            b"\"Report\nof sales\",\n\"Product\",\"Net\nrevenue\"\nEurope,\nAlpha,1\nBeta,2\nTotal,3\nAsia,\nGamma,4\n",
        )
        .args("inspect a.csv --format json")
        .run_quietly();
    let result: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let table = &result["files"][0]["sheets"][0]["tables"][0];
    assert_eq!(table["range"], "A2:B8");
    assert_eq!(table["header_rows"], serde_json::json!([2]));
    assert_eq!(table["section_rows"], serde_json::json!([3, 7]));
    assert_eq!(table["total_rows"], serde_json::json!([6]));
}

#[test]
fn the_rows_of_a_table_are_written_as_they_are_read() {
    Test::new()
        .file(
            "sales.csv",
            "
            Report of sales;;
            Product;Month;Net revenue
            Europe;;
            Alpha;2026-09;1.010,50
            -Beta;2026-10;200,00
            Total;;1.210,50
            ",
        )
        .args("inspect --rows sales.csv")
        .stdout(
            "
            row,Product,Month,Net revenue,section
            4,Alpha,2026-09,1010.5,Europe
            5,'-Beta,2026-10,200,Europe
            ",
        )
        .run();
}

#[test]
fn the_rows_of_a_crosstab_are_one_a_line_and_period() {
    Test::new()
        .file(
            "plan.csv",
            "
            Region,Product,2026-09,,2026-10,,Total
            ,,Actual,Budget,Actual,Budget,Actual
            East,Alpha,1,2,3,4,4
            ,Beta,5,6,,8,5
            Total,,6,8,3,12,9
            ",
        )
        .args("inspect plan.csv --rows")
        .stdout(
            "
            row,Region,Product,period,Actual,Budget
            3,East,Alpha,2026-09,1,2
            3,East,Alpha,2026-10,3,4
            4,East,Beta,2026-09,5,6
            4,East,Beta,2026-10,,8
            ",
        )
        .run();
}

#[test]
fn of_several_tables_the_largest_is_written_or_the_one_that_is_named() {
    let file = "Name,Value\na,1\nb,2\nc,3\n,\n,\n,\nCode,Amount\nx,5\ny,6\n";
    Test::new()
        .file("two.csv", file)
        .args("inspect two.csv --rows")
        .stdout("row,Name,Value\n2,a,1\n3,b,2\n4,c,3\n")
        .stderr("two.csv: A1:B4, the largest of 2 tables; `--rows=RANGE` takes another\n")
        .run();
    Test::new()
        .file("two.csv", file)
        .args("inspect two.csv --rows=a8:b10")
        .stdout("row,Code,Amount\n9,x,5\n10,y,6\n")
        .run();
    Test::new()
        .file("two.csv", file)
        .args("inspect two.csv --rows=C1:D2")
        .status(4)
        .stderr(
            "
            error[no_such_table]: there is no table in `C1:D2`
            --> two.csv
             = help: expected one of `A1:B4` or `A8:B10`
            ",
        )
        .run();
}

#[test]
fn what_a_reader_does_not_see_is_noted() {
    let ran = Test::new()
        .workbook("sales.xlsx", "Sales", |sheet| {
            sheet.write_row(0, 0, ["product", "period", "cost", "amount"]).unwrap();
            sheet.write_row(1, 0, ["Alpha", "2026-10"]).unwrap();
            sheet.write_row(1, 2, [5.0, 7.0]).unwrap();
            sheet.set_column_hidden(2).unwrap();
            sheet.set_column_hidden(9).unwrap();
        })
        .args("inspect sales.xlsx")
        .run_quietly();
    assert!(ran.stdout.contains("note: C1: 1 column hidden; they are read like the others"), "{}", ran.stdout);

    let text = |note: &[u8]| {
        let bytes = [b"product,period,amount,note\nGr\xc3\xb6\xc3\x9fe,2026-10,5,".as_slice(), note, b"\n"].concat();
        Test::new().bytes("sales.csv", &bytes).args("inspect sales.csv").run_quietly().stdout
    };
    let damaged = text(b"fine\xc3");
    assert!(damaged.contains("1 cell with bytes that are no text; a run that reads one stops"), "{damaged}");
    assert!(damaged.contains("# a draft that works"), "{damaged}");
    assert!(!text(b"fine").contains("no text"));
}

#[test]
fn number_formats_say_what_figures_are_and_in_which_currency() {
    use rust_xlsxwriter::{Format, Workbook};
    let book = |money: &str, heading: &str| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["Product", "Month", heading, "Share"]).unwrap();
        for row in 1..=12 {
            sheet.write_string(row, 0, "Alpha").unwrap();
            sheet.write_string(row, 1, format!("2026-{row:02}")).unwrap();
            sheet.write_with_format(row, 2, f64::from(row) * 100.0, &Format::new().set_num_format(money)).unwrap();
            sheet.write_with_format(row, 3, 1.0, &Format::new().set_num_format("0%")).unwrap();
        }
        let bytes = workbook.save_to_buffer().unwrap();
        Test::new().bytes("sales.xlsx", &bytes).args("inspect sales.xlsx --format json").run_quietly()
    };
    let drafted = |money: &str, heading: &str| {
        let found: serde_json::Value = serde_json::from_str(&book(money, heading).stdout).unwrap();
        let columns = &found["files"][0]["sheets"][0]["tables"][0]["columns"];
        let draft = &found["files"][0]["drafts"][0];
        let (toml, works) = (draft["toml"].as_str().unwrap(), draft["works"].clone());
        let currency = toml.lines().find(|line| line.starts_with("currency")).map(str::to_owned);
        assert_eq!(columns[3]["type"], "percent");
        (columns[2]["type"].clone(), currency, works)
    };
    assert_eq!(drafted("#,##0", "Revenue"), ("whole_number".into(), None, true.into()));
    let euros = ("amount".into(), Some("currency = \"EUR\"".to_owned()), true.into());
    assert_eq!(drafted("#,##0 [$€-407]", "Revenue"), euros);
    let named = drafted("#,##0", "Revenue (EUR)");
    assert_eq!((named.1, named.2), (euros.1, euros.2));
}

#[test]
fn a_range_that_two_sheets_have_is_no_name_and_a_hidden_sheet_comes_last() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("EU", 2), ("US", 2), ("Old", 9)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(name == "Old");
        sheet.write_row(0, 0, ["Product", "Amount"]).unwrap();
        for row in 1..=rows {
            sheet.write_string(row, 0, format!("{name}{row}")).unwrap();
            sheet.write_number(row, 1, row).unwrap();
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let rows = |range: &str| Test::new().bytes("two.xlsx", &bytes).args(&format!("inspect two.xlsx --rows{range}"));
    let ran = rows("").run_quietly();
    assert!(ran.stdout.contains("EU1") && !ran.stdout.contains("Old"), "{}", ran.stdout);
    let ran = rows("=A1:B3").status(4).run_quietly();
    assert!(ran.stderr.contains("expected one of `EU!A1:B3`, `US!A1:B3` or `Old!A1:B10`"), "{}", ran.stderr);
    let ran = rows("=US!A1:B3").run_quietly();
    assert!(ran.stdout.contains("US2"), "{}", ran.stdout);
}

#[test]
fn a_workbook_of_many_sheets_is_inspected_at_once() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for number in 1..=40 {
        let sheet = workbook.add_worksheet().set_name(format!("Region {number}")).unwrap();
        sheet.write_row(0, 0, ["Product", "Month", "Revenue", "Units"]).unwrap();
        for row in 1..200_u32 {
            sheet.write_string(row, 0, format!("P{}", row % 7)).unwrap();
            sheet.write_string(row, 1, format!("2026-{:02}", row % 9 + 1)).unwrap();
            sheet.write_number(row, 2, f64::from(row) * 1.25 + f64::from(number)).unwrap();
            sheet.write_number(row, 3, f64::from(row)).unwrap();
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let started = Instant::now();
    let ran = Test::new().bytes("regions.xlsx", &bytes).args("inspect regions.xlsx").run_quietly();
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert_eq!(ran.stdout.matches("header in row 1: 199 rows of data").count(), 40);
    assert_eq!(ran.stdout.matches("[[input]]").count(), 1, "sheets alike are one input");
}
