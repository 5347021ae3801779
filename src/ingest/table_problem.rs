//! What a table drawn by people leaves open, or what was done about it.

use crate::diagnostic::findings;
use crate::prose::{count, number, shown};

findings! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum TableProblem;

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
            TableProblem::FilledDown { column: text("Region"), cells: 12, by: FilledBy::Group },
            TableProblem::UnnamedTotal { label: Some(text("All")), of: text("C3:C9") },
            TableProblem::UnnamedTotal { label: None, of: text("C3:C9") },
            TableProblem::UnknownFigure { column: text("MRR"), said: text("n.a."), cells: 3 },
            TableProblem::ShownScaled { column: text("Amount"), said: text("in thousands") },
        ] {
            speaks_korean(&problem);
        }
    }
}
