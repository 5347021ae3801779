//! How a picture is cut into strips: every tier gets the plot height that its scale was made for, to the pixel.

use super::super::style::ROW_PIXELS;
use crate::scorecard::model::{Chart, Tier};

/// Pixels of one unit of a tier's height: the same in every chart, since scales are compared by it.
const UNIT: u32 = 27;

/// Sheet rows that charts side by side take.
pub(in crate::scorecard::writers::xlsx) fn rows(charts: &[Chart]) -> u32 {
    let units = |chart: &Chart| chart.tiers.iter().map(|tier| tier.height).sum::<u32>();
    let tallest = charts.iter().map(units).max().unwrap_or_default();
    (TITLE + UNIT * tallest + CATEGORIES).div_ceil(ROW_PIXELS)
}

const TITLE: u32 = 30;
const CATEGORIES: u32 = 22;
/// Left of a tier that has a name, and right of lines that have one.
const NAMES: u32 = 52;
const SPARE: u32 = 8;

/// Where a tier stands, in pixels.
pub(super) struct Strip {
    /// From the top of the picture.
    pub(super) top: u32,
    pub(super) height: u32,
    /// Above the plot.
    pub(super) head: u32,
    pub(super) plot: u32,
}

/// Pixels left and right of every plot.
pub(super) fn sides(chart: &Chart, width: u32) -> (u32, u32) {
    let has_names = chart.tiers.iter().any(|tier| tier.label.is_some());
    let left = if has_names { NAMES } else { SPARE };
    (left, if chart.has_labels_at_the_right() { width / 4 } else { SPARE })
}

pub(super) fn strips(tiers: &[Tier]) -> Vec<Strip> {
    let last = tiers.len().saturating_sub(1);
    let mut top = 0;
    let strip = |(index, tier): (usize, &Tier)| {
        let (head, foot) = (if index == 0 { TITLE } else { 0 }, if index == last { CATEGORIES } else { 0 });
        let plot = UNIT * tier.height;
        let strip = Strip { top, height: head + plot + foot, head, plot };
        top += strip.height;
        strip
    };
    tiers.iter().enumerate().map(strip).collect()
}
