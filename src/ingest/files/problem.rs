//! What can be wrong with the state in which files were handed over, whatever is in them.

use crate::diagnostic::findings;
use crate::prose::{count, joined, number, shown};

findings! {
    /// A broken rule about a file.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FileProblem;

    "copy_left_out": Note, adjustable;
    "A file has the name of a copy, such as `Revenue (1).xlsx`, and the same bytes as the file it is a copy of. It was \
     left out; otherwise its figures would count twice.";
    /// The same bytes as another file of the input.
    CopyLeftOut { other: String } => {
        message: format!("is `{}` again, byte for byte, and was left out", shown(other)),
        korean: format!("`{}`의 같은 사본이므로 제외", shown(other)),
    }

    "conflict_copy": Stop, about_a_file;
    "A file has the name of a copy, such as `Revenue (1).xlsx` or `Revenue (conflicted copy)`, and other bytes than \
     the file it is a copy of: two versions of one export. Nothing says which of them holds, so neither was read. Take \
     one of them away, or give them names of their own when both are data.";
    /// Other bytes than the file whose name it has.
    ConflictCopy { other: String } => {
        message: format!("has the name of a copy of `{}` and another content", shown(other)),
        hint: "take one of the two away, or name them apart when both are data",
        korean: format!("이름은 `{}`의 사본이나 내용이 다름", shown(other)),
        korean_hint: "둘 중 하나를 치우거나, 둘 다 자료이면 이름을 구분하십시오",
    }

    "cloud_placeholder": Stop, about_a_file;
    "In place of an export lies a placeholder of a cloud drive, which only says where the content is. Download the \
     file in the drive's own program, or save it as .xlsx into the folder.";
    CloudPlaceholder { service: &'static str } => {
        message: format!("is a placeholder: its content is still in {service}"),
        hint: "download it, or save it as .xlsx into the folder",
        korean: format!("자리 표시 파일: 내용은 아직 {service}에 있음"),
        korean_hint: "내려받거나 폴더에 .xlsx로 저장하십시오",
    }

    "open_in_excel": Note, adjustable;
    "The file was open in a spreadsheet program while it was read, as the owner file beside it shows. What was saved \
     last was read; what is not saved yet is missing.";
    /// `by` is the person, when the owner file says who.
    OpenInExcel { by: Option<String> } => {
        message: match by {
            Some(person) => format!("is open in a spreadsheet program, by `{}`", shown(person)),
            None => "is open in a spreadsheet program".to_owned(),
        },
        hint: "have it saved and closed, and run again",
        korean: match by {
            Some(person) => format!("스프레드시트 프로그램에서 열려 있음 (사용자 `{}`)", shown(person)),
            None => "스프레드시트 프로그램에서 열려 있음".to_owned(),
        },
        korean_hint: "저장하고 닫은 뒤 다시 실행하십시오",
    }

    "hidden_rows": Note, adjustable;
    "Some of the rows that were read are hidden in the workbook, by hand or by a filter. They count like all others: a \
     filter changes what is seen and not what is there. When they are not meant to count, delete them from the export \
     or leave them out with `where`.";
    /// Rows of data that nobody sees: their number, and the first of them from 1.
    HiddenRows { rows: usize, first: Vec<u32>, filtered: bool } => {
        message: {
            let numbers: Vec<String> = first.iter().map(u32::to_string).collect();
            let numbers =
                if *rows > first.len() { format!("{} …", numbers.join(", ")) } else { joined(&numbers, "and") };
            let by = if *filtered { "a filter is set" } else { "by hand" };
            let (are, was) = if *rows == 1 { ("is", "was") } else { ("are", "were") };
            format!("{} that {are} hidden ({by}) {was} read: {numbers}", count(*rows, "row"))
        },
        korean: {
            let numbers = first.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            let more = if *rows > first.len() { " …" } else { "" };
            let by = if *filtered { "필터 적용" } else { "직접 숨김" };
            format!("숨겨진 행 {}개({by})도 읽음: {numbers}{more}", number(rows))
        },
    }

    "hidden_columns": Note, adjustable;
    "Some of the columns that were read are hidden in the workbook. They were read like all others; somebody may have \
     hidden them because they are out of date.";
    /// By their letters.
    HiddenColumns { columns: Vec<String> } => {
        message: {
            let (are, were) = if columns.len() == 1 { ("is", "was") } else { ("are", "were") };
            format!("{} that {are} hidden {were} read: {}", count(columns.len(), "column"), joined(columns, "and"))
        },
        korean: format!("숨겨진 열 {}개도 읽음: {}", number(&columns.len()), columns.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_is_said_of_the_state_of_files_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            FileProblem::CopyLeftOut { other: text("rev.xlsx") },
            FileProblem::ConflictCopy { other: text("rev.xlsx") },
            FileProblem::CloudPlaceholder { service: "OneDrive" },
            FileProblem::OpenInExcel { by: Some(text("Kim")) },
            FileProblem::OpenInExcel { by: None },
            FileProblem::HiddenColumns { columns: vec![text("C")] },
            FileProblem::HiddenRows { rows: 9, first: vec![4, 5, 6], filtered: true },
        ] {
            speaks_korean(&problem);
        }
    }
}
