//! What can be wrong with the bytes of a file, before anybody asks what is in its sheets.

use super::kind_names::kind;
use crate::diagnostic::{Cause, findings};
use crate::prose::{joined, number, quoted_ko, shown};

findings! {
    /// Why the bytes of a file give no sheets.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FormatProblem;

    "cannot_open": Stop, about_a_file;
    "The file is there but cannot be opened: no permission, or the share went away. Nothing of it was used.";
    CannotOpen { error: Cause } => {
        message: format!("cannot be opened: {error}"),
        korean: format!("열 수 없음: {error}"),
        source: error.as_error(),
    }

    "empty_file": Stop, about_a_file;
    "The file has no bytes at all, as after a copy that was broken off. Ask for it again.";
    EmptyFile => {
        message: "is empty: 0 bytes",
        hint: "ask for the file again",
        korean: "빈 파일 (0바이트)",
        korean_hint: "파일을 다시 요청하십시오",
    }

    "not_readable": Stop, about_a_file;
    "The content is of a kind that goalpost does not read, whatever the name says. Save it as .xlsx or .csv, without a \
     password.";
    NotReadable { what: &'static str } => {
        message: format!("is {what}, which is not read"),
        hint: "save it as .xlsx or .csv",
        korean: format!("읽지 않는 형식: {}", kind(what)),
        korean_hint: ".xlsx 또는 .csv로 저장하십시오",
    }

    "needs_password": Stop, about_a_file;
    "The content is encrypted and opens with a password only. Open it in the program that made it, take the password \
     off, save a copy, and deliver that.";
    NeedsPassword => {
        message: "needs a password",
        hint: "save a copy without the password",
        korean: "암호가 필요한 파일",
        korean_hint: "암호를 푼 사본을 저장하십시오",
    }

    "needs_permission": Stop, about_a_file;
    "The document is under digital rights management: only people whom its owner allows can open it, and no program \
     without an account. Ask its owner for a plain copy.";
    NeedsPermission { by: &'static str } => {
        message: format!("is under digital rights management ({by})"),
        hint: "ask its owner for a plain copy",
        korean: format!("문서 보안(DRM)이 적용된 파일: {by}"),
        korean_hint: "소유자에게 보안이 해제된 사본을 요청하십시오",
    }

    "old_workbook": Stop, about_a_file;
    "The workbook is in a format from before Excel 97 that is no longer read. Open it in a spreadsheet program and \
     save it as .xlsx.";
    OldWorkbook { version: &'static str } => {
        message: format!("is a workbook from before Excel 97 ({version}), which is not read"),
        hint: "save it as .xlsx or .csv",
        korean: format!("읽지 않는 Excel 97 이전 형식: {version}"),
        korean_hint: ".xlsx 또는 .csv로 저장하십시오",
    }

    "several_files": Stop, about_a_file;
    "An archive is read when one export is in it. This one has several, and nothing says which is meant: unpack it and \
     name the files in the input.";
    SeveralFiles { names: Vec<String> } => {
        message: {
            let first: Vec<String> = names.iter().take(6).map(|name| format!("`{}`", shown(name))).collect();
            let more = if names.len() > first.len() { " …" } else { "" };
            format!("expected one file in the archive, found {}: {}{more}", names.len(), first.join(", "))
        },
        hint: "unpack it and name the file under `files`",
        korean: format!("압축 파일 안에 파일이 하나여야 하는데 {}개: {}", names.len(), quoted_ko(names)),
        korean_hint: "압축을 풀고 `files`에 파일 이름을 적으십시오",
    }

    "unpacks_too_large": Stop, about_a_file;
    "A part of the file is packed so tightly that it unpacks to far more than any export has, as archives do that are \
     made to fill a machine's memory. It was refused before it was unpacked. Save it anew in a spreadsheet program.";
    /// Both in bytes.
    UnpacksTooLarge { part: String, packed: u64, unpacked: u64 } => {
        message: format!(
            "`{}` unpacks to {} MB from {} KB",
            shown(part),
            number(&(unpacked >> 20)),
            number(&(packed >> 10))
        ),
        hint: "save it anew in a spreadsheet program",
        korean: format!("`{}`: {} KB에서 {} MB로 풀림", shown(part), number(&(packed >> 10)), number(&(unpacked >> 20))),
        korean_hint: "스프레드시트 프로그램에서 다시 저장하십시오",
    }

    "duplicate_part": Stop, about_a_file;
    "The package has two parts of one name, and programs differ in which of them they show. No spreadsheet program \
     writes such a file: ask where it comes from, and save it anew.";
    DuplicatePart { part: Option<String> } => {
        message: match part {
            Some(part) => format!("has two parts named `{}`", shown(part)),
            None => "has two parts of one name".to_owned(),
        },
        hint: "save it anew in a spreadsheet program",
        korean: match part {
            Some(part) => format!("이름이 같은 부분이 둘: `{}`", shown(part)),
            None => "이름이 같은 부분이 둘 있음".to_owned(),
        },
        korean_hint: "스프레드시트 프로그램에서 다시 저장하십시오",
    }

    "document_type": Stop, about_a_file;
    "A part of the workbook declares a document type, which no spreadsheet program writes and which serves to blow a \
     file up or to read other files. Ask where it comes from.";
    DocumentType { part: String } => {
        message: format!("`{}` declares a document type", shown(part)),
        hint: "ask where the file comes from",
        korean: format!("`{}`에 문서 형식 선언(DOCTYPE)이 있음", shown(part)),
        korean_hint: "파일의 출처를 확인하십시오",
    }

    "runaway_file": Stop, about_a_file;
    "Reading the workbook took more time or memory than its size explains, so the process that read it was ended; the \
     other exports went on. Either it is damaged or made to do harm, or a cell stands far from all others: delete \
     empty rows and columns to the end of the sheet, save it as .xlsx, and deliver that.";
    Runaway { overrun: Overrun, limit: u64 } => {
        message: match overrun {
            Overrun::Time => format!("took more than {limit} seconds to read"),
            Overrun::Memory => format!("took more than {limit} MB of memory to read"),
        },
        hint: match overrun {
            Overrun::Time => "save it anew as .xlsx",
            Overrun::Memory => "delete what stands far from all other cells and save it as .xlsx",
        },
        korean: match overrun {
            Overrun::Time => format!("읽는 데 {limit}초를 넘김"),
            Overrun::Memory => format!("읽는 데 메모리 {limit} MB를 넘김"),
        },
        korean_hint: match overrun {
            Overrun::Time => ".xlsx로 다시 저장하십시오",
            Overrun::Memory => "다른 셀에서 멀리 떨어진 셀을 지우고 .xlsx로 저장하십시오",
        },
    }

    "damaged_text": Stop, about_a_file;
    "A text file has a byte that its encoding does not have, or a zero byte. Nothing is replaced in what is read: the \
     figure beside it may be damaged too. In a column that nobody reads it does no harm. Save the file again as UTF-8 \
     (in Excel: CSV UTF-8), or set `encoding` in the input when it is in another one.";
    /// `column` counts bytes, from 1; `zero` when the byte is 0, which no text has.
    DamagedText { line: usize, column: usize, encoding: &'static str, zero: bool } => {
        message: if *zero {
            format!("byte {column} of line {line} is zero, which no text has")
        } else {
            format!("byte {column} of line {line} is not {encoding}")
        },
        hint: match (*encoding, zero) {
            ("utf-8", false) => "save it as CSV UTF-8, or set `encoding` in this input",
            _ => "save it as CSV UTF-8",
        },
        korean: if *zero {
            format!("{line}행 {column}번째 바이트가 0: 텍스트가 아님")
        } else {
            format!("{line}행 {column}번째 바이트가 {encoding} 인코딩이 아님")
        },
        korean_hint: match (*encoding, zero) {
            ("utf-8", false) => "CSV UTF-8로 저장하거나 입력에 `encoding`을 지정하십시오",
            _ => "CSV UTF-8로 저장하십시오",
        },
    }
    /// A cell that is read has such a byte; U+FFFD stands for it.
    DamagedCell { text: String } => {
        message: format!("`{}` has a byte that is not utf-8", shown(text)),
        hint: "save the file as CSV UTF-8, or set `encoding` in this input",
        korean: format!("`{}`에 utf-8이 아닌 바이트가 있음", shown(text)),
        korean_hint: "파일을 CSV UTF-8로 저장하거나 입력에 `encoding`을 지정하십시오",
    }

    "unclear_encoding": Stop, about_a_file;
    "A text file is not in UTF-8, and a name finds no product in the encoding that is most plausible and finds one in \
     another. Set `encoding` in the input to the one in which its words read right.";
    /// Each encoding with what the name would be in it.
    UnclearEncoding { readings: Vec<(String, String)> } => {
        message: {
            let readings: Vec<String> =
                readings.iter().map(|(encoding, word)| format!("`{}` in {encoding}", shown(word))).collect();
            format!("the encoding of the file is not clear: a name is {}", joined(&readings, "or"))
        },
        hint: {
            let lines: Vec<String> = readings.iter().map(|(name, _)| format!("`encoding = \"{name}\"`")).collect();
            format!("write {} in this input", joined(&lines, "or"))
        },
        korean: {
            let readings: Vec<String> =
                readings.iter().map(|(encoding, word)| format!("{encoding}: `{}`", shown(word))).collect();
            format!("인코딩이 분명하지 않음; 이름이 이렇게 읽힘: {}", readings.join(", "))
        },
        korean_hint: "입력에 `encoding`을 지정하십시오",
    }

    "unclosed_quote": Stop, about_a_file;
    "A quote at the start of a field never closes, so everything behind it would become one cell. Close it in the \
     file, or write it twice inside quotes when it belongs to the text.";
    UnclosedQuote { line: usize, quote: char } => {
        message: format!("the quote `{quote}` that opens in line {line} never closes"),
        hint: "close it, or write it twice when it is a part of the text",
        korean: format!("{line}행에서 열린 따옴표 `{quote}`가 닫히지 않음"),
        korean_hint: "따옴표를 닫거나, 내용의 일부이면 두 번 쓰십시오",
    }

    "damaged_file": Stop, about_a_file;
    "The file starts like a workbook or table but cannot be read to its end, as after an interrupted copy. Ask for it \
     again.";
    Damaged { error: Cause } => {
        message: format!("cannot be read to its end: {}", shown(&error.to_string())),
        hint: "ask for the file again",
        korean: format!("끝까지 읽을 수 없음: {}", shown(&error.to_string())),
        korean_hint: "파일을 다시 요청하십시오",
        source: error.as_error(),
    }

    "too_large": Stop, about_a_file;
    "The file or a sheet is larger than any export needs; it is refused before it takes the machine's memory. Clear \
     stray cells or deliver less at once.";
    TooLarge { what: String } => {
        message: format!("is too large: {what}"),
        korean: format!("너무 큼: {what}"),
    }

    "changed_while_reading": Stop, about_a_file;
    "The size or the time of the file changed while it was read, so somebody was saving or copying it. What was read \
     may be half of the old file and half of the new one, and was not used. Run again when it is finished.";
    ChangedWhileReading => {
        message: "changed while it was read",
        hint: "run again when it is saved",
        korean: "읽는 동안 바뀜",
        korean_hint: "저장이 끝난 뒤 다시 실행하십시오",
    }
}

/// What a file took too much of; the limit is in seconds or megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrun {
    Time,
    Memory,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_is_said_of_a_file_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            FormatProblem::CannotOpen { error: Cause::new("permission denied (13)") },
            FormatProblem::EmptyFile,
            FormatProblem::NotReadable { what: "a RAR archive" },
            FormatProblem::NeedsPassword,
            FormatProblem::NeedsPermission { by: "Fasoo" },
            FormatProblem::OldWorkbook { version: "BIFF5, Excel 5" },
            FormatProblem::SeveralFiles { names: vec![text("a.csv"), text("b.csv")] },
            FormatProblem::UnpacksTooLarge { part: text("xl/a.xml"), packed: 5 << 20, unpacked: 9 << 30 },
            FormatProblem::DuplicatePart { part: Some(text("xl/a.xml")) },
            FormatProblem::DuplicatePart { part: None },
            FormatProblem::DocumentType { part: text("xl/a.xml") },
            FormatProblem::Runaway { overrun: Overrun::Time, limit: 60 },
            FormatProblem::Runaway { overrun: Overrun::Memory, limit: 512 },
            FormatProblem::DamagedText { line: 3, column: 7, encoding: "utf-8", zero: false },
            FormatProblem::DamagedText { line: 3, column: 7, encoding: "cp949", zero: true },
            FormatProblem::DamagedCell { text: text("Gr\u{fffd}n") },
            FormatProblem::UnclearEncoding {
                readings: vec![(text("windows-1252"), text("Dvoøák")), (text("windows-1250"), text("Dvořák"))],
            },
            FormatProblem::UnclosedQuote { line: 4, quote: '"' },
            FormatProblem::Damaged { error: Cause::new("unexpected end of file") },
            FormatProblem::TooLarge { what: text("5000 MB") },
            FormatProblem::ChangedWhileReading,
        ] {
            speaks_korean(&problem);
        }
    }
}
