//! `[quality]`: what findings do, and when data are too old.

use crate::calendar::Date;
use crate::diagnostic::{Rule, Severity};
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::Expected;
use crate::pipeline::{Quality, Tolerance};
use std::collections::BTreeSet;

/// Findings of the contract that no stage makes yet. One that a stage has come to know is taken from the rules.
const LATER: &[&str] = &["total_mismatch", "restated_closed_period"];

/// `rules` are the findings of every stage.
pub(crate) fn read(mut section: Section, rules: &[&'static Rule]) -> Quality {
    let fresh_within_days = section.integer("fresh_within_days", &(0..=u32::MAX), "a number of days from 0");
    let holidays = section.get("holidays").map(holidays).unwrap_or_default();
    let tolerance = section
        .section("tolerance", "[quality.tolerance]")
        .map(|section| tolerance(section, &Tolerance::default()))
        .unwrap_or_default();
    let mut quality = Quality { tolerance, fresh_within_days, holidays, ..Quality::default() };
    for entry in section.rest() {
        let problem = match rules.iter().find(|rule| rule.code == entry.key) {
            Some(rule) if !policies(rule).is_empty() => {
                let policy = entry.choice(&policies(rule), &[]);
                quality.policies.extend(policy.map(|policy| (rule.code.to_owned(), policy.severity())));
                continue;
            }
            Some(rule) => PipelineProblem::FindingNotAdjustable { code: rule.code, severity: rule.severity },
            None => unknown(entry.key, rules),
        };
        section.at_key(entry.key, problem);
    }
    quality
}

pub(crate) fn tolerance(mut section: Section, usual: &Tolerance) -> Tolerance {
    let absolute = section.number_from_zero("absolute").unwrap_or_else(|| usual.absolute.clone());
    let relative = section.get("relative").and_then(Entry::share).unwrap_or_else(|| usual.relative.clone());
    section.finish();
    Tolerance { absolute, relative }
}

/// Days off.
fn holidays(entry: Entry) -> BTreeSet<Date> {
    let days = entry.texts(&Expected::TextOrList).unwrap_or_default();
    let day = |(item, text): (Entry, &str)| {
        text.trim().parse().ok().or_else(|| item.bad_value("a day such as 2026-10-09", text))
    };
    days.into_iter().filter_map(day).collect()
}

/// What may be said about findings of a rule.
fn policies(rule: &Rule) -> Vec<(&'static str, Policy)> {
    let mut policies = Vec::new();
    if rule.adjustable {
        policies.extend([("stop", Policy::Stop), ("warn", Policy::Warn), ("ignore", Policy::Ignore)]);
    } else if rule.is_about_a_product() {
        policies.push(("stop", Policy::Stop));
    }
    if rule.is_about_a_product() {
        policies.push(("quarantine", Policy::Quarantine));
    }
    policies
}

#[derive(Clone, Copy)]
enum Policy {
    Quarantine,
    Stop,
    Warn,
    Ignore,
}

impl Policy {
    const fn severity(self) -> Option<Severity> {
        match self {
            Self::Quarantine => Some(Severity::Quarantine),
            Self::Stop => Some(Severity::Stop),
            Self::Warn => Some(Severity::Warn),
            Self::Ignore => None,
        }
    }
}

fn unknown(key: &str, rules: &[&'static Rule]) -> PipelineProblem {
    if LATER.contains(&key) {
        return PipelineProblem::NotSupportedYet {
            what: format!("`{key}`"),
            instead: format!("leave out `{key}` for now"),
        };
    }
    let mut valid = vec!["fresh_within_days", "holidays", "tolerance"];
    valid.extend(rules.iter().filter(|rule| !policies(rule).is_empty()).map(|rule| rule.code));
    valid.extend(LATER);
    PipelineProblem::UnknownFinding { code: key.to_owned(), valid }
}
