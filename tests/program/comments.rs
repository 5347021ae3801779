//! What people type into the scorecard is theirs: it is kept, carried into the next period, and never lost.

use crate::office::Office;
use crate::pipelines::Pipeline;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

fn pipeline() -> String {
    Pipeline::new()
        .lines("[goals]\nfile = \"goals.csv\"\n[[scorecard]]\nfile = \"Review {period}.xlsx\"")
        .input("revenue", "revenue.csv")
        .columns(&[("period", "month")])
        .text()
}

const GOALS: &str = "\
Goal,Product,Metric,Period,Target,Agreed by,Agreed on
R,Alpha,revenue,FY2026,2400,Kim,2026-01-01
G,Alpha,revenue_growth,FY2026,50%,Kim,2026-01-01
B,베타,revenue,FY2026,3000,Kim,2026-01-01
";

/// Header of the cells to write in.
const HEADER: &str = "What happened and what is next";

/// A folder that is published into again and again.
struct Share {
    home: TempDir,
}

impl Share {
    fn new() -> Self {
        let share = Self { home: tempfile::tempdir().unwrap() };
        let mut rows = "product,month,amount\n".to_owned();
        for year in [2025, 2026] {
            for month in 1..=12 {
                writeln!(rows, "Alpha,{year}-{month:02},100\n베타,{year}-{month:02},150").unwrap();
            }
        }
        share.write("review.toml", &pipeline());
        share.write("goals.csv", GOALS);
        share.write("exports/revenue.csv", &rows);
        share
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Exit code, and what was said.
    fn run(&self, as_of: &str) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
        command.args(["run", "review.toml", "--as-of", as_of]).current_dir(self.home.path());
        let output = command.env("NO_COLOR", "1").output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    #[track_caller]
    fn publish(&self, as_of: &str) -> People {
        let (status, said) = self.run(as_of);
        assert_eq!(status, 0, "{said}");
        People::open(&self.path(as_of))
    }

    fn path(&self, as_of: &str) -> PathBuf {
        self.home.path().join(format!("out/{as_of}/Review {as_of}.xlsx"))
    }
}

/// By row and column.
type Cells = BTreeMap<(u32, u32), Data>;

fn text_of(value: &Data) -> String {
    value.to_string()
}

/// A workbook in the hands of people: cells and no more.
#[derive(Clone)]
struct People {
    sheets: Vec<(String, Cells)>,
}

impl People {
    fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheets = book.worksheets().into_iter().map(|(name, range)| {
            let (top, left) = range.start().unwrap_or((0, 0));
            let cells = range.used_cells().map(|(row, column, value)| {
                let at = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
                (at, value.clone())
            });
            (name, cells.collect())
        });
        Self { sheets: sheets.collect() }
    }

    fn save(&self, path: &Path) {
        self.save_in(path, &rust_xlsxwriter::Format::new());
    }

    fn save_coloured(&self, path: &Path) {
        let yellow = rust_xlsxwriter::Format::new().set_background_color("FFFF00").set_font_color("C00000");
        self.save_in(path, &yellow);
    }

    fn save_in(&self, path: &Path, format: &rust_xlsxwriter::Format) {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (name, cells) in &self.sheets {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for (&(row, column), value) in cells {
                let column = u16::try_from(column).unwrap();
                match value {
                    Data::Float(number) => sheet.write_number_with_format(row, column, *number, format).unwrap(),
                    other => sheet.write_string_with_format(row, column, other.to_string(), format).unwrap(),
                };
            }
        }
        book.save(path).unwrap();
    }

    fn sheet(&mut self, name: &str) -> &mut Cells {
        &mut self.sheets.iter_mut().find(|(own, _)| own == name).unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// Every comment of a goal: sheet, cell and text; where no text is, it is empty.
    fn comments(&self, goal: &str) -> Vec<(String, (u32, u32), String)> {
        let mut found = Vec::new();
        for (name, cells) in &self.sheets {
            for (&(row, _), value) in cells {
                let is_mark =
                    value.to_string().starts_with("goalpost|") && value.to_string().ends_with(&format!("|{goal}"));
                if !is_mark {
                    continue;
                }
                let headers = cells.iter().filter(|(at, value)| at.0 < row && text_of(value) == HEADER);
                let (&(_, column), _) = headers.max_by_key(|(at, _)| **at).unwrap();
                let text = cells.get(&(row, column)).map(ToString::to_string).unwrap_or_default();
                found.push((name.clone(), (row, column), text));
            }
        }
        found
    }

    #[track_caller]
    fn type_in(&mut self, sheet: &str, goal: &str, text: &str) {
        let comments = self.comments(goal);
        let (_, at, _) = comments.iter().find(|(name, ..)| name == sheet).unwrap_or_else(|| panic!("{comments:?}"));
        let at = *at;
        self.sheet(sheet).insert(at, Data::String(text.to_owned()));
    }

    /// The texts of a goal's cells by sheet.
    fn texts(&self, goal: &str) -> Vec<(String, String)> {
        self.comments(goal).into_iter().map(|(sheet, _, text)| (sheet, text)).collect()
    }

    fn says(&self, sheet: &str, text: &str) -> bool {
        let cells = self.sheets.iter().find(|(name, _)| name == sheet).map(|(_, cells)| cells);
        cells.is_some_and(|cells| cells.values().any(|value| text_of(value) == text))
    }
}

fn everywhere(texts: &[(String, String)], text: &str) -> bool {
    !texts.is_empty() && texts.iter().all(|(_, own)| own == text)
}

#[test]
fn a_comment_is_kept_in_the_same_period_on_every_page_and_the_second_run_changes_nothing() {
    let share = Share::new();
    let mut people = share.publish("2026-10");
    assert!(people.comments("R").len() > 1, "a goal has a cell on its page and among the decisions");
    people.type_in("Alpha", "R", "=late orders, 다음 달 회복\nsecond line");
    people.save(&share.path("2026-10"));

    let kept = share.publish("2026-10");
    assert!(everywhere(&kept.texts("R"), "=late orders, 다음 달 회복\nsecond line"), "{:?}", kept.texts("R"));
    assert!(everywhere(&kept.texts("B"), ""));
    let bytes = std::fs::read(share.path("2026-10")).unwrap();
    share.publish("2026-10");
    assert!(bytes == std::fs::read(share.path("2026-10")).unwrap(), "the third run wrote other bytes than the second");
}

#[test]
fn a_comment_that_is_changed_or_emptied_in_one_place_is_so_in_all() {
    let share = Share::new();
    let mut people = share.publish("2026-10");
    people.type_in("Alpha", "R", "first");
    people.type_in("Alpha", "G", "gone soon");
    people.save(&share.path("2026-10"));
    let mut people = share.publish("2026-10");
    people.type_in("Decisions", "R", "second");
    people.type_in("Alpha", "G", "");
    people.save(&share.path("2026-10"));
    let people = share.publish("2026-10");
    assert!(everywhere(&people.texts("R"), "second"), "{:?}", people.texts("R"));
    assert!(everywhere(&people.texts("G"), ""), "{:?}", people.texts("G"));
}

#[test]
fn the_next_period_shows_the_last_comment_beside_an_empty_cell() {
    let share = Share::new();
    let mut people = share.publish("2026-09");
    people.type_in("Alpha", "R", "late orders");
    people.save(&share.path("2026-09"));
    let next = share.publish("2026-10");
    assert!(everywhere(&next.texts("R"), ""));
    assert!(next.says("Alpha", "late orders") && next.says("Alpha", "Last period (2026-09)"));
    assert!(!next.says("베타", "late orders"));
    // One period on it is neither this one's nor the last one's, and is listed.
    let after = share.publish("2026-11");
    assert!(!after.says("Alpha", "late orders"));
}

#[test]
fn comments_of_a_goal_that_is_gone_are_listed_and_stay_listed() {
    let share = Share::new();
    let mut people = share.publish("2026-09");
    people.type_in("Alpha", "G", "slow start");
    people.save(&share.path("2026-09"));
    let without: Vec<&str> = GOALS.lines().filter(|line| !line.starts_with("G,")).collect();
    share.write("goals.csv", &(without.join("\n") + "\n"));
    for period in ["2026-09", "2026-09", "2026-10", "2026-11", "2026-12"] {
        let listed = share.publish(period);
        assert!(listed.says("Comments", "slow start"), "{period}");
        assert!(listed.says("Comments", "2026-09"), "{period}");
    }
}

#[test]
fn a_workbook_that_was_sorted_and_rearranged_and_has_new_sheets_is_still_read() {
    let share = Share::new();
    let mut people = share.publish("2026-10");
    people.type_in("Alpha", "R", "about revenue");
    people.type_in("Alpha", "G", "about growth");
    let (first, second) = (people.comments("R"), people.comments("G"));
    let row = |of: &[(String, (u32, u32), String)]| of.iter().find(|(name, ..)| name == "Alpha").unwrap().1.0;
    let (first, second) = (row(&first), row(&second));
    // The two rows change places, all columns move one to the right, and a sheet comes first.
    let moved = |(row, column): (u32, u32)| {
        let row = if row == first {
            second
        } else if row == second {
            first
        } else {
            row
        };
        (row + 2, column + 1)
    };
    let cells = std::mem::take(people.sheet("Alpha"));
    *people.sheet("Alpha") = cells.into_iter().map(|(at, value)| (moved(at), value)).collect();
    people.sheets.insert(0, ("Mine".to_owned(), BTreeMap::from([((0, 0), Data::String("notes".to_owned()))])));
    people.sheets.reverse();
    people.save(&share.path("2026-10"));
    let kept = share.publish("2026-10");
    assert!(everywhere(&kept.texts("R"), "about revenue"), "{:?}", kept.texts("R"));
    assert!(everywhere(&kept.texts("G"), "about growth"), "{:?}", kept.texts("G"));
}

#[test]
fn a_workbook_that_libreoffice_saved_is_still_read() {
    let Some(office) = Office::find() else { return };
    let share = Share::new();
    let mut people = share.publish("2026-10");
    people.type_in("베타", "B", "재고 부족\n11월 해소");
    people.save(&share.path("2026-10"));
    share.publish("2026-10");
    let saved = office.saved(&share.path("2026-10"));
    std::fs::copy(saved, share.path("2026-10")).unwrap();
    let kept = share.publish("2026-10");
    assert!(everywhere(&kept.texts("B"), "재고 부족\n11월 해소"), "{:?}", kept.texts("B"));
    let next = share.publish("2026-11");
    assert!(next.says("베타", "재고 부족\n11월 해소"));
}

#[test]
fn a_damaged_scorecard_is_not_replaced_and_the_new_one_goes_beside_it() {
    let share = Share::new();
    share.publish("2026-10");
    let path = share.path("2026-10");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let (status, said) = share.run("2026-10");
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("scorecard_unreadable"), "{said}");
    assert_eq!(std::fs::read(&path).unwrap(), &whole[..whole.len() / 2], "the damaged file was touched");
    let beside = path.with_file_name("Review 2026-10.pending-2026-10.xlsx");
    assert!(People::open(&beside).comments("R").len() > 1);
    // The next period goes on without the comments of that file, and says so.
    let (status, said) = share.run("2026-11");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("last_scorecard_unreadable"), "{said}");
    // Mended, it is replaced again.
    std::fs::write(&path, &whole).unwrap();
    assert_eq!(share.run("2026-10").0, 0);
}

#[test]
fn comments_of_a_product_that_is_renamed_stay_with_it() {
    let share = Share::new();
    let catalog = |lines: &str| {
        share.write("products.csv", &format!("product,aliases\n{lines}"));
        share.write("review.toml", &pipeline().replace("[goals]", "[products]\nfile = \"products.csv\"\n[goals]"));
    };
    catalog("Alpha,\n베타,\n");
    let mut people = share.publish("2026-09");
    people.type_in("Alpha", "R", "late orders");
    people.save(&share.path("2026-09"));
    share.publish("2026-09");
    let mut people = share.publish("2026-10");
    people.type_in("Alpha", "G", "slow start");
    people.save(&share.path("2026-10"));

    catalog("Omega,Alpha\n베타,\n");
    let renamed = share.publish("2026-10");
    assert!(everywhere(&renamed.texts("G"), "slow start"), "{:?}", renamed.texts("G"));
    assert!(renamed.says("Omega", "slow start") && renamed.says("Omega", "late orders"));
    assert!(!renamed.sheets.iter().any(|(name, _)| name == "Comments"), "nothing is listed as gone");
    let next = share.publish("2026-11");
    assert!(next.says("Omega", "slow start") && next.says("Omega", "Last period (2026-10)"));
}

#[test]
fn sheets_of_people_are_kept_with_the_old_file_once_and_said() {
    let share = Share::new();
    let mut people = share.publish("2026-10");
    people.type_in("Alpha", "R", "late orders");
    people.sheets.push(("My notes".to_owned(), BTreeMap::from([((3, 1), Data::String("42 calls".to_owned()))])));
    people.sheets.push(("계산".to_owned(), BTreeMap::from([((0, 0), Data::Float(7.0))])));
    people.save(&share.path("2026-10"));
    let saved = std::fs::read(share.path("2026-10")).unwrap();

    let (status, said) = share.run("2026-10");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("warning[old_scorecard_kept]: had `My notes` and `계산`, which"), "{said}");
    assert!(said.contains("kept as `Review 2026-10.kept-2026-10.xlsx`"), "{said}");
    let kept = share.path("2026-10").with_file_name("Review 2026-10.kept-2026-10.xlsx");
    assert!(saved == std::fs::read(&kept).unwrap(), "the old file is kept as it was");
    let new = People::open(&share.path("2026-10"));
    assert!(everywhere(&new.texts("R"), "late orders"));
    assert!(!new.sheets.iter().any(|(name, _)| name == "My notes"));

    // Once: the new file has no sheets of people, and the kept one is not touched again.
    let (status, said) = share.run("2026-10");
    assert!(status == 0 && !said.contains("kept"), "{said}");
    // A second one does not take its place.
    let mut people = People::open(&share.path("2026-10"));
    people.sheets.push(("More".to_owned(), BTreeMap::from([((0, 0), Data::Float(8.0))])));
    people.save(&share.path("2026-10"));
    let (_, said) = share.run("2026-10");
    assert!(said.contains("kept as `Review 2026-10.kept-2026-10-2.xlsx`"), "{said}");
    assert!(saved == std::fs::read(&kept).unwrap());
}

#[test]
fn a_page_that_goalpost_itself_leaves_out_is_nothing_to_keep() {
    let share = Share::new();
    share.publish("2026-10");
    let without: Vec<&str> = GOALS.lines().filter(|line| !line.starts_with("B,")).collect();
    share.write("goals.csv", &(without.join("\n") + "\n"));
    share.write("review.toml", &pipeline().replace("output = \"out\"", "output = \"out\"\nlanguage = \"ko\""));
    let (status, said) = share.run("2026-10");
    assert!(status == 0 && !said.contains("kept"), "{said}");
    let files = std::fs::read_dir(share.path("2026-10").parent().unwrap()).unwrap();
    assert!(files.flatten().all(|file| !file.file_name().to_string_lossy().contains("kept")));
}

#[test]
fn a_workbook_that_was_sorted_coloured_and_given_a_sheet_in_libreoffice_is_still_read() {
    let Some(office) = Office::find() else { return };
    let share = Share::new();
    let mut people = share.publish("2026-10");
    people.type_in("Alpha", "R", "about revenue");
    people.type_in("Alpha", "G", "about growth");
    let row = |goal: &str| people.comments(goal).iter().find(|(name, ..)| name == "Alpha").unwrap().1.0;
    let (first, second) = (row("R"), row("G"));
    let cells = std::mem::take(people.sheet("Alpha"));
    let swapped = |row: u32| match row {
        _ if row == first => second,
        _ if row == second => first,
        _ => row,
    };
    *people.sheet("Alpha") = cells.into_iter().map(|((row, column), value)| ((swapped(row), column), value)).collect();
    people.sheets.insert(0, ("Mine".to_owned(), BTreeMap::from([((0, 0), Data::String("notes".to_owned()))])));
    people.save_coloured(&share.path("2026-10"));
    let saved = office.saved(&share.path("2026-10"));
    std::fs::copy(saved, share.path("2026-10")).unwrap();

    let (status, said) = share.run("2026-10");
    assert!(status == 0 && said.contains("old_scorecard_kept"), "{said}");
    let kept = People::open(&share.path("2026-10"));
    assert!(everywhere(&kept.texts("R"), "about revenue"), "{:?}", kept.texts("R"));
    assert!(everywhere(&kept.texts("G"), "about growth"), "{:?}", kept.texts("G"));
}
