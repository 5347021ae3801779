//! How scoring works, on one page.

use super::setting::TemplateSetting;
use crate::amount::Amount;
use crate::lang::{Label, in_lang};
use crate::scorecard::model::{Block, Page, PageCell, PageColumn, PagePurpose, PageRow, PageTable, Width};

/// The page, with the thresholds of the pipeline.
pub(super) fn guide(setting: &TemplateSetting<'_>) -> Page {
    let (lang, scoring) = (setting.lang, setting.scoring);
    let [at_risk, cap, coverage] = [&scoring.at_risk, &scoring.cap, &scoring.min_coverage].map(percent);
    let heading = |en, ko| Block::Heading(Label::new(en, ko).get(lang).to_owned());
    let text = |en, ko| Label::new(en, ko).get(lang).to_owned();
    let from = |share: &Amount| {
        let share = percent(share);
        in_lang!(lang, "from {share}", "{share} 이상")
    };
    let blocks = vec![
        heading("A goal counts when it is agreed", "합의한 목표만 점수에 듭니다"),
        Block::Paragraph(text(
            "A goal with a name and a day under Agreed by and Agreed on counts. Any other is proposed: it is shown, marked and \
             not counted. When an agreed goal is changed, the scorecard shows the old and the new target, who changed it and why.",
            "합의자와 합의일이 모두 있으면 점수에 듭니다. 하나라도 없으면 제안 상태로 보이기만 합니다. 합의한 목표를 바꾸면 이전 값과 새 값, \
             바꾼 사람과 이유가 성과표에 나옵니다.",
        )),
        heading("Attainment", "달성률"),
        table(
            "attainment",
            [
                (
                    text("With a baseline", "기준값이 있으면"),
                    text(
                        "the share of the way: (actual − baseline) ÷ (target − baseline)",
                        "간 거리의 비율: (실적 − 기준값) ÷ (목표 − 기준값)",
                    ),
                ),
                (
                    text("Without one", "기준값이 없으면"),
                    text(
                        "1 ± (actual − target) ÷ |target|, plus where higher is better, minus where lower is",
                        "1 ± (실적 − 목표) ÷ |목표|, 높을수록 좋으면 더하고 낮을수록 좋으면 뺍니다",
                    ),
                ),
                (
                    text("A range 20..30", "범위 20..30"),
                    text("100% inside it, less outside", "범위 안이면 100%, 밖이면 줄어듭니다"),
                ),
                (
                    text("A milestone", "마일스톤"),
                    text("100% when done by its due date, else 0%", "기한까지 마치면 100%, 아니면 0%"),
                ),
            ],
        ),
        Block::Paragraph(text(
            "During the year the actual is compared with the plan to date: what the elapsed periods should have brought by the \
             phasing of the goal.",
            "연중에는 실적을 지금까지의 계획과 비교합니다. 계획은 목표의 배분 방식에 따라 지난 기간에 이루었어야 할 값입니다.",
        )),
        heading("Status", "상태"),
        table(
            "status",
            [
                (text("Exceeded", "초과 달성"), from(&scoring.exceeded)),
                (text("Met", "달성"), from(&scoring.met)),
                (text("At risk", "주의"), from(&scoring.at_risk)),
                (text("Missed", "미달"), in_lang!(lang, "below {at_risk}", "{at_risk} 미만")),
                (
                    text("Aspirational goals", "도전 등급의 목표"),
                    text("met from 70%, at risk from 40%", "70%부터 달성, 40%부터 주의"),
                ),
            ],
        ),
        heading("Score", "점수"),
        Block::Paragraph(in_lang!(
            lang,
            "100 × attainment, from 0 to {cap}. A floor is where the score is 0, a stretch where it reaches its cap. A product's \
             score is the mean of its business goals by weight. Beside every score stands its coverage: how much of the weight \
             could be scored. Below {coverage} the product is not scored. A missing figure is never 0.",
            "100 × 달성률, 0에서 {cap}까지. 하한에서 점수는 0, 도전 목표에서 상한에 이릅니다. 제품 점수는 사업 목표의 가중 평균입니다. 점수 옆의 \
             커버리지는 점수를 매긴 가중치의 비율이며, {coverage} 미만이면 점수를 매기지 않습니다. 빠진 수치는 0이 아닙니다."
        )),
        heading("Weights and verdict", "가중치와 판정"),
        Block::Paragraph(text(
            "Give every business goal of a product a weight, or none: then the weights of the themes for the product's life-cycle stage \
             are shared among its goals. The verdict follows the score, but is never better than at risk while a committed goal is \
             missed, and exceeded only when every committed goal is met.",
            "가중치는 제품의 모든 사업 목표에 쓰거나 모두 비웁니다. 모두 비우면 제품 수명 주기 단계의 부문별 가중치를 목표들이 나눕니다. 판정은 점수를 \
             따르되, 확정 목표가 하나라도 미달이면 주의보다 좋을 수 없고, 초과 달성은 모든 확정 목표를 달성했을 때만 가능합니다.",
        )),
        heading("Business goals and product goals", "사업 목표와 제품 목표"),
        Block::Paragraph(text(
            "A product goal names under Supports the business goal that it is meant to move. The scorecard reads both together: met \
             and met, the link works; met and missed, the link is in doubt.",
            "제품 목표는 상위 목표에 움직이려는 사업 목표의 ID를 씁니다. 성과표는 둘을 함께 읽습니다. 둘 다 달성이면 연결이 통하고, 제품 목표만 \
             달성이면 연결이 의심됩니다.",
        )),
    ];
    Page { blocks, ..Page::new(Label::new("How scoring works", "점수 계산 방법").get(lang), PagePurpose::Guide) }
}

/// What something is called, and what it is.
fn table(key: &'static str, pairs: impl IntoIterator<Item = (String, String)>) -> Block {
    let columns = vec![PageColumn::text("name", "", Width::Fixed(26)), PageColumn::text("text", "", Width::Fixed(78))];
    let rows = pairs
        .into_iter()
        .map(|(name, text)| PageRow::plain(vec![PageCell::text(name), PageCell::text(text)]))
        .collect();
    Block::Table(PageTable::new(key, columns, rows))
}

fn percent(share: &Amount) -> String {
    format!("{}%", share * &Amount::from(100_i64))
}
