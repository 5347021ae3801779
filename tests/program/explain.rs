//! Figures are explained by the cells that make them: in small pipelines by hand, and in whole cases by reading the cells
//! again from the files.

use crate::harness::{Table, Test, passed_over};
use goalpost::amount::Amount;
use goalpost::calendar::Window;
use goalpost::explain::{self, ExplainedLine, ExplainedTerm, Explanation, Question, SourceCell, Sources};
use goalpost::metrics::Scope;
use goalpost::metrics::origin::{Combination, Composition, FractionSide, TermRole};
use goalpost::place::Place;
use goalpost::progress::{Progress, ProgressDisplay};
use goalpost::run::{self, MeasuredRun, Mode, RunRequest};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const PIPELINE: &str = r#"
    [pipeline]
    name = "Explained"
    currency = "USD"
    inputs = "."
    output = "out"

    [fx]
    file = "fx.csv"

    [[input]]
    name = "revenue"
    fact = "revenue"
    files = "revenue.csv"
    [input.columns]
    product = "product"
    period = "period"
    currency = "currency"
    amount = "amount"
    units = "units"

    [[input]]
    name = "market"
    fact = "market"
    files = "market.csv"
    [input.columns]
    product = "product"
    period = "quarter"
    market_size = "size"

    [[input]]
    name = "retention"
    fact = "retention"
    files = "bridge.csv"
    [input.columns]
    product = "product"
    period = "period"
    opening_mrr = "opening"
    churned_mrr = "churned"

    [[input]]
    name = "milestones"
    fact = "milestones"
    files = "milestones.csv"
    [input.columns]
    product = "product"
    milestone = "milestone"
    due = "due"
    done = "done"

    [[metric]]
    id = "price_spread"
    label = "Price spread"
    theme = "revenue"
    fact = "revenue"
    unit = "ratio"
    numerator = "sum(amount * 2)"
    denominator = "sum(units) + max(units)"
"#;

fn exports() -> Test {
    Test::new()
        .file("p.toml", PIPELINE)
        .file(
            "revenue.csv",
            "product,period,currency,amount,units\nA,2026-09,USD,100,10\nB,2026-09,USD,7,1\nA,2026-10,USD,40,2\nA,2026-10,EUR,50,3\n",
        )
        .file("fx.csv", "currency,period,rate,kind\nEUR,2026-09,1.1,average\nEUR,2026-10,1.5,average\n")
        .file("market.csv", "product,quarter,size\nA,FY2026-Q3,3000\nA,FY2026-Q4,1000\nB,FY2026-Q3,1\nB,FY2026-Q4,1\n")
        .file("bridge.csv", "product,period,opening,churned\nA,2026-10,200,50\nB,2026-10,10,0\n")
        .file("milestones.csv", "product,milestone,due,done\nA,X,2026-08-01,2026-07-30\nA,Y,2026-09-01,2026-09-15\n")
}

fn asked(args: &str) -> Value {
    let ran = exports().args(&format!("explain p.toml {args} --as-of 2026-10 --format json -q")).run_quietly();
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The value, and each sum as `measure total: amount cell + cell; amount cell`.
#[track_caller]
fn check(args: &str, value: &str, terms: &[&str]) {
    let found = asked(args);
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let cells = |line: &Value| {
        let cells = line["cells"].as_array().unwrap().iter();
        cells.map(|cell| format!("{} {}", text(&cell["file"]), text(&cell["cell"]))).collect::<Vec<_>>().join(" + ")
    };
    let term = |term: &Value| {
        let lines = term["contributions"].as_array().unwrap().iter();
        let lines: Vec<_> = lines.map(|line| format!("{} {}", text(&line["amount"]), cells(line))).collect();
        format!("{} {}: {}", text(&term["measure"]), text(&term["total"]), lines.join("; "))
    };
    assert_eq!(text(&found["value"]), value, "{found:#}");
    assert_eq!(found["terms"].as_array().unwrap().iter().map(term).collect::<Vec<_>>(), terms);
}

#[test]
fn a_sum_is_its_cells_the_largest_first_and_converted() {
    let revenue = "amount 115: 75 revenue.csv line 5, field 4; 40 revenue.csv line 4, field 4";
    check("--product A --metric revenue", "115", &[revenue]);
    let found = asked("--product A --metric revenue");
    let cell = &found["terms"][0]["contributions"][0]["cells"][0];
    assert_eq!((&cell["value"], &cell["currency"], &cell["rate"]), (&"50".into(), &"EUR".into(), &"1.5".into()));
}

#[test]
fn a_product_without_a_row_is_said_to_count_as_zero() {
    check("--product B --metric revenue", "0", &["amount 0: "]);
    let zero = &asked("--product B --metric revenue")["terms"][0]["counted_as_zero"][0];
    assert_eq!((&zero["product"], &zero["period"]), (&"B".into(), &"2026-10".into()));
}

#[test]
fn a_growth_shows_both_windows() {
    let terms = [
        "amount 115: 75 revenue.csv line 5, field 4; 40 revenue.csv line 4, field 4",
        "amount 107: 100 revenue.csv line 2, field 4; 7 revenue.csv line 3, field 4",
    ];
    check("--product * --metric revenue_growth_sequential", "8/107", &terms);
}

#[test]
fn a_quotient_shows_what_is_above_and_below_the_line() {
    let terms = [
        "amount 115: 75 revenue.csv line 5, field 4; 40 revenue.csv line 4, field 4",
        "market_size 1000/3: 1000/3 market.csv line 3, field 3",
    ];
    check("--product A --metric market_share", "0.345", &terms);
    let cell = &asked("--product A --metric market_share")["terms"][1]["contributions"][0]["cells"][0];
    assert_eq!((&cell["value"], &cell["factor"]), (&"1000".into(), &"1/3".into()));
}

#[test]
fn retention_from_a_bridge_shows_its_totals() {
    let terms = [
        "opening_mrr 200: 200 bridge.csv line 2, field 3",
        "churned_mrr 50: 50 bridge.csv line 2, field 4",
        "opening_mrr 200: 200 bridge.csv line 2, field 3",
    ];
    check("--product A --metric gross_revenue_retention_1m", "0.75", &terms);
}

#[test]
fn milestones_show_their_days() {
    let terms = [
        "done 1: 1 milestones.csv line 2, field 3 + milestones.csv line 2, field 4",
        "due 2: 1 milestones.csv line 2, field 3; 1 milestones.csv line 3, field 3",
    ];
    check("--product A --metric milestones_on_time", "0.5", &terms);
}

#[test]
fn a_metric_of_ones_own_shows_a_sum_for_every_aggregate_of_its_formula() {
    let terms = [
        "amount * 2 230: 150 revenue.csv line 5, field 4; 80 revenue.csv line 4, field 4",
        "units 5: 3 revenue.csv line 5, field 5; 2 revenue.csv line 4, field 5",
        "units 5: 3 revenue.csv line 5, field 5; 2 revenue.csv line 4, field 5",
    ];
    check("--product A --metric price_spread", "23", &terms);
}

#[test]
fn no_figure_is_explained_by_what_is_missing() {
    let found = asked("--product A --metric revenue --window trailing_12");
    assert_eq!((&found["value"], &found["no_data"]), (&Value::Null, &"not_covered".into()));
    let reason = found["reason"].as_str().unwrap();
    assert!(reason.contains("no input of `revenue` covers 2025-11, 2025-12, 2026-01 and 7 more"), "{reason}");
}

#[test]
fn text_lists_the_largest_cells_and_what_counts_as_zero() {
    let revenue = exports().args("explain p.toml --product A --metric revenue --as-of 2026-10 -q").run_quietly();
    let expected = "\
Revenue (revenue) of A
formula  sum of amount
window   period, 2026-10
value    115 money

`amount` of `revenue`, 2026-10 = 115
  75  A, 2026-10  revenue.csv, line 5, field 4 (50 EUR at 1.5)
  40  A, 2026-10  revenue.csv, line 4, field 4
";
    assert_eq!(revenue.stdout, expected);
    let zero = exports().args("explain p.toml --product B --metric revenue --as-of 2026-10 -q").run_quietly();
    assert!(zero.stdout.contains("no row: counts as 0: B 2026-10"), "{}", zero.stdout);
}

#[test]
fn a_figure_that_cannot_be_meant_is_refused_with_the_nearest_one() {
    for (args, code) in [
        ("explain p.toml", "figure_not_named"),
        ("explain p.toml --product A --metric revenu", "no_such_metric"),
        ("explain p.toml --product A --metric active_users", "metric_not_fed"),
        ("explain p.toml --product AA --metric revenue", "no_such_product"),
        ("explain p.toml --product A --metric revenue --period 2027-01", "bad_period"),
    ] {
        let ran = exports().args(&format!("{args} -q")).status(2).run_quietly();
        assert!(ran.stderr.contains(&format!("error[{code}]")), "{}", ran.stderr);
    }
    let ran = exports().args("explain no_file").run_quietly();
    assert!(ran.stdout.starts_with("no_file\n"));
}

/// As many of each case.
const FIGURES: usize = 100;

#[test]
fn the_cells_of_random_figures_add_up_to_them_again() {
    let Ok(cases) = std::env::var("GOALPOST_CASES") else {
        passed_over("GOALPOST_CASES is not set");
        return;
    };
    for name in ["plain", "korean"] {
        let case = PathBuf::from(&cases).join(name);
        let as_of = std::fs::read_to_string(case.join("as_of")).unwrap().trim().to_owned();
        let request = RunRequest {
            pipeline: case.join("pipeline.toml"),
            as_of: Some(as_of),
            output: Some(std::env::temp_dir().join("explained-and-never-written")),
            mode: Mode::Check,
            break_lock: false,
            settle: None,
            today: "2026-11-03".parse().unwrap(),
            now: None,
        };
        let (measured, outcome) =
            run::measure(&request, std::num::NonZeroUsize::MIN, &Progress::new(ProgressDisplay::Silent));
        let MeasuredRun { tables, facts, measurements } = measured.unwrap_or_else(|| panic!("{:#?}", outcome.findings));
        let expected = Table::read(&case.join("expected/metrics.csv"));
        let figures: Vec<_> = expected.rows().iter().filter(|row| !row["value"].is_empty()).collect();
        let mut files = Files { root: case.clone(), read: BTreeMap::new() };
        let mut random = 20_261_103_u64;
        for _ in 0..FIGURES {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let row = figures[usize::try_from(random >> 33).unwrap() % figures.len()];
            let metric = measurements.registry.find(&row["metric"]).unwrap();
            let scope = match row["product"].as_str() {
                "*" => Scope::Portfolio,
                product => Scope::Product(measurements.catalog.find(product).unwrap()),
            };
            let window = Window::PUBLISHED.into_iter().find(|window| window.into_str() == row["window"]).unwrap();
            let at = measurements.calendar.parse_label(&row["last_period"]).unwrap().last;
            let sources = Sources { tables: &tables, facts: &facts, measurements: &measurements };
            let explained = explain::explain(sources, Question { metric, scope, window, at });
            let value = files.value(&explained, &metric.id);
            assert_eq!(Some(&value), explained.measured.value(), "{name} {row:?}");
            let wanted: f64 = row["value"].parse().unwrap();
            assert!((value.to_float() - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{name} {row:?}: {value}");
        }
    }
}

/// The files of a case, read apart from the program: each sheet by row and column, and what a 1 in it stands for.
struct Files {
    root: PathBuf,
    read: BTreeMap<(String, Option<String>), (Sheet, i64)>,
}

type Sheet = BTreeMap<(u32, u32), String>;

impl Files {
    /// The figure, from nothing but the texts of its cells.
    fn value(&mut self, explained: &Explanation, metric: &str) -> Amount {
        let mut sum = |side: FractionSide| -> Amount {
            let terms = explained.terms.iter().filter(|term| term.side == side);
            terms.map(|term| &Amount::from(term.sign) * &self.total(term, metric)).sum()
        };
        let (value, above, below) =
            (sum(FractionSide::Value), sum(FractionSide::Numerator), sum(FractionSide::Denominator));
        let over = |above: &Amount| above.checked_div(&below).unwrap();
        match explained.composition {
            Composition::Sum => value,
            Composition::Quotient => over(&above),
            Composition::OneLessQuotient => (&Amount::one() - &over(&above)).max(Amount::zero()),
            Composition::Growth => (&above - &below).checked_div(&below.abs()).unwrap(),
            Composition::Formula => panic!("the cases have no metrics of their own"),
        }
    }

    fn total(&mut self, term: &ExplainedTerm, metric: &str) -> Amount {
        let mut lines = term.lines.iter();
        let mut sizes = lines.clone().map(|line| line.amount.abs());
        let mut before = sizes.next();
        for size in sizes {
            assert!(before.as_ref() >= Some(&size), "the largest comes first");
            before = Some(size);
        }
        lines.try_fold(Amount::zero(), |sum, line| Some(&sum + &self.amount(term, line, metric))).unwrap()
    }

    fn amount(&mut self, term: &ExplainedTerm, line: &ExplainedLine, metric: &str) -> Amount {
        if term.fact == "milestones" {
            let days: Vec<String> = line.cells.iter().map(|cell| self.text(cell).0).collect();
            assert!(
                days.iter().all(|day| day.len() >= 10) && days.get(1).is_none_or(|done| *done <= days[0]),
                "{days:?}"
            );
            return Amount::one();
        }
        let mut sum = |role: TermRole| -> Amount {
            line.cells.iter().filter(|cell| cell.role == role).map(|cell| self.number(cell)).sum()
        };
        let (value, before, after) = (sum(TermRole::Value), sum(TermRole::Before), sum(TermRole::After));
        let (forecast, actual) = (sum(TermRole::Forecast), sum(TermRole::Actual));
        let one_if = |is: bool| Amount::from(usize::from(is));
        match (term.made, term.name.as_ref()) {
            (Combination::Sum, "kept") => after,
            (Combination::Sum, "opening") => before,
            (Combination::Sum, "market_size") => value.checked_div(&Amount::from(3_i64)).unwrap(),
            (Combination::Sum, "mrr") if metric == "arr" => &value * &Amount::from(12_i64),
            (Combination::Sum, _) => value,
            (Combination::Least, _) => after.min(before),
            (Combination::Change, "net") => &after - &before,
            (Combination::Change, _) => (&after - &before).abs(),
            (Combination::Error, _) => (&actual - &forecast).abs(),
            (Combination::Count, "kept_customers") => one_if(before.is_positive() && after.is_positive()),
            (Combination::Count, "lost_customers") => one_if(before.is_positive() && !after.is_positive()),
            (Combination::Count, "opening_customers") => one_if(before.is_positive()),
            (Combination::Count, _) => one_if(value.is_positive()),
            (Combination::Formula, _) => panic!("the cases have no metrics of their own"),
        }
    }

    fn number(&mut self, cell: &SourceCell) -> Amount {
        let (text, unit) = self.text(cell);
        let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '원' | '₩' | '$')).collect();
        let number = match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(negative) => format!("-{negative}"),
            None => plain.replace(['△', '▲'], "-"),
        };
        let amount = Amount::parse_plain(&number).unwrap_or_else(|| panic!("{text:?} at {}", cell.place));
        let is_money = matches!(cell.column.as_ref(), "amount" | "cost");
        &amount * &Amount::from(if is_money { unit } else { 1 })
    }

    /// The text of a cell, and what a 1 of money stands for in its sheet.
    fn text(&mut self, cell: &SourceCell) -> (String, i64) {
        let Place::Cell { file, sheet, cell } = &cell.place else { panic!("no cell: {}", cell.place) };
        let key = (file.to_string(), sheet.as_deref().map(str::to_owned));
        let root = self.root.join(file.as_ref());
        let (texts, unit) = self.read.entry(key).or_insert_with_key(|(_, sheet)| {
            let texts = sheet.as_ref().map_or_else(|| delimited(&root), |sheet| worksheet(&root, sheet));
            let says = |unit: &str| texts.values().any(|text| text.contains("단위") && text.contains(unit));
            let unit = if says("백만원") {
                1_000_000
            } else if says("천원") {
                1_000
            } else {
                1
            };
            (texts, unit)
        });
        (texts[&(cell.row, cell.column)].clone(), *unit)
    }
}

fn delimited(path: &Path) -> Sheet {
    let bytes = std::fs::read(path).unwrap();
    let text =
        String::from_utf8(bytes).unwrap_or_else(|error| encoding_rs::EUC_KR.decode(error.as_bytes()).0.into_owned());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut texts = Sheet::new();
    for (row, record) in (0..).zip(reader.records()) {
        texts.extend((0..).zip(record.unwrap().iter()).map(|(column, text)| ((row, column), text.to_owned())));
    }
    texts
}

fn worksheet(path: &Path, sheet: &str) -> Sheet {
    use calamine::{Data, Reader};
    let range = calamine::open_workbook_auto(path).unwrap().worksheet_range(sheet).unwrap();
    let (first_row, first_column) = range.start().unwrap();
    let cells = range.used_cells().map(|(row, column, data)| {
        let at = (first_row + u32::try_from(row).unwrap(), first_column + u32::try_from(column).unwrap());
        let text = match data {
            Data::Float(number) => Amount::from_float(*number).unwrap().to_string(),
            other => other.to_string(),
        };
        (at, text)
    });
    cells.collect()
}
