//! One series of a chart: its cells, its looks and its labels.

use super::super::place::PlacedPages;
use super::super::style::{BookStyle, color};
use crate::scorecard::model::{DataRange, LabelPlace, PlottedSeries, PointLabel, SeriesRole, Tier, TierKind};
use rust_xlsxwriter::{
    ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType, ChartFormat,
    ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint,
    ChartRange, ChartSeries, ChartSolidFill, Color,
};

/// A name that starts with `=` would be read as a reference.
pub(super) fn plain_text(text: &str) -> &str {
    text.trim_start_matches('=')
}

/// `None` where its cells are not on any page.
pub(super) fn drawn(
    series: &PlottedSeries,
    tier: &Tier,
    categories: &DataRange,
    book: &PlacedPages<'_>,
    style: BookStyle<'_>,
) -> Option<ChartSeries> {
    let mut drawn = ChartSeries::new();
    drawn.set_values(book.resolve(&series.values)?).set_categories(book.resolve(categories)?);
    drawn.set_name(plain_text(&series.name));
    match tier.kind {
        TierKind::Columns | TierKind::Stacked => {
            let overlap = if tier.kind == TierKind::Stacked { 100 } else { 65 };
            drawn.set_gap(45).set_overlap(overlap).set_format(&mut column(series.look, style));
            drawn.set_points(&points(series, style));
        }
        TierKind::Pins => pins(&mut drawn, series.look, style),
        TierKind::Lines => line(&mut drawn, series.look, style),
    }
    if let Some(bars) = interval(series, book, style) {
        drawn.set_y_error_bars(&bars);
    }
    labels(&mut drawn, series, style);
    Some(drawn)
}

/// Points that look otherwise, and none after the last of them.
fn points(series: &PlottedSeries, style: BookStyle<'_>) -> Vec<ChartPoint> {
    let last = series.points.iter().map(|(at, _)| *at + 1).max();
    let point = |at: usize| match series.look_of(at) {
        look if look == series.look => ChartPoint::new(),
        look => ChartPoint::new().set_format(&mut column(look, style)),
    };
    (0..last.unwrap_or_default()).map(point).collect()
}

fn column(look: SeriesRole, style: BookStyle<'_>) -> ChartFormat {
    if let Some(color) = solid(look, style) {
        return filled(color);
    }
    let actual = color(style.palette().actual);
    let mut format = ChartFormat::new();
    let mut hatched = |pattern: ChartPatternFillType| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern).set_foreground_color(actual).set_background_color(Color::White);
        format.set_pattern_fill(&fill);
    };
    match look {
        SeriesRole::Forecast => hatched(ChartPatternFillType::DiagonalStripesWideUpwards),
        SeriesRole::Partial => hatched(ChartPatternFillType::Dotted50Percent),
        _ => drop(format.set_no_fill()),
    }
    if look == SeriesRole::Hidden {
        format.set_no_border();
    } else {
        format.set_border(&stroke(actual, if look == SeriesRole::Partial { 0.75 } else { 1.0 }));
    }
    format
}

fn filled(color: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(color)).set_no_border();
    format
}

fn stroke(color: Color, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(color).set_width(width);
    line
}

/// The colour of what is drawn in one.
fn solid(look: SeriesRole, style: BookStyle<'_>) -> Option<Color> {
    match look {
        SeriesRole::Actual => Some(color(style.palette().actual)),
        SeriesRole::PriorYear | SeriesRole::Companion => Some(color(style.palette().prior_year)),
        SeriesRole::Good => Some(color(style.palette().good)),
        SeriesRole::Bad => Some(color(style.palette().bad)),
        SeriesRole::Even => Some(color(style.palette().grey)),
        SeriesRole::Partial | SeriesRole::Plan | SeriesRole::Forecast | SeriesRole::Hidden => None,
    }
}

/// A needle from zero in the colour of its impact, with a dark head.
fn pins(drawn: &mut ChartSeries, look: SeriesRole, style: BookStyle<'_>) {
    drawn.set_format(ChartFormat::new().set_no_line());
    let mut head = ChartMarker::new();
    head.set_type(ChartMarkerType::Square).set_size(5);
    drawn.set_marker(head.set_format(&mut filled(color(style.palette().actual))));
    let needle = stroke(solid(look, style).unwrap_or(color(style.palette().grey)), 2.0);
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Percentage(100.0)).set_direction(ChartErrorBarsDirection::Minus);
    bars.set_end_cap(false).set_format(ChartFormat::new().set_line(&needle));
    drawn.set_y_error_bars(&bars);
}

fn line(drawn: &mut ChartSeries, look: SeriesRole, style: BookStyle<'_>) {
    let color = solid(look, style).unwrap_or(color(style.palette().actual));
    let mut line = stroke(color, 2.0);
    match look {
        SeriesRole::Plan => drop(line.set_width(1).set_dash_type(ChartLineDashType::Dash)),
        SeriesRole::Forecast => drop(line.set_width(1.5).set_dash_type(ChartLineDashType::RoundDot)),
        SeriesRole::Hidden => drop(line.set_hidden(true)),
        _ => {}
    }
    drawn.set_format(ChartFormat::new().set_line(&line));
    let mut marker = ChartMarker::new();
    if look.has_points() {
        marker.set_type(ChartMarkerType::Circle).set_size(4).set_format(&mut filled(color));
    } else {
        marker.set_none();
    }
    drawn.set_marker(&marker);
}

fn interval(series: &PlottedSeries, book: &PlacedPages<'_>, style: BookStyle<'_>) -> Option<ChartErrorBars> {
    let interval = series.interval.as_ref()?;
    let range = |range: &DataRange| {
        let (name, first, left, last, right) = book.resolve(range)?;
        Some(ChartRange::new_from_range(name, first, left, last, right))
    };
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Custom(range(&interval.above)?, range(&interval.below)?));
    let line = stroke(color(style.palette().ink), 1.5);
    bars.set_direction(ChartErrorBarsDirection::Both).set_format(ChartFormat::new().set_line(&line));
    Some(bars)
}

fn labels(drawn: &mut ChartSeries, series: &PlottedSeries, style: BookStyle<'_>) {
    if series.labels.is_empty() {
        return;
    }
    let mut none = ChartDataLabel::new();
    none.set_hidden();
    let custom = |label: &Option<PointLabel>| label.as_ref().map_or_else(|| none.clone(), |label| one(label, style));
    let custom: Vec<ChartDataLabel> = series.labels.iter().map(custom).collect();
    drawn.set_data_label(ChartDataLabel::new().show_value().set_font(&style.chart_font(8, false)));
    drawn.set_custom_data_labels(&custom);
}

fn one(label: &PointLabel, style: BookStyle<'_>) -> ChartDataLabel {
    let mut drawn = ChartDataLabel::new();
    // On white where the outline of a plan runs behind it.
    if matches!(label.place, LabelPlace::Middle | LabelPlace::Outside) {
        drawn.set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::White)));
    }
    drawn.set_value(plain_text(&label.text)).set_font(&style.chart_font(8, false)).set_position(match label.place {
        LabelPlace::Above => ChartDataLabelPosition::Above,
        LabelPlace::Below => ChartDataLabelPosition::Below,
        LabelPlace::Right => ChartDataLabelPosition::Right,
        LabelPlace::Middle => ChartDataLabelPosition::Center,
        LabelPlace::Base => ChartDataLabelPosition::InsideBase,
        LabelPlace::Outside => ChartDataLabelPosition::OutsideEnd,
    });
    drawn
}
