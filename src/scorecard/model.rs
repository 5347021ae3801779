//! A page as data: what stands on it and in which role, but nothing about files, fonts or colours.
//!
//! A [`Page`] is a column of [`Block`]s. Tables share one grid of columns, as the cells of a sheet do: a table column
//! takes one grid column or several. Charts and sparklines point at table rows by [`DataRange`], so what is drawn is
//! always printed somewhere, too.

mod cell;
mod chart;
mod formula;
mod number;
mod page;
mod reference;
mod table;

pub use cell::{CommentKey, Content, PageCell, Sparkline, SparklineLook, Tone};
pub use chart::{
    AxisScale, Chart, ErrorBars, LabelPlace, PlottedSeries, PointLabel, ScaleMeasure, SeriesRole, Tier, TierKind,
};
pub use formula::{CellFormula, CellOperator, Function, TableRef, TableRow};
pub use number::{NumberFormat, Quantity, serial};
pub use page::{Block, Dataset, Footer, Page, PageLink, PagePurpose, Pinned, Readers, Tile};
pub use reference::{CellRef, DataRange, RowRef, Stretch};
pub use table::{Align, Group, InputColumn, PageColumn, PageRow, PageTable, RowRole, Takes, Width};
