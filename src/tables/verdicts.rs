//! `verdicts.csv`: one line a product, the portfolio last.

use super::{csv, figure};
use crate::metrics::Measurements;
use crate::score::{ScopeScore, Scores};

const HEADER: [&str; 11] =
    ["product", "stage", "score", "verdict", "coverage", "goals", "met", "at_risk", "missed", "not_scored", "reason"];

/// In the order of the catalog. `met` counts the exceeded goals too; milestones not due yet are in `goals` alone.
pub fn verdicts_csv(scores: &Scores, measurements: &Measurements) -> Vec<u8> {
    let products = scores.products.iter().map(|scored| {
        let product = measurements.catalog.products().get(scored.product);
        let stage = product.and_then(|product| product.stage).map_or("", |stage| stage.into_str());
        row(measurements.catalog.name(scored.product), stage, scored)
    });
    csv(HEADER, products.chain([row("*", "", &scores.portfolio)]))
}

fn row(product: &str, stage: &str, of: &ScopeScore) -> [String; 11] {
    let counts = of.counts;
    [
        product.to_owned(),
        stage.to_owned(),
        figure(of.score.as_ref()),
        of.verdict.into_str().to_owned(),
        figure(of.coverage.as_ref()),
        counts.all().to_string(),
        (counts.exceeded + counts.met).to_string(),
        counts.at_risk.to_string(),
        counts.missed.to_string(),
        counts.not_scored.to_string(),
        of.reason.map_or("", |reason| reason.into_str()).to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::score::{NoVerdict, Status, StatusCounts};

    #[test]
    fn exceeded_goals_are_met_goals() {
        let counts = StatusCounts { exceeded: 2, met: 3, at_risk: 1, missed: 1, not_scored: 1, not_due: 1 };
        let scored = ScopeScore {
            score: Some(Amount::from_scaled(10_125, 2)),
            verdict: Status::AtRisk,
            coverage: Some(Amount::one()),
            themes: Vec::new(),
            counts,
            reason: None,
        };
        assert_eq!(row("SpineFix", "growth", &scored).join(","), "SpineFix,growth,101.25,at_risk,1,9,5,1,1,1,");
    }

    #[test]
    fn a_product_without_a_verdict_has_no_score_and_a_reason() {
        let scored = ScopeScore {
            score: None,
            verdict: Status::NotScored,
            coverage: None,
            themes: Vec::new(),
            counts: StatusCounts::default(),
            reason: Some(NoVerdict::NoGoals),
        };
        assert_eq!(row("*", "", &scored).join(","), "*,,,not_scored,,0,0,0,0,0,no_goals");
    }
}
