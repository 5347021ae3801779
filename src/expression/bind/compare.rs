//! The two sides of a comparison, as one kind.

use super::convert::readings;
use super::{Binder, Bound, Columns, Fit, Obstacle, Refusal};
use crate::expression::fault::UnlikeFault;
use crate::expression::kind::Kind;
use crate::expression::number::Number;
use crate::expression::tree::{ComparisonOperator, Form, Node};
use crate::name;
use crate::values::day;
use std::sync::Arc;

impl<C: Columns> Binder<'_, C> {
    /// Both sides with the kind that they share.
    pub(super) fn sides(
        &self,
        left: &Node,
        right: &Node,
        comparison: ComparisonOperator,
        whole: &Node,
    ) -> Fit<(Bound, Bound, Kind)> {
        let kind = self.shared(left, right, comparison, whole)?;
        Ok((self.side(left, right, kind)?, self.side(right, left, kind)?, kind))
    }

    /// `of` beside every one of a list, of which it may be equal to one.
    pub(super) fn beside_all(&self, of: &Node, list: &[&Node], whole: &Node) -> Fit<(Bound, Vec<Bound>, Kind)> {
        let mut kind = None;
        for item in list {
            let own = self.shared(of, item, ComparisonOperator::Equal, whole)?;
            // Texts that stand in a column of figures are compared as texts, and so are the figures then.
            kind = Some(if kind.is_some_and(|kind| kind != own) { Kind::Text } else { own });
        }
        let kind = kind.unwrap_or(Kind::Text);
        let bound = match list.first() {
            Some(first) => self.side(of, first, kind)?,
            None => self.fit(of, kind)?,
        };
        Ok((bound, list.iter().map(|item| self.side(item, of, kind)).collect::<Fit<_>>()?, kind))
    }

    pub(super) fn between(&self, of: &Node, low: &Node, high: &Node, whole: &Node) -> Fit<Bound> {
        let kind = self.shared(of, low, ComparisonOperator::AtLeast, whole)?;
        if self.shared(of, high, ComparisonOperator::AtMost, whole)? != kind {
            return Err(self.another_kind(high, kind));
        }
        let side = |node, other| self.side(node, other, kind).map(Box::new);
        Ok(Bound::Between { of: side(of, low)?, low: side(low, of)?, high: side(high, of)?, kind })
    }

    fn side(&self, node: &Node, other: &Node, kind: Kind) -> Fit<Bound> {
        if let (Form::Text(text), Some(column)) = (&node.form, column_of(other)) {
            let read = match kind {
                Kind::Number => self.columns.number(column, text).map(Bound::Number),
                Kind::Day => self.columns.day(column, text).map(Bound::Day),
                // Cells are compared without padding, and so is what they are compared with.
                Kind::Text => Some(Bound::Text(name::tidy(text).into())),
                Kind::Truth => None,
            };
            return read.map_or_else(|| self.fit(node, kind), Ok);
        }
        match &node.form {
            Form::Number(number) if kind == Kind::Truth && zero_or_one(number).is_some() => {
                Ok(Bound::Truth(zero_or_one(number) == Some(true)))
            }
            _ if kind == Kind::Text => self.as_text(node),
            _ => self.fit(node, kind),
        }
    }

    fn shared(&self, left: &Node, right: &Node, comparison: ComparisonOperator, whole: &Node) -> Fit<Kind> {
        match (&left.form, &right.form) {
            (Form::Text(_), Form::Text(_)) => Ok(Kind::Text),
            (Form::Text(text), _) => self.with_text(right, text, left, comparison),
            (_, Form::Text(text)) => self.with_text(left, text, right, comparison),
            _ => match (self.natural(left), self.natural(right)) {
                (Some(one), Some(other)) if one != other => self.of_two_kinds(left, right, comparison, whole),
                (Some(Kind::Text), Some(_)) => {
                    self.no_stranger(left, right, comparison)?;
                    self.no_stranger(right, left, comparison)?;
                    Ok(Kind::Text)
                }
                (one, other) => Ok(one.or(other).unwrap_or(Kind::Text)),
            },
        }
    }

    /// Columns of days or figures with a stranger among them are no texts beside other columns.
    fn no_stranger(&self, node: &Node, other: &Node, comparison: ComparisonOperator) -> Fit<()> {
        let (Some(column), Some(_)) = (column_of(node), column_of(other)) else { return Ok(()) };
        let nearly = self.nearly(column, comparison).filter(|_| self.natural(node) == Some(Kind::Text));
        nearly.map_or(Ok(()), |kind| self.column(column, kind, node).map(|_| ()))
    }

    /// What most cells of a column are. Whole numbers with strangers among them are codes where nobody asks which is
    /// larger.
    fn nearly(&self, column: usize, comparison: ComparisonOperator) -> Option<Kind> {
        let is_code = || !comparison.orders() && self.columns.is_whole(column);
        self.columns.nearly(column).filter(|kind| *kind != Kind::Number || !is_code())
    }

    /// A text that is written out, beside anything else.
    fn with_text(&self, other: &Node, text: &Arc<str>, literal: &Node, comparison: ComparisonOperator) -> Fit<Kind> {
        let Some(kind) = self.natural(other) else { return Ok(Kind::Text) };
        let Some(column) = column_of(other) else {
            return self.text(text, kind, literal).map(|_| kind);
        };
        let reads = |kind| match kind {
            Kind::Number => self.columns.number(column, text).is_some(),
            Kind::Day => self.columns.day(column, text).is_some(),
            Kind::Truth => self.text(text, Kind::Truth, literal).is_ok(),
            Kind::Text => true,
        };
        let is_said = || !comparison.orders() && self.columns.says(column, text);
        if kind == Kind::Text {
            // Letter by letter is no order of days and figures with a stranger among them, nor do they equal what is
            // written in another way.
            let nearly = self.nearly(column, comparison).filter(|nearly| !readings(text, *nearly).is_empty());
            let wanted = nearly.or_else(|| (comparison.orders() && is_whole_day(text)).then_some(Kind::Day));
            return match wanted.filter(|_| !is_said()) {
                Some(wanted) => self.column(column, wanted, other).map(|_| wanted),
                None => Ok(Kind::Text),
            };
        }
        if reads(kind) {
            return Ok(kind);
        }
        if kind == Kind::Number && reads(Kind::Day) && self.columns.reads_as(column, Kind::Day).is_ok() {
            return Ok(Kind::Day);
        }
        if is_said() {
            return Ok(Kind::Text);
        }
        let readings = readings(text, kind);
        if !readings.is_empty() {
            // How the column is read comes first.
            self.column(column, kind, other)?;
            let literal_text = text.to_string();
            let fault = UnlikeFault::Unsure { literal: literal_text, readings, wanted: kind.several() };
            return Err(Refusal::Unlike(literal.at.clone(), fault));
        }
        let fault =
            UnlikeFault::Literal { literal: text.to_string(), column: self.name(column), holds: kind.several() };
        Err(Refusal::Unlike(literal.at.clone(), fault))
    }

    fn of_two_kinds(&self, left: &Node, right: &Node, comparison: ComparisonOperator, whole: &Node) -> Fit<Kind> {
        self.no_stranger(left, right, comparison)?;
        self.no_stranger(right, left, comparison)?;
        let kinds = [left, right].map(|node| self.natural(node));
        for (node, other, kind) in [(left, right, kinds[1]), (right, left, kinds[0])] {
            let Some((column, kind)) = column_of(node).zip(kind) else { continue };
            match self.columns.reads_as(column, kind) {
                Ok(()) => return Ok(kind),
                Err(Obstacle::Unclear) => return Err(Refusal::Unclear { column, kind }),
                Err(Obstacle::Cell { .. }) if column_of(other).is_some() => {}
                Err(Obstacle::Cell { says, at }) => {
                    let name = self.name(column);
                    let part = self.expression.text.get(other.at.clone()).unwrap_or_default();
                    let fault = match (&other.form, self.natural(node)) {
                        (Form::Number(_), Some(Kind::Text)) => {
                            UnlikeFault::NumberBesideTexts { number: part.to_owned(), column: name, says, at }
                        }
                        _ => UnlikeFault::Column { column: name, wanted: kind.several(), says, at },
                    };
                    return Err(Refusal::Unlike(other.at.clone(), fault));
                }
            }
        }
        match kinds {
            // Two columns whose cells are alike as they are written.
            _ if !comparison.orders() && column_of(left).is_some() && column_of(right).is_some() => Ok(Kind::Text),
            [Some(Kind::Truth), _] if matches!(&right.form, Form::Number(number) if zero_or_one(number).is_some()) => {
                Ok(Kind::Truth)
            }
            [Some(kind), _] => Err(self.another_kind(right, kind)),
            [None, _] => Err(self.another_kind(whole, Kind::Text)),
        }
    }
}

fn column_of(node: &Node) -> Option<usize> {
    match &node.form {
        Form::Column(column) => Some(*column),
        _ => None,
    }
}

/// With more than digits, which may be a code.
fn is_whole_day(text: &str) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_digit()) && !day::readings(text).is_empty()
}

fn zero_or_one(number: &Number) -> Option<bool> {
    [Number::whole(0), Number::whole(1)].iter().position(|known| known == number).map(|at| at == 1)
}
