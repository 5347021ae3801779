//! What is drawn in a tier: columns, bridges, pins and lines, with what is written at them.

use super::look::Pen;
use super::plot::Plot;
use super::text::{self, TextAnchor};
use crate::amount::Amount;
use crate::scorecard::model::{LabelPlace, Page, PlottedSeries, SeriesRole, Tier, TierKind};
use std::fmt::Write as _;

/// Parts of a column's width: the space between categories, and how far a column stands right of the one behind it.
const GAP: f64 = 0.45;
const STEP: f64 = 0.35;
/// How far a label stands off.
const OFF: f64 = 3.5;
const HEAD: f64 = 5.0;

/// One series with its figures.
struct DrawnSeries<'a> {
    series: &'a PlottedSeries,
    figures: Vec<Option<Amount>>,
}

/// A column as it stands: its middle, its head and foot.
struct DrawnColumn {
    x: f64,
    from: f64,
    to: f64,
}

pub(super) fn tier(out: &mut String, tier: &Tier, plot: &Plot, pages: &[Page], pen: Pen<'_>) {
    let rows: Vec<DrawnSeries<'_>> =
        tier.series.iter().map(|series| DrawnSeries { series, figures: series.values.figures(pages) }).collect();
    match tier.kind {
        TierKind::Columns => columns(out, &rows, plot, pages, pen),
        TierKind::Stacked => stacked(out, &rows, plot, pen),
        TierKind::Pins => rows.iter().for_each(|row| pins(out, row, plot, pen)),
        TierKind::Lines => rows.iter().for_each(|row| line(out, row, plot, pen)),
    }
    let (left, right, y) = (plot.left, plot.right, plot.zero());
    let _ = write!(
        out,
        "<path d=\"M{left:.1} {y:.1}H{right:.1}\" stroke=\"{}\" stroke-width=\".75\" fill=\"none\"/>",
        pen.axis()
    );
    // Words last, so that nothing runs over them.
    let beyond = matches!(tier.kind, TierKind::Columns | TierKind::Pins);
    for (number, row) in rows.iter().enumerate() {
        let shift = if tier.kind == TierKind::Columns { place_of(number, rows.len(), plot).0 } else { 0.0 };
        if tier.kind == TierKind::Stacked {
            stacked_labels(out, &rows, number, plot);
        } else {
            labels(out, row, plot, shift, beyond);
        }
    }
}

/// Middle of a series' columns from that of their category, and their width.
fn place_of(number: usize, all: usize, plot: &Plot) -> (f64, f64) {
    #[expect(clippy::cast_precision_loss, reason = "a few series")]
    let (number, all) = (number as f64, all.saturating_sub(1) as f64);
    let width = plot.width / (1.0 + STEP * all + GAP);
    ((number - all / 2.0) * STEP * width, width)
}

fn rectangle(out: &mut String, column: &DrawnColumn, width: f64, style: &str) {
    let (top, high) = (column.from.min(column.to), (column.from - column.to).abs());
    let left = column.x - width / 2.0;
    let _ = write!(out, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{high:.1}\" {style}/>");
}

fn columns(out: &mut String, rows: &[DrawnSeries<'_>], plot: &Plot, pages: &[Page], pen: Pen<'_>) {
    for (number, row) in rows.iter().enumerate() {
        let (shift, width) = place_of(number, rows.len(), plot);
        for (at, figure) in row.points() {
            let column = DrawnColumn { x: plot.middle(at) + shift, from: plot.zero(), to: plot.y(figure) };
            if let Some(style) = pen.column(row.series.look_of(at)) {
                rectangle(out, &column, width, &style);
            }
        }
        interval(out, row, plot, pages, shift, pen);
    }
}

/// A bar from the lower to the upper end of what an estimate may be.
fn interval(out: &mut String, row: &DrawnSeries<'_>, plot: &Plot, pages: &[Page], shift: f64, pen: Pen<'_>) {
    let Some(interval) = &row.series.interval else { return };
    let (below, above) = (interval.below.figures(pages), interval.above.figures(pages));
    for (at, figure) in row.points() {
        let (Some(Some(below)), Some(Some(above))) = (below.get(at), above.get(at)) else { continue };
        let (x, low, high) =
            (plot.middle(at) + shift, plot.y(figure - below.to_float()), plot.y(figure + above.to_float()));
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {low:.1}V{high:.1}M{:.1} {low:.1}h8M{:.1} {high:.1}h8\" stroke=\"{}\" stroke-width=\"1.5\" fill=\"none\"/>",
            x - 4.0,
            x - 4.0,
            pen.ink()
        );
    }
}

/// Columns on one another, upwards from zero, with a thread from each level to the next.
fn stacked(out: &mut String, rows: &[DrawnSeries<'_>], plot: &Plot, pen: Pen<'_>) {
    let (_, width) = place_of(0, 1, plot);
    let categories = rows.iter().map(|row| row.figures.len()).max().unwrap_or_default();
    let mut before: Option<f64> = None;
    for at in 0..categories {
        let x = plot.middle(at);
        let (mut sum, mut reached) = (0.0, None);
        for row in rows {
            let Some(figure) = row.figure(at) else { continue };
            let (foot, head) = (sum, sum + figure);
            sum = head;
            let look = row.series.look_of(at);
            let Some(style) = pen.column(look) else { continue };
            rectangle(out, &DrawnColumn { x, from: plot.y(foot), to: plot.y(head) }, width, &style);
            // Where the step ends, and where it starts: a level is both.
            reached = Some(match look {
                SeriesRole::Bad => (foot, head),
                SeriesRole::Actual => (head, head),
                _ => (head, foot),
            });
        }
        let Some((end, start)) = reached else { continue };
        if let Some(level) = before.filter(|level| (level - start).abs() <= 1e-9 * level.abs().max(1.0)) {
            let (y, from, to) = (plot.y(level), x - plot.width + width / 2.0, x - width / 2.0);
            let _ =
                write!(out, "<path d=\"M{from:.1} {y:.1}H{to:.1}\" stroke=\"{}\" stroke-width=\".75\"/>", pen.axis());
        }
        before = Some(end);
    }
}

fn stacked_labels(out: &mut String, rows: &[DrawnSeries<'_>], number: usize, plot: &Plot) {
    let Some(row) = rows.get(number) else { return };
    for (at, text) in row.series.labels.iter().enumerate() {
        let Some(text) = text else { continue };
        let foot: f64 = rows.iter().take(number).filter_map(|row| row.figure(at)).sum();
        text::label(out, &text.text, plot.middle(at), plot.y(foot) - OFF, TextAnchor::Middle);
    }
}

fn pins(out: &mut String, row: &DrawnSeries<'_>, plot: &Plot, pen: Pen<'_>) {
    for (at, figure) in row.points() {
        let (x, zero, y) = (plot.middle(at), plot.zero(), plot.y(figure));
        let color = pen.color(row.series.look_of(at));
        let _ = write!(
            out,
            "<path d=\"M{x:.1} {zero:.1}V{y:.1}\" stroke=\"{color}\" stroke-width=\"2.5\"/>\
             <rect x=\"{:.1}\" y=\"{:.1}\" width=\"{HEAD}\" height=\"{HEAD}\" fill=\"{}\"/>",
            x - HEAD / 2.0,
            y - HEAD / 2.0,
            pen.color(SeriesRole::Actual)
        );
    }
}

/// A line with a break at every gap; a point alone is a dot.
fn line(out: &mut String, row: &DrawnSeries<'_>, plot: &Plot, pen: Pen<'_>) {
    let look = row.series.look;
    if look == SeriesRole::Hidden {
        return;
    }
    let mut path = String::new();
    let mut before = None;
    for (at, figure) in row.points() {
        let letter = if at > 0 && before == Some(at - 1) { 'L' } else { 'M' };
        let _ = write!(path, "{letter}{:.1} {:.1}", plot.middle(at), plot.y(figure));
        before = Some(at);
    }
    let _ = write!(out, "<path d=\"{path}\" fill=\"none\" {}/>", pen.line(look));
    if look.has_points() {
        for (at, figure) in row.points() {
            let (x, y, color) = (plot.middle(at), plot.y(figure), pen.color(look));
            let _ = write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.2\" fill=\"{color}\"/>");
        }
    }
}

/// `beyond` the end of a column or a pin: under it where the figure is negative.
fn labels(out: &mut String, row: &DrawnSeries<'_>, plot: &Plot, shift: f64, beyond: bool) {
    let above = |y: f64| y - OFF;
    let below = |y: f64| y + OFF + text::SIZE * 0.75;
    for (at, figure) in row.points() {
        let (x, y) = (plot.middle(at) + shift, plot.y(figure));
        let outside = if beyond && figure < 0.0 { below(y) } else { above(y) };
        let Some(Some(label)) = row.series.labels.get(at) else { continue };
        let (x, y, anchor) = match label.place {
            LabelPlace::Outside => (x, outside, TextAnchor::Middle),
            LabelPlace::Above => (x, above(y), TextAnchor::Middle),
            LabelPlace::Below => (x, below(y), TextAnchor::Middle),
            LabelPlace::Right => (x + OFF * 1.5, y + text::SIZE / 3.0, TextAnchor::Start),
            LabelPlace::Middle => (x, f64::midpoint(y, plot.zero()) + text::SIZE / 3.0, TextAnchor::Middle),
            LabelPlace::Base => (x, above(plot.zero()), TextAnchor::Middle),
        };
        text::label(out, &label.text, x, y, anchor);
    }
}

impl DrawnSeries<'_> {
    fn figure(&self, at: usize) -> Option<f64> {
        Some(self.figures.get(at)?.as_ref()?.to_float())
    }

    /// The points that have a figure.
    fn points(&self) -> impl Iterator<Item = (usize, f64)> {
        self.figures.iter().enumerate().filter_map(|(at, figure)| Some((at, figure.as_ref()?.to_float())))
    }
}
