//! What a table drawn by people leaves open, or what was done about it.

use crate::diagnostic::findings;
use crate::prose::{count, grouped, number, shown};

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

    "unclear_total": Stop;
    "A row below a group of lines is called a total, has a key like theirs, and is not what they add up to: a total \
     that is wrong or sums more than is listed, or a line of its own. `totals` in the input says which.";
    UnclearTotal { stated: String, summed: String, of: String } => {
        message: format!(
            "called a total, with the key of a line: it says {}, but {of} add up to {}",
            grouped(stated),
            grouped(summed)
        ),
        hint: "write `totals = \"ignore\"` in this input to leave it out, `totals = \"data\"` to read it as a line",
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
            TableProblem::UnknownFigure { column: text("MRR"), said: text("n.a."), cells: 3 },
            TableProblem::ShownScaled { column: text("Amount"), said: text("in thousands") },
        ] {
            speaks_korean(&problem);
        }
    }
}
