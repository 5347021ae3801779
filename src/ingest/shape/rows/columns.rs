//! Which columns an input reads for what.

use crate::ingest::shape::header::Header;
use crate::pipeline::{ColumnSource, Input};
use crate::schema::Role;

/// Columns of a header that an input reads for some purpose.
pub(crate) fn columns_of(input: &Input, header: &Header, about: impl Fn(Role) -> bool) -> Vec<usize> {
    let specs = input.fact.schema().columns.iter().filter(|spec| about(spec.role));
    specs
        .filter_map(|spec| match input.columns.get(spec.name)? {
            ColumnSource::Headers(names) => header.column_of_any(names),
            _ => None,
        })
        .collect()
}
