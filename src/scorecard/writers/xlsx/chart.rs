//! Native charts in IBCS clothes: AC dark and solid, PY lighter, PL outlined, estimates hatched, good green, bad red;
//! no grid, no legend. A tier is a chart of its own, laid out so that tiers stand exactly over each other.

pub(super) mod layout;
mod series;

use super::place::PlacedPages;
use super::style::{BookStyle, color};
use crate::scorecard::model::{self, Tier, TierKind};
use layout::Strip;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartAxisTickType, ChartEmptyCells, ChartFormat, ChartLayout, ChartLine, ChartType,
};
use series::plain_text;

/// Where the charts of one picture are put down: pixels from its top, and the chart.
pub(super) fn tiers(
    chart: &model::Chart,
    book: &PlacedPages<'_>,
    style: BookStyle<'_>,
    width: u32,
) -> Vec<(u32, Chart)> {
    let (left, right) = layout::sides(chart, width);
    let last = chart.tiers.len().saturating_sub(1);
    let tier = |(index, (tier, strip)): (usize, (&Tier, Strip))| {
        let title = (index == 0).then_some(chart.title.as_str());
        let mut drawn = Chart::new(match tier.kind {
            TierKind::Columns => ChartType::Column,
            TierKind::Stacked => ChartType::ColumnStacked,
            TierKind::Pins | TierKind::Lines => ChartType::Line,
        });
        for series in &tier.series {
            if let Some(series) = series::drawn(series, tier, &chart.categories, book, style) {
                // Pushed as it is, it would lose its markers.
                *drawn.add_series() = series;
            }
        }
        heading(&mut drawn, title, style);
        axes(&mut drawn, tier, index == last, style);
        let [left, top, inner, plot] = [
            share(left, width),
            share(strip.head, strip.height),
            share(width - left - right, width),
            share(strip.plot, strip.height),
        ];
        drawn.plot_area().set_layout(&ChartLayout::new().set_offset(left, top).set_dimensions(inner, plot));
        drawn.chart_area().set_format(ChartFormat::new().set_no_border().set_no_fill());
        // The rows of figures may be folded away.
        drawn.show_hidden_data().show_empty_cells_as(ChartEmptyCells::Gaps);
        drawn.set_width(width).set_height(strip.height).set_alt_text(plain_text(&tier.alt));
        (strip.top, drawn)
    };
    chart.tiers.iter().zip(layout::strips(&chart.tiers)).enumerate().map(tier).collect()
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

fn heading(drawn: &mut Chart, title: Option<&str>, style: BookStyle<'_>) {
    match title {
        Some(title) => {
            let layout = ChartLayout::new().set_offset(0.006, 0.01);
            drawn.title().set_name(plain_text(title)).set_font(&style.chart_font(9, true)).set_layout(&layout);
        }
        None => {
            drawn.title().set_hidden();
        }
    }
    drawn.legend().set_hidden();
}

fn axes(drawn: &mut Chart, tier: &Tier, names_categories: bool, style: BookStyle<'_>) {
    let y = drawn.y_axis();
    y.set_min(tier.scale.bottom.to_float()).set_max(tier.scale.top.to_float());
    y.set_major_gridlines(false).set_minor_gridlines(false);
    match &tier.label {
        // A hidden axis has no name.
        Some(label) => {
            y.set_name(plain_text(label))
                .set_name_font(style.chart_font(8, false).set_color(color(style.palette().grey)).set_rotation(0));
            y.set_label_position(ChartAxisLabelPosition::None);
            y.set_major_tick_type(ChartAxisTickType::None).set_minor_tick_type(ChartAxisTickType::None);
            y.set_format(ChartFormat::new().set_no_line());
        }
        None => {
            y.set_hidden(true);
        }
    }
    let mut line = ChartLine::new();
    line.set_color(color(style.palette().grey)).set_width(0.75);
    let x = drawn.x_axis();
    x.set_font(&style.chart_font(8, false)).set_format(ChartFormat::new().set_line(&line));
    x.set_major_tick_type(ChartAxisTickType::None).set_minor_tick_type(ChartAxisTickType::None);
    // Lines that start above zero have their axis at the foot.
    x.set_label_position(if names_categories { ChartAxisLabelPosition::Low } else { ChartAxisLabelPosition::None });
    x.set_label_interval(1);
}
