//! Which sign stands between whole and fraction, as the texts of a whole column show it.
//!
//! A text is *open* when it reads both ways: `1,036` is a thousand or one point nought three six. What reads only one
//! way proves the mark for all: `12.5`, `1,234,567`, `1.234,50`, and `0.125`, for no group of thousands begins with 0.

use super::digits::DecimalSeparator;
use super::{NumberReading, read};
use crate::amount::Amount;
use crate::prose::shown;
use crate::values::DecimalMark;
use std::collections::BTreeSet;

/// What the texts of a column say of its decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkVerdict {
    /// Every text reads the same under both.
    Indifferent,
    Proved(DecimalSeparator),
    Open(OpenFigures),
}

/// What is known of figures that read both ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpenFigures {
    /// Whether the sign of some is a point.
    pub(crate) points: bool,
    /// The greatest whole number below a thousand beside them: too few to prove that the sign groups thousands.
    pub(crate) small: Option<u16>,
}

impl MarkVerdict {
    pub(crate) const fn proved(self) -> Option<DecimalSeparator> {
        match self {
            Self::Proved(mark) => Some(mark),
            Self::Indifferent | Self::Open(_) => None,
        }
    }
}

/// The mark that a user has pinned.
pub(crate) const fn pinned(mark: DecimalMark) -> Option<DecimalSeparator> {
    match mark {
        DecimalMark::Auto => None,
        DecimalMark::Point => Some(DecimalSeparator::Point),
        DecimalMark::Comma => Some(DecimalSeparator::Comma),
    }
}

pub(crate) fn weigh<'a>(texts: impl Iterator<Item = &'a str>) -> MarkVerdict {
    let mut evidence = MarkEvidence::default();
    texts.for_each(|text| evidence.add(text));
    evidence.verdict()
}

/// The two readings of an open text, with the decimal point and with the comma: `1,036` is `1036` or `1.036`.
pub(crate) fn both_readings(text: &str) -> Option<(String, String)> {
    let shown = |mark| match read(text, mark) {
        NumberReading::Number(number) => Some(Amount::from_scaled(number.mantissa, number.scale).to_string()),
        NumberReading::Absent | NumberReading::Unreadable => None,
    };
    let (point, comma) = (shown(DecimalSeparator::Point)?, shown(DecimalSeparator::Comma)?);
    (point != comma).then_some((point, comma))
}

/// An open text with what it is under each mark, for a message.
pub(crate) fn in_both_readings(text: &str) -> String {
    let (point, comma) = both_readings(text).unwrap_or_default();
    format!("`{}` is {point} with a decimal point and {comma} with a decimal comma", shown(text))
}

/// Texts that read only under one mark.
#[derive(Debug, Clone, Copy, Default)]
struct MarkProofs {
    /// With two signs or several groups: `1,234.50`, `1,234,567`.
    firm: usize,
    /// With the mark alone: `12.5`.
    fractions: usize,
}

impl MarkProofs {
    const fn all(self) -> usize {
        self.firm + self.fractions
    }
}

/// What was seen of a column. Each different text is to be added once.
#[derive(Debug, Default)]
pub(crate) struct MarkEvidence {
    point: MarkProofs,
    comma: MarkProofs,
    open_points: usize,
    open_commas: usize,
    /// Different whole numbers below a thousand; few are enough.
    short: BTreeSet<u16>,
    unreadable: usize,
}

/// More short numbers tell nothing more.
const SHORT_ENOUGH: usize = 8;
/// A lonely fraction among so many open texts may be a slip: figures of up to three decimals end in a nought once in ten.
const OPEN_TO_FRACTION: usize = 50;
/// Among so many proofs of one mark, one of the other is a slip.
const SLIPS: usize = 10;

impl MarkEvidence {
    pub(crate) fn add(&mut self, text: &str) {
        let trimmed = text.trim();
        if !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.add_whole(trimmed);
        }
        match (read(text, DecimalSeparator::Point), read(text, DecimalSeparator::Comma)) {
            (NumberReading::Number(a), NumberReading::Number(b)) if a == b => {}
            (NumberReading::Number(_), NumberReading::Number(_)) if text.contains(',') => self.open_commas += 1,
            (NumberReading::Number(_), NumberReading::Number(_)) => self.open_points += 1,
            (NumberReading::Number(_), _) => add_proof(&mut self.point, text, '.', ','),
            (_, NumberReading::Number(_)) => add_proof(&mut self.comma, text, ',', '.'),
            (NumberReading::Unreadable, NumberReading::Unreadable) => self.unreadable += 1,
            _ => {}
        }
    }

    fn add_whole(&mut self, digits: &str) {
        // 0, 1, 10 and 100 are what anything may be: nothing, a base, all.
        let number = digits.parse().ok().filter(|number| (2..1000).contains(number) && ![10, 100].contains(number));
        if self.short.len() < SHORT_ENOUGH {
            self.short.extend(number);
        }
    }

    /// Texts that are no figure under either mark.
    pub(crate) const fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Texts that say something of the mark, or leave it open.
    pub(crate) const fn telling(&self) -> usize {
        self.point.all() + self.comma.all() + self.open()
    }

    const fn open(&self) -> usize {
        self.open_points + self.open_commas
    }

    pub(crate) fn verdict(&self) -> MarkVerdict {
        let open = MarkVerdict::Open(OpenFigures { points: self.open_points > 0, small: self.short.last().copied() });
        if self.point.all() + self.comma.all() > 0 {
            return self.proved().map_or(open, MarkVerdict::Proved);
        }
        match (self.open_commas, self.open_points) {
            (0, 0) => MarkVerdict::Indifferent,
            (_, 0) if self.goes_on_below_a_thousand() => MarkVerdict::Proved(DecimalSeparator::Point),
            (0, _) if self.goes_on_below_a_thousand() => MarkVerdict::Proved(DecimalSeparator::Comma),
            _ => open,
        }
    }

    /// The mark of most proofs. Texts of the other mark are unreadable then, and said so.
    fn proved(&self) -> Option<DecimalSeparator> {
        let (point, comma) = (self.point.all(), self.comma.all());
        // Open figures go with a mark only where nearly all proofs are of it.
        if self.open() > 0 && point.min(comma) * SLIPS > point.max(comma) {
            return None;
        }
        let (mark, proofs, open) = if point >= comma {
            (DecimalSeparator::Point, self.point, self.open_points)
        } else {
            (DecimalSeparator::Comma, self.comma, self.open_commas)
        };
        // Whole numbers are rarer than fractions where noughts at the end are left out; where they are not, they group.
        let groups = open > 0 && proofs.fractions <= self.short.len() && self.goes_on_below_a_thousand();
        (proofs.firm > 0 || (!groups && proofs.fractions * OPEN_TO_FRACTION >= open)).then_some(mark)
    }

    /// Whether values go on below a thousand without the sign: then it groups thousands, for a fixed number of
    /// decimals would show in the small ones too. One number does not tell, and of small ones it takes many: 12 beside
    /// 1.125 may be twelve.
    fn goes_on_below_a_thousand(&self) -> bool {
        let near = self.short.iter().filter(|&&number| number >= 100).count();
        near >= 2 || (near >= 1 && self.short.len() >= 4) || self.short.len() >= SHORT_ENOUGH
    }
}

fn add_proof(proofs: &mut MarkProofs, text: &str, mark: char, other: char) {
    let alone = text.matches(mark).count() == 1 && !text.contains([other, '\'', '’']);
    *(if alone { &mut proofs.fractions } else { &mut proofs.firm }) += 1;
}
