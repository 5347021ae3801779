//! The labels over each column of a header that takes one or several rows.

use crate::name;
use crate::sheet::Sheet;

/// A label with the cell of the grid in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeaderLabel {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
}

/// The labels over every column, from the top of the header down. A label over several columns stands in the first of
/// them only: it reaches over its merged area, or, where the row has no merged cells, to the right until the next one, or
/// until a column that has lines and no heading of its own.
pub(crate) fn labels(sheet: &Sheet, top: usize, bottom: usize) -> Vec<Vec<HeaderLabel>> {
    let grid = &sheet.grid;
    let mut labels: Vec<Vec<HeaderLabel>> = vec![Vec::new(); grid.width()];
    let has_no_heading = |column: usize| {
        grid.column_length(column) > bottom + 1 && (top..=bottom).all(|row| grid.value(row, column).is_blank())
    };
    for row in top..=bottom {
        let areas = areas_of(sheet, row);
        let mut reaching: Option<HeaderLabel> = None;
        for (column, over) in labels.iter_mut().enumerate() {
            let own = text(sheet, row, column);
            let below_is_blank = row < bottom && (row + 1..=bottom).all(|below| grid.value(below, column).is_blank());
            match own {
                Some(text) => {
                    let label = HeaderLabel { row, column, text };
                    reaching = Some(label.clone());
                    over.push(label);
                }
                None if !areas.is_empty() => {
                    let area = areas.iter().find(|area| (area.first..=area.last).contains(&column));
                    let said = area.and_then(|area| Some((area.first, text(sheet, row, area.first)?)));
                    over.extend(said.map(|(column, text)| HeaderLabel { row, column, text }));
                }
                None if row < bottom && !below_is_blank => over.extend(reaching.clone()),
                None if reaching.is_some() && has_no_heading(column) => reaching = None,
                None => {}
            }
        }
    }
    labels
}

fn text(sheet: &Sheet, row: usize, column: usize) -> Option<String> {
    sheet.grid.value(row, column).as_text().map(|text| name::tidy(&text)).filter(|text| !text.is_empty())
}

/// Columns that a merged area takes.
struct Area {
    first: usize,
    last: usize,
}

/// The merged areas that begin in a row and are wider than a column.
fn areas_of(sheet: &Sheet, row: usize) -> Vec<Area> {
    let number = sheet.grid.row_number(row);
    let merged = sheet.formatting.merged.iter();
    let wide = merged.filter(|(first, last)| first.row == number && last.column > first.column);
    wide.map(|(first, last)| Area { first: first.column as usize, last: last.column as usize }).collect()
}
