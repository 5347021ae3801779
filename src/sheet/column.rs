//! The cells of one column, packed as what most of them are: a text takes four bytes, a number eight, a day four.
//!
//! The few cells that are something else, such as the header above the numbers, stand aside with their place.

use super::value::Raw;
use crate::calendar::Date;
use crate::calendar::Datelike;

/// As long as its last cell.
#[derive(Debug, Clone)]
pub(crate) enum Column {
    /// Numbers of texts.
    Texts(PackedCells<u32>),
    Numbers(PackedCells<f64>),
    /// By their distance from the first day of the year 1.
    Days(PackedCells<i32>),
    Mixed(Vec<Raw>),
}

impl Default for Column {
    fn default() -> Self {
        Self::Texts(PackedCells::default())
    }
}

impl Column {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Texts(packed) => packed.cells.len(),
            Self::Numbers(packed) => packed.cells.len(),
            Self::Days(packed) => packed.cells.len(),
            Self::Mixed(cells) => cells.len(),
        }
    }

    pub(crate) fn get(&self, index: usize) -> Raw {
        match self {
            Self::Texts(packed) => packed.get(index),
            Self::Numbers(packed) => packed.get(index),
            Self::Days(packed) => packed.get(index),
            Self::Mixed(cells) => cells.get(index).copied().unwrap_or(Raw::Blank),
        }
    }

    /// Puts a cell at `index`, with blanks before it where the column is shorter.
    pub(crate) fn put(&mut self, index: usize, raw: Raw) {
        let fits = match self {
            Self::Texts(packed) => packed.put(index, raw),
            Self::Numbers(packed) => packed.put(index, raw),
            Self::Days(packed) => packed.put(index, raw),
            Self::Mixed(cells) => {
                put(cells, index, raw, Raw::Blank);
                true
            }
        };
        if !fits {
            self.pack_anew();
        }
    }

    /// Packs the cells as what most of them are, or not at all.
    fn pack_anew(&mut self) {
        let cells = || (0..self.len()).map(|index| self.get(index));
        let (mut texts, mut numbers, mut days) = (0_usize, 0_usize, 0_usize);
        for raw in cells() {
            match raw {
                Raw::Text(_) => texts += 1,
                Raw::Number(_) => numbers += 1,
                Raw::Day(_) => days += 1,
                Raw::Blank | Raw::Duration(_) | Raw::Flag(_) | Raw::Fault(_) | Raw::Uncomputed => {}
            }
        }
        let most = texts.max(numbers).max(days);
        let anew = if most == texts {
            PackedCells::of(cells()).map(Self::Texts)
        } else if most == numbers {
            PackedCells::of(cells()).map(Self::Numbers)
        } else {
            PackedCells::of(cells()).map(Self::Days)
        };
        *self = anew.unwrap_or_else(|| Self::Mixed(cells().collect()));
    }
}

/// Cells of one type, and beside them the others with their place.
#[derive(Debug, Clone)]
pub(crate) struct PackedCells<T> {
    cells: Vec<T>,
    /// In the order of their places.
    others: Vec<(usize, Raw)>,
}

impl<T> Default for PackedCells<T> {
    fn default() -> Self {
        Self { cells: Vec::new(), others: Vec::new() }
    }
}

impl<T: Compact> PackedCells<T> {
    /// So many may stand aside: they take more than twice the memory.
    fn room(&self) -> usize {
        16 + self.cells.len() / 8
    }

    fn of(cells: impl Iterator<Item = Raw>) -> Option<Self> {
        let mut packed = Self::default();
        for (index, raw) in cells.enumerate() {
            packed.put(index, raw);
        }
        (packed.others.len() <= packed.room()).then_some(packed)
    }

    fn get(&self, index: usize) -> Raw {
        let Some(&cell) = self.cells.get(index) else { return Raw::Blank };
        match cell.unpacked() {
            Some(raw) => raw,
            None => match self.others.binary_search_by_key(&index, |(place, _)| *place) {
                Ok(at) => self.others[at].1,
                Err(_) => Raw::Blank,
            },
        }
    }

    /// Whether no more stand aside than may.
    fn put(&mut self, index: usize, raw: Raw) -> bool {
        let is_again = index < self.cells.len();
        let cell = T::packed(raw);
        put(&mut self.cells, index, cell.unwrap_or(T::OTHER), T::OTHER);
        if cell.is_some() && !is_again {
            return true;
        }
        match (self.others.binary_search_by_key(&index, |(place, _)| *place), cell) {
            (Ok(at), Some(_)) => drop(self.others.remove(at)),
            (Ok(at), None) => self.others[at].1 = raw,
            (Err(_), Some(_)) => {}
            (Err(_), None) if raw == Raw::Blank => {}
            (Err(at), None) => self.others.insert(at, (index, raw)),
        }
        self.others.len() <= self.room()
    }
}

/// A cell in as few bytes as it needs; one value of them is kept for blanks and for what stands aside.
pub(super) trait Compact: Copy {
    const OTHER: Self;
    fn packed(raw: Raw) -> Option<Self>;
    fn unpacked(self) -> Option<Raw>;
}

impl Compact for u32 {
    const OTHER: Self = Self::MAX;

    fn packed(raw: Raw) -> Option<Self> {
        match raw {
            Raw::Text(id) if id != Self::OTHER => Some(id),
            _ => None,
        }
    }

    fn unpacked(self) -> Option<Raw> {
        (self != Self::OTHER).then_some(Raw::Text(self))
    }
}

impl Compact for f64 {
    /// A number of the file that is none stands aside too.
    const OTHER: Self = Self::NAN;

    fn packed(raw: Raw) -> Option<Self> {
        match raw {
            Raw::Number(number) if !number.is_nan() => Some(number),
            _ => None,
        }
    }

    fn unpacked(self) -> Option<Raw> {
        (!self.is_nan()).then_some(Raw::Number(self))
    }
}

impl Compact for i32 {
    const OTHER: Self = Self::MIN;

    fn packed(raw: Raw) -> Option<Self> {
        match raw {
            Raw::Day(day) => Some(day.num_days_from_ce()),
            _ => None,
        }
    }

    fn unpacked(self) -> Option<Raw> {
        Date::from_num_days_from_ce_opt(self).map(Raw::Day)
    }
}

fn put<T: Clone>(cells: &mut Vec<T>, index: usize, cell: T, blank: T) {
    if index == cells.len() {
        cells.push(cell);
        return;
    }
    if index > cells.len() {
        cells.resize(index + 1, blank);
    }
    cells[index] = cell;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i32) -> Raw {
        Raw::Day(Date::from_num_days_from_ce_opt(number).unwrap())
    }

    #[test]
    fn numbers_below_a_header_are_packed_as_numbers() {
        for (cell, packed) in
            [(Raw::Number(2.5), "Numbers"), (day(739_000), "Days"), (Raw::Text(3), "Texts"), (Raw::Flag(true), "Mixed")]
        {
            let mut column = Column::default();
            column.put(1, Raw::Text(7));
            (2..2000).for_each(|index| column.put(index, cell));
            assert!(format!("{column:?}").starts_with(packed), "{packed}");
            assert_eq!(
                [0, 1, 2, 1999, 2000].map(|index| column.get(index)),
                [Raw::Blank, Raw::Text(7), cell, cell, Raw::Blank]
            );
        }
    }

    #[test]
    fn a_number_that_is_none_stays_what_it_is() {
        let mut column = Column::Numbers(PackedCells::default());
        column.put(0, Raw::Number(f64::NAN));
        assert!(matches!(column.get(0), Raw::Number(number) if number.is_nan()));
    }

    fn raw() -> impl Strategy<Value = Raw> {
        prop_oneof![
            8 => (0_u32..50).prop_map(Raw::Text),
            8 => (-9.0..9.0).prop_map(Raw::Number),
            8 => (1..3_000_000).prop_map(day),
            1 => any::<bool>().prop_map(Raw::Flag),
            1 => Just(Raw::Uncomputed),
            1 => Just(Raw::Fault("#N/A")),
            1 => Just(Raw::Text(u32::MAX)),
        ]
    }

    proptest! {
        #[test]
        fn a_column_keeps_every_cell_whatever_it_is_packed_as(
            runs in prop::collection::vec((raw(), 1_usize..60, 0_usize..3), 1..12),
            again in prop::collection::vec((raw(), any::<prop::sample::Index>()), 0..20),
        ) {
            let (mut column, mut plain) = (Column::default(), Vec::new());
            for (raw, length, gap) in runs {
                plain.extend(vec![Raw::Blank; gap]);
                for _ in 0..length {
                    column.put(plain.len(), raw);
                    plain.push(raw);
                }
            }
            for (raw, index) in again {
                let index = index.index(plain.len());
                column.put(index, raw);
                plain[index] = raw;
            }
            let found: Vec<Raw> = (0..plain.len()).map(|index| column.get(index)).collect();
            prop_assert_eq!(found, plain);
            prop_assert_eq!(column.get(column.len()), Raw::Blank);
        }
    }
}
