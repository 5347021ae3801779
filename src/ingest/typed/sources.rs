//! Where the columns of a table come from: the sheet, an expression, or the pipeline.

use crate::diagnostic::Finding;
use crate::ingest::expression::{Computed, Over, computed};
use crate::ingest::setting::ReadSetting;
use crate::ingest::shape::header::{Header, is_above_lines};
use crate::name::{self, Name};
use crate::pipeline::ColumnSource;
use crate::schema::ColumnRole;
use crate::sheet::Sheet;

/// Where the cells of a canonical column come from.
pub(super) enum CellSource {
    Sheet(usize),
    /// Results of an expression by row of the table, and the sheet column that best stands for them.
    Computed(Vec<Computed>, usize),
    Constant(String),
}

/// The column that stands for one in the sheet: labels of sections have none of their own.
pub(super) fn origin(header: &Header, column: usize) -> usize {
    if column < header.columns.end || !is_above_lines(&header.names[column]) { column } else { header.columns.start }
}

/// Where the columns of a table come from, and which of its rows cannot be read already.
pub(super) struct Sources {
    pub(super) sources: Vec<(Name, ColumnRole, CellSource)>,
    pub(super) rejected: Vec<bool>,
}

/// Where every canonical column of the input comes from; `None` when an expression cannot be evaluated.
pub(super) fn sources(
    sheet: &Sheet,
    header: &Header,
    setting: &ReadSetting<'_>,
    rows: &[usize],
    findings: &mut Vec<Finding>,
) -> Option<Sources> {
    let mut sources = Vec::new();
    let mut rejected = vec![false; rows.len()];
    for spec in setting.input.fact.schema().columns {
        let Some(source) = setting.input.columns.get(spec.name.as_ref()) else { continue };
        let cells = match source {
            // A crosstab that lacks a measure has said so.
            ColumnSource::Headers(names) => match header.column_of_any(names) {
                Some(column) => CellSource::Sheet(column),
                None => continue,
            },
            ColumnSource::Joined(names) => {
                let columns: Option<Vec<usize>> = names.iter().map(|name| header.column(name)).collect();
                let Some(columns) = columns else { continue };
                let values = rows.iter().map(|&row| joined(sheet, row, &columns)).collect();
                CellSource::Computed(values, columns.first().copied().unwrap_or(0))
            }
            ColumnSource::Constant(text) => CellSource::Constant(text.clone()),
            ColumnSource::Sql(expression) => {
                let over = Over { sheet, header, rows, input: setting.input, stored: setting.stored };
                let column = computed(over, expression, (&spec.name, spec.role), findings)?;
                column.rejected.iter().for_each(|&row| rejected[row] = true);
                CellSource::Computed(column.values, column.stands_for)
            }
        };
        sources.push((spec.name.clone(), spec.role, cells));
    }
    Some(Sources { sources, rejected })
}

/// The cells of a row with hyphens between them; blank where one is.
fn joined(sheet: &Sheet, row: usize, columns: &[usize]) -> Computed {
    let texts: Option<Vec<String>> = columns
        .iter()
        .map(|&column| {
            let text = sheet.grid.value(row, column).as_text().map(|text| name::tidy(&text));
            text.filter(|text| !text.is_empty())
        })
        .collect();
    texts.map_or(Computed::Blank, |texts| Computed::Text(texts.join("-").into()))
}
