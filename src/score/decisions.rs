//! Decisions needed: live agreed goals that are missed or at risk, will end below at risk, or send a signal on the bad
//! side, where the gap is material; the costliest first.

use super::goal_scores::{GoalScore, Liveness};
use super::landing::Landing;
use super::scores::Scores;
use super::status::{Bands, Status};
use crate::amount::{Amount, Unit};
use crate::goals::{Aim, Target};
use crate::metrics::MetricKind;
use crate::pipeline::{Material, Scoring};

/// A goal that somebody has to decide about.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    pub goal: &'a GoalScore,
    /// Why, in the order of [`DecisionCause`].
    pub causes: Vec<DecisionCause>,
    /// Money that is missing at the end of the goal, or to date where no end can be foretold; of goals in money.
    pub at_stake: Option<Amount>,
    /// Points of its product's score that the goal costs.
    pub shortfall: Amount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecisionCause {
    Missed,
    AtRisk,
    /// It will end below at risk.
    LandsBelow,
    /// Its last periods left what is usual, on the bad side.
    BadSignal,
}

/// What is missing, and what it is compared with.
struct Gap {
    missing: Amount,
    of: Amount,
}

impl Scores {
    /// By the money at stake; then the goals without any, by what they cost their product's score.
    pub fn decisions(&self, scoring: &Scoring) -> Vec<Decision<'_>> {
        let open = |goal: &&GoalScore| goal.liveness == Liveness::Live && goal.goal.agreement.is_agreed();
        let decide = |goal| {
            let causes = causes(goal, scoring);
            let decision =
                || Decision { goal, causes: causes.clone(), at_stake: at_stake(goal), shortfall: self.cost(goal) };
            (!causes.is_empty()).then(decision)
        };
        let mut decisions: Vec<Decision<'_>> = self.goals.iter().filter(open).filter_map(decide).collect();
        decisions.sort_by(|left, right| {
            let rank = |decision: &Decision<'_>| (decision.at_stake.clone(), decision.shortfall.clone());
            rank(right).cmp(&rank(left))
        });
        decisions
    }

    /// Points of its product's score that a goal costs: its part of the weight × what is missing to 100.
    pub fn cost(&self, goal: &GoalScore) -> Amount {
        let live = self.goals_of(goal.goal.scope).filter(|other| other.liveness == Liveness::Live);
        let all: Amount = live.map(|other| &other.weight).sum();
        let missing = goal.score.as_ref().map(|score| &Amount::from(100_i64) - score).filter(Amount::is_positive);
        let cost = missing.and_then(|missing| (&goal.weight * &missing).checked_div(&all));
        cost.unwrap_or_else(Amount::zero)
    }
}

fn causes(goal: &GoalScore, scoring: &Scoring) -> Vec<DecisionCause> {
    let unit = goal.goal.unit();
    let material = |gap: Option<Gap>| gap.is_some_and(|gap| is_material(&gap, unit, &scoring.material));
    let mut causes = Vec::new();
    let by_status = match goal.status {
        Status::Missed => Some(DecisionCause::Missed),
        Status::AtRisk => Some(DecisionCause::AtRisk),
        _ => None,
    };
    // A milestone has no gap to measure: late is late.
    causes.extend(by_status.filter(|_| goal.goal.metric().is_none() || material(gap_to_date(goal))));
    if goal.landing.as_ref().is_some_and(|landing| lands_below(landing, &Bands::of_goal(&goal.goal, scoring)))
        && material(gap_at_end(goal))
    {
        causes.push(DecisionCause::LandsBelow);
    }
    if let Some(limits) = &goal.limits
        && limits.signal.is_some_and(|signal| !signal.good)
        && material(Some(Gap { missing: (&limits.last - &limits.mean).abs(), of: limits.mean.clone() }))
    {
        causes.push(DecisionCause::BadSignal);
    }
    causes
}

/// Below at risk, also when the landing is off by as much as it used to be.
fn lands_below(landing: &Landing, bands: &Bands) -> bool {
    let below = |reached: &Option<Amount>| reached.as_ref().is_some_and(|reached| *reached < bands.at_risk);
    below(&landing.attainment) && below(&landing.reachable)
}

fn is_material(gap: &Gap, unit: Unit, material: &Material) -> bool {
    let absolute = match unit {
        Unit::Money => material.money.clone(),
        Unit::Count => material.count.clone(),
        Unit::Percent => material.points.clone(),
        Unit::Ratio | Unit::Date => Amount::zero(),
    };
    gap.missing >= absolute && gap.missing >= &gap.of.abs() * &material.relative
}

fn gap_to_date(goal: &GoalScore) -> Option<Gap> {
    Some(gap(goal.actual.as_ref()?.value()?, &goal.plan.as_ref()?.target))
}

fn gap_at_end(goal: &GoalScore) -> Option<Gap> {
    let Aim::Metric { target, .. } = &goal.goal.aim else { return None };
    Some(gap(&goal.landing.as_ref()?.value, target))
}

/// The distance to the target; from a range to its nearer end, and none inside it.
fn gap(figure: &Amount, target: &Target) -> Gap {
    let wanted = match target {
        Target::Value(target) => target.clone(),
        Target::Range { low, high } => figure.clamp_between(low, high),
    };
    Gap { missing: (figure - &wanted).abs(), of: wanted }
}

/// Prices and costs a piece are in money too, and nobody loses a price.
fn at_stake(goal: &GoalScore) -> Option<Amount> {
    goal.goal.metric().filter(|metric| metric.unit == Unit::Money && metric.kind() != MetricKind::Ratio)?;
    let to_date = || gap_to_date(goal).filter(|_| is_lost(goal.attainment.as_ref()));
    if is_lost_at_end(goal) { gap_at_end(goal) } else { to_date() }.map(|gap| gap.missing)
}

/// Whether what is at stake is missing at the end of the goal, and not only to date.
pub fn is_lost_at_end(goal: &GoalScore) -> bool {
    goal.landing.as_ref().is_some_and(|landing| is_lost(landing.attainment.as_ref()))
}

fn is_lost(reached: Option<&Amount>) -> bool {
    reached.is_none_or(|reached| *reached < Amount::one())
}

#[cfg(test)]
mod tests;
