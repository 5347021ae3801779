//! One series of a chart: its cells, its looks and its labels.

use super::super::place::Book;
use super::super::style::{Style, color};
use crate::scorecard::model::{DataRange, LabelPlace, Look, PointLabel, Series, Tier, TierKind};
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
    series: &Series,
    tier: &Tier,
    categories: &DataRange,
    book: &Book<'_>,
    style: Style<'_>,
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
fn points(series: &Series, style: Style<'_>) -> Vec<ChartPoint> {
    let last = series.points.iter().map(|(at, _)| *at + 1).max();
    let point = |at: usize| match series.look_of(at) {
        look if look == series.look => ChartPoint::new(),
        look => ChartPoint::new().set_format(&mut column(look, style)),
    };
    (0..last.unwrap_or_default()).map(point).collect()
}

fn column(look: Look, style: Style<'_>) -> ChartFormat {
    let mut format = ChartFormat::new();
    let edge = |format: &mut ChartFormat, width: f64| {
        format.set_border(ChartLine::new().set_color(color(style.palette().actual)).set_width(width));
    };
    let hatched = |format: &mut ChartFormat, pattern: ChartPatternFillType| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(pattern)
            .set_foreground_color(color(style.palette().actual))
            .set_background_color(Color::White);
        format.set_pattern_fill(&fill);
    };
    match solid(look, style) {
        Some(color) => {
            format.set_solid_fill(ChartSolidFill::new().set_color(color)).set_no_border();
        }
        None => match look {
            Look::Forecast => {
                hatched(&mut format, ChartPatternFillType::DiagonalStripesWideUpwards);
                edge(&mut format, 1.0);
            }
            Look::Partial => {
                hatched(&mut format, ChartPatternFillType::Dotted50Percent);
                edge(&mut format, 0.75);
            }
            Look::Plan => {
                format.set_no_fill();
                edge(&mut format, 1.0);
            }
            _ => {
                format.set_no_fill().set_no_border();
            }
        },
    }
    format
}

/// The colour of what is drawn in one.
fn solid(look: Look, style: Style<'_>) -> Option<Color> {
    match look {
        Look::Actual => Some(color(style.palette().actual)),
        Look::PriorYear | Look::Companion => Some(color(style.palette().prior_year)),
        Look::Good => Some(color(style.palette().good)),
        Look::Bad => Some(color(style.palette().bad)),
        Look::Even => Some(color(style.palette().grey)),
        Look::Partial | Look::Plan | Look::Forecast | Look::Hidden => None,
    }
}

/// A needle from zero in the colour of its impact, with a dark head.
fn pins(drawn: &mut ChartSeries, look: Look, style: Style<'_>) {
    drawn.set_format(ChartFormat::new().set_no_line());
    let mut head = ChartMarker::new();
    head.set_type(ChartMarkerType::Square).set_size(5);
    let mut fill = ChartFormat::new();
    fill.set_solid_fill(ChartSolidFill::new().set_color(color(style.palette().actual))).set_no_border();
    drawn.set_marker(head.set_format(&mut fill));
    let mut needle = ChartLine::new();
    needle.set_color(solid(look, style).unwrap_or(color(style.palette().grey))).set_width(2);
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Percentage(100.0)).set_direction(ChartErrorBarsDirection::Minus);
    bars.set_end_cap(false).set_format(ChartFormat::new().set_line(&needle));
    drawn.set_y_error_bars(&bars);
}

fn line(drawn: &mut ChartSeries, look: Look, style: Style<'_>) {
    let mut line = ChartLine::new();
    match look {
        Look::Plan => line.set_color(color(style.palette().actual)).set_width(1).set_dash_type(ChartLineDashType::Dash),
        Look::Forecast => {
            line.set_color(color(style.palette().actual)).set_width(1.5).set_dash_type(ChartLineDashType::RoundDot)
        }
        Look::Hidden => line.set_hidden(true),
        _ => line.set_color(solid(look, style).unwrap_or(color(style.palette().actual))).set_width(2),
    };
    drawn.set_format(ChartFormat::new().set_line(&line));
    let mut marker = ChartMarker::new();
    let mut fill = ChartFormat::new();
    match look {
        Look::Actual | Look::Companion | Look::PriorYear => {
            let color = solid(look, style).unwrap_or(color(style.palette().actual));
            fill.set_solid_fill(ChartSolidFill::new().set_color(color)).set_no_border();
            marker.set_type(ChartMarkerType::Circle).set_size(4).set_format(&mut fill);
        }
        _ => {
            marker.set_none();
        }
    }
    drawn.set_marker(&marker);
}

fn interval(series: &Series, book: &Book<'_>, style: Style<'_>) -> Option<ChartErrorBars> {
    let interval = series.interval.as_ref()?;
    let range = |range: &DataRange| {
        let (name, first, left, last, right) = book.resolve(range)?;
        Some(ChartRange::new_from_range(name, first, left, last, right))
    };
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Custom(range(&interval.above)?, range(&interval.below)?));
    let mut line = ChartLine::new();
    line.set_color(color(style.palette().ink)).set_width(1.5);
    bars.set_direction(ChartErrorBarsDirection::Both).set_format(ChartFormat::new().set_line(&line));
    Some(bars)
}

fn labels(drawn: &mut ChartSeries, series: &Series, style: Style<'_>) {
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

fn one(label: &PointLabel, style: Style<'_>) -> ChartDataLabel {
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
