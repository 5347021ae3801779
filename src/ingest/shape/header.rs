//! The header of a table: one row or a stack of rows with the names of its columns.
//!
//! A column is addressed by its name, in a stack by all its labels (`2026 / 10월`) or by one of them that no other
//! column has; a column that nobody named by its letter (`[B]`), and the label rows between the lines as `[section]`.

mod extent;
mod labels;
mod names;
mod search;
mod twins;
mod wanted;

pub(crate) use extent::{is_label, is_row_of_labels};
pub(crate) use labels::{HeaderLabel, labels};
pub(crate) use names::{Header, JOINT, SCENARIO, SECTION, is_above_lines, letter, letters};
pub(crate) use search::{HeaderSearch, find, find_all, rows_with};
pub(crate) use twins::{choose, choose_among};
pub(crate) use wanted::{WantedColumns, columns_of, compact};
