//! Words round figures, in both languages: periods, units, reasons, counts.

pub(super) mod labels;

use crate::amount::Unit;
use crate::calendar::Window;
use crate::goals::{Class, GoalKind};
use crate::lang::{Label, Lang, in_lang};
use crate::metrics::{MetricKind, MovementKind, NoData};
use crate::pipeline::DisplayUnit;
use crate::prose;
use crate::schema::{Better, FactKind};
use crate::score::{NoVerdict, NotScored};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year and month of a calendar label such as `2026-10`.
fn year_month(label: &str) -> Option<(&str, usize)> {
    let (year, month) = label.split_once('-')?;
    let month: usize = month.parse().ok()?;
    (1..=12).contains(&month).then_some((year, month))
}

/// `October 2026`, `2026년 10월`; labels of other shapes stay as they are.
pub(super) fn period(label: &str, lang: Lang) -> String {
    match (year_month(label), lang) {
        (Some((year, month)), Lang::En) => format!("{} {year}", MONTHS[month - 1]),
        (Some((year, month)), Lang::Ko) => format!("{year}년 {month}월"),
        (None, _) => label.to_owned(),
    }
}

/// `Oct`, `10월`: under the columns of a chart.
pub(super) fn month(label: &str, lang: Lang) -> String {
    match (year_month(label), lang) {
        (Some((_, month)), Lang::En) => MONTHS[month - 1].chars().take(3).collect(),
        (Some((_, month)), Lang::Ko) => format!("{month}월"),
        (None, _) => label.to_owned(),
    }
}

/// `USD thousand`, `천 USD`, `백만 원`.
pub(super) fn money_unit(currency: &str, unit: DisplayUnit, lang: Lang) -> String {
    let currency_word = if lang == Lang::Ko && currency == "KRW" { "원" } else { currency };
    match (unit, lang) {
        (DisplayUnit::One, _) => currency_word.to_owned(),
        (DisplayUnit::Thousand, Lang::En) => format!("{currency} thousand"),
        (DisplayUnit::Million, Lang::En) => format!("{currency} million"),
        (DisplayUnit::Thousand, Lang::Ko) => format!("천 {currency_word}"),
        (DisplayUnit::Million, Lang::Ko) => format!("백만 {currency_word}"),
    }
}

/// What follows a difference of two ratios.
pub(super) const fn points(lang: Lang) -> &'static str {
    match lang {
        Lang::En => " pp",
        Lang::Ko => "%p",
    }
}

/// `1 goal`, `3 goals`, `목표 3개`.
pub(super) fn goals(number: usize, lang: Lang) -> String {
    let counted = prose::count(number, "goal");
    in_lang!(lang, "{counted}", "목표 {number}개")
}

/// `24 more of this kind`
pub(super) fn more_of_this_kind(number: usize, lang: Lang) -> String {
    let number = prose::grouped(&number.to_string());
    in_lang!(lang, "{number} more of this kind", "같은 종류 {number}건 더")
}

pub(super) fn files(number: usize, lang: Lang) -> String {
    let counted = prose::count(number, "file");
    in_lang!(lang, "{counted}", "파일 {number}개")
}

/// `DRAFT: 2 goals not agreed, 1 required check failed`; `None` where neither is so.
pub(super) fn draft(proposed: usize, failed: usize, lang: Lang) -> Option<String> {
    let (goals, checks) = (goals(proposed, lang), prose::count(failed, "required check"));
    let goals = in_lang!(lang, "{goals} not agreed", "합의되지 않은 {goals}");
    let checks = in_lang!(lang, "{checks} failed", "필수 점검 {failed}건 실패");
    let reasons: Vec<String> = [(proposed, goals), (failed, checks)]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(_, said)| said)
        .collect();
    let word = Label::new("DRAFT", "초안").get(lang);
    (!reasons.is_empty()).then(|| format!("{word}: {}", reasons.join(", ")))
}

/// What stands before, between and after the page numbers.
pub(super) const fn page_of_pages(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::En => ["Page ", " of ", ""],
        Lang::Ko => ["", " / ", "쪽"],
    }
}

/// `a, b and c`
pub(super) fn list(items: &[impl AsRef<str>], lang: Lang) -> String {
    match lang {
        Lang::En => prose::joined(items, "and"),
        Lang::Ko => items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "),
    }
}

/// Why there is no figure.
pub(super) const fn no_data(reason: NoData) -> Label {
    match reason {
        NoData::NotCovered => Label::new("No export covers this period", "이 기간의 자료가 없음"),
        NoData::NoRow => Label::new("The exports have no row for it in this period", "이 기간에 해당하는 행이 없음"),
        NoData::ZeroDenominator => Label::new("Divides by zero", "분모가 0"),
        NoData::NoEarlierWindow => Label::new("No figure for the earlier period", "비교할 이전 기간의 값이 없음"),
        NoData::NoLosses => Label::new("Nothing was lost, so there is no quotient", "손실이 없어 비율을 구할 수 없음"),
        NoData::BeforeLaunch => Label::new("Before the launch", "출시 전"),
        NoData::NotDefined => Label::new("Not defined for this scope or window", "이 범위 또는 기간에는 정의되지 않음"),
        NoData::Partial => Label::new("The period is not complete", "기간이 아직 끝나지 않음"),
    }
}

/// Why a goal has no score.
pub(super) fn not_scored(reason: &NotScored, lang: Lang) -> String {
    let label = match reason {
        NotScored::NoTarget => Label::new("No target for the window so far", "해당 기간까지의 목표값이 없음"),
        NotScored::InputMissing => labels::NOT_MEASURED,
        NotScored::InputStale => {
            Label::new("The input is stale: its data end too long ago", "자료가 오래되어 평가할 수 없음")
        }
        NotScored::Quarantined => {
            Label::new("The data of the product failed a check", "제품 자료가 검증을 통과하지 못함")
        }
        NotScored::NotAgreed => {
            Label::new("Proposed, not agreed: it does not count", "합의되지 않은 목표: 점수에 넣지 않음")
        }
        NotScored::NoActual(why) => {
            let (why, lowered) = (no_data(*why).ko, lowered(no_data(*why).en));
            return in_lang!(lang, "No actual yet: {lowered}", "실적 없음: {why}");
        }
        NotScored::CannotCompute(what) => {
            return in_lang!(lang, "Cannot be computed: {what}", "계산할 수 없음: {what}");
        }
    };
    label.get(lang).to_owned()
}

/// Why a product or the portfolio has no verdict.
pub(super) const fn no_verdict(reason: NoVerdict) -> Label {
    match reason {
        NoVerdict::NoGoals => Label::new("No goals", "목표 없음"),
        NoVerdict::NoAgreedGoals => Label::new("No goal is agreed", "합의된 목표 없음"),
        NoVerdict::NothingScored => Label::new("None of the goals could be scored", "평가할 수 있는 목표 없음"),
        NoVerdict::CoverageTooLow => {
            Label::new("Too little of the agreed weight could be scored", "평가된 가중치가 너무 적음")
        }
        NoVerdict::Quarantined => {
            Label::new("Set aside: its data failed a check", "제외됨: 자료가 검증을 통과하지 못함")
        }
        NoVerdict::NoProductScored => Label::new("No product could be scored", "평가할 수 있는 제품 없음"),
    }
}

pub(super) const fn window(window: Window) -> Label {
    match window {
        Window::Period => Label::new("Month", "당월"),
        Window::QuarterToDate => Label::new("Quarter to date", "분기 누계"),
        Window::HalfToDate => Label::new("Half-year to date", "반기 누계"),
        Window::YearToDate => Label::new("Year to date", "연 누계"),
        Window::Trailing12 => Label::new("12 months", "최근 12개월"),
    }
}

/// How a metric goes over several periods.
pub(super) const fn window_rule(kind: MetricKind) -> Label {
    match kind {
        MetricKind::Flow => Label::new("Sum of the periods", "기간 합계"),
        MetricKind::Stock => Label::new("Last period of the window", "마지막 기간의 값"),
        MetricKind::Ratio => {
            Label::new("Parts over the window, then divided", "기간 전체의 분자와 분모를 합한 뒤 나눔")
        }
        MetricKind::Growth => Label::new("Window against the same window earlier", "같은 길이의 이전 기간과 비교"),
        MetricKind::Movement => Label::new("Movements over the window", "기간 중 변동 합계"),
        MetricKind::Cohort => Label::new("Looks back from the last period", "마지막 기간에서 되돌아봄"),
        MetricKind::Expression => Label::new("As its formula says", "산식에 따름"),
    }
}

pub(super) const fn better(better: Better) -> Label {
    match better {
        Better::Higher => Label::new("Higher is better", "높을수록 좋음"),
        Better::Lower => Label::new("Lower is better", "낮을수록 좋음"),
        Better::NearestToZero => Label::new("Nearest to zero is best", "0에 가까울수록 좋음"),
    }
}

pub(super) const fn unit(unit: Unit) -> Label {
    match unit {
        Unit::Money => Label::new("Money", "금액"),
        Unit::Count => Label::new("Number", "개수"),
        Unit::Percent => Label::new("%", "%"),
        Unit::Ratio => Label::new("Ratio", "배수"),
        Unit::Date => Label::new("Date", "날짜"),
    }
}

/// A sparkline in words: first, last, lowest and highest as period and figure, and how many periods have no figure.
pub(super) fn trend(ends: [(&str, &str); 4], missing: usize, lang: Lang) -> String {
    let gaps = match (missing, lang) {
        (0, _) => String::new(),
        (_, Lang::En) => format!("; {} without data", prose::count(missing, "period")),
        (_, Lang::Ko) => format!("; 자료 없는 기간 {missing}개"),
    };
    let [first, last, lowest, highest] = ends.map(|(period, figure)| format!("{figure} ({period})"));
    in_lang!(
        lang,
        "{first} to {last}, lowest {lowest}, highest {highest}{gaps}",
        "{first}에서 {last}, 최저 {lowest}, 최고 {highest}{gaps}"
    )
}

pub(super) const fn goal_kind(kind: GoalKind) -> Label {
    match kind {
        GoalKind::Business => labels::KIND_BUSINESS,
        GoalKind::Product => labels::KIND_PRODUCT,
    }
}

pub(super) const fn class(class: Class) -> Label {
    match class {
        Class::Committed => labels::COMMITTED,
        Class::Aspirational => labels::ASPIRATIONAL,
    }
}

pub(super) const fn movement(kind: MovementKind) -> Label {
    match kind {
        MovementKind::New => labels::NEW,
        MovementKind::Reactivation => labels::REACTIVATION,
        MovementKind::Expansion => labels::EXPANSION,
        MovementKind::Contraction => labels::CONTRACTION,
        MovementKind::Churn => labels::CHURN,
        MovementKind::Net => labels::NET_CHANGE,
    }
}

/// `Customers in the subscriptions`
pub(super) fn customers_of(fact: &FactKind, lang: Lang) -> String {
    let label = match fact {
        FactKind::Subscriptions => Label::new("Subscriptions", "구독"),
        FactKind::Usage => Label::new("Usage", "사용"),
        FactKind::Revenue => Label::new("Revenue", "매출"),
        FactKind::Adoption => Label::new("Adoption", "도입"),
        other => Label::new(other.name(), other.name()),
    };
    let (en, ko) = (lowered(label.en), label.ko);
    in_lang!(lang, "Customers in {en}", "{ko} 고객")
}

/// A label inside a sentence: without its capital, unless it is an abbreviation such as `MRR`.
pub(super) fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_units_read_as_people_write_them() {
        assert_eq!(period("2026-10", Lang::En), "October 2026");
        assert_eq!(period("2026-10", Lang::Ko), "2026년 10월");
        assert_eq!(month("2026-01", Lang::En), "Jan");
        assert_eq!(period("W41", Lang::En), "W41");
        assert_eq!(money_unit("USD", DisplayUnit::Thousand, Lang::En), "USD thousand");
        assert_eq!(money_unit("KRW", DisplayUnit::Million, Lang::Ko), "백만 원");
        assert_eq!(draft(1, 0, Lang::En).as_deref(), Some("DRAFT: 1 goal not agreed"));
        assert_eq!(draft(0, 2, Lang::Ko).as_deref(), Some("초안: 필수 점검 2건 실패"));
        assert_eq!(draft(0, 0, Lang::En), None);
    }

    #[test]
    fn abbreviations_keep_their_capitals_inside_a_sentence() {
        assert_eq!(lowered("Net revenue retention, 12 months"), "net revenue retention, 12 months");
        assert_eq!(lowered("MRR churn rate"), "MRR churn rate");
    }
}
