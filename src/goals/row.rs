//! Reading one row of a goals workbook; what concerns several goals at once is `check`'s business.

use super::columns::{CLASSES, KINDS};
use super::goal::{Agreement, Aim, Class, Goal, GoalKind, OwnBands, Phasing, Target};
use super::phasing;
use super::problem::GoalProblem;
use super::sides::Sides;
use crate::amount::Amount;
use crate::calendar::{FiscalCalendar, Span};
use crate::diagnostic::Finding;
use crate::facts::Catalog;
use crate::ingest::{DecimalSign, Record, RecordValue};
use crate::metrics::{Registry, Scope};
use crate::name;
use crate::place::Place;

/// One row on its way to a goal. Every cell at fault is reported; the goal is only made when none is.
pub(super) struct GoalRow<'a, 'b> {
    pub(super) record: &'a Record<'b>,
    pub(super) calendar: &'a FiscalCalendar,
    pub(super) catalog: &'a Catalog,
    pub(super) registry: &'a Registry,
    pub(super) sign: DecimalSign,
    pub(super) findings: &'a mut Vec<Finding>,
}

/// A goal and the cells that may contradict other goals.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) goal: Goal,
    pub(super) target: Place,
    pub(super) weight: Place,
    pub(super) supports: Place,
    pub(super) agreed_by: Place,
    pub(super) agreed_on: Place,
}

impl GoalRow<'_, '_> {
    fn report(&mut self, column: &str, problem: GoalProblem) {
        self.findings.push(Finding::new(self.record.place(column), problem));
    }

    pub(super) fn goal(mut self) -> Option<Entered> {
        let before = self.findings.iter().filter(|finding| finding.stops()).count();
        let id = self.required("goal");
        let scope = self.scope();
        let kind_word = self.record.text("kind").map(|word| name::fold(&word));
        let is_milestone = matches!(kind_word.as_deref(), Some("milestone" | "마일스톤"));
        let span = self.span();
        let aim = if is_milestone { self.milestone() } else { self.metric_aim() };
        let bands = self.bands();
        let (baseline, floor, stretch) = (self.number("baseline"), self.number("floor"), self.number("stretch"));
        if let Some(Aim::Metric { metric, target }) = &aim {
            let sides = Sides { baseline: baseline.as_ref(), floor: floor.as_ref(), stretch: stretch.as_ref() };
            for (column, problem) in sides.at_fault(metric.better, target) {
                self.report(column, problem);
            }
        }
        self.lint_unused(aim.as_ref());
        let phasing = self.phasing(aim.as_ref(), span, baseline.is_some());
        let weight = self.number("weight");
        if let Some(weight) = weight.as_ref().filter(|weight| weight.is_negative()) {
            self.report("weight", GoalProblem::WeightBelowZero { weight: weight.to_string() });
        }
        let kind =
            if is_milestone { GoalKind::Business } else { self.word("kind", KINDS).unwrap_or(GoalKind::Business) };
        let class = self.word("class", CLASSES).unwrap_or(Class::Committed);
        let agreement = self.agreement(id.as_deref().unwrap_or(""));
        let after = self.findings.iter().filter(|finding| finding.stops()).count();
        if after > before {
            return None;
        }
        let goal = Goal {
            id: id?,
            scope: scope?,
            aim: aim?,
            span: span?,
            baseline,
            floor,
            stretch,
            phasing,
            weight,
            kind,
            supports: self.record.text("supports"),
            class,
            bands,
            owner: self.record.text("owner"),
            agreement,
            change_reason: self.record.text("change reason"),
            note: self.record.text("note"),
            place: self.record.place("goal"),
        };
        Some(Entered {
            goal,
            target: self.record.place("target"),
            weight: self.record.place("weight"),
            supports: self.record.place("supports"),
            agreed_by: self.record.place("agreed by"),
            agreed_on: self.record.place("agreed on"),
        })
    }

    fn required(&mut self, column: &'static str) -> Option<String> {
        let text = self.record.text(column);
        self.present(column, text)
    }

    fn required_entry(&mut self, column: &'static str) -> Option<RecordValue> {
        let entry = self.record.entry(column);
        self.present(column, entry)
    }

    fn present<T>(&mut self, column: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.report(column, GoalProblem::MissingEntry { column });
        }
        found
    }

    fn scope(&mut self) -> Option<Scope> {
        let found = self.required("product")?;
        if found == "*" {
            return Some(Scope::Portfolio);
        }
        let product = self.catalog.find(&found);
        if product.is_none() {
            let known = self.catalog.names().map(str::to_owned).collect();
            self.report("product", GoalProblem::UnknownProduct { found, known });
        }
        product.map(Scope::Product)
    }

    fn span(&mut self) -> Option<Span> {
        let entry = self.required_entry("period")?;
        let span = match &entry {
            // A month typed as 2026-10 that the spreadsheet turned into its first day.
            RecordValue::Day(day) => self.calendar.period_of(*day).map(Span::of),
            // A month typed as 2026.10 that the spreadsheet took for a number: January and October are the same then.
            RecordValue::Number(number) if number.to_string().ends_with(".1") => {
                self.report("period", GoalProblem::AmbiguousPeriod { found: number.to_string() });
                return None;
            }
            other => self.calendar.parse_label(&other.to_string()),
        };
        if span.is_none() {
            self.report("period", GoalProblem::UnknownPeriod { found: entry.to_string() });
        }
        span
    }

    fn milestone(&mut self) -> Option<Aim> {
        let name =
            self.record.text("metric").or_else(|| self.record.text("note")).or_else(|| self.record.text("goal"))?;
        let entry = self.required_entry("target")?;
        let due = entry.day();
        if due.is_none() {
            let problem = GoalProblem::UnreadableEntry {
                column: "target",
                expected: "the day it is due",
                found: entry.to_string(),
            };
            self.report("target", problem);
        }
        due.map(|due| Aim::Milestone { name, due })
    }

    fn metric_aim(&mut self) -> Option<Aim> {
        let metric = self.required("metric").and_then(|found| {
            let metric = self.registry.find(&found);
            if metric.is_none() {
                let known = self.registry.ids();
                self.report("metric", GoalProblem::UnknownMetric { found, known });
            }
            metric.cloned()
        });
        let target = self.target();
        Some(Aim::Metric { metric: metric?, target: target? })
    }

    fn target(&mut self) -> Option<Target> {
        let entry = self.required_entry("target")?;
        if let RecordValue::Text(text) = &entry
            && let Some((low, high)) = text.split_once("..")
        {
            if let Some(open) = [low, high].into_iter().find(|bound| self.sign.leaves_open(bound)) {
                self.report("target", GoalProblem::AmbiguousNumber { found: open.trim().to_owned() });
                return None;
            }
            let bound = |text: &str| RecordValue::Text(text.trim().to_owned()).number_by(self.sign);
            if let (Some(low), Some(high)) = (bound(low), bound(high)) {
                if low >= high {
                    self.report("target", GoalProblem::EmptyRange { low: low.to_string(), high: high.to_string() });
                    return None;
                }
                return Some(Target::Range { low, high });
            }
        }
        self.figure("target", &entry, "a number or a range like 0.2..0.3").map(Target::Value)
    }

    fn number(&mut self, column: &'static str) -> Option<Amount> {
        let entry = self.record.entry(column)?;
        self.figure(column, &entry, "a number")
    }

    fn figure(&mut self, column: &'static str, entry: &RecordValue, expected: &'static str) -> Option<Amount> {
        if let RecordValue::Text(text) = entry
            && self.sign.leaves_open(text)
        {
            self.report(column, GoalProblem::AmbiguousNumber { found: text.clone() });
            return None;
        }
        let number = entry.number_by(self.sign);
        if number.is_none() {
            self.report(column, GoalProblem::UnreadableEntry { column, expected, found: entry.to_string() });
        }
        number
    }

    /// Thresholds of the goal's own; a higher status never begins below a lower one.
    fn bands(&mut self) -> OwnBands {
        let [exceeded, met, at_risk] = ["exceeded from", "met from", "at risk from"].map(|column| {
            let threshold = self.number(column)?;
            if !threshold.is_positive() {
                self.report(column, GoalProblem::ThresholdNotPositive { column, threshold: threshold.to_string() });
                return None;
            }
            Some((column, threshold))
        });
        let given: Vec<&(&'static str, Amount)> = [&exceeded, &met, &at_risk].into_iter().flatten().collect();
        for pair in given.windows(2) {
            let [(higher, from), (lower, above)] = pair else { continue };
            if from < above {
                let problem =
                    GoalProblem::ThresholdsCross { higher, from: from.to_string(), lower, above: above.to_string() };
                self.report(lower, problem);
            }
        }
        let threshold = |given: Option<(&str, Amount)>| given.map(|(_, threshold)| threshold);
        OwnBands { exceeded: threshold(exceeded), met: threshold(met), at_risk: threshold(at_risk) }
    }

    /// One of a few words, in English or Korean.
    fn word<T: Copy>(&mut self, column: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let found = self.record.text(column)?;
        let folded = name::fold(&found);
        let word = words.iter().find(|(word, _)| *word == folded).map(|&(_, value)| value);
        if word.is_none() {
            let known = words.iter().map(|&(word, _)| word).collect();
            self.report(column, GoalProblem::UnknownWord { column, found, known });
        }
        word
    }

    /// Cells that would be read and then have no effect.
    fn lint_unused(&mut self, aim: Option<&Aim>) {
        let (of, columns): (_, &[&'static str]) = match aim {
            Some(Aim::Metric { target: Target::Range { .. }, .. }) => ("a range", &["baseline", "stretch"]),
            Some(Aim::Milestone { .. }) => ("a milestone", &["baseline", "floor", "stretch", "phasing"]),
            _ => return,
        };
        for &column in columns.iter().filter(|column| self.record.entry(column).is_some()) {
            self.report(column, GoalProblem::UnusedEntry { column, of });
        }
    }

    fn phasing(&mut self, aim: Option<&Aim>, span: Option<Span>, has_baseline: bool) -> Option<Phasing> {
        let text = self.record.text("phasing")?;
        let read = phasing::read(&text, span)?;
        let unfit = |phasing: &Phasing| phasing::unfit(phasing, aim?.metric()?, has_baseline);
        if let Some(problem) = read.as_ref().map_or_else(|problem| Some(problem.clone()), unfit) {
            self.report("phasing", problem);
        }
        read.ok()
    }

    fn agreement(&mut self, id: &str) -> Agreement {
        let by = self.record.text("agreed by");
        let entry = self.record.entry("agreed on");
        let on = entry.as_ref().and_then(RecordValue::day);
        match (by, on, entry) {
            (Some(by), Some(on), _) => return Agreement::Agreed { by, on },
            (None, None, None) => {}
            (_, None, Some(entry)) => {
                let found = entry.to_string();
                self.report(
                    "agreed on",
                    GoalProblem::UnreadableEntry { column: "agreed on", expected: "a day", found },
                );
            }
            _ => self.report("agreed by", GoalProblem::HalfSigned { id: id.to_owned() }),
        }
        Agreement::Proposed
    }
}
