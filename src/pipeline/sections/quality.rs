//! `[quality]`: what findings do, and when data are too old.

use super::tolerance::{self, Tolerance};
use crate::calendar::Date;
use crate::diagnostic::{Rule, Severity};
use crate::pipeline::entry::Entry;
use crate::pipeline::keys::Section;
use crate::pipeline::problem::PipelineProblem;
use crate::pipeline::shape::ExpectedValue;
use std::collections::{BTreeMap, BTreeSet};

/// `[quality]`: which findings stop the run, and tolerances.
#[derive(Debug, Clone, Default)]
pub struct Quality {
    /// Finding code → severity; `None` = ignored.
    pub policies: BTreeMap<String, Option<Severity>>,
    pub tolerance: Tolerance,
    /// Data that ended longer before the day of the run are stale.
    pub fresh_within_days: Option<u32>,
    /// Days that are no working days, besides weekends.
    pub holidays: BTreeSet<Date>,
}

impl Quality {
    /// What a finding of this rule does here; `None` = it is ignored.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.policies.get(rule.code).copied().unwrap_or(Some(rule.severity))
    }
}

/// `rules` are the findings of every stage.
pub(crate) fn read(mut section: Section, rules: &[&'static Rule]) -> Quality {
    let usual = Tolerance::default();
    let mut quality = Quality {
        policies: BTreeMap::new(),
        tolerance: section.section("tolerance").map_or(usual.clone(), |section| tolerance::read(section, &usual)),
        fresh_within_days: section.integer("fresh_within_days", &(0..=u32::MAX), "a number of days from 0"),
        holidays: section.get("holidays").map(holidays).unwrap_or_default(),
    };
    for entry in section.rest() {
        let problem = match rules.iter().find(|rule| rule.code == entry.key) {
            Some(rule) if !policies(rule).is_empty() => {
                let policy = entry.choice(&policies(rule));
                quality.policies.extend(policy.map(|policy| (rule.code.to_owned(), policy)));
                continue;
            }
            Some(rule) => PipelineProblem::FindingNotAdjustable { code: rule.code, severity: rule.severity },
            None => unknown(entry.key, rules),
        };
        section.at_key(entry.key, problem);
    }
    quality
}

/// Days off.
fn holidays(entry: Entry) -> BTreeSet<Date> {
    let days = entry.texts(&ExpectedValue::TextOrList).unwrap_or_default();
    let day = |(item, text): (Entry, &str)| {
        text.trim().parse().ok().or_else(|| item.bad_value("a day such as 2026-10-09", text))
    };
    days.into_iter().filter_map(day).collect()
}

/// What may be said about findings of a rule, and what they do then; `None` = they are ignored.
fn policies(rule: &Rule) -> Vec<(&'static str, Option<Severity>)> {
    let mut policies = Vec::new();
    if rule.adjustable {
        policies.extend([("stop", Some(Severity::Stop)), ("warn", Some(Severity::Warn)), ("ignore", None)]);
    } else if rule.is_about_a_product() {
        policies.push(("stop", Some(Severity::Stop)));
    }
    if rule.is_about_a_product() {
        policies.push(("quarantine", Some(Severity::Quarantine)));
    }
    policies
}

fn unknown(key: &str, rules: &[&'static Rule]) -> PipelineProblem {
    let mut valid = vec!["fresh_within_days", "holidays", "tolerance"];
    valid.extend(rules.iter().filter(|rule| !policies(rule).is_empty()).map(|rule| rule.code));
    PipelineProblem::UnknownFinding { code: key.to_owned(), valid }
}
