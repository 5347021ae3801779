//! Every part of an expression, from left to right.

use super::bind::Bound;
use super::read::Expression;
use super::tree::{Form, Node};
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
            Form::Case { branches, otherwise } => {
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
}
