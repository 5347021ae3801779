//! What this stage finds, in Korean, for the pages of a scorecard.

use super::files::FileProblem;
use super::problem::IngestProblem;
use super::shape::layout::{Change, LayoutProblem};
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
        let said = match self {
            Self::NoFile { pattern, nearby } => {
                let said = Said::new(format!("`{}`에 맞는 파일이 없음", shown(pattern)));
                match name::nearest(pattern, nearby.iter().map(String::as_str)) {
                    Some(file) => said.hint(format!("비슷한 파일: `{file}`")),
                    None if nearby.is_empty() => said.hint("폴더가 없거나 비어 있습니다"),
                    None => said.hint(format!("폴더에 있는 파일: {}", quoted(nearby))),
                }
            }
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
}
