//! From goals to themes, products and the portfolio: weights, coverage, verdicts.

use super::goal::score_goal;
use super::goal_scores::{GoalScore, GoalScores, Liveness};
use super::scores::{NoVerdict, ProductScore, ScopeScore, Scores, StatusCounts, ThemeScore};
use super::setting::ScoreSetting;
use super::since::ChangesSince;
use super::status::{Bands, Status, Verdict};
use crate::amount::Amount;
use crate::calendar::Window;
use crate::goals::{Class, GoalKind};
use crate::metrics::{Scope, registry};
use crate::pipeline::{NotAgreed, PortfolioWeight, Scoring};
use crate::schema::{Stage, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// Scores all goals of the as-of period's fiscal year and rolls them up. Pure.
pub fn score(setting: &ScoreSetting<'_>) -> Scores {
    let ScoreSetting { measurements, book, scoring, .. } = *setting;
    let mut goals: Vec<GoalScore> = book.goals.iter().filter_map(|goal| score_goal(goal, setting)).collect();
    let mut by_scope: BTreeMap<Scope, Vec<&mut GoalScore>> = BTreeMap::new();
    for goal in &mut goals {
        by_scope.entry(goal.goal.scope).or_default().push(goal);
    }
    for (scope, mut goals) in by_scope {
        let stage = match scope {
            Scope::Product(product) => measurements.catalog.products().get(product).and_then(|product| product.stage),
            Scope::Portfolio => None,
        };
        give_weights(&mut goals, stage, setting);
    }
    let goals = GoalScores::from(goals);
    let products: Vec<ProductScore> =
        (0..measurements.catalog.len()).map(|product| product_score(product, &goals, setting)).collect();
    let portfolio = portfolio_score(&products, &goals, scoring);
    Scores { as_of: measurements.as_of, goals, products, portfolio, since: ChangesSince::default() }
}

impl Scores {
    /// The scores of some products, with the portfolio that they make up among themselves. Goals of the whole portfolio
    /// are no goals of a part.
    #[must_use]
    pub fn narrowed(&self, products: &[usize], scoring: &Scoring) -> Self {
        let is_in = |scope: Scope| matches!(scope, Scope::Product(product) if products.contains(&product));
        let goals: Vec<GoalScore> = self.goals.iter().filter(|goal| is_in(goal.goal.scope)).cloned().collect();
        let scores = self.products.iter().filter(|score| products.contains(&score.product));
        let scores: Vec<ProductScore> = scores.cloned().collect();
        let portfolio = portfolio_score(&scores, &goals, scoring);
        let goals = goals.into();
        Self { as_of: self.as_of, goals, products: scores, portfolio, since: self.since.narrowed(products) }
    }
}

/// Whether a goal may count at all: live and agreed.
fn is_counted(goal: &GoalScore, setting: &ScoreSetting<'_>) -> bool {
    goal.liveness == Liveness::Live && (goal.goal.agreement.is_agreed() || setting.not_agreed == NotAgreed::Score)
}

/// Own weights where business goals have them; else the theme weights of the stage, each shared equally among the
/// counted business goals of its theme. Without a stage every goal weighs the same.
fn give_weights(goals: &mut [&mut GoalScore], stage: Option<Stage>, setting: &ScoreSetting<'_>) {
    let business = |goal: &GoalScore| goal.goal.kind == GoalKind::Business;
    let own = goals
        .iter()
        .filter(|goal| goal.liveness == Liveness::Live)
        .any(|goal| business(goal) && goal.goal.weight.is_some());
    let shares: Vec<(Option<Theme>, usize)> =
        goals.iter().filter(|goal| is_counted(goal, setting) && business(goal)).fold(Vec::new(), |mut shares, goal| {
            match shares.iter_mut().find(|(theme, _)| *theme == goal.theme) {
                Some((_, number)) => *number += 1,
                None => shares.push((goal.theme.clone(), 1)),
            }
            shares
        });
    for goal in goals.iter_mut().filter(|goal| is_counted(goal, setting)) {
        goal.weight = match &goal.goal.weight {
            Some(weight) => weight.clone(),
            None if own || !business(goal) => Amount::zero(),
            None => {
                let sharers = shares.iter().find(|(theme, _)| *theme == goal.theme).map_or(1, |&(_, number)| number);
                let theme_weight = match (stage, &goal.theme) {
                    (Some(stage), Some(theme)) => stage_weight(stage, theme, setting.scoring),
                    // A milestone is of no theme: the stage gives it nothing.
                    (Some(_), None) => Amount::zero(),
                    (None, _) => Amount::from(sharers),
                };
                theme_weight.checked_div(&Amount::from(sharers)).unwrap_or_else(Amount::zero)
            }
        };
    }
}

/// Weight of a theme for a life-cycle stage: the pipeline's, else the default.
pub fn stage_weight(stage: Stage, theme: &Theme, scoring: &Scoring) -> Amount {
    let given = scoring.stage_weights.get(stage.into_str()).and_then(|themes| themes.get(theme.slug()));
    given.cloned().unwrap_or_else(|| {
        let [launch, growth, maturity, decline] = default_weights(theme);
        Amount::from(match stage {
            Stage::Launch => launch,
            Stage::Growth => growth,
            Stage::Maturity => maturity,
            Stage::Decline => decline,
        })
    })
}

/// Launch, growth, maturity, decline: early it is customers and adoption, later retention and expansion.
const fn default_weights(theme: &Theme) -> [i64; 4] {
    match theme {
        Theme::Revenue => [15, 20, 25, 40],
        Theme::Acquisition => [30, 20, 0, 0],
        Theme::Adoption => [30, 15, 5, 0],
        Theme::Usage => [15, 5, 10, 15],
        Theme::Growth => [5, 25, 5, 0],
        Theme::Retention => [5, 10, 30, 45],
        Theme::Expansion => [0, 5, 25, 0],
        Theme::Demand | Theme::Launch | Theme::Custom(_) => [0; 4],
    }
}

/// Weighted mean of the scored goals, and the weight it rests on.
struct Mean {
    score: Option<Amount>,
    scored: Amount,
    all: Amount,
}

fn mean<'a>(goals: impl Iterator<Item = &'a GoalScore>) -> Mean {
    let (mut points, mut scored, mut all) = (Amount::zero(), Amount::zero(), Amount::zero());
    for goal in goals.filter(|goal| goal.status != Status::NotDue) {
        all += &goal.weight;
        if let Some(score) = &goal.score {
            scored += &goal.weight;
            points += &(score * &goal.weight);
        }
    }
    Mean { score: points.checked_div(&scored), scored, all }
}

fn product_score(product: usize, goals: &GoalScores, setting: &ScoreSetting<'_>) -> ProductScore {
    let scope = Scope::Product(product);
    let counted: Vec<&GoalScore> = goals.of(scope).filter(|goal| is_counted(goal, setting)).collect();
    let Mean { score, scored, all } = mean(counted.iter().copied());
    let coverage = scored.checked_div(&all);
    let reason = match (&score, &coverage) {
        _ if goals.of(scope).next().is_none() => Some(NoVerdict::NoGoals),
        _ if setting.measurements.quarantined.contains(&product) => Some(NoVerdict::Quarantined),
        _ if counted.is_empty() => Some(NoVerdict::NoAgreedGoals),
        (None, _) | (_, None) => Some(NoVerdict::NothingScored),
        (_, Some(coverage)) if *coverage < setting.scoring.min_coverage => Some(NoVerdict::CoverageTooLow),
        _ => None,
    };
    let verdict = match &score {
        Some(score) if reason.is_none() => verdict(score, &counted, setting.scoring),
        _ => Verdict::NotScored,
    };
    let (themes, counts) = (themes(&counted, setting.scoring), count(goals.of(scope)));
    let of = ScopeScore { score, verdict, coverage, themes, counts, reason };
    ProductScore { product, of, portfolio_weight: portfolio_weight(product, setting) }
}

/// From the score by its band, but never better than at risk while a committed goal is missed, and exceeded only
/// when every committed goal is met.
///
/// Weight says how far a goal moves the score, class whether it may be missed: a committed business goal binds the
/// verdict also where its theme has no weight at the product's stage. A product goal counts only with a weight.
fn verdict(score: &Amount, counted: &[&GoalScore], scoring: &Scoring) -> Verdict {
    let by_score = band(score, scoring);
    let counts = |goal: &GoalScore| goal.goal.kind == GoalKind::Business || goal.weight.is_positive();
    let committed = || counted.iter().filter(|goal| goal.goal.class == Class::Committed && counts(goal));
    if committed().any(|goal| goal.status == Status::Missed) {
        return by_score.max(Verdict::AtRisk);
    }
    let all_met = committed().all(|goal| matches!(goal.status, Status::Met | Status::Exceeded | Status::NotDue));
    if by_score == Verdict::Exceeded && !all_met { Verdict::Met } else { by_score }
}

/// The band of a score of 100.
fn band(score: &Amount, scoring: &Scoring) -> Status {
    let share = score.checked_div(&Amount::from(100_i64)).unwrap_or_else(Amount::zero);
    Bands::of(Class::Committed, scoring).status(&share)
}

fn themes(counted: &[&GoalScore], scoring: &Scoring) -> Vec<ThemeScore> {
    let present: BTreeSet<&Theme> = counted.iter().filter_map(|goal| goal.theme.as_ref()).collect();
    present
        .into_iter()
        .filter_map(|theme| {
            let of_theme = counted.iter().copied().filter(|goal| goal.theme.as_ref() == Some(theme));
            let Mean { score, all, .. } = mean(of_theme);
            all.is_positive().then(|| {
                let status = score.as_ref().map_or(Status::NotScored, |score| band(score, scoring));
                ThemeScore { theme: theme.clone(), score, weight: all, status }
            })
        })
        .collect()
}

/// Live business goals by status.
fn count<'a>(goals: impl Iterator<Item = &'a GoalScore>) -> StatusCounts {
    let mut counts = StatusCounts::default();
    for goal in goals.filter(|goal| goal.goal.kind == GoalKind::Business && goal.liveness == Liveness::Live) {
        *(match goal.status {
            Status::Exceeded => &mut counts.exceeded,
            Status::Met => &mut counts.met,
            Status::AtRisk => &mut counts.at_risk,
            Status::Missed => &mut counts.missed,
            Status::NotScored => &mut counts.not_scored,
            Status::NotDue => &mut counts.not_due,
        }) += 1;
    }
    counts
}

/// What a product weighs in the portfolio; `None` where the catalog or the revenue does not say.
fn portfolio_weight(product: usize, setting: &ScoreSetting<'_>) -> Option<Amount> {
    let measurements = setting.measurements;
    match setting.scoring.portfolio {
        PortfolioWeight::Equal => Some(Amount::one()),
        PortfolioWeight::Catalog => measurements.catalog.products()[product].weight.clone(),
        PortfolioWeight::Revenue => {
            let revenue = registry::find("revenue")?;
            let year = measurements.measure(revenue, Scope::Product(product), Window::YearToDate, measurements.as_of);
            year.value().map(|value| value.clone().max(Amount::zero()))
        }
    }
}

/// Mean of the scored products by weight. Where no product has a weight, each weighs the same.
pub(crate) fn portfolio_score(products: &[ProductScore], goals: &[GoalScore], scoring: &Scoring) -> ScopeScore {
    let with_goals: Vec<&ProductScore> = products.iter().filter(|p| p.coverage.is_some()).collect();
    let nobody_weighs = !with_goals.iter().any(|p| p.portfolio_weight.as_ref().is_some_and(Amount::is_positive));
    let weight = |product: &ProductScore| match &product.portfolio_weight {
        _ if nobody_weighs => Amount::one(),
        Some(weight) => weight.clone(),
        None => Amount::zero(),
    };
    let scored: Vec<&&ProductScore> = with_goals.iter().filter(|p| p.verdict.is_scored()).collect();
    let total: Amount = scored.iter().map(|product| weight(product)).sum();
    let points: Amount = scored.iter().filter_map(|p| Some(&weight(p) * p.score.as_ref()?)).sum();
    let covered: Amount = scored.iter().filter_map(|p| Some(&weight(p) * p.coverage.as_ref()?)).sum();
    let all: Amount = with_goals.iter().map(|product| weight(product)).sum();
    let score = points.checked_div(&total);
    let present: BTreeSet<&Theme> =
        scored.iter().flat_map(|product| &product.themes).map(|score| &score.theme).collect();
    let themes = present
        .into_iter()
        .filter_map(|theme| {
            let parts = || {
                let with_theme =
                    scored.iter().filter_map(|p| Some((weight(p), p.themes.iter().find(|t| t.theme == *theme)?)));
                with_theme.filter_map(|(weight, theme)| Some((weight, theme.score.as_ref()?)))
            };
            let weight: Amount = parts().map(|(weight, _)| weight).sum();
            let score = parts().map(|(weight, score)| &weight * score).sum::<Amount>().checked_div(&weight)?;
            let status = band(&score, scoring);
            Some(ThemeScore { theme: theme.clone(), score: Some(score), weight, status })
        })
        .collect();
    ScopeScore {
        verdict: score.as_ref().map_or(Verdict::NotScored, |score| band(score, scoring)),
        coverage: if score.is_some() { covered.checked_div(&all) } else { None },
        reason: score.is_none().then_some(NoVerdict::NoProductScored),
        score,
        themes,
        counts: count(goals.iter()),
    }
}

#[cfg(test)]
mod tests;
