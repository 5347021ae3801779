//! Readers of the sections, one a file. Each asks a `Section` for its keys and gives the resolved part of the
//! pipeline; a part that could not be read is `None` or its default, and then the report says why.

pub(super) mod about;
pub(super) mod calendar;
pub(super) mod catalog;
pub(super) mod check;
pub(super) mod columns;
pub(super) mod constants;
pub(super) mod files;
pub(super) mod fx;
pub(super) mod goals;
pub(super) mod history;
pub(super) mod input;
pub(super) mod landing;
pub(super) mod measures;
pub(super) mod metric;
pub(super) mod publish;
pub(super) mod quality;
pub(super) mod scorecard;
pub(super) mod scoring;
