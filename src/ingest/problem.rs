//! What can be wrong with an export before anybody asks what it means.

use crate::diagnostic::{Severity, findings};
use crate::name;
use crate::prose::{count, grouped, joined, number, quoted_ko, quoted_list, shown};
use crate::values::number::in_both_readings;

findings! {
    /// A broken rule of this stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum IngestProblem;

    "no_file": Stop, about_a_file;
    "No file matches the pattern of a required input. Check the folder under `inputs` and the pattern under `files`; \
     set `required = false` when the export does not come every time.";
    NoFile { pattern: String, nearby: Vec<String> } => {
        message: format!("no file matches `{}`", shown(pattern)),
        hint: match name::nearest(pattern, nearby) {
            Some(file) => format!("there is `{file}`"),
            None if nearby.is_empty() => "the folder is missing or empty".to_owned(),
            None => format!("the folder has {}", quoted_list(&nearby[..nearby.len().min(6)])),
        },
        korean: format!("`{}`에 맞는 파일이 없음", shown(pattern)),
        korean_hint: match name::nearest(pattern, nearby) {
            Some(file) => format!("비슷한 파일: `{file}`"),
            None if nearby.is_empty() => "폴더가 없거나 비어 있습니다".to_owned(),
            None => format!("폴더에 있는 파일: {}", quoted_ko(nearby)),
        },
    }

    "no_sheet": Stop, about_a_file;
    "No sheet has the name or number that `sheet` asks for. Leave `sheet` out to take every visible sheet that has the \
     columns.";
    NoSheet { wanted: String, sheets: Vec<String> } => {
        message: format!("no sheet `{}`", shown(wanted)),
        hint: name::suggestion(wanted, sheets),
        korean: format!("시트 없음: `{}`", shown(wanted)),
        korean_hint: format!("있는 시트: {}", quoted_ko(sheets)),
    }

    "no_table": Stop, about_a_file;
    "None of the sheets has any of the wanted column names. Check the names under `[input.columns]`, or pin \
     `header_row`.";
    NoTable { wanted: Vec<String> } => {
        message: format!("none of the columns {} in any sheet", quoted_list(wanted)),
        korean: format!("어느 시트에도 없는 열: {}", quoted_ko(wanted)),
    }

    "missing_column": Stop;
    "The table was found, but a column that the pipeline names is not there. Somebody renamed or dropped it: add the \
     new name to the list under `[input.columns]`.";
    MissingColumn { wanted: Vec<String>, found: Vec<String> } => {
        message: format!("no column {}", quoted_list(wanted)),
        hint: match wanted.iter().find_map(|name| name::nearest(name, found)) {
            Some(name) => format!("the header has `{name}`: add it to the names under `[input.columns]`"),
            None => format!("the header has {}", quoted_list(&found[..found.len().min(12)])),
        },
    }
    /// The same of a workbook whose headers are given, such as that of the goals.
    MissingHeader { wanted: Vec<String>, found: Vec<String> } => {
        message: format!("no column {}", quoted_list(&wanted[..wanted.len().min(4)])),
        hint: match (wanted.iter().find_map(|name| name::nearest(name, found)), wanted.first()) {
            (Some(name), Some(ours)) => format!("the header has `{name}`: call it `{ours}` if it is the same"),
            _ => format!("the header has {}", quoted_list(&found[..found.len().min(12)])),
        },
    }
    /// A column is missing, and another one is probably it; `line` of the pipeline would say so.
    RenamedColumn { wanted: Vec<String>, likely: String, evidence: Vec<&'static str>, line: String } => {
        message: format!("no column {}", quoted_list(wanted)),
        hint: format!(
            "`{}` {}: if it is the same, write `{line}` under `[input.columns]`",
            shown(likely),
            joined(evidence, "and")
        ),
    }

    /// A column is missing, and two others together are probably it.
    DividedColumn { wanted: Vec<String>, parts: [String; 2], line: String } => {
        message: format!("no column {}", quoted_list(wanted)),
        hint: format!(
            "`{}` and `{}` hold years and months: write `{line}` under `[input.columns]`",
            shown(&parts[0]),
            shown(&parts[1])
        ),
    }

    "no_rows": Warn, adjustable;
    "The header was found and nothing stands below it.";
    NoRows => {
        message: "has a header and no rows",
        korean: "머리글만 있고 행이 없음",
    }

    "unreadable_number": Stop, adjustable, about_a_product;
    "A cell of a number column holds a text that is no number. With `warn` its row is left out and counted as \
     rejected.";
    UnreadableNumber { column: String, value: String } => {
        message: format!("expected a number in column `{column}`, found `{}`", shown(value)),
        hint: says_credit_or_debit(value)
            .then(|| "`CR` and `DR` do not say which of them is negative: give the figures a sign".to_owned()),
        korean: format!("열 `{column}`: 숫자가 아닌 값 `{}`", shown(value)),
    }

    "unreadable_date": Stop, adjustable, about_a_product;
    "A cell of a date column holds something that is no day. With `warn` its row is left out and counted as rejected; \
     `dates` in the input says how days are written.";
    UnreadableDate { column: String, value: String } => {
        message: format!("expected a date in column `{column}`, found `{}`", shown(value)),
        korean: format!("열 `{column}`: 날짜가 아닌 값 `{}`", shown(value)),
    }

    "faulty_cell": Stop, adjustable, about_a_product;
    "A formula of the export ended in an error such as #DIV/0!. Mend it in the source; with `warn` its row is left out \
     and counted as rejected.";
    FaultyCell { column: String, fault: String } => {
        message: format!("expected a value in column `{column}`, found the error `{fault}`"),
        korean: format!("열 `{column}`: 오류 값 `{fault}`"),
    }

    "uncomputed_formula": Stop;
    "A formula was saved without its result, so its figure is not in the file. Open the workbook in a spreadsheet \
     program, let it calculate, and save it.";
    Uncomputed { column: String } => {
        message: format!("the formula in column `{column}` was saved without its result"),
        hint: "open the workbook, let it calculate, and save it",
    }

    "ambiguous_numbers": Stop;
    "Figures of the column can be read in two ways (1,036 as a thousand or as one point nought three six), and neither \
     the other figures of the sheet nor the way in which the file is written tell which is meant. Set `decimal` in the \
     input to \".\" or \",\".";
    AmbiguousNumbers { column: String, example: String } => {
        message: format!("the numbers of column `{column}` read both ways: {}", in_both_readings(example)),
        hint: "write `decimal = \".\"` or `decimal = \",\"` in this input",
    }

    "ambiguous_dates": Stop;
    "Every day of the column can be read in two ways (03/04/2026). Set `dates` in the input to \"day-first\" or \
     \"month-first\", or to a pattern such as \"%y.%m.%d\".";
    AmbiguousDates { column: String, example: String } => {
        message: format!("the dates of column `{column}` read both ways, like `{}`", shown(example)),
        hint: "set `dates` to \"day-first\", \"month-first\" or a pattern like \"%y.%m.%d\" in this input",
    }

    "more_alike": Note;
    "A sheet has many findings of one kind; the first are listed one by one and the rest are counted.";
    MoreAlike { code: &'static str, number: usize } => {
        message: format!("{} more of `{code}` in this sheet", crate::prose::number(number)),
        korean: format!("이 시트에 같은 종류(`{code}`)가 {}건 더 있음", crate::prose::number(number)),
    }

    "hidden_sheet": Note, adjustable;
    "The pipeline names a sheet that is hidden in the workbook. It was read; somebody may have hidden it because it is \
     out of date.";
    HiddenSheet => {
        message: "the sheet is hidden in its workbook, and was read",
        korean: "숨겨진 시트이며, 읽었음",
    }

    "total_mismatch": Stop, adjustable;
    "A total row or column of the export does not equal what it sums. Either a figure is missing or one was changed \
     without its total; ask the owner of the export which figure is right.";
    TotalMismatch {
        stated: String,
        summed: String,
        /// The cells that it sums.
        of: String,
    } => {
        message: format!("the total says {}, but {of} add up to {}", grouped(stated), grouped(summed)),
        hint: "ask the owner of the export which of the two is right",
        korean: format!("합계는 {}, {of}의 합은 {}", grouped(stated), grouped(summed)),
        korean_hint: "둘 중 어느 쪽이 맞는지 자료 담당자에게 확인하십시오",
    }

    "duplicate_rows": Warn, adjustable;
    "Rows are alike in every cell within one sheet: perhaps pasted twice. They are counted twice unless `duplicates = \
     \"drop\"`; `duplicates = \"stop\"` stops the run. It is a note where rows stand once, twice and more often and \
     nothing but their day could tell them apart, as in the export of a till without numbers of receipts.";
    DuplicateRows { rows: usize, first: String, again: String, policy: Severity } => {
        message: format!("{} alike in every cell, first {first} and {again}", count(*rows, "row")),
        hint: "set `duplicates` to \"drop\" when they were pasted twice",
        korean: format!("모든 셀이 같은 행 {}개, 처음은 {first} 및 {again}", number(rows)),
        korean_hint: "두 번 붙여 넣은 것이면 `duplicates`를 \"drop\"으로 지정하십시오",
    }
}

fn says_credit_or_debit(value: &str) -> bool {
    let value = value.trim().to_ascii_uppercase();
    value.starts_with(|c: char| c.is_ascii_digit()) && (value.ends_with("CR") || value.ends_with("DR"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_is_said_of_an_export_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            IngestProblem::NoFile { pattern: text("rev*.xlsx"), nearby: Vec::new() },
            IngestProblem::NoFile { pattern: text("rev.xlsx"), nearby: vec![text("rev1.xlsx")] },
            IngestProblem::NoFile { pattern: text("rev.xlsx"), nearby: (0..9).map(|n| format!("매출{n}")).collect() },
            IngestProblem::NoTable { wanted: vec![text("product"), text("month")] },
            IngestProblem::NoRows,
            IngestProblem::UnreadableNumber { column: text("Amount"), value: text("n/a") },
            IngestProblem::UnreadableDate { column: text("Month"), value: text("soon") },
            IngestProblem::FaultyCell { column: text("Amount"), fault: text("#DIV/0!") },
            IngestProblem::MoreAlike { code: "faulty_cell", number: 1_204 },
            IngestProblem::HiddenSheet,
            IngestProblem::TotalMismatch { stated: text("12400"), summed: text("12390"), of: text("C3:C9") },
            IngestProblem::DuplicateRows { rows: 2, first: text("A4"), again: text("A9"), policy: Severity::Warn },
        ] {
            speaks_korean(&problem);
        }
    }
}
