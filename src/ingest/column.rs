//! The cells of one column. Columns of texts, which is every column of a text file, take four bytes a cell.

use super::grid::Raw;

/// As long as its last cell.
#[derive(Debug, Clone)]
pub(super) enum Column {
    /// Numbers of texts.
    Texts(Vec<u32>),
    Mixed(Vec<Raw>),
}

/// No text has this number.
const BLANK: u32 = u32::MAX;

impl Default for Column {
    fn default() -> Self {
        Self::Texts(Vec::new())
    }
}

impl Column {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Texts(ids) => ids.len(),
            Self::Mixed(cells) => cells.len(),
        }
    }

    pub(super) fn get(&self, index: usize) -> Raw {
        match self {
            Self::Texts(ids) => ids.get(index).filter(|&&id| id != BLANK).map_or(Raw::Blank, |&id| Raw::Text(id)),
            Self::Mixed(cells) => cells.get(index).copied().unwrap_or(Raw::Blank),
        }
    }

    /// Puts a cell at `index`, with blanks before it where the column is shorter.
    pub(super) fn put(&mut self, index: usize, raw: Raw) {
        match (&mut *self, raw) {
            (Self::Texts(ids), Raw::Text(id)) if id != BLANK => put(ids, index, id, BLANK),
            (Self::Texts(ids), _) => {
                let cell = |&id: &u32| if id == BLANK { Raw::Blank } else { Raw::Text(id) };
                let mut cells: Vec<Raw> = ids.iter().map(cell).collect();
                put(&mut cells, index, raw, Raw::Blank);
                *self = Self::Mixed(cells);
            }
            (Self::Mixed(cells), raw) => put(cells, index, raw, Raw::Blank),
        }
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

    #[test]
    fn a_column_of_texts_takes_other_cells_too() {
        let mut column = Column::default();
        column.put(1, Raw::Text(7));
        assert!(matches!(column, Column::Texts(_)));
        column.put(3, Raw::Number(2.5));
        column.put(1, Raw::Text(8));
        let cells: Vec<Raw> = (0..5).map(|index| column.get(index)).collect();
        assert_eq!(cells, [Raw::Blank, Raw::Text(8), Raw::Blank, Raw::Number(2.5), Raw::Blank]);
        assert_eq!(column.len(), 4);
    }
}
