//! Columns, texts and other parts as something of another kind.

use super::{Binder, Bound, Columns, Fit, Obstacle, Refusal};
use crate::expression::fault::UnlikeFault;
use crate::expression::kind::Kind;
use crate::expression::number::Number;
use crate::expression::tree::{CastTo, Form, Node};
use crate::values::day;
use crate::values::number;
use std::sync::Arc;

impl<C: Columns> Binder<'_, C> {
    pub(super) fn column(&self, column: usize, kind: Kind, node: &Node) -> Fit<Bound> {
        match self.columns.reads_as(column, kind) {
            Ok(()) => Ok(Bound::Column { column, kind }),
            Err(Obstacle::Unclear) => Err(Refusal::Unclear { column, kind }),
            Err(Obstacle::Cell { says, at }) => {
                let wanted = kind.several();
                Err(Refusal::Unlike(
                    node.at.clone(),
                    UnlikeFault::Column { column: self.name(column), wanted, says, at },
                ))
            }
        }
    }

    /// A text that is written out, in a place for something else.
    pub(super) fn text(&self, text: &Arc<str>, kind: Kind, node: &Node) -> Fit<Bound> {
        let read = match kind {
            Kind::Text => Some(Bound::Text(text.clone())),
            Kind::Number => plain_number(text).map(Bound::Number),
            Kind::Day => day::read_plainly(text).map(Bound::Day),
            Kind::Truth => plain_truth(text).map(Bound::Truth),
        };
        read.ok_or_else(|| match readings(text, kind) {
            readings if readings.is_empty() => self.another_kind(node, kind),
            readings => {
                let fault = UnlikeFault::Unsure { literal: text.to_string(), readings, wanted: kind.several() };
                Refusal::Unlike(node.at.clone(), fault)
            }
        })
    }

    /// Anything, as a text: cells as they stand, figures plain, days as `2026-10-31`.
    pub(super) fn as_text(&self, node: &Node) -> Fit<Bound> {
        match (&node.form, self.natural(node)) {
            (Form::Column(column), _) => self.column(*column, Kind::Text, node),
            (_, None | Some(Kind::Text)) => self.fit(node, Kind::Text),
            (_, Some(kind)) => self.fit(node, kind).map(|bound| Bound::AsText(bound.into())),
        }
    }

    /// What a cast is of: a column at once as what it is cast to, cell by cell.
    pub(super) fn castable(&self, of: &Node, to: CastTo) -> Fit<Bound> {
        let kind = to.kind();
        if let Form::Column(column) = of.form {
            return match self.columns.reads_as(column, kind) {
                Err(Obstacle::Unclear) => Err(Refusal::Unclear { column, kind }),
                // Each cell that cannot be converted is the cast's own affair.
                Ok(()) | Err(Obstacle::Cell { .. }) => Ok(Bound::Column { column, kind }),
            };
        }
        match self.natural(of) {
            None => self.fit(of, kind),
            Some(own) if own == kind || own == Kind::Text => self.fit(of, own),
            _ if kind == Kind::Text => self.as_text(of),
            Some(_) => Err(self.another_kind(of, kind)),
        }
    }

    pub(super) fn another_kind(&self, node: &Node, expected: Kind) -> Refusal {
        let found = self.natural(node).unwrap_or(Kind::Text).article();
        let part = self.expression.text.get(node.at.clone()).unwrap_or_default().to_owned();
        Refusal::Unlike(node.at.clone(), UnlikeFault::Parts { part, found, expected: expected.article() })
    }

    pub(super) fn name(&self, column: usize) -> String {
        self.expression.names.get(column).map(|name| name.name.clone()).unwrap_or_default()
    }
}

/// A text as a figure, where it reads one way only.
fn plain_number(text: &str) -> Option<Number> {
    number::read_plainly(text).map(Number::of)
}

/// All that a text may be as a figure or as a day, as an expression writes them.
pub(super) fn readings(text: &str, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Number => match number::both_readings(text) {
            Some((point, comma)) => vec![point, comma],
            None => plain_number(text).map(|number| number.to_string()).into_iter().collect(),
        },
        Kind::Day => day::readings(text).iter().map(|day| format!("'{day}'")).collect(),
        Kind::Text | Kind::Truth => Vec::new(),
    }
}

/// `true` or `false`, in any case.
pub(crate) fn plain_truth(text: &str) -> Option<bool> {
    ["false", "true"].iter().position(|word| text.trim().eq_ignore_ascii_case(word)).map(|at| at == 1)
}
