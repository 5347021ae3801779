//! The sections, one a file: what each of them says, and how it is read. A reader asks a `Section` for its keys and gives
//! the resolved part of the pipeline; what could not be read stands at its default, and then the report says why.

pub(super) mod about;
pub(super) mod calendar;
pub(super) mod catalog;
pub(super) mod check;
pub(super) mod columns;
pub(super) mod constants;
pub(super) mod durations;
pub(super) mod files;
pub(super) mod fx;
pub(super) mod goals;
pub(super) mod history;
pub(super) mod input;
pub(super) mod landing;
pub(super) mod lie;
pub(super) mod measures;
pub(super) mod metric;
pub(super) mod money;
pub(super) mod publish;
pub(super) mod quality;
pub(super) mod rows;
pub(super) mod scorecard;
pub(super) mod scoring;
pub(super) mod tolerance;
