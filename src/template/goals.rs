//! The goals workbook: one row a goal.

use super::form::{Form, Spec, Template, columns, specs};
use super::lists::{self, CLASSES, KINDS, METRICS, PERIODS, PHASINGS, PRODUCTS, SHARES};
use super::setting::TemplateSetting;
use super::{examples, scoring};
use crate::lang::{Label, Lang};
use crate::scorecard::model::Takes;

/// A figure in the unit of the goal's metric.
const FIGURE: Takes = Takes::Figure { of: "Metric", shares: SHARES };

/// Headers are those that `goals::columns` reads.
const COLUMNS: &[Spec] = specs! {
    "Goal", "목표 ID", 10, Takes::Text =>
        "A short id of your own, unique and never used again: comments and history hang on it.",
        "짧고 고유한 ID. 의견과 이력이 연결되므로 다시 쓰지 않습니다.";
    "Product", "제품", 18, Takes::OneOf(PRODUCTS) =>
        "Name or alias from the product catalog; * for the whole portfolio.", "제품 목록의 이름이나 별칭. 전체 포트폴리오는 *.";
    "Metric", "지표", 30, Takes::Suggested(METRICS) =>
        "From the list. A milestone has the name of the deed here.", "목록에서 고릅니다. 마일스톤이면 할 일의 이름을 씁니다.";
    "Period", "기간", 12, Takes::Suggested(PERIODS) =>
        "FY2026, FY2026-H2, FY2026-Q4, 2026-10 or FY2026-P10.", "FY2026, FY2026-H2, FY2026-Q4, 2026-10 또는 FY2026-P10.";
    "Target", "목표값", 14, FIGURE =>
        "In the unit of the metric: 1200000, 60%; a range as 20..30; a milestone has its due date.",
        "지표의 단위로: 1200000, 60%. 범위는 20..30, 마일스톤은 기한.";
    "Baseline", "기준값", 12, FIGURE =>
        "Where it starts. With one, attainment is the share of the way from here to the target.",
        "출발점. 있으면 여기서 목표까지 간 비율이 달성률입니다.";
    "Floor", "하한", 12, FIGURE =>
        "Where the score is 0, on the bad side of the target.", "점수가 0이 되는 값. 목표의 나쁜 쪽.";
    "Stretch", "도전 목표", 12, FIGURE =>
        "Where the score reaches its cap, on the good side of the target.", "점수가 상한에 이르는 값. 목표의 좋은 쪽.";
    "Phasing", "배분", 12, Takes::Suggested(PHASINGS) =>
        "How the target spreads over the periods: even, last_year, ramp, flat, or weights such as 1;1;2. Empty: the habit of the metric.",
        "목표를 기간에 나누는 방식: 균등, 전년, 점증, 고정 또는 1;1;2 같은 가중치. 비우면 지표의 기본값.";
    "Weight", "가중치", 9, Takes::Number =>
        "0 or more. Give one to all business goals of a product, or to none: then the life-cycle stage decides.",
        "0 이상. 한 제품의 사업 목표 모두에 주거나 모두 비웁니다. 비우면 생애주기 단계가 정합니다.";
    "Kind", "구분", 11, Takes::OneOf(KINDS) =>
        "business (also when empty), product or milestone.", "사업(비우면 이것), 제품 또는 마일스톤.";
    "Supports", "상위 목표", 11, Takes::Text =>
        "Of a product goal: the id of the business goal that it is meant to move.", "제품 목표만: 움직이려는 사업 목표의 ID.";
    "Class", "등급", 13, Takes::OneOf(CLASSES) =>
        "committed (also when empty): met at 100%. aspirational: met from 70%.", "확정(비우면 이것): 100%에 달성. 도전: 70%부터 달성.";
    "Exceeded from", "초과 기준", 10, Takes::Share =>
        "Only where this goal has thresholds of its own: the attainment from which it is exceeded, such as 110%.",
        "이 목표만의 기준이 있을 때: 초과 달성이 되는 달성률. 예: 110%.";
    "Met from", "달성 기준", 10, Takes::Share =>
        "The same for met. Empty: the thresholds of the pipeline.", "달성이 되는 달성률. 비우면 파이프라인의 기준.";
    "At risk from", "주의 기준", 10, Takes::Share =>
        "The same for at risk. Below it the goal is missed.", "주의가 되는 달성률. 그 아래는 미달.";
    "Owner", "담당", 14, Takes::Text =>
        "Who answers for it.", "책임지는 사람.";
    "Agreed by", "합의자", 16, Takes::Text =>
        "Who signed it off. Without both sign-off columns the goal is proposed and does not count.",
        "합의한 사람. 합의자와 합의일이 모두 없으면 제안 상태이며 점수에 들지 않습니다.";
    "Agreed on", "합의일", 12, Takes::Day =>
        "The day of the sign-off.", "합의한 날.";
    "Change reason", "변경 사유", 22, Takes::Text =>
        "Why an agreed goal was changed.", "합의한 목표를 바꾼 이유.";
    "Note", "비고", 46, Takes::Text =>
        "Free text.", "자유 입력.";
};

/// An empty goals workbook with lists, notes, two example goals a product and a page on scoring.
pub(super) fn goals(setting: &TemplateSetting<'_>) -> Template {
    let lang = setting.lang;
    let year = setting.year_label();
    let title = match (setting.company, lang) {
        (Some(company), Lang::En) => format!("{company}: goals of {year}"),
        (Some(company), Lang::Ko) => format!("{company} {year} 목표"),
        (None, Lang::En) => format!("Goals of {year}"),
        (None, Lang::Ko) => format!("{year} 목표"),
    };
    let hint = Label::new(
        "One row a goal. The rows in grey are examples without a sign-off: write over them or delete them.",
        "한 줄에 목표 하나. 회색 줄은 합의되지 않은 예시입니다. 덮어쓰거나 지우세요.",
    );
    let sheet = Label::new("Goals", "목표").get(lang).to_owned();
    let rows = examples::goals(setting);
    let form = Form { sheet, title, hint, columns: columns(COLUMNS, lang), rows };
    let words = [lists::PHASING_WORDS, lists::KIND_WORDS, lists::CLASS_WORDS].map(|words| lists::words(words, lang));
    let [metrics, shares] = lists::metrics(setting);
    let lists = [lists::scopes(setting), metrics, shares, lists::periods(setting)].into_iter().chain(words);
    form.with(setting, Some(scoring::guide(setting)), lists.collect())
}
