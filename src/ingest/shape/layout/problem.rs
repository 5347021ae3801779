//! How the layout of an export differs from the last one.

use crate::diagnostic::findings;
use crate::prose::{joined, quoted_ko, shown};

findings! {
    /// A broken rule about layouts.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum LayoutProblem;

    "layout_changed": Note, adjustable;
    "The layout of an export differs from that of the last published run: columns, the row of the header, the unit, \
     the decimal mark, or a sheet or file that is gone. All was read by the new layout, and nothing is wrong when the \
     change was meant. A change of unit or decimal mark, and rows that are no longer there, are warnings: look at the \
     figures before they are trusted.";
    /// `since` is the as-of period of the run that is compared with.
    Changed { since: String, changes: Vec<LayoutChange> } => {
        message: {
            let changes: Vec<String> = changes.iter().map(LayoutChange::message).collect();
            format!("the layout has changed since {since}: {}", changes.join("; "))
        },
        hint: changes
            .iter()
            .any(LayoutChange::touches_figures)
            .then(|| "compare a figure with the last scorecard before this one goes out".to_owned()),
        korean: {
            let changes: Vec<String> = changes.iter().map(LayoutChange::message_ko).collect();
            format!("{since} 이후 양식이 바뀜: {}", changes.join("; "))
        },
        korean_hint: changes
            .iter()
            .any(LayoutChange::touches_figures)
            .then(|| "발행하기 전에 수치 하나를 지난 성과표와 비교하십시오".to_owned()),
    }
    /// A sheet that gave rows then, in a file that is there now.
    SheetGone { since: String, sheet: Option<String> } => {
        message: match sheet {
            Some(sheet) => format!("sheet `{}` gave rows for {since} and gives none now", shown(sheet)),
            None => format!("gave rows for {since} and gives none now"),
        },
        hint: "see whether it was renamed, hidden or lost a column",
        korean: {
            let sheet = sheet.as_ref().map_or_else(String::new, |sheet| format!("시트 `{}`: ", shown(sheet)));
            format!("{sheet}{since}에는 행이 있었으나 지금은 없음")
        },
        korean_hint: "이름이 바뀌었는지, 숨겨졌는지, 열이 빠졌는지 확인하십시오",
    }
    /// A file that gave rows then; none with such a name is there now.
    FileGone { since: String } => {
        message: format!("gave rows for {since}, and no file of such a name is there now"),
        hint: "ask for it, unless it is no longer made",
        korean: format!("{since}에는 행이 있었으나 지금은 그런 이름의 파일이 없음"),
        korean_hint: "더 만들지 않는 자료가 아니면 요청하십시오",
    }
}

/// One difference, from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutChange {
    Sheet { old: String, new: String },
    Shape { old: &'static str, new: &'static str },
    Renamed { old: String, new: String },
    Added(Vec<String>),
    Gone(Vec<String>),
    Moved(Vec<String>),
    HeaderRow { old: u32, new: u32 },
    Unit { old: String, new: String },
    Decimal { old: char, new: char },
    Encoding { old: String, new: String },
    Delimiter { old: String, new: String },
}

impl LayoutChange {
    /// Whether figures may have changed with it.
    pub(super) const fn touches_figures(&self) -> bool {
        matches!(self, Self::Unit { .. } | Self::Decimal { .. } | Self::Shape { .. })
    }

    fn message(&self) -> String {
        match self {
            Self::Sheet { old, new } => format!("sheet `{}` is now `{}`", shown(old), shown(new)),
            Self::Shape { old, new } => format!("the {old} is now a {new}"),
            Self::Renamed { old, new } => format!("column `{}` is now `{}`", shown(old), shown(new)),
            Self::Added(names) => format!("new {}", columns(names)),
            Self::Gone(names) => format!("without {}", columns(names)),
            Self::Moved(names) => format!("moved {}", columns(names)),
            Self::HeaderRow { old, new } => format!("the header is in row {new} and was in row {old}"),
            Self::Unit { old, new } => format!("figures are in {new} and were in {old}"),
            Self::Decimal { old, new } => format!("the decimal mark is `{new}` and was `{old}`"),
            Self::Encoding { old, new } => format!("the encoding is {new} and was {old}"),
            Self::Delimiter { old, new } => format!("the delimiter is {new} and was {old}"),
        }
    }

    fn message_ko(&self) -> String {
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
        match self {
            Self::Sheet { old, new } => format!("시트 `{}` → `{}`", shown(old), shown(new)),
            Self::Shape { old, new } => format!("형태 {} → {}", shape(old), shape(new)),
            Self::Renamed { old, new } => format!("열 `{}` → `{}`", shown(old), shown(new)),
            Self::Added(names) => format!("새 열 {}", quoted_ko(names)),
            Self::Gone(names) => format!("없어진 열 {}", quoted_ko(names)),
            Self::Moved(names) => format!("옮겨진 열 {}", quoted_ko(names)),
            Self::HeaderRow { old, new } => format!("머리글 {old}행 → {new}행"),
            Self::Unit { old, new } => format!("단위 {} → {}", unit(old), unit(new)),
            Self::Decimal { old, new } => format!("소수점 `{old}` → `{new}`"),
            Self::Encoding { old, new } => format!("인코딩 {old} → {new}"),
            Self::Delimiter { old, new } => format!("구분 기호 {} → {}", sign(old), sign(new)),
        }
    }
}

/// The first few, and how many more.
fn columns(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let mut first: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", shown(name))).collect();
    if let Some(more) = names.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        first.push(format!("{more} more"));
    }
    format!("column{} {}", if names.len() == 1 { "" } else { "s" }, joined(&first, "and"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

    #[test]
    fn all_that_is_said_of_layouts_is_said_in_korean() {
        let text = str::to_owned;
        for problem in [
            LayoutProblem::SheetGone { since: text("2026-09"), sheet: Some(text("Revenue")) },
            LayoutProblem::FileGone { since: text("2026-09") },
            LayoutProblem::Changed { since: text("2026-09"), changes: changes() },
            LayoutProblem::Changed {
                since: text("2026-09"),
                changes: vec![LayoutChange::Added((0..6).map(|n| format!("열{n}")).collect())],
            },
        ] {
            speaks_korean(&problem);
        }
    }

    fn changes() -> Vec<LayoutChange> {
        let text = str::to_owned;
        vec![
            LayoutChange::Sheet { old: text("Sep"), new: text("Oct") },
            LayoutChange::Shape { old: "table", new: "crosstab" },
            LayoutChange::Renamed { old: text("Rev"), new: text("Revenue") },
            LayoutChange::Gone(vec![text("Region")]),
            LayoutChange::Moved(vec![text("Units")]),
            LayoutChange::HeaderRow { old: 4, new: 5 },
            LayoutChange::Unit { old: text("ones"), new: text("1,000 (`in thousands`)") },
            LayoutChange::Decimal { old: '.', new: ',' },
            LayoutChange::Encoding { old: text("utf-8"), new: text("cp949") },
            LayoutChange::Delimiter { old: text("`,`"), new: text("a tab") },
        ]
    }
}
