//! What is scored for one as-of period: goals, themes, products and the portfolio.

use super::goal_scores::{GoalScore, GoalScores};
use super::since::ChangesSince;
use super::status::{Status, Verdict};
use crate::amount::Amount;
use crate::calendar::Period;
use crate::metrics::Scope;
use crate::schema::Theme;
use std::ops::Deref;
use strum::IntoStaticStr;

/// Everything scored for one as-of period.
#[derive(Debug, Clone)]
pub struct Scores {
    pub as_of: Period,
    /// Live and closed goals of the fiscal year, in the order of the workbook.
    pub goals: GoalScores,
    /// One a product of the catalog, in its order.
    pub products: Vec<ProductScore>,
    pub portfolio: ScopeScore,
    /// Against earlier published runs: the scores of the period before, goals that moved, figures that were restated.
    pub since: ChangesSince,
}

/// One product's verdict, and what it weighs.
#[derive(Debug, Clone)]
pub struct ProductScore {
    pub product: usize,
    pub of: ScopeScore,
    /// Weight in the portfolio, before it is normalised.
    pub portfolio_weight: Option<Amount>,
}

/// What a product and the portfolio have in common.
#[derive(Debug, Clone)]
pub struct ScopeScore {
    /// Weighted mean over the scored goals, or over the scored products; `None` when nothing counts.
    pub score: Option<Amount>,
    pub verdict: Verdict,
    /// Weight scored ÷ weight agreed; `None` without agreed goals.
    pub coverage: Option<Amount>,
    /// Theme, score and weight of each theme with weight.
    pub themes: Vec<ThemeScore>,
    pub counts: StatusCounts,
    /// Why there is no verdict.
    pub reason: Option<NoVerdict>,
}

impl Deref for ProductScore {
    type Target = ScopeScore;

    fn deref(&self) -> &ScopeScore {
        &self.of
    }
}

#[derive(Debug, Clone)]
pub struct ThemeScore {
    pub theme: Theme,
    pub score: Option<Amount>,
    pub weight: Amount,
    pub status: Status,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum NoVerdict {
    NoGoals,
    NoAgreedGoals,
    /// Goals with weight, and none could be scored.
    NothingScored,
    /// Less weight scored than `min_coverage`.
    CoverageTooLow,
    /// Its data failed a check.
    Quarantined,
    /// No product could be scored.
    NoProductScored,
}

/// How many live business goals have which status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusCounts {
    pub exceeded: usize,
    pub met: usize,
    pub at_risk: usize,
    pub missed: usize,
    pub not_scored: usize,
    pub not_due: usize,
}

impl StatusCounts {
    pub const fn all(&self) -> usize {
        self.exceeded + self.met + self.at_risk + self.missed + self.not_scored + self.not_due
    }
}

impl Scores {
    /// Goals of one scope, in the order of the workbook.
    pub fn goals_of(&self, scope: Scope) -> impl Iterator<Item = &GoalScore> {
        self.goals.of(scope)
    }

    /// Of a product or of the portfolio. Goals of the portfolio have none together: its score is that of the products.
    pub fn of(&self, scope: Scope) -> Option<&ScopeScore> {
        match scope {
            Scope::Portfolio => Some(&self.portfolio),
            Scope::Product(product) => self.products.iter().find(|of| of.product == product).map(|product| &product.of),
        }
    }
}
