//! The rules of every stage, and the pipeline file that may speak of them.

use super::problem::RunProblem;
use crate::diagnostic::{Finding, Rule, Warned};
use crate::facts::{CurrencyProblem, FactProblem};
use crate::formats::FormatProblem;
use crate::goals::GoalProblem;
use crate::history::HistoryProblem;
use crate::ingest::{DoubtProblem, ExpressionProblem, FileProblem, IngestProblem, LayoutProblem, TableProblem};
use crate::metrics::{MetricProblem, registry};
use crate::pipeline::{self, CustomProblem, Pipeline, PipelineProblem};
use crate::publish::PublishProblem;
use crate::scorecard::ScorecardProblem;
use std::path::Path;

/// Reads and checks a pipeline file against all that it may speak of.
pub fn open_pipeline(path: &Path) -> Result<Warned<Pipeline>, Vec<Finding>> {
    let (rules, metrics) = (rules().collect::<Vec<_>>(), registry::names());
    pipeline::open(path, pipeline::KnownNames { rules: &rules, metrics: &metrics })
}

/// The rules of every stage, for `explain` and for the codes under `[quality]`.
pub fn rules() -> impl Iterator<Item = &'static Rule> + Clone {
    let stages = [
        PipelineProblem::RULES,
        CustomProblem::RULES,
        FormatProblem::RULES,
        IngestProblem::RULES,
        FileProblem::RULES,
        LayoutProblem::RULES,
        TableProblem::RULES,
        DoubtProblem::RULES,
        ExpressionProblem::RULES,
        FactProblem::RULES,
        CurrencyProblem::RULES,
        MetricProblem::RULES,
        GoalProblem::RULES,
        HistoryProblem::RULES,
        ScorecardProblem::RULES,
        PublishProblem::RULES,
        RunProblem::RULES,
    ];
    stages.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_code_of_its_own_and_says_how_to_mend_it() {
        let mut codes = BTreeSet::new();
        for rule in rules() {
            assert!(codes.insert(rule.code), "{} twice", rule.code);
            assert!(rule.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit()));
            assert!(rule.explanation.ends_with('.'), "{}", rule.code);
        }
    }
}
