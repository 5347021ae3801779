//! The goals workbooks: what is refused and what is noted, each with its cell; several files and sheets; own thresholds.

use crate::findings::of_files::uncomputed;
use crate::harness::{Ran, Test};
use crate::pipelines::Pipeline;
use calamine::{DataType, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

fn pipeline() -> String {
    Pipeline::new()
        .lines("[products]\nfile = \"products.csv\"\n[goals]\nfile = \"goals.csv\"")
        .input("revenue", "revenue.csv")
        .columns(&[("period", "month"), ("units", "units")])
        .input("usage", "usage.csv")
        .lines("required = false")
        .columns(&[("period", "month")])
        .text()
}

const HEADER: &str = "Goal,Product,Metric,Period,Target,Baseline,Floor,Phasing,Weight,Kind,Supports,Class,Exceeded from,\
                      Met from,At risk from,Agreed by,Agreed on";

/// 100 a month of Alpha and 50 of Beta, ten months of 2026.
fn revenue() -> String {
    let month = |month: u32| format!("Alpha,2026-{month:02},100,10\nBeta,2026-{month:02},50,5\n");
    format!("product,month,amount,units\n{}", (1..=10).map(month).collect::<String>())
}

fn review(pipeline: &str) -> Test {
    Test::new()
        .file("review.toml", pipeline)
        .file("products.csv", "product,stage\nAlpha,growth\nBeta,launch\n")
        .file("exports/revenue.csv", &revenue())
        .file("exports/usage.csv", "product,month,active_users\nAlpha,2026-08,7\nBeta,2026-08,7\n")
}

fn with_goals(rows: &[&str]) -> Test {
    review(&pipeline())
        .bytes("goals.csv", format!("{HEADER}\n{}\n", rows.join("\n")).as_bytes())
        .args("run review.toml")
}

/// Messages and places as they are told.
fn told(ran: &Ran) -> Vec<&str> {
    ran.stderr.lines().filter(|line| line.contains("[goal_") || line.trim_start().starts_with("--> goals")).collect()
}

#[track_caller]
fn refused(rows: &[&str], expected: &[&str]) {
    let ran = with_goals(rows).status(4).run_quietly();
    assert_eq!(told(&ran), expected);
    assert!(!ran.exists("out"));
}

/// `code file cell` of the findings about goals, as they are published.
fn noted(ran: &Ran) -> Vec<String> {
    let table = ran.table("out/2026-10/findings.csv");
    let rows = table.rows().iter().filter(|row| row["code"].contains("goal"));
    rows.map(|row| {
        [&row["code"], &row["file"], &row["sheet"], &row["cell"]].map(String::as_str).join(" ").trim().to_owned()
    })
    .collect()
}

#[test]
fn cells_that_hold_something_else_are_refused_each_with_its_place() {
    refused(
        &[
            "A,Alpha,revenue,FY2026,,,,,,,,,,,,Kim,2026-01-01",
            "B,Alpha,units,FY2026,100,,,,,sales,,,,,,Kim,2026-01-01",
            "C,Alpha,units,FY2026-H2,30..20,,,,,,,,,,,Kim,2026-01-01",
            "D,Alpha,units,FY2026-Q4,30,,,ramp,,,,,,,,Kim,2026-01-01",
            "E,Beta,units,FY2026,30,,,,,,,binding,,,,Kim,2026-01-01",
            "F,Beta,revenue,FY2026,30,,,,,,,,,90%,95%,Kim,2026-01-01",
            "G,Beta,revenue,FY2026-Q4,30,,,,,,,,0,,,Kim,2026-01-01",
            "H,Beta,revenue,FY2026-H2,30,,,,,,,,,,,Kim,yesterday",
        ],
        &[
            "error[goal_entry_missing]: the goal has no target",
            "--> goals.csv, line 2, field 5",
            "error[goal_unknown_word]: `sales` is nothing that column `kind` knows",
            "--> goals.csv, line 3, field 10",
            "error[goal_empty_range]: the range 30..20 is empty",
            "--> goals.csv, line 4, field 5",
            "error[goal_phasing_unfit]: phasing `ramp` needs a metric that stands at a level",
            "--> goals.csv, line 5, field 8",
            "error[goal_unknown_word]: `binding` is nothing that column `class` knows",
            "--> goals.csv, line 6, field 12",
            "error[goal_thresholds_cross]: `met from` 0.9 lies below `at risk from` 0.95",
            "--> goals.csv, line 7, field 15",
            "error[goal_threshold_not_positive]: expected a threshold above 0 in column `exceeded from`, found 0",
            "--> goals.csv, line 8, field 13",
            "error[goal_unreadable]: expected a day in column `agreed on`, found `yesterday`",
            "--> goals.csv, line 9, field 17",
        ],
    );
}

#[test]
fn goals_that_contradict_each_other_are_refused_each_with_its_place() {
    refused(
        &[
            "A,Alpha,revenue,FY2026,1200,,,,50,,B,,,,,Kim,2026-01-01",
            "B,Alpha,units,FY2026,120,,,,,,,,,,,Kim,2026-01-01",
            "C,Alpha,average_price,FY2026,10,,,,,product,D,,,,,Kim,2026-01-01",
            "D,Alpha,active_users,FY2026,10,,,,,product,A,,,,,Kim,2026-01-01",
            "E,Beta,average_price,FY2026,10,,,,,product,F,,,,,Kim,2026-01-01",
            "F,Beta,active_users,FY2026,10,,,,,product,E,,,,,Kim,2026-01-01",
            "G,Beta,units,FY2026,120,,,,,product,G,,,,,Kim,2026-01-01",
        ],
        &[
            "error[goal_business_supports]: business goal `A` names `B` under `Supports`",
            "--> goals.csv, line 2, field 11",
            "error[goal_supports_product_goal]: expected a business goal to support, `D` is not one",
            "--> goals.csv, line 4, field 11",
            "error[goal_supports_circle]: `E` → `F` → `E` is a circle",
            "--> goals.csv, line 6, field 11",
            "error[goal_supports_circle]: `F` → `E` → `F` is a circle",
            "--> goals.csv, line 7, field 11",
            "error[goal_supports_circle]: `G` → `G` is a circle",
            "--> goals.csv, line 8, field 11",
            "error[goal_weights_incomplete]: of 2 business goals of Alpha 1 with a weight and 1 without",
            "--> goals.csv, line 3, field 9",
        ],
    );
}

#[test]
fn oddities_are_noted_with_their_places_and_the_run_goes_on() {
    let months: Vec<String> =
        (1..=12).map(|month| format!("M{month},Alpha,revenue,2026-{month:02},90,,,,0,,,,,,,Kim,2025-12-01")).collect();
    let mut rows = vec![
        "Y,Alpha,revenue,FY2026,1200,,,,60,,,,,,,Kim,2025-12-01",
        "U,Alpha,units,FY2026,120,,,,40,,,,,,,Kim,2026-02-01",
        "P,Alpha,average_price,FY2026,10,,,,,product,Y,,,,,Kim,",
    ];
    rows.extend(months.iter().map(String::as_str));
    let ran = with_goals(&rows).run_quietly();
    let mut noted = noted(&ran);
    noted.retain(|finding| {
        !finding.starts_with("goal_unsupported goals.csv  line 1") || finding.ends_with("line 3, field 1")
    });
    noted.sort();
    assert_eq!(
        noted,
        [
            "goal_agreed_late goals.csv  line 3, field 17",
            "goal_half_signed goals.csv  line 4, field 16",
            "goal_parts_do_not_add_up goals.csv  line 2, field 5",
            "goal_unsupported goals.csv  line 3, field 1",
            "goal_unsupported goals.csv  line 5, field 1",
            "goal_unsupported goals.csv  line 6, field 1",
            "goal_unsupported goals.csv  line 7, field 1",
            "goal_unsupported goals.csv  line 8, field 1",
            "goal_unsupported goals.csv  line 9, field 1",
            "product_without_goals goals.csv",
            "usual_goal_missing goals.csv",
        ]
    );
}

#[test]
fn a_run_that_wants_every_goal_agreed_stops_at_each_that_is_not() {
    let pipeline = pipeline().replace("file = \"goals.csv\"", "file = \"goals*.csv\"\n    not_agreed = \"stop\"");
    let row = |id: &str, metric: &str| format!("{HEADER}\n{id},Alpha,{metric},FY2026,1200,,,,,,,,,,,,\n");
    let ran = review(&pipeline)
        .file("goals_1.csv", &row("A", "revenue"))
        .file("goals_2.csv", &row("B", "units"))
        .args("run review.toml")
        .status(4)
        .run_quietly();
    for (file, goal) in [("goals_1.csv", "A"), ("goals_2.csv", "B")] {
        let expected =
            format!("error[goal_not_agreed]: goal `{goal}` is not signed off\n--> ./{file}, line 2, field 16");
        assert!(ran.stderr.contains(&expected), "{}", ran.stderr);
    }
}

#[test]
fn what_a_range_or_a_milestone_has_no_use_for_is_said_and_a_floor_inside_a_range_is_refused() {
    let ran = with_goals(&[
        "A,Alpha,average_price,FY2026,9..11,8,,,,,,,,,,Kim,2026-01-01",
        "B,Alpha,Go live,FY2026,2026-09-30,,5,even,,milestone,,,,,,Kim,2026-01-01",
    ])
    .run_quietly();
    let mut noted = noted(&ran);
    noted.retain(|finding| finding.starts_with("goal_entry_unused"));
    let places = ["line 2, field 6", "line 3, field 7", "line 3, field 8"];
    assert_eq!(noted, places.map(|place| format!("goal_entry_unused goals.csv  {place}")));
    refused(
        &["A,Alpha,average_price,FY2026,9..11,,10,,,,,,,,,Kim,2026-01-01"],
        &[
            "error[goal_floor_wrong_side]: the floor 10 is not worse than the target 9..11",
            "--> goals.csv, line 2, field 7",
        ],
    );
}

#[test]
fn thresholds_of_a_goals_own_stand_on_the_page_of_goals() {
    let ran = with_goals(&[
        "A,Alpha,revenue,FY2026,1200,,,,,,,,110%,102.5%,,Kim,2026-01-01",
        "B,Alpha,units,FY2026,120,,,,,,,,,,,Kim,2026-01-01",
    ])
    .run_quietly();
    let mut book: Xlsx<_> = open_workbook(ran.path("out/2026-10/Scorecard 2026-10.xlsx")).unwrap();
    let goals = book.worksheet_range("Goals").unwrap();
    let row = |first: &str| goals.rows().find(|row| row.iter().any(|cell| cell.as_string().as_deref() == Some(first)));
    let column = |name: &str| {
        let header = row("Target").unwrap();
        header.iter().position(|cell| cell.as_string().as_deref() == Some(name)).unwrap()
    };
    let at = |goal: &str, name: &str| row(goal).unwrap()[column(name)].as_f64();
    assert_eq!(at("A", "Exceeded from"), Some(1.1));
    assert_eq!(at("A", "Met from"), Some(1.025));
    assert_eq!((at("A", "At risk from"), at("B", "Met from")), (None, None));
}

#[test]
fn a_number_that_reads_two_ways_is_asked_about_unless_another_tells() {
    refused(
        &["A,Alpha,revenue,FY2026,\"1,036\",,,,,,,,,,,Kim,2026-01-01"],
        &[
            "error[goal_number_ambiguous]: `1,036` is 1036 with a decimal point and 1.036 with a decimal comma",
            "--> goals.csv, line 2, field 5",
        ],
    );
    refused(
        &["A,Alpha,revenue,FY2026,\"1,036..2,036\",,,,,,,,,,,Kim,2026-01-01"],
        &[
            "error[goal_number_ambiguous]: `1,036` is 1036 with a decimal point and 1.036 with a decimal comma",
            "--> goals.csv, line 2, field 5",
        ],
    );
    let target = |rows: &[&str], expected: &str| {
        let ran = with_goals(rows).run_quietly();
        assert_eq!(ran.table("out/2026-10/scores.csv").cell(&[("goal", "A")], "target"), expected);
    };
    let other = "B,Alpha,average_price,FY2026,\"9.5\",,,,,,,,,,,Kim,2026-01-01";
    target(&["A,Alpha,revenue,FY2026,\"1,036\",,,,,,,,,,,Kim,2026-01-01", other], "1036");
    let other = "B,Alpha,average_price,FY2026,\"9,5\",,,,,,,,,,,Kim,2026-01-01";
    target(&["A,Alpha,revenue,FY2026,1.036,,,,,,,,,,,Kim,2026-01-01", other], "1036");
    // A small figure beside it tells, too: nobody writes three decimals of the one and none of the other.
    let other = "B,Alpha,units,FY2026,54,,,,,,,,,,,Kim,2026-01-01";
    target(&["A,Alpha,revenue,FY2026,\"1,036\",,,,,,,,,,,Kim,2026-01-01", other], "1036");
}

#[test]
fn a_share_is_written_as_people_write_it() {
    for target in ["60%", "0.60", "60 %", "0.6"] {
        let row = format!("A,Alpha,gross_margin,FY2026,{target},,,,,,,,,,,Kim,2026-01-01");
        let ran = with_goals(&[&row]).run_quietly();
        assert_eq!(ran.table("out/2026-10/scores.csv").cell(&[("goal", "A")], "target"), "0.6", "{target}");
    }
}

#[test]
fn a_target_that_its_line_cuts_is_asked_about() {
    let goals = |target: &str| {
        let text = format!("Goal,Product,Metric,Period,Target\nA,Alpha,revenue,FY2026,{target}\n");
        review(&pipeline()).file("goals.csv", &text).args("run review.toml")
    };
    let ran = goals("1,200").status(4).run_quietly();
    let expected = "the line has 6 fields and its header 5: `1` and `200` at its end may be one figure, `1,200`";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    let ran = goals("1200").run_quietly();
    assert!(!ran.stderr.contains("long_line"), "{}", ran.stderr);
}

#[test]
fn days_that_a_program_may_have_misread_are_asked_about() {
    use rust_xlsxwriter::{ExcelDateTime, Format};
    let agreed = |days: [&str; 2], format: &str, text: &str| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["Goal", "Product", "Metric", "Period", "Target", "Agreed by", "Agreed on"]).unwrap();
        for (row, day) in (1..).zip(days) {
            let goal = ["A", "B"][row as usize - 1];
            sheet.write_row(row, 0, [goal, "Alpha", "revenue", ["FY2026", "2026-10"][row as usize - 1]]).unwrap();
            sheet.write(row, 4, 1_200).unwrap();
            sheet.write(row, 5, "Kim").unwrap();
            let day = ExcelDateTime::parse_from_str(day).unwrap();
            sheet.write_with_format(row, 6, &day, &Format::new().set_num_format(format)).unwrap();
        }
        sheet.write_row(3, 0, ["C", "Alpha", "units", "FY2026", "120", "Kim", text]).unwrap();
        let book = workbook.save_to_buffer().unwrap();
        let (status, ran) = review(&pipeline().replace("goals.csv", "goals.xlsx"))
            .bytes("goals.xlsx", &book)
            .args("run review.toml")
            .end();
        (status, ran.stderr.lines().find(|line| line.starts_with("error")).unwrap_or_default().to_owned())
    };
    let few = ["2026-03-01", "2026-05-02"];
    let (status, asked) = agreed(few, "yyyy-mm-dd", "13/01/2026");
    assert_eq!(status, 4);
    assert!(asked.starts_with("error[half_converted_dates]: the dates of column `agreed on`"), "{asked}");
    assert_eq!(agreed(few, "yyyy-mm-dd", "2026-01-13").0, 0, "a day that a person wrote with its year first");
    let (status, asked) = agreed(["2026-10-25", "2026-11-25"], "d-mmm", "2026-01-13");
    assert_eq!(status, 4);
    assert!(asked.contains("`25-Oct` is stored as the day 2026-10-25"), "{asked}");
    assert_eq!(agreed(["2026-10-25", "2026-11-25"], "d-mmm-yyyy", "2026-01-13").0, 0);
}

#[test]
fn a_target_whose_formula_has_no_result_is_no_blank() {
    let figure = |has_result: bool| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row(0, 0, ["Goal", "Product", "Metric", "Period", "Target", "Floor"]).unwrap();
        sheet.write_row(1, 0, ["A", "Alpha", "revenue", "FY2026"]).unwrap();
        sheet.write(1, 4, 1_200).unwrap();
        sheet.write_formula(1, 5, rust_xlsxwriter::Formula::new("=E2/2").set_result("471")).unwrap();
        let pipeline = pipeline().replace("goals.csv", "goals.xlsx");
        let book = workbook.save_to_buffer().unwrap();
        let book = if has_result { book } else { uncomputed(book, "471") };
        review(&pipeline).bytes("goals.xlsx", &book).args("run review.toml")
    };
    let ran = figure(false).status(4).run_quietly();
    let expected = "expected a number in column `floor`, found `a formula without a result`";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    figure(true).status(0).run_quietly();
}

/// A goals workbook with two sheets under different headers, and a note that is no table.
fn workbook(period: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let alpha = workbook.add_worksheet().set_name("Alpha").unwrap();
    alpha.write_row(0, 0, ["Goal", "Product", "Metric", "Period", "Target"]).unwrap();
    alpha.write_row(1, 0, ["A", "Alpha", "revenue"]).unwrap();
    period(alpha);
    alpha.write(1, 4, 1_200).unwrap();
    let beta = workbook.add_worksheet().set_name("베타").unwrap();
    beta.write(0, 0, "Beta의 목표").unwrap();
    beta.write_row(2, 0, ["목표 ID", "제품", "지표", "기간", "목표값", "주의 기준"]).unwrap();
    beta.write_row(3, 0, ["B", "Beta", "매출", "FY2026", "720", "nothing"]).unwrap();
    workbook.add_worksheet().set_name("Notes").unwrap().write(0, 0, "Agreed in December").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn goals_of_several_sheets_are_one_book_and_name_their_sheets() {
    let pipeline = pipeline().replace("goals.csv", "goals.xlsx");
    let ran = review(&pipeline)
        .bytes(
            "goals.xlsx",
            &workbook(|sheet| {
                sheet.write(1, 3, 2026.10).unwrap();
            }),
        )
        .args("run review.toml")
        .status(4)
        .run_quietly();
    let expected = [
        "error[goal_period_ambiguous]: `2026.1` is January or October",
        "--> goals.xlsx, sheet Alpha, D2",
        "error[goal_unreadable]: expected a number in column `at risk from`, found `nothing`",
        "--> goals.xlsx, sheet 베타, F4",
    ];
    assert_eq!(told(&ran), expected);
}

#[test]
fn a_month_typed_as_a_number_that_reads_one_way_is_that_month() {
    let pipeline = pipeline().replace("goals.csv", "goals.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["Goal", "Product", "Metric", "Period", "Target"]).unwrap();
    sheet.write_row(1, 0, ["A", "Alpha", "revenue"]).unwrap();
    sheet.write(1, 3, 2026.09).unwrap();
    sheet.write(1, 4, 100).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let ran = review(&pipeline).bytes("goals.xlsx", &bytes).args("run review.toml --quiet").run_quietly();
    assert_eq!(ran.table("out/2026-10/scores.csv").cell(&[("goal", "A")], "period"), "2026-09");
}

#[test]
fn goals_of_several_files_are_one_book_and_each_file_is_a_source() {
    let pipeline =
        pipeline().replace("file = \"goals.csv\"", "file = [\"goals/*.csv\", \"more.csv\", \"goals/a*.csv\"]");
    let file = |rows: &str| format!("{HEADER}\n{rows}\n");
    let test = |beta: &str| {
        review(&pipeline)
            .file("exports/goals/a1.csv", &file("A,Alpha,revenue,FY2026,1200,,,,,,,,,,,Kim,2025-12-01"))
            .file("exports/goals/a2.csv", &file("S,Alpha,units,FY2026,120,,,,,product,A,,,,,Kim,2025-12-01"))
            .file("more.csv", &file(beta))
            .args("run review.toml --quiet")
    };
    let ran = test("B,Beta,revenue,FY2026,720,,,,,,,,,,,Kim,2025-12-01").run_quietly();
    let scores = ran.table("out/2026-10/scores.csv");
    let goals: Vec<&str> = scores.rows().iter().map(|row| &*row["goal"]).collect();
    assert_eq!(goals, ["A", "S", "B"]);
    // Support from another file: both are on plan.
    assert_eq!(scores.cell(&[("goal", "A")], "link"), "works");
    assert_eq!(scores.cell(&[("goal", "S")], "link"), "");
    let record = std::fs::read_to_string(ran.path("out/2026-10/run.json")).unwrap();
    for file in ["goals/a1.csv", "goals/a2.csv", "more.csv"] {
        assert!(record.contains(file), "{file}");
    }
    let ran = test("A,Beta,revenue,FY2026,720,,,,,,,,,,,Kim,2025-12-01").status(4).run_quietly();
    assert!(ran.stderr.contains("goal `A` stands in exports/goals/a1.csv, line 2, field 1 already"), "{}", ran.stderr);
    assert!(ran.stderr.contains("--> more.csv, line 2, field 1"), "{}", ran.stderr);
}

#[test]
fn a_pattern_that_no_goals_file_fits_stops_the_run() {
    let pipeline = pipeline().replace("file = \"goals.csv\"", "file = \"goals/*.xlsx\"");
    let ran = review(&pipeline).args("run review.toml").status(4).run_quietly();
    assert!(ran.stderr.contains("no file matches `goals/*.xlsx`"), "{}", ran.stderr);
}

#[test]
fn a_goal_has_its_own_thresholds_where_it_gives_some() {
    let ran = with_goals(&[
        // 1000 of 1041.67 planned: 96 %.
        "A,Alpha,revenue,FY2026,1250,,,,,,,,,,,Kim,2025-12-01",
        "B,Alpha,revenue,FY2026-Q4,312.5,,,,,,,,,95%,,Kim,2025-12-01",
        "C,Alpha,revenue,FY2026-H2,625,,,,,,,,,,97%,Kim,2025-12-01",
        "D,Beta,revenue,FY2026,625,,,,,,,,96%,95%,80%,Kim,2025-12-01",
    ])
    .run_quietly();
    let scores = ran.table("out/2026-10/scores.csv");
    for (goal, status) in [("A", "at_risk"), ("B", "met"), ("C", "missed"), ("D", "exceeded")] {
        assert_eq!(scores.cell(&[("goal", goal)], "status"), status, "{goal}");
    }
}

#[test]
fn what_is_behind_longer_than_allowed_is_stale_and_else_not_there_yet() {
    let row = "A,Alpha,active_users,FY2026,10,,,,,,,,,,,Kim,2025-12-01";
    let reason = |pipeline: &str| {
        let goals = format!("{HEADER}\n{row}\n");
        let ran = review(pipeline).file("goals.csv", &goals).args("run review.toml --as-of 2026-10").run_quietly();
        ran.table("out/2026-10/scores.csv").cell(&[("goal", "A")], "reason").to_owned()
    };
    assert_eq!(reason(&pipeline()), "no_actual: not_covered");
    // Its data end with August 2026, and today is later than that for ever.
    assert_eq!(reason(&format!("{}\n    [quality]\n    fresh_within_days = 0\n", pipeline())), "input_stale");
    let all = pipeline();
    let without = all.split("[[input]]\nname = \"usage\"").next().unwrap();
    assert_eq!(reason(without), "input_missing");
}

#[test]
fn headers_of_other_programs_are_known_and_unknown_ones_are_named_with_the_nearest() {
    let goals = |text: &str| review(&pipeline()).bytes("goals.csv", text.as_bytes()).args("run review.toml --quiet");
    let ran = goals("목표 ID,상품,KPI,기간,목표\nA-1,Alpha,revenue,FY2026,1200\n").run_quietly();
    assert_eq!(ran.table("out/2026-10/scores.csv").cell(&[("goal", "A-1")], "target"), "1200");
    // The word for a kind of goals is the name of a column, too; the line that has it is no header.
    let ran = goals("Nr,Product line,KPI,Year,Goal value,Kind\nA-1,Alpha,revenue,FY2026,1200,Product\n")
        .status(4)
        .run_quietly();
    let expected = "error[missing_column]: no column `Product`, `제품`, `제품명` or `상품`\n--> goals.csv, line 1, field 1\n \
                    = help: the header has `Product line`: call it `Product` if it is the same\n";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    assert!(!ran.stderr.contains("the header has `A-1`"), "{}", ran.stderr);
}
