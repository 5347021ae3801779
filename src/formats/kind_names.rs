//! Kinds of files that are not read, in Korean.

/// Kinds of files in Korean; names of programs and formats stay as they are.
pub(super) fn kind(what: &str) -> String {
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
