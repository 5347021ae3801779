//! Bands: which attainment earns which status, and which score which verdict.

use crate::amount::Amount;
use crate::goals::{Class, Goal};
use crate::lang::Label;
use crate::pipeline::Scoring;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What became of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Status {
    Exceeded,
    Met,
    AtRisk,
    Missed,
    NotScored,
    /// A milestone before its due date.
    NotDue,
}

/// What a product's score amounts to. The words are those of goals.
pub type Verdict = Status;

impl Status {
    pub const fn label(self) -> Label {
        match self {
            Self::Exceeded => Label::new("Exceeded", "초과 달성"),
            Self::Met => Label::new("Met", "달성"),
            Self::AtRisk => Label::new("At risk", "주의"),
            Self::Missed => Label::new("Missed", "미달"),
            Self::NotScored => Label::new("Not scored", "평가 불가"),
            Self::NotDue => Label::new("Not due", "기한 전"),
        }
    }

    /// The sign that stands before the word, so that status never rests on colour.
    pub const fn sign(self) -> char {
        match self {
            Self::Exceeded => '▲',
            Self::Met => '●',
            Self::AtRisk => '◐',
            Self::Missed => '✕',
            Self::NotScored => '○',
            Self::NotDue => '◌',
        }
    }

    pub const fn is_met(self) -> bool {
        matches!(self, Self::Exceeded | Self::Met)
    }

    pub const fn is_scored(self) -> bool {
        matches!(self, Self::Exceeded | Self::Met | Self::AtRisk | Self::Missed)
    }
}

/// Half-open bands from below: `at_risk`, `met` and `exceeded` are the smallest attainments of their status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bands {
    pub exceeded: Amount,
    pub met: Amount,
    pub at_risk: Amount,
}

impl Bands {
    /// The bands of one goal: what it has of its own, and for the rest those of its class. A threshold that is not its
    /// own gives way to those that are, so that a higher status never begins below a lower one.
    pub fn of_goal(goal: &Goal, scoring: &Scoring) -> Self {
        let Self { exceeded, met, at_risk } = Self::of(goal.class, scoring);
        let own = &goal.bands;
        let least = || own.at_risk.clone().unwrap_or_else(Amount::zero);
        let most = own.exceeded.as_ref();
        let met = own.met.clone().unwrap_or_else(|| {
            let met = met.max(least());
            most.map_or(met.clone(), |most| met.min(most.clone()))
        });
        Self {
            exceeded: own.exceeded.clone().unwrap_or_else(|| exceeded.max(met.clone())),
            at_risk: own.at_risk.clone().unwrap_or_else(|| at_risk.min(met.clone())),
            met,
        }
    }

    /// The pipeline's bands for committed goals; an aspirational goal is met from 0.70 and at risk from 0.40.
    pub fn of(class: Class, scoring: &Scoring) -> Self {
        let exceeded = scoring.exceeded.clone();
        match class {
            Class::Committed => Self { exceeded, met: scoring.met.clone(), at_risk: scoring.at_risk.clone() },
            Class::Aspirational => {
                Self { exceeded, met: Amount::from_scaled(70, 2), at_risk: Amount::from_scaled(40, 2) }
            }
        }
    }

    pub fn status(&self, attainment: &Amount) -> Status {
        if *attainment >= self.exceeded {
            Status::Exceeded
        } else if *attainment >= self.met {
            Status::Met
        } else if *attainment >= self.at_risk {
            Status::AtRisk
        } else {
            Status::Missed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::amount;
    use crate::goals::OwnBands;
    use proptest::prelude::*;

    #[test]
    fn every_status_has_a_word_and_a_sign_of_its_own() {
        for &status in Status::VARIANTS {
            assert_eq!(status.into_str().parse(), Ok(status));
        }
        assert!("passed".parse::<Status>().is_err());
        assert_eq!(Status::VARIANTS.iter().map(|status| status.sign()).collect::<String>(), "▲●◐✕○◌");
    }

    #[test]
    fn bands_are_half_open_and_leave_no_gap() {
        let bands = Bands { exceeded: amount("1.05"), met: amount("1"), at_risk: amount("0.9") };
        for (attainment, status) in [
            ("1.05", Status::Exceeded),
            ("1.0499999999999999", Status::Met),
            ("1", Status::Met),
            ("0.9999999999999999", Status::AtRisk),
            ("0.9", Status::AtRisk),
            ("0.8999999999999999", Status::Missed),
            ("-3", Status::Missed),
        ] {
            assert_eq!(bands.status(&amount(attainment)), status, "{attainment}");
        }
    }

    fn goal(class: Class, bands: OwnBands) -> Goal {
        let aim = crate::goals::Aim::Milestone { name: "M".to_owned(), due: "2026-06-30".parse().unwrap() };
        let span = crate::calendar::Span::of(crate::calendar::Period::from_serial(24_310));
        Goal { class, bands, ..Goal::sample("G", aim, span) }
    }

    fn threshold() -> impl Strategy<Value = Option<i128>> {
        proptest::option::of(1_i128..200)
    }

    proptest! {
        /// Thresholds in percent, of the pipeline and of the goal, each where it has one.
        #[test]
        fn the_bands_of_any_goal_cover_the_line_without_gap_or_overlap(
            mut pipeline in [1_i128..200, 1_i128..200, 1_i128..200], own in [threshold(), threshold(), threshold()],
            aspirational in any::<bool>(), at in -100_i128..400
        ) {
            pipeline.sort_unstable();
            let share = |percent: i128| Amount::from_scaled(percent, 2);
            let mut given: Vec<i128> = own.iter().flatten().copied().collect();
            given.sort_unstable();
            // As the workbook is refused otherwise: they fall from exceeded to at risk.
            let mut take = |is_given: bool| is_given.then(|| given.pop()).flatten().map(share);
            let [exceeded, met, at_risk] = own.map(|own| take(own.is_some()));
            let scoring = Scoring {
                at_risk: share(pipeline[0]), met: share(pipeline[1]), exceeded: share(pipeline[2]), ..Scoring::default()
            };
            let class = if aspirational { Class::Aspirational } else { Class::Committed };
            let own = OwnBands { exceeded, met, at_risk };
            let bands = Bands::of_goal(&goal(class, own.clone()), &scoring);
            prop_assert!(bands.exceeded >= bands.met && bands.met >= bands.at_risk);
            for (own, found) in [(own.exceeded, &bands.exceeded), (own.met, &bands.met), (own.at_risk, &bands.at_risk)] {
                prop_assert!(own.is_none_or(|own| own == *found));
            }
            let at = share(at);
            let holds = [
                (Status::Exceeded, at >= bands.exceeded),
                (Status::Met, at >= bands.met && at < bands.exceeded),
                (Status::AtRisk, at >= bands.at_risk && at < bands.met),
                (Status::Missed, at < bands.at_risk),
            ];
            let in_bands: Vec<Status> = holds.into_iter().filter(|(_, holds)| *holds).map(|(status, _)| status).collect();
            prop_assert_eq!(in_bands, vec![bands.status(&at)]);
        }
    }
}
