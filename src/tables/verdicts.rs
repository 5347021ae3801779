//! `verdicts.csv`: one line a product, the portfolio last.

use super::{csv, figure};
use crate::amount::Amount;
use crate::metrics::Measurements;
use crate::score::{NoVerdict, Scores, StatusCounts, Verdict};

const HEADER: [&str; 11] =
    ["product", "stage", "score", "verdict", "coverage", "goals", "met", "at_risk", "missed", "not_scored", "reason"];

/// In the order of the catalog. `met` counts the exceeded goals too; milestones not due yet are in `goals` alone.
pub fn verdicts_csv(scores: &Scores, measurements: &Measurements) -> Vec<u8> {
    let products = scores.products.iter().map(|scored| {
        let product = measurements.catalog.products().get(scored.product);
        row(&VerdictLine {
            product: measurements.catalog.name(scored.product),
            stage: product.and_then(|product| product.stage).map_or("", |stage| stage.into_str()),
            score: scored.score.as_ref(),
            verdict: scored.verdict,
            coverage: scored.coverage.as_ref(),
            counts: scored.counts,
            reason: scored.reason,
        })
    });
    let portfolio = row(&VerdictLine {
        product: "*",
        stage: "",
        score: scores.portfolio.score.as_ref(),
        verdict: scores.portfolio.verdict,
        coverage: scores.portfolio.coverage.as_ref(),
        counts: scores.portfolio.counts,
        reason: scores.portfolio.reason,
    });
    csv(HEADER, products.chain([portfolio]))
}

/// What a product and the portfolio have in common.
struct VerdictLine<'a> {
    product: &'a str,
    stage: &'a str,
    score: Option<&'a Amount>,
    verdict: Verdict,
    coverage: Option<&'a Amount>,
    counts: StatusCounts,
    reason: Option<NoVerdict>,
}

fn row(line: &VerdictLine<'_>) -> [String; 11] {
    let counts = line.counts;
    [
        line.product.to_owned(),
        line.stage.to_owned(),
        figure(line.score),
        line.verdict.into_str().to_owned(),
        figure(line.coverage),
        counts.all().to_string(),
        (counts.exceeded + counts.met).to_string(),
        counts.at_risk.to_string(),
        counts.missed.to_string(),
        counts.not_scored.to_string(),
        line.reason.map_or("", |reason| reason.into_str()).to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Status;

    #[test]
    fn exceeded_goals_are_met_goals() {
        let counts = StatusCounts { exceeded: 2, met: 3, at_risk: 1, missed: 1, not_scored: 1, not_due: 1 };
        let score = Amount::from_scaled(10_125, 2);
        let line = VerdictLine {
            product: "SpineFix",
            stage: "growth",
            score: Some(&score),
            verdict: Status::AtRisk,
            coverage: Some(&Amount::one()),
            counts,
            reason: None,
        };
        assert_eq!(row(&line).join(","), "SpineFix,growth,101.25,at_risk,1,9,5,1,1,1,");
    }

    #[test]
    fn a_product_without_a_verdict_has_no_score_and_a_reason() {
        let line = VerdictLine {
            product: "*",
            stage: "",
            score: None,
            verdict: Status::NotScored,
            coverage: None,
            counts: StatusCounts::default(),
            reason: Some(NoVerdict::NoGoals),
        };
        assert_eq!(row(&line).join(","), "*,,,not_scored,,0,0,0,0,0,no_goals");
    }
}
