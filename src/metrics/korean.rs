//! What this stage finds, in Korean, for the pages of a scorecard.

use super::problem::MetricProblem;
use crate::diagnostic::Said;
use crate::name;
use crate::prose::{grouped, shown};

impl MetricProblem {
    /// `None` where the run stops, so that no page is made.
    pub(super) fn korean(&self) -> Option<Said> {
        let said = match self {
            Self::UnknownMetric { found, rows, known } => {
                let said = Said::new(format!("`{}`: 알 수 없는 지표 ({}행)", shown(found), grouped(&rows.to_string())));
                match name::nearest(found, known.iter().map(String::as_str)) {
                    Some(nearest) => said.hint(format!("비슷한 지표: `{nearest}`")),
                    None => said.hint("`goalpost metrics`가 모든 지표를 보여 줍니다"),
                }
            }
            Self::CheckFailed { check, product, period, left, right, difference, others } => {
                let whose =
                    product.as_ref().map_or_else(|| "포트폴리오".to_owned(), |name| format!("`{}`", shown(name)));
                let others = match others {
                    0 => String::new(),
                    others => format!("; 이전 {}개 기간에도 불일치", grouped(&others.to_string())),
                };
                let check = shown(check);
                Said::new(format!(
                    "대사 `{check}` 불일치, {whose} {period}: {left} 대 {right}, 차이 {difference}{others}"
                ))
                .hint("`goalpost explain`이 양쪽 수치의 셀을 보여 줍니다")
            }
            Self::PlannedTwice { .. } => return None,
        };
        Some(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::korean_tests::speaks_korean;

    #[test]
    fn all_that_is_said_of_metrics_is_said_in_korean() {
        let text = str::to_owned;
        let failed = |product: Option<&str>, others| MetricProblem::CheckFailed {
            check: text("mrr = revenue"),
            product: product.map(text),
            period: text("2026-10"),
            left: text("120"),
            right: text("100"),
            difference: text("20"),
            others,
        };
        let unknown = |known: &[&str]| MetricProblem::UnknownMetric {
            found: text("revenu"),
            rows: 1_204,
            known: known.iter().map(|metric| text(metric)).collect(),
        };
        for problem in [failed(None, 0), failed(Some("Alpha"), 3), unknown(&["revenue"]), unknown(&[])] {
            speaks_korean(&problem);
        }
    }
}
