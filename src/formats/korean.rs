//! Why a file gives no sheets, in Korean, for the pages of a scorecard.

use super::problem::{FormatProblem, Overrun};
use crate::diagnostic::Said;
use crate::prose::{grouped, shown};

/// `` `a`, `b`, `c` 외 3개 ``
fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let first: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", shown(name))).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} 외 {more}개", first.join(", ")),
    }
}

impl FormatProblem {
    pub(super) fn korean(&self) -> Said {
        let save_anew = "스프레드시트 프로그램에서 다시 저장하십시오";
        match self {
            Self::CannotOpen { error } => Said::new(format!("열 수 없음: {error}")),
            Self::EmptyFile => Said::new("빈 파일 (0바이트)").hint("파일을 다시 요청하십시오"),
            Self::NotReadable { what } => {
                Said::new(format!("읽지 않는 형식: {}", kind(what))).hint(".xlsx 또는 .csv로 저장하십시오")
            }
            Self::NeedsPassword => Said::new("암호가 필요한 파일").hint("암호를 푼 사본을 저장하십시오"),
            Self::NeedsPermission { by } => Said::new(format!("문서 보안(DRM)이 적용된 파일: {by}"))
                .hint("소유자에게 보안이 해제된 사본을 요청하십시오"),
            Self::OldWorkbook { version } => {
                Said::new(format!("읽지 않는 Excel 97 이전 형식: {version}")).hint(".xlsx 또는 .csv로 저장하십시오")
            }
            Self::SeveralFiles { names } => {
                Said::new(format!("압축 파일 안에 파일이 하나여야 하는데 {}개: {}", names.len(), quoted(names)))
                    .hint("압축을 풀고 `files`에 파일 이름을 적으십시오")
            }
            Self::UnpacksTooLarge { part, packed, unpacked } => Said::new(format!(
                "`{}`: {} KB에서 {} MB로 풀림",
                shown(part),
                grouped(&(packed >> 10).to_string()),
                grouped(&(unpacked >> 20).to_string())
            ))
            .hint(save_anew),
            Self::DuplicatePart { part: Some(part) } => {
                Said::new(format!("이름이 같은 부분이 둘: `{}`", shown(part))).hint(save_anew)
            }
            Self::DuplicatePart { part: None } => Said::new("이름이 같은 부분이 둘 있음").hint(save_anew),
            Self::DocumentType { part } => Said::new(format!("`{}`에 문서 형식 선언(DOCTYPE)이 있음", shown(part)))
                .hint("파일의 출처를 확인하십시오"),
            Self::Runaway { overrun: Overrun::Time, limit } => {
                Said::new(format!("읽는 데 {limit}초를 넘김")).hint(".xlsx로 다시 저장하십시오")
            }
            Self::Runaway { overrun: Overrun::Memory, limit } => Said::new(format!("읽는 데 메모리 {limit} MB를 넘김"))
                .hint("다른 셀에서 멀리 떨어진 셀을 지우고 .xlsx로 저장하십시오"),
            Self::DamagedText { line, column, zero: true, .. } => {
                Said::new(format!("{line}행 {column}번째 바이트가 0: 텍스트가 아님")).hint("CSV UTF-8로 저장하십시오")
            }
            Self::DamagedText { line, column, encoding, .. } => {
                let said = Said::new(format!("{line}행 {column}번째 바이트가 {encoding} 인코딩이 아님"));
                said.hint(if *encoding == "utf-8" {
                    "CSV UTF-8로 저장하거나 입력에 `encoding`을 지정하십시오"
                } else {
                    "CSV UTF-8로 저장하십시오"
                })
            }
            Self::UnclearEncoding { readings } => {
                let readings: Vec<String> =
                    readings.iter().map(|(encoding, word)| format!("{encoding}: `{}`", shown(word))).collect();
                Said::new(format!("인코딩이 분명하지 않음; 한 단어가 이렇게 읽힘: {}", readings.join(", ")))
                    .hint("입력에 `encoding`을 지정하십시오")
            }
            Self::UnclosedQuote { line, quote } => {
                Said::new(format!("{line}행에서 열린 따옴표 `{quote}`가 닫히지 않음"))
                    .hint("따옴표를 닫거나, 내용의 일부이면 두 번 쓰십시오")
            }
            Self::Damaged { error } => {
                Said::new(format!("끝까지 읽을 수 없음: {}", shown(error))).hint("파일을 다시 요청하십시오")
            }
            Self::TooLarge { what } => Said::new(format!("너무 큼: {what}")),
            Self::ChangedWhileReading => Said::new("읽는 동안 바뀜").hint("저장이 끝난 뒤 다시 실행하십시오"),
        }
    }
}

/// Kinds of files in Korean; names of programs and formats stay as they are.
fn kind(what: &str) -> String {
    const KINDS: &[(&str, &str)] = &[
        ("a zip archive without a file", "파일이 없는 zip 압축"),
        ("an empty zip archive", "빈 zip 압축"),
        ("a split zip archive", "분할된 zip 압축"),
        ("an archive within an archive", "압축 안의 압축"),
        ("neither a workbook nor a text", "통합 문서도 텍스트도 아님"),
        ("an OpenDocument file without a spreadsheet", "스프레드시트가 없는 OpenDocument 파일"),
        ("an Office file without a workbook", "통합 문서가 없는 Office 파일"),
        ("a text document (RTF)", "텍스트 문서 (RTF)"),
        ("a picture", "그림"),
        ("a web page, whatever its name says", "웹 페이지 (이름과 다름)"),
        ("a web archive (MHTML)", "웹 보관 파일 (MHTML)"),
        ("an XML file", "XML 파일"),
        ("a workbook saved as XML (SpreadsheetML 2003)", "XML로 저장된 통합 문서 (SpreadsheetML 2003)"),
        (
            "an OpenDocument spreadsheet saved as flat XML (.fods)",
            "단일 XML로 저장된 OpenDocument 스프레드시트 (.fods)",
        ),
        ("a symbolic link file (SYLK)", "기호 연결 파일 (SYLK)"),
        ("what Excel keeps beside an open workbook", "열린 통합 문서 옆에 Excel이 두는 파일"),
        ("what a Mac keeps beside a file", "Mac이 파일 옆에 두는 파일"),
        ("a Word document", "Word 문서"),
        ("a PowerPoint presentation", "PowerPoint 프레젠테이션"),
        ("an Apple Numbers document", "Apple Numbers 문서"),
        ("an Outlook message", "Outlook 메시지"),
        ("a SQLite database", "SQLite 데이터베이스"),
        ("a dBase table", "dBase 표"),
        ("a Lotus 1-2-3 spreadsheet", "Lotus 1-2-3 스프레드시트"),
        ("a Microsoft Works spreadsheet", "Microsoft Works 스프레드시트"),
        ("a Quattro Pro spreadsheet", "Quattro Pro 스프레드시트"),
    ];
    if let Some((_, korean)) = KINDS.iter().find(|(english, _)| *english == what) {
        return (*korean).to_owned();
    }
    // `a RAR archive`, `a PDF`
    let bare = what.strip_prefix("a ").or_else(|| what.strip_prefix("an ")).unwrap_or(what);
    match bare.strip_suffix(" archive") {
        Some(name) => format!("{name} 압축"),
        None => format!("{bare} 형식"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::diagnostic::korean_tests::speaks_korean;

    #[test]
    fn all_that_is_said_of_a_file_is_said_in_korean() {
        let text = str::to_owned;
        let all: Vec<Box<dyn Problem>> = vec![
            Box::new(FormatProblem::CannotOpen { error: text("permission denied (13)") }),
            Box::new(FormatProblem::EmptyFile),
            Box::new(FormatProblem::NotReadable { what: "a RAR archive" }),
            Box::new(FormatProblem::NeedsPassword),
            Box::new(FormatProblem::NeedsPermission { by: "Fasoo" }),
            Box::new(FormatProblem::OldWorkbook { version: "BIFF5, Excel 5" }),
            Box::new(FormatProblem::SeveralFiles { names: vec![text("a.csv"), text("b.csv")] }),
            Box::new(FormatProblem::UnpacksTooLarge { part: text("xl/a.xml"), packed: 5 << 20, unpacked: 9 << 30 }),
            Box::new(FormatProblem::DuplicatePart { part: Some(text("xl/a.xml")) }),
            Box::new(FormatProblem::DuplicatePart { part: None }),
            Box::new(FormatProblem::DocumentType { part: text("xl/a.xml") }),
            Box::new(FormatProblem::Runaway { overrun: Overrun::Time, limit: 60 }),
            Box::new(FormatProblem::Runaway { overrun: Overrun::Memory, limit: 512 }),
            Box::new(FormatProblem::DamagedText { line: 3, column: 7, encoding: "utf-8", zero: false }),
            Box::new(FormatProblem::DamagedText { line: 3, column: 7, encoding: "cp949", zero: true }),
            Box::new(FormatProblem::UnclearEncoding {
                readings: vec![("cp949", text("매출")), ("utf-8", text("¸ÅÃâ"))],
            }),
            Box::new(FormatProblem::UnclosedQuote { line: 4, quote: '"' }),
            Box::new(FormatProblem::Damaged { error: text("unexpected end of file") }),
            Box::new(FormatProblem::TooLarge { what: text("5000 MB") }),
            Box::new(FormatProblem::ChangedWhileReading),
        ];
        for problem in all {
            speaks_korean(&*problem);
        }
    }

    /// The English words of a kind of file stand in the code that knows it; here it is seen that none is forgotten.
    #[test]
    fn every_kind_of_file_has_a_korean_name() {
        for what in ["a PDF", "a dBase table", "a tar archive", "an xz archive", "a web page, whatever its name says"] {
            let korean = kind(what);
            assert!(korean.chars().any(|c| ('가'..='힣').contains(&c)), "{korean}");
            assert!(!korean.contains("a ") && !korean.contains("archive"), "{korean}");
        }
        assert_eq!(kind("a RAR archive"), "RAR 압축");
        assert_eq!(kind("a PDF"), "PDF 형식");
    }
}
