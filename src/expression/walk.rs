//! Every part of an expression, from left to right.

use super::bind::Bound;
use super::function::Function;
use super::kind::Kind;
use super::read::Expression;
use super::tree::{ComparisonOperator, Failing, Form, Node};
use crate::values::number::DecimalSeparator;
use std::ops::Range;

impl Node {
    pub(crate) fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match &self.form {
            Form::Column(_) | Form::Number(_) | Form::Text(_) | Form::Day(_) | Form::Truth(_) | Form::Null => {}
            Form::Negative(of)
            | Form::Not(of)
            | Form::Missing(of)
            | Form::Is { of, .. }
            | Form::Like { of, .. }
            | Form::Cast { of, .. }
            | Form::Shift { day: of, .. } => of.each(visit),
            Form::Arithmetic { left, right, .. } | Form::Compare { left, right, .. } | Form::Same(left, right) => {
                left.each(visit);
                right.each(visit);
            }
            Form::Join(parts) | Form::All(parts) | Form::Any(parts) | Form::Call { arguments: parts, .. } => {
                for part in parts {
                    part.each(visit);
                }
            }
            Form::Among { of, list } => {
                of.each(visit);
                for item in list {
                    item.each(visit);
                }
            }
            Form::Between { of, low, high } => {
                of.each(visit);
                low.each(visit);
                high.each(visit);
            }
            Form::Case { operand, branches, otherwise } => {
                if let Some(operand) = operand {
                    operand.each(visit);
                }
                for (condition, value) in branches {
                    condition.each(visit);
                    value.each(visit);
                }
                if let Some(value) = otherwise {
                    value.each(visit);
                }
            }
        }
    }
}

impl Expression {
    /// The columns in a part of the text, by their numbers, in the order in which they stand.
    pub(crate) fn columns_in(&self, part: &Range<usize>) -> Vec<usize> {
        self.mentions()
            .into_iter()
            .filter(|(at, _)| part.start <= at.start && at.end <= part.end)
            .map(|(_, c)| c)
            .collect()
    }

    /// The text with something else in the place of a column.
    pub(crate) fn with_column(&self, column: usize, by: &str) -> String {
        let mut text = self.text.clone();
        for (at, _) in self.mentions().into_iter().rev().filter(|(_, mentioned)| *mentioned == column) {
            text.replace_range(at, by);
        }
        text
    }

    /// The text with every comparison of a column as if a blank cell were nothing: equal to no day, so unequal to any.
    /// `None` where it stands elsewhere too.
    pub(crate) fn with_comparisons(&self, column: usize) -> Option<String> {
        let mut compared: Vec<(Range<usize>, bool)> = Vec::new();
        self.root.each(&mut |node| {
            if let Form::Compare { left, comparison, right } = &node.form
                && [left, right].iter().any(|side| matches!(side.form, Form::Column(own) if own == column))
            {
                compared.push((node.at.clone(), *comparison == ComparisonOperator::Unequal));
            }
        });
        compared.sort_by_key(|(at, _)| at.start);
        let inside = |at: &Range<usize>| compared.iter().any(|(part, _)| part.start <= at.start && at.end <= part.end);
        let is_alone = self.mentions().iter().all(|(at, mentioned)| *mentioned != column || inside(at));
        let apart = compared.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        let mut text = self.text.clone();
        for (at, holds) in compared.iter().rev() {
            let part = self.text.get(at.clone())?;
            text.replace_range(at.clone(), &format!("coalesce({part}, {holds})"));
        }
        (is_alone && apart && !compared.is_empty()).then_some(text)
    }

    /// Where each column is named. What is said of one twice, as in `between`, stands once.
    fn mentions(&self) -> Vec<(Range<usize>, usize)> {
        let mut mentions = Vec::new();
        self.root.each(&mut |node| {
            if let Form::Column(column) = node.form {
                mentions.push((node.at.clone(), column));
            }
        });
        mentions.sort_by_key(|(at, _)| (at.start, at.end));
        mentions.dedup();
        mentions
    }
}

impl Bound {
    pub(crate) fn each<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Column { .. } | Self::Number(_) | Self::Text(_) | Self::Day(_) | Self::Truth(_) | Self::Null => {}
            Self::Negative(of)
            | Self::AsText(of)
            | Self::Not(of)
            | Self::Missing(of)
            | Self::Is { of, .. }
            | Self::Like { of, .. }
            | Self::Cast { of, .. }
            | Self::Shift { day: of, .. } => of.each(visit),
            Self::Arithmetic { left, right, .. }
            | Self::Compare { left, right, .. }
            | Self::Same { left, right }
            | Self::DaysOn { day: left, days: right, .. }
            | Self::DaysBetween { from: left, to: right } => {
                left.each(visit);
                right.each(visit);
            }
            Self::Join(parts) | Self::All(parts) | Self::Any(parts) | Self::Call { arguments: parts, .. } => {
                for part in parts {
                    part.each(visit);
                }
            }
            Self::Among { of, list, .. } => {
                of.each(visit);
                for item in list {
                    item.each(visit);
                }
            }
            Self::Between { of, low, high, .. } => {
                of.each(visit);
                low.each(visit);
                high.each(visit);
            }
            Self::NullIf { of, other, otherwise, .. } => {
                of.each(visit);
                other.each(visit);
                if let Some(otherwise) = otherwise {
                    otherwise.each(visit);
                }
            }
            Self::Choice { of, branches, otherwise, .. } => {
                of.each(visit);
                for (item, value) in branches {
                    item.each(visit);
                    value.each(visit);
                }
                if let Some(value) = otherwise {
                    value.each(visit);
                }
            }
            Self::Case { branches, otherwise } => {
                for (condition, value) in branches {
                    condition.each(visit);
                    value.each(visit);
                }
                if let Some(value) = otherwise {
                    value.each(visit);
                }
            }
        }
    }

    /// What a column is read as, where it stands first.
    pub(crate) fn kind_of(&self, column: usize) -> Option<Kind> {
        let mut found = None;
        self.each(&mut |part| match part {
            Self::Column { column: own, kind } if *own == column => found = found.or(Some(*kind)),
            _ => {}
        });
        found
    }

    /// Every cast of a computed text to a figure, with its place, the inner ones first.
    pub(crate) fn casts_to_figures(&self) -> Vec<(&Self, &Range<usize>)> {
        let mut casts = Vec::new();
        self.each(&mut |part| match part {
            Self::Cast { of, to, at, .. } if to.kind() == Kind::Number && !matches!(**of, Self::Column { .. }) => {
                casts.push((&**of, at));
            }
            _ => {}
        });
        casts.reverse();
        casts
    }

    /// Every part that gives nothing where it cannot convert a value, with its place.
    pub(crate) fn attempts(&self) -> Vec<(&Self, &Range<usize>)> {
        let mut attempts = Vec::new();
        self.each(&mut |part| match part {
            Self::Cast { failing: Failing::Null, at, .. } | Self::Call { function: Function::TryToDate, at, .. }
                if !attempts.iter().any(|(_, known)| *known == at) =>
            {
                attempts.push((part, at));
            }
            _ => {}
        });
        attempts
    }

    /// The decimal mark that an expression writes into a text, or leaves there while it takes the other one out.
    pub(crate) fn written_mark(&self) -> Option<DecimalSeparator> {
        let (mut written, mut left) = (None, None);
        self.each(&mut |part| {
            let Self::Call { function: Function::Replace, arguments, .. } = part else { return };
            let [_, Self::Text(from), Self::Text(to)] = arguments.as_slice() else { return };
            match (&**from, &**to) {
                (_, ".") => written = Some(DecimalSeparator::Point),
                (",", "") => left = Some(DecimalSeparator::Point),
                (".", "") => left = Some(DecimalSeparator::Comma),
                _ => {}
            }
        });
        written.or(left)
    }
}
