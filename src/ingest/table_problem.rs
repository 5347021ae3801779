//! What a table drawn by people leaves open, or what was done about it.

use crate::diagnostic::findings;
use crate::place::Cell;
use crate::prose::{count, grouped, joined, number, quoted_ko, shown};

findings! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum TableProblem;

    "encoding_taken": Note, adjustable;
    "A text file does not say its encoding, and two make words of its letters beyond ASCII. The more usual one was \
     taken. Letters touch no figure unless a name finds its product in the other encoding only, which is asked about; \
     `encoding` in the input says which it is.";
    /// The names of two encodings with a word in each.
    EncodingTaken { taken: &'static str, word: String, other: &'static str, other_word: String } => {
        message: format!("was read in {taken}: `{}`, which would be `{}` in {other}", shown(word), shown(other_word)),
        hint: format!("write `encoding = \"{taken}\"` or `encoding = \"{other}\"` in this input"),
        korean: format!("{taken} 인코딩으로 읽음: `{}` ({other}에서는 `{}`)", shown(word), shown(other_word)),
        korean_hint: format!("입력에 `encoding = \"{taken}\"` 또는 `encoding = \"{other}\"`을 지정하십시오"),
    }

    "long_line": Stop, adjustable;
    "A line of a text file has more fields than its header, and the fields too many hold something: most often a \
     figure whose separator was not quoted (1,234 or 13,75 in a file split by commas) and so became two fields, with \
     all fields behind it under the wrong names. Put such figures in quotes, or deliver the file with another \
     delimiter. With `warn` the line is left out and counted as rejected.";
    LongLine {
        /// Fields of the line that hold something, or stand before one that does.
        fields: usize,
        header: usize,
        /// The last two of them.
        last: [String; 2],
        delimiter: char,
    } => {
        message: {
            let [before, rest] = last;
            let said = format!("the line has {} and its header {header}", count(*fields, "field"));
            if is_of_digits(rest) {
                let figure = shown(&format!("{before}{delimiter}{rest}"));
                format!("{said}: `{}` and `{}` at its end may be one figure, `{figure}`", shown(before), shown(rest))
            } else {
                format!("{said}: `{}` has no name", shown(rest))
            }
        },
        hint: "put the figure in quotes, or name the last field in the header; `long_line = \"warn\"` under \
               `[quality]` leaves such lines out",
        korean: {
            let [before, rest] = [shown(&last[0]), shown(&last[1])];
            format!("줄의 필드 {fields}개, 머리글 {header}개: 끝의 `{before}`, `{rest}`은 한 수치 `{before}{delimiter}{rest}`일 수 있음")
        },
        korean_hint: "수치를 따옴표로 묶거나 머리글에 이름을 추가하십시오",
    }

    "filled_down": Note, adjustable;
    "Blank cells took the label above them: they are merged with it, or the sheet says each label once for a group of \
     lines. Write the label into every row where that is wrong.";
    FilledDown { column: String, cells: usize, by: FilledBy } => {
        message: {
            let why = match by {
                FilledBy::Merge => "the merged cell above",
                FilledBy::Group => "the first line of the group",
                FilledBy::Section => "the row above the lines",
            };
            format!("{} of column `{}` took the label of {why}", count(*cells, "blank cell"), shown(column))
        },
        korean: {
            let by = match by {
                FilledBy::Merge => "위쪽 병합 셀",
                FilledBy::Group => "묶음의 첫 줄",
                FilledBy::Section => "줄들 위의 구역 행",
            };
            format!("열 `{}`의 빈 셀 {}개를 채움: {by}의 이름", shown(column), number(cells))
        },
    }

    "unnamed_total": Note, adjustable;
    "The figures of a row are the sum of the rows above it, though its label does not say so. It is a total and was \
     left out; give it a figure or a label of its own if it is not.";
    UnnamedTotal { label: Option<String>, of: String } => {
        message: match label {
            Some(label) => format!("`{}` is the sum of {of}, and was left out as a total", shown(label)),
            None => format!("a row without a label is the sum of {of}, and was left out as a total"),
        },
        korean: match label {
            Some(label) => format!("`{}`: {of}의 합이므로 합계로 보고 제외", shown(label)),
            None => format!("이름 없는 행: {of}의 합이므로 합계로 보고 제외"),
        },
    }

    "sum_taken_as_line": Warn, adjustable;
    "A row has the name of a total and its figures are the sum of rows above it, but its key is filled like that of \
     any line, and one sum may be a coincidence: a customer may be called `Total Gas & Power`. It was read as data. \
     Leave it out with `where` if it is a total.";
    SumTakenAsLine { label: String, of: String } => {
        message: format!("`{}` is the sum of {of}; its key is whole, so it was read as a line", shown(label)),
        hint: "leave it out with `where` in this input if it is a total",
        korean: format!("`{}`: {of}의 합과 같으나 키가 모두 있어 자료로 읽음", shown(label)),
        korean_hint: "합계라면 입력의 `where`로 제외하십시오",
    }

    "keyed_total": Note, adjustable;
    "Rows have the names of totals and are the sum of others, though their key is filled like that of any line. They \
     were left out; `totals = \"data\"` in the input reads them as lines.";
    KeyedTotal { label: String, of: String, more: usize } => {
        message: {
            let more = if *more == 0 { String::new() } else { format!(", with {} like it", count(*more, "row")) };
            format!("`{}` is the sum of {of}, and was left out as a total{more}", shown(label))
        },
        hint: "`totals = \"data\"` in this input reads it as a line",
        korean: {
            let more = if *more == 0 { String::new() } else { format!(" (같은 행 {}개 더)", number(more)) };
            format!("`{}`: {of}의 합이므로 합계로 보고 제외{more}", shown(label))
        },
        korean_hint: "자료라면 이 입력에 `totals = \"data\"`를 적으십시오",
    }

    "footer_left_out": Warn, adjustable;
    "A row without its product or its period says Count, Max or the like, as report builders write below a group of \
     lines. It was left out. Fill its key where it is a line, such as one of a channel that is called Media.";
    FooterLeftOut { label: String } => {
        message: format!("`{}` was taken to count or average other rows, and the row was left out", shown(label)),
        hint: "fill its product and period if it is a line",
        korean: format!("`{}`: 다른 행의 건수나 평균으로 보고 제외", shown(label)),
        korean_hint: "자료라면 제품과 기간을 채우십시오",
    }

    "unclear_total": Stop;
    "A row is called a total, has the key of other lines, and is not what they add up to: a total that is wrong or \
     sums more than is listed, or a line of its own. `totals` in the input says which.";
    UnclearTotal { stated: String, summed: String, of: String } => {
        message: format!(
            "called a total, with the key of a line: it says {}, but {of} add up to {}",
            grouped(stated),
            grouped(summed)
        ),
        hint: "write `totals = \"ignore\"` in this input to leave it out, `totals = \"data\"` to read it as a line",
    }

    "two_levels": Stop;
    "Nearly every line of the table is the sum of the lines below it, or above it, or one of those: two levels of one \
     hierarchy, such as a pivot in compact form has. Read together they count everything twice. Keep one level with \
     `where`, or write `totals = \"data\"` in the input where all of them are lines of their own.";
    TwoLevels { name: String, sums: usize, parts: String, conditions: Option<[String; 2]> } => {
        message: {
            let like = format!("`{}` is the sum of {parts}", shown(name));
            match sums {
                1 => format!("two levels in one table: {like}"),
                sums => format!("two levels in one table, {} in all: {like}", count(*sums, "sum")),
            }
        },
        hint: match conditions {
            Some([sums, parts]) => format!(
                "`{sums}` keeps the sums, `{parts}` the lines that they sum, `totals = \"data\"` counts both"
            ),
            None => "keep one level with `where`, or write `totals = \"data\"` to count both".to_owned(),
        },
    }

    "unknown_figure": Warn, adjustable;
    "A cell for a figure says n/a or the like. That is no figure, so it adds nothing to any sum, and a row without any \
     figure is no row: a subscription that is not known looks like one that ended. Write 0 or leave the cell blank \
     where there was nothing, and the figure where there was.";
    UnknownFigure { column: String, said: String, cells: usize } => {
        message: format!(
            "`{}` in column `{}` is no figure: {} {} as if nothing were there",
            shown(said),
            shown(column),
            count(*cells, "cell"),
            if *cells == 1 { "counts" } else { "count" }
        ),
        hint: "leave it blank or write 0 where there was nothing, and the figure where there was",
        korean: format!(
            "열 `{}`의 `{}`: 수치가 아니므로 셀 {}개를 없는 값으로 봄",
            shown(column),
            shown(said),
            number(cells)
        ),
        korean_hint: "실적이 없었으면 비우거나 0을, 있었으면 수치를 적으십시오",
    }

    "other_currency": Stop;
    "A cell wears the sign or code of a currency that is not the one of the pipeline. Adding it to the others would be \
     wrong: deliver the column in one currency, or leave such rows out with `where`.";
    OtherCurrency { column: String, value: String, found: &'static str, expected: String } => {
        message: format!("expected {expected} in column `{}`, found {found} in `{}`", shown(column), shown(value)),
        hint: "leave such rows out with `where`, or deliver one currency",
    }

    "shown_scaled": Note, adjustable;
    "The sheet says that its figures are in thousands or millions, and its number formats scale what is shown by as \
     much. The stored figures are in ones already and were not multiplied; `unit` in the input says otherwise.";
    ShownScaled { column: String, said: String } => {
        message: format!(
            "`{}` is what the number formats of column `{}` show; the stored figures were taken as ones",
            shown(said),
            shown(column)
        ),
        korean: format!("`{}`: 열 `{}`의 표시 형식을 뜻함; 저장된 수치는 단위 1로 읽음", shown(said), shown(column)),
    }

    "unclear_unit": Stop;
    "Two things in the sheet say different units for one column, and nothing tells which of them holds. Set `unit` in \
     the input to what a 1 in a cell stands for.";
    UnclearUnit { column: String, said: String, other: String } => {
        message: format!("the unit of column `{}` is not clear: `{}` or {other}", shown(column), shown(said)),
        hint: "set `unit` in this input",
    }
    UnclearMil { column: String, said: String } => {
        message: format!(
            "the unit of column `{}` is not clear: `mil` of `{}` is a thousand in Spanish and Portuguese, a million in \
             English",
            shown(column),
            shown(said)
        ),
        hint: "write `unit = \"thousand\"` or `unit = \"million\"` in this input",
    }

    "columns_of_a_period": Note, adjustable;
    "Several columns of a sheet with periods across lie in one period, each with a day of its own. The figures of a \
     flow were added up; of a stock the last column with figures counts. `within` in the input says otherwise.";
    ColumnsOfPeriod { columns: usize, periods: usize, is_added: bool } => {
        message: format!(
            "{} lie in {}: {}",
            count(*columns, "column"),
            count(*periods, "period"),
            if *is_added { "their figures are added up" } else { "the last one of each counts" }
        ),
        hint: "`within` in this input says otherwise",
        korean: format!(
            "열 {}개가 기간 {}개에 속함: {}",
            number(columns),
            number(periods),
            if *is_added { "수치를 더함" } else { "기간마다 마지막 열을 씀" }
        ),
        korean_hint: "달리 읽으려면 이 입력에 `within`을 적으십시오",
    }

    "weeks_cut": Warn, adjustable;
    "The columns of a sheet are weeks, and some of them lie in two periods. Each counts as a whole in the period of \
     the day in its heading. Deliver days, or weeks that end with the period, where that is too coarse.";
    WeeksCut => {
        message: "the columns are weeks of which some lie in two periods: each counts where the day over it lies",
        hint: "deliver days or months where that is too coarse",
        korean: "열이 주 단위이고 일부는 두 기간에 걸침: 머리글의 날짜가 속한 기간에 넣음",
        korean_hint: "너무 거칠면 일 단위나 월 단위로 내보내십시오",
    }

    "several_columns": Stop;
    "Two columns stand under one period, and nothing tells whether they add up, or which of them is meant: a block of \
     months that comes again without a label over it, or a month beside a corrected one. Name the columns that are \
     meant, or set `within` in the input.";
    SeveralColumns { heading: String, examples: Vec<(String, Cell)>, lines: Vec<String> } => {
        message: {
            let examples: Vec<String> =
                examples.iter().map(|(value, cell)| format!("`{}` in {cell}", shown(value))).collect();
            format!("`{}` stands over several columns: {}", shown(heading), joined(&examples, "and"))
        },
        hint: format!(
            "write {} under `[input.columns]` for those that are meant, or `within = \"sum\"` in the input to add them \
             up",
            joined(&ticked(lines), "or")
        ),
    }

    /// Two names of one measure in the lines of one product.
    SeveralLines { canonical: String, said: [(String, Cell); 2] } => {
        message: {
            let [(first, one), (second, two)] = said;
            let (first, second) = (shown(first), shown(second));
            format!("`{first}` in {one} and `{second}` in {two} are names of one figure, and would be added up")
        },
        hint: format!(
            "write `{canonical} = \"{}\"` or `{canonical} = \"{}\"` under `[input.columns]` for the one that is meant",
            shown(&said[0].0),
            shown(&said[1].0)
        ),
    }

    "scenario_left_out": Note, adjustable;
    "Some columns of a sheet with periods across have a label of their own, such as that of a forecast, a plan or what \
     was added up since the start of the year, and the others are what was measured. Name a label under \
     `[input.columns]` where another one is meant.";
    ScenarioLeftOut { labels: Vec<String> } => {
        message: format!("the columns of {} were left out: the others are what was measured", quoted_and(labels)),
        hint: "name the label under `[input.columns]` where another one is meant",
        korean: format!("{} 열은 제외함: 나머지를 실적으로 읽음", quoted_ko(labels)),
        korean_hint: "다른 것을 뜻하면 `[input.columns]`에 그 이름을 적으십시오",
    }

    "other_scenario": Warn, adjustable;
    "All rows of an export say that they are of a budget or a forecast, and the input is for what was measured. Ask \
     for the actuals, or write the condition of the hint where the figures are meant.";
    OtherScenario { column: String, said: Vec<String>, fact: String, line: String } => {
        message: format!("all rows are {} by `{}`, and read as {fact}", quoted_and(said), shown(column)),
        hint: format!("ask for the actuals; `{line}` says that these are meant"),
        korean: format!("모든 행의 `{}`: {}, {fact}(으)로 읽음", shown(column), quoted_ko(said)),
        korean_hint: format!("실적 자료를 요청하십시오. 이 수치가 맞으면 `{line}`을 적습니다"),
    }

    "unclear_scenario": Stop;
    "Actuals stand beside plans, forecasts or versions of them, and the pipeline does not say which are meant: added \
     up they are neither. Write one of the lines of the hint: a label of the header under `[input.columns]`, or a \
     condition, a sheet or a file in the input.";
    /// Over the columns of a crosstab; figures without a label have an empty one.
    ScenariosAcross { said: Vec<(String, Cell)>, lines: Vec<String> } => {
        message: {
            let called = |(label, cell): &(String, Cell)| match label.as_str() {
                "" => format!("no label over {cell}"),
                label => format!("`{}` over {cell}", shown(label)),
            };
            let said: Vec<String> = said.iter().map(called).collect();
            format!("the header has {}, and nothing says which are meant", joined(&said, "and"))
        },
        hint: format!("write {} under `[input.columns]`", joined(&ticked(lines), "or")),
    }
    /// In the rows of a table, each value with where it stands first; it is empty where nothing is said.
    ScenarioRows { column: String, said: Vec<(String, String)>, lines: Vec<String> } => {
        message: {
            let called = |(value, at): &(String, String)| match value.as_str() {
                "" => format!("no label ({at})"),
                value => format!("`{}` ({at})", shown(value)),
            };
            let said: Vec<String> = said.iter().map(called).collect();
            format!("rows of {} would be added up: `{}` says which they are", joined(&said, "and"), shown(column))
        },
        hint: format!("write {} in this input", joined(&ticked(lines), "or")),
    }
    /// In the names of sheets or files.
    ScenarioParts { what: &'static str, said: Vec<String>, lines: Vec<String> } => {
        message: format!("the {what} {} would be added up", quoted_and(said)),
        hint: format!("write {} in this input", joined(&ticked(lines), "or")),
    }

    "unclear_period": Stop;
    "A heading such as 2026.1 is stored as a number, which January and October share, and the headings beside it do \
     not tell which is meant. Write it as text (2026.10) or as a date.";
    UnclearPeriod { label: String, readings: [String; 2] } => {
        message: format!("the heading `{}` reads as {} and as {}", shown(label), readings[0], readings[1]),
        hint: "write the heading as text or as a date",
    }
}

fn is_of_digits(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

fn quoted_and(labels: &[String]) -> String {
    let quoted: Vec<String> = labels.iter().map(|label| format!("`{}`", shown(label))).collect();
    joined(&quoted, "and")
}

fn ticked(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| format!("`{line}`")).collect()
}

/// How a blank cell came to have the label above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilledBy {
    Merge,
    /// The sheet groups its lines, and only the first of a group says its name.
    Group,
    /// The label stands in a row of its own above the lines.
    Section,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_is_said_of_tables_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            TableProblem::EncodingTaken {
                taken: "windows-1252",
                word: text("Dvoøák"),
                other: "windows-1250",
                other_word: text("Dvořák"),
            },
            TableProblem::LongLine { fields: 4, header: 3, last: [text("1"), text("234")], delimiter: ',' },
            TableProblem::FilledDown { column: text("Region"), cells: 12, by: FilledBy::Group },
            TableProblem::UnnamedTotal { label: Some(text("All")), of: text("C3:C9") },
            TableProblem::UnnamedTotal { label: None, of: text("C3:C9") },
            TableProblem::SumTakenAsLine { label: text("Total Gas"), of: text("C3:C9") },
            TableProblem::FooterLeftOut { label: text("Media") },
            TableProblem::KeyedTotal { label: text("Total"), of: text("C3:C9"), more: 2 },
            TableProblem::UnknownFigure { column: text("MRR"), said: text("n.a."), cells: 3 },
            TableProblem::ShownScaled { column: text("Amount"), said: text("in thousands") },
            TableProblem::ColumnsOfPeriod { columns: 31, periods: 1, is_added: true },
            TableProblem::ColumnsOfPeriod { columns: 4, periods: 1, is_added: false },
            TableProblem::WeeksCut,
            TableProblem::ScenarioLeftOut { labels: vec![text("Fcst")] },
        ] {
            speaks_korean(&problem);
        }
    }
}
