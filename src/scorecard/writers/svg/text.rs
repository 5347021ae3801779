//! Words on a drawing.

use super::plot::{Plot, WIDTH};
use crate::scorecard::writers::escape;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

pub(super) const SIZE: f64 = 9.5;
/// Of one character, where Hangul counts twice.
const CHARACTER: f64 = 5.2;
const LINE: f64 = 11.0;

#[derive(Clone, Copy)]
pub(super) enum TextAnchor {
    Start,
    Middle,
}

/// A label on white, so that it stays legible over an outline; never over the edge of the drawing.
pub(super) fn label(out: &mut String, text: &str, x: f64, y: f64, anchor: TextAnchor) {
    let half = width(text) / 2.0;
    let x = match anchor {
        TextAnchor::Middle if half < WIDTH / 2.0 => x.clamp(half, WIDTH - half),
        _ => x,
    };
    let anchor = match anchor {
        TextAnchor::Start => "start",
        TextAnchor::Middle => "middle",
    };
    let _ = write!(
        out,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" stroke=\"#fff\" stroke-width=\"3\" \
         stroke-linejoin=\"round\" paint-order=\"stroke\">{}</text>",
        escape::svg(text)
    );
}

/// The name of a tier, left of it.
pub(super) fn beside(out: &mut String, text: &str, y: f64, color: &str) {
    lines(out, text.split(' ').collect(), 0.0, y, "start", color);
}

/// Names of the categories under the last tier, on two lines where one is too narrow.
pub(super) fn categories(out: &mut String, names: &[String], plot: &Plot, color: &str) {
    let fits = |text: &str| width(text) <= plot.width;
    for (index, name) in names.iter().enumerate() {
        let parts = match name.rsplit_once(' ') {
            Some((first, second)) if !fits(name) => vec![first, second],
            _ => vec![name.as_str()],
        };
        lines(out, parts, plot.middle(index), plot.foot + LINE, "middle", color);
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few characters")]
fn width(text: &str) -> f64 {
    text.width() as f64 * CHARACTER
}

fn lines(out: &mut String, lines: Vec<&str>, x: f64, y: f64, anchor: &str, color: &str) {
    let _ = write!(out, "<text text-anchor=\"{anchor}\" fill=\"{color}\">");
    let mut y = y;
    for line in lines {
        let _ = write!(out, "<tspan x=\"{x:.1}\" y=\"{y:.1}\">{}</tspan>", escape::svg(line));
        y += LINE;
    }
    out.push_str("</text>");
}
