//! goalpost scores products against the goals that leadership and the product organisation agreed on.
//!
//! The way of the data, left to right: a [`pipeline`] file says which exports to [`ingest`]; they become [`facts`],
//! facts become [`metrics`], the [`goals`] workbook says what was agreed, [`history`] what earlier runs saw, [`score`] compares, [`scorecard`] lays out
//! the pages, [`tables`] carry the figures to other tools, and [`publish`] puts it all on the shared drive. [`run`] is
//! the program on one page.

// Vocabulary: used by every stage, uses none of them.
pub mod amount;
pub mod calendar;
pub mod diagnostic;
pub mod expression;
pub mod hash;
pub mod lang;
pub mod name;
pub mod place;
pub mod prose;
pub mod schema;
pub mod sheet;
pub mod values;

// Stages, in the order the data flows.
pub mod pipeline;

pub mod formats;

pub mod ingest;

pub mod facts;

pub mod survey;

pub mod metrics;

pub mod goals;

pub mod history;

pub mod score;

pub mod scorecard;

pub mod explain;

pub mod tables;

pub mod publish;

// The program around them.
pub mod cli;
pub mod exit;
pub mod progress;
pub mod run;
pub mod template;
