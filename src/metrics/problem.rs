//! What can be wrong with an export once its metrics are asked for.

use crate::diagnostic::findings;
use crate::name;
use crate::name::Name;
use crate::prose::{count, number, shown};

findings! {
    /// A broken rule of this stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum MetricProblem;

    "plan_unknown_metric": Stop, adjustable;
    "A plan has targets for a metric that goalpost does not know, neither by id nor by label. With `warn` or `ignore` \
     those targets are left out.";
    UnknownMetric { found: String, rows: usize, known: Vec<String> } => {
        message: format!("`{}` is no metric ({})", shown(found), count(*rows, "row")),
        hint: name::suggestion(found, known).or_else(|| Some("`goalpost metrics` lists all".to_owned())),
        korean: format!("`{}`: 알 수 없는 지표 ({}행)", shown(found), number(rows)),
        korean_hint: match name::nearest(found, known) {
            Some(nearest) => format!("비슷한 지표: `{nearest}`"),
            None => "`goalpost metrics`가 모든 지표를 보여 줍니다".to_owned(),
        },
    }

    "planned_twice": Stop;
    "A plan has two targets for one product, metric and period, and the metric does not add up, so only one of them \
     can be meant.";
    PlannedTwice { metric: Name, period: String } => {
        message: format!("a second target for `{metric}` in {period}"),
        hint: "keep one of the two",
    }

    "check_failed": Stop, adjustable, about_a_product;
    "Two figures that a `[[check]]` compares lie further apart than its tolerance allows, so one of the exports is \
     wrong or incomplete. Compare the rows of both, `goalpost explain` lists them, or mend the check. Its `severity` \
     says what that does, unless `check_failed` under `[quality]` says otherwise for all checks.";
    /// The latest period in which a control total does not hold.
    CheckFailed {
        check: String,
        /// `None` for the portfolio.
        product: Option<String>,
        period: String,
        left: String,
        right: String,
        difference: String,
        /// Earlier periods in which it does not hold either.
        others: usize,
    } => {
        message: {
            let whose =
                product.as_ref().map_or_else(|| "the portfolio".to_owned(), |name| format!("`{}`", shown(name)));
            let others = match others {
                0 => String::new(),
                others => format!("; nor in {}", count(*others, "earlier period")),
            };
            format!(
                "check `{}` does not hold for {whose} in {period}: {left} and {right}, difference {difference}{others}",
                shown(check)
            )
        },
        hint: "`goalpost explain` lists the cells behind either figure",
        korean: {
            let whose = product.as_ref().map_or_else(|| "포트폴리오".to_owned(), |name| format!("`{}`", shown(name)));
            let others = match others {
                0 => String::new(),
                others => format!("; 이전 {}개 기간에도 불일치", number(others)),
            };
            let check = shown(check);
            format!("대사 `{check}` 불일치, {whose} {period}: {left} 대 {right}, 차이 {difference}{others}")
        },
        korean_hint: "`goalpost explain`이 양쪽 수치의 셀을 보여 줍니다",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::speaks_korean;

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
