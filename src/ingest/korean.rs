//! What this stage finds, in Korean, for the pages of a scorecard.

use super::files::FileProblem;
use super::layout::{Change, LayoutProblem};
use super::problem::{IngestProblem, Overrun};
use super::table_problem::{FilledBy, TableProblem};
use crate::diagnostic::Said;
use crate::name;
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

fn number(number: usize) -> String {
    grouped(&number.to_string())
}

impl IngestProblem {
    /// `None` where the run stops, so that no page is made.
    pub(super) fn korean(&self) -> Option<Said> {
        let save_anew = "스프레드시트 프로그램에서 다시 저장하십시오";
        let said = match self {
            Self::NoFile { pattern, nearby } => {
                let said = Said::new(format!("`{}`에 맞는 파일이 없음", shown(pattern)));
                match name::nearest(pattern, nearby.iter().map(String::as_str)) {
                    Some(file) => said.hint(format!("비슷한 파일: `{file}`")),
                    None if nearby.is_empty() => said.hint("폴더가 없거나 비어 있습니다"),
                    None => said.hint(format!("폴더에 있는 파일: {}", quoted(nearby))),
                }
            }
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
            Self::NoSheet { wanted, sheets } => {
                Said::new(format!("시트 없음: `{}`", shown(wanted))).hint(format!("있는 시트: {}", quoted(sheets)))
            }
            Self::NoTable { wanted } => Said::new(format!("어느 시트에도 없는 열: {}", quoted(wanted))),
            Self::NoRows => Said::new("머리글만 있고 행이 없음"),
            Self::UnreadableNumber { column, value } => {
                Said::new(format!("열 `{column}`: 숫자가 아닌 값 `{}`", shown(value)))
            }
            Self::UnreadableDate { column, value } => {
                Said::new(format!("열 `{column}`: 날짜가 아닌 값 `{}`", shown(value)))
            }
            Self::FaultyCell { column, fault } => Said::new(format!("열 `{column}`: 오류 값 `{fault}`")),
            Self::MoreAlike { code, number: more } => {
                Said::new(format!("이 시트에 같은 종류(`{code}`)가 {}건 더 있음", number(*more)))
            }
            Self::HiddenSheet => Said::new("숨겨진 시트이며, 읽었음"),
            Self::TotalMismatch { stated, summed, of } => {
                Said::new(format!("합계는 {}, {of}의 합은 {}", grouped(stated), grouped(summed)))
                    .hint("둘 중 어느 쪽이 맞는지 자료 담당자에게 확인하십시오")
            }
            Self::DuplicateRows { rows, first, again, .. } => {
                Said::new(format!("모든 셀이 같은 행 {}개, 처음은 {first} 및 {again}", number(*rows)))
                    .hint("두 번 붙여 넣은 것이면 `duplicates`를 \"drop\"으로 지정하십시오")
            }
            Self::MissingColumn { .. }
            | Self::RenamedColumn { .. }
            | Self::Uncomputed { .. }
            | Self::AmbiguousNumbers { .. }
            | Self::AmbiguousDates { .. }
            | Self::BadExpression { .. } => return None,
        };
        Some(said)
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

impl TableProblem {
    /// `None` where the run stops, so that no page is made.
    pub(super) fn korean(&self) -> Option<Said> {
        let said = match self {
            Self::FilledDown { column, cells, by } => {
                let by = match by {
                    FilledBy::Merge => "위쪽 병합 셀",
                    FilledBy::Group => "묶음의 첫 줄",
                    FilledBy::Section => "줄들 위의 구역 행",
                };
                Said::new(format!("열 `{}`의 빈 셀 {}개를 채움: {by}의 이름", shown(column), number(*cells)))
            }
            Self::UnnamedTotal { label: Some(label), of } => {
                Said::new(format!("`{}`: {of}의 합이므로 합계로 보고 제외", shown(label)))
            }
            Self::UnnamedTotal { label: None, of } => {
                Said::new(format!("이름 없는 행: {of}의 합이므로 합계로 보고 제외"))
            }
            Self::ShownScaled { column, said } => Said::new(format!(
                "`{}`: 열 `{}`의 표시 형식을 뜻함; 저장된 수치는 단위 1로 읽음",
                shown(said),
                shown(column)
            )),
            Self::UnknownFigure { column, said, cells } => Said::new(format!(
                "열 `{}`의 `{}`: 수치가 아니므로 셀 {}개를 없는 값으로 봄",
                shown(column),
                shown(said),
                number(*cells)
            ))
            .hint("실적이 없었으면 비우거나 0을, 있었으면 수치를 적으십시오"),
            Self::OtherCurrency { .. } | Self::UnclearUnit { .. } | Self::UnclearPeriod { .. } => return None,
        };
        Some(said)
    }
}

impl FileProblem {
    pub(super) fn korean(&self) -> Said {
        match self {
            Self::CopyLeftOut { other } => Said::new(format!("`{}`의 같은 사본이므로 제외", shown(other))),
            Self::ConflictCopy { other } => Said::new(format!("이름은 `{}`의 사본이나 내용이 다름", shown(other)))
                .hint("둘 중 하나를 치우거나, 둘 다 자료이면 이름을 구분하십시오"),
            Self::CloudPlaceholder { service } => Said::new(format!("자리 표시 파일: 내용은 아직 {service}에 있음"))
                .hint("내려받거나 폴더에 .xlsx로 저장하십시오"),
            Self::ChangedWhileReading => Said::new("읽는 동안 바뀜").hint("저장이 끝난 뒤 다시 실행하십시오"),
            Self::OpenInExcel { by } => {
                let by = by.as_ref().map_or_else(String::new, |person| format!(" (사용자 `{}`)", shown(person)));
                Said::new(format!("스프레드시트 프로그램에서 열려 있음{by}")).hint("저장하고 닫은 뒤 다시 실행하십시오")
            }
            Self::HiddenRows { rows, first, filtered } => {
                let numbers = first.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                let more = if *rows > first.len() { " …" } else { "" };
                let by = if *filtered { "필터 적용" } else { "직접 숨김" };
                Said::new(format!("숨겨진 행 {}개({by})도 읽음: {numbers}{more}", number(*rows)))
            }
        }
    }
}

impl LayoutProblem {
    pub(super) fn korean(&self) -> Said {
        match self {
            Self::Changed { since, changes } => {
                let each: Vec<String> = changes.iter().map(changed).collect();
                let said = Said::new(format!("{since} 이후 양식이 바뀜: {}", each.join("; ")));
                if changes.iter().any(Change::touches_figures) {
                    return said.hint("발행하기 전에 수치 하나를 지난 성과표와 비교하십시오");
                }
                said
            }
            Self::SheetGone { since, sheet } => {
                let sheet = sheet.as_ref().map_or_else(String::new, |sheet| format!("시트 `{}`: ", shown(sheet)));
                Said::new(format!("{sheet}{since}에는 행이 있었으나 지금은 없음"))
                    .hint("이름이 바뀌었는지, 숨겨졌는지, 열이 빠졌는지 확인하십시오")
            }
            Self::FileGone { since } => Said::new(format!("{since}에는 행이 있었으나 지금은 그런 이름의 파일이 없음"))
                .hint("더 만들지 않는 자료가 아니면 요청하십시오"),
        }
    }
}

fn changed(change: &Change) -> String {
    let unit = |unit: &str| if unit == "ones" { "1".to_owned() } else { unit.to_owned() };
    let sign = |sign: &str| match sign {
        "none" => "없음".to_owned(),
        "a tab" => "탭".to_owned(),
        sign => sign.to_owned(),
    };
    let shape = |shape: &str| match shape {
        "crosstab" => "교차표".to_owned(),
        "table" => "표".to_owned(),
        shape => shape.to_owned(),
    };
    match change {
        Change::Sheet { old, new } => format!("시트 `{}` → `{}`", shown(old), shown(new)),
        Change::Shape { old, new } => format!("형태 {} → {}", shape(old), shape(new)),
        Change::Renamed { old, new } => format!("열 `{}` → `{}`", shown(old), shown(new)),
        Change::Added(names) => format!("새 열 {}", quoted(names)),
        Change::Gone(names) => format!("없어진 열 {}", quoted(names)),
        Change::Moved(names) => format!("옮겨진 열 {}", quoted(names)),
        Change::HeaderRow { old, new } => format!("머리글 {old}행 → {new}행"),
        Change::Unit { old, new } => format!("단위 {} → {}", unit(old), unit(new)),
        Change::Decimal { old, new } => format!("소수점 `{old}` → `{new}`"),
        Change::Encoding { old, new } => format!("인코딩 {old} → {new}"),
        Change::Delimiter { old, new } => format!("구분 기호 {} → {}", sign(old), sign(new)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::korean_tests::speaks_korean;
    use crate::diagnostic::{Problem, Severity};

    #[test]
    fn all_that_is_said_of_an_export_is_said_in_korean() {
        let text = str::to_owned;
        let all: Vec<Box<dyn Problem>> = vec![
            Box::new(IngestProblem::NoFile { pattern: text("rev*.xlsx"), nearby: Vec::new() }),
            Box::new(IngestProblem::NoFile { pattern: text("rev.xlsx"), nearby: vec![text("rev1.xlsx")] }),
            Box::new(IngestProblem::NoFile {
                pattern: text("rev.xlsx"),
                nearby: (0..9).map(|n| format!("매출{n}")).collect(),
            }),
            Box::new(IngestProblem::CannotOpen { error: text("permission denied (13)") }),
            Box::new(IngestProblem::EmptyFile),
            Box::new(IngestProblem::NotReadable { what: "a RAR archive" }),
            Box::new(IngestProblem::NeedsPassword),
            Box::new(IngestProblem::NeedsPermission { by: "Fasoo" }),
            Box::new(IngestProblem::OldWorkbook { version: "BIFF5, Excel 5" }),
            Box::new(IngestProblem::SeveralFiles { names: vec![text("a.csv"), text("b.csv")] }),
            Box::new(IngestProblem::UnpacksTooLarge { part: text("xl/a.xml"), packed: 5 << 20, unpacked: 9 << 30 }),
            Box::new(IngestProblem::DuplicatePart { part: Some(text("xl/a.xml")) }),
            Box::new(IngestProblem::DuplicatePart { part: None }),
            Box::new(IngestProblem::DocumentType { part: text("xl/a.xml") }),
            Box::new(IngestProblem::Runaway { overrun: Overrun::Time, limit: 60 }),
            Box::new(IngestProblem::Runaway { overrun: Overrun::Memory, limit: 512 }),
            Box::new(IngestProblem::DamagedText { line: 3, column: 7, encoding: "utf-8", zero: false }),
            Box::new(IngestProblem::DamagedText { line: 3, column: 7, encoding: "cp949", zero: true }),
            Box::new(IngestProblem::UnclearEncoding {
                readings: vec![("cp949", text("매출")), ("utf-8", text("¸ÅÃâ"))],
            }),
            Box::new(IngestProblem::UnclosedQuote { line: 4, quote: '"' }),
            Box::new(IngestProblem::Damaged { error: text("unexpected end of file") }),
            Box::new(IngestProblem::TooLarge { what: text("5000 MB") }),
            Box::new(IngestProblem::NoTable { wanted: vec![text("product"), text("month")] }),
            Box::new(IngestProblem::NoRows),
            Box::new(IngestProblem::UnreadableNumber { column: text("Amount"), value: text("n/a") }),
            Box::new(IngestProblem::UnreadableDate { column: text("Month"), value: text("soon") }),
            Box::new(IngestProblem::FaultyCell { column: text("Amount"), fault: text("#DIV/0!") }),
            Box::new(IngestProblem::MoreAlike { code: "faulty_cell", number: 1_204 }),
            Box::new(IngestProblem::HiddenSheet),
            Box::new(IngestProblem::TotalMismatch { stated: text("12400"), summed: text("12390"), of: text("C3:C9") }),
            Box::new(IngestProblem::DuplicateRows {
                rows: 2,
                first: text("A4"),
                again: text("A9"),
                policy: Severity::Warn,
            }),
            Box::new(TableProblem::FilledDown { column: text("Region"), cells: 12, by: FilledBy::Group }),
            Box::new(TableProblem::UnnamedTotal { label: Some(text("All")), of: text("C3:C9") }),
            Box::new(TableProblem::UnnamedTotal { label: None, of: text("C3:C9") }),
            Box::new(TableProblem::UnknownFigure { column: text("MRR"), said: text("n.a."), cells: 3 }),
            Box::new(TableProblem::ShownScaled { column: text("Amount"), said: text("in thousands") }),
            Box::new(FileProblem::CopyLeftOut { other: text("rev.xlsx") }),
            Box::new(FileProblem::ConflictCopy { other: text("rev.xlsx") }),
            Box::new(FileProblem::CloudPlaceholder { service: "OneDrive" }),
            Box::new(FileProblem::ChangedWhileReading),
            Box::new(FileProblem::OpenInExcel { by: Some(text("Kim")) }),
            Box::new(FileProblem::OpenInExcel { by: None }),
            Box::new(FileProblem::HiddenRows { rows: 9, first: vec![4, 5, 6], filtered: true }),
            Box::new(LayoutProblem::SheetGone { since: text("2026-09"), sheet: Some(text("Revenue")) }),
            Box::new(LayoutProblem::FileGone { since: text("2026-09") }),
            Box::new(LayoutProblem::Changed { since: text("2026-09"), changes: changes() }),
            Box::new(LayoutProblem::Changed {
                since: text("2026-09"),
                changes: vec![Change::Added((0..6).map(|n| format!("열{n}")).collect())],
            }),
        ];
        for problem in all {
            speaks_korean(&*problem);
        }
    }

    fn changes() -> Vec<Change> {
        let text = str::to_owned;
        vec![
            Change::Sheet { old: text("Sep"), new: text("Oct") },
            Change::Shape { old: "table", new: "crosstab" },
            Change::Renamed { old: text("Rev"), new: text("Revenue") },
            Change::Gone(vec![text("Region")]),
            Change::Moved(vec![text("Units")]),
            Change::HeaderRow { old: 4, new: 5 },
            Change::Unit { old: text("ones"), new: text("1,000 (`in thousands`)") },
            Change::Decimal { old: '.', new: ',' },
            Change::Encoding { old: text("utf-8"), new: text("cp949") },
            Change::Delimiter { old: text("`,`"), new: text("a tab") },
        ]
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
