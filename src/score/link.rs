//! What a business goal and the product goals that support it tell together: whether the work that was agreed brings the
//! result that was agreed.

use super::goal_scores::{GoalScore, NotScored};
use super::scores::Scores;
use super::status::Status;
use crate::lang::Label;
use strum::IntoStaticStr;

/// The reading of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum LinkReading {
    /// The work was done and the result is there.
    Works,
    /// The work was done and the result did not follow.
    InDoubt,
    /// The result is there without all of the work.
    MetWithout,
    NotDelivered,
}

impl LinkReading {
    pub const fn label(self) -> Label {
        match self {
            Self::Works => {
                Label::new("Supported and met: the link works", "제품 목표와 사업 목표 모두 달성: 연결이 작동함")
            }
            Self::InDoubt => Label::new(
                "The supporting work was done and the result did not follow: the link is in doubt",
                "제품 목표는 달성했으나 성과가 따르지 않음: 연결 재검토 필요",
            ),
            Self::MetWithout => Label::new(
                "Met without all the support planned",
                "계획한 제품 목표를 모두 달성하지 않고 사업 목표 달성",
            ),
            Self::NotDelivered => {
                Label::new("Not delivered: support and result are both short", "제품 목표와 사업 목표 모두 미달")
            }
        }
    }

    /// Met means all supporters are met: support that is met by halves is support that is missing. One that is missed
    /// settles that; one that is not scored leaves it open, and so does a business goal that is not scored.
    pub(super) fn of(goal: Status, supporters: &[Status]) -> Option<Self> {
        if supporters.is_empty() || !goal.is_scored() {
            return None;
        }
        let is_supported = if supporters.iter().any(|status| matches!(status, Status::AtRisk | Status::Missed)) {
            false
        } else if supporters.iter().all(|status| status.is_met()) {
            true
        } else {
            return None;
        };
        Some(match (is_supported, goal.is_met()) {
            (true, true) => Self::Works,
            (true, false) => Self::InDoubt,
            (false, true) => Self::MetWithout,
            (false, false) => Self::NotDelivered,
        })
    }
}

impl Scores {
    /// What a goal and its supporters tell together; `None` without supporters and where a status is missing for it. A
    /// supporter that nobody agreed to was no part of the plan.
    pub fn link(&self, goal: &GoalScore) -> Option<LinkReading> {
        let supports = |other: &&GoalScore| {
            other.goal.supports.as_deref() == Some(goal.goal.id.as_str())
                && other.goal.id != goal.goal.id
                && other.reason != Some(NotScored::NotAgreed)
        };
        let supporters: Vec<Status> = self.goals.iter().filter(supports).map(|other| other.status).collect();
        LinkReading::of(goal.status, &supporters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::{AtRisk, Exceeded, Met, Missed, NotDue, NotScored};

    #[track_caller]
    fn check(supporters: &[Status], goal: Status, expected: &str) {
        assert_eq!(
            LinkReading::of(goal, supporters).map_or("none", |reading| reading.into_str()),
            expected,
            "{supporters:?} {goal:?}"
        );
    }

    #[test]
    fn supporters_and_goal_read_four_ways() {
        for met in [Met, Exceeded] {
            for other in [Met, Exceeded] {
                check(&[met], other, "works");
            }
            for short in [AtRisk, Missed] {
                check(&[met], short, "in_doubt");
                check(&[short], met, "met_without");
                check(&[short], Missed, "not_delivered");
                check(&[short], AtRisk, "not_delivered");
            }
        }
    }

    #[test]
    fn support_by_halves_is_support_that_is_missing() {
        check(&[Met, Missed], Met, "met_without");
        check(&[Exceeded, AtRisk], Missed, "not_delivered");
        check(&[Met, Exceeded], Missed, "in_doubt");
    }

    #[test]
    fn what_is_not_scored_leaves_the_link_open_unless_another_settles_it() {
        check(&[Met, NotScored], Missed, "none");
        check(&[NotScored], Met, "none");
        check(&[Met, NotDue], Met, "none");
        check(&[Missed, NotScored], Missed, "not_delivered");
        check(&[Met], NotScored, "none");
        check(&[Missed], NotDue, "none");
        check(&[], Met, "none");
    }
}
