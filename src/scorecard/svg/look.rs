//! How roles look in a drawing: fills, edges and hatches.

use super::super::model::Look;
use std::fmt::Write as _;

pub(super) const INK: &str = "#262626";
pub(super) const GREY: &str = "#6b6b6b";
pub(super) const AXIS: &str = "#808080";
const ACTUAL: &str = "#404040";
const LIGHTER: &str = "#a6a6a6";
const GOOD: &str = "#3a7d1e";
const BAD: &str = "#b3261e";

/// The hatches of a drawing, under names of its own: a document holds many drawings.
pub(super) fn patterns(id: &str) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<defs><pattern id=\"{id}-fc\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>\
         <rect width=\"1.6\" height=\"4\" fill=\"{ACTUAL}\"/></pattern>\
         <pattern id=\"{id}-part\" width=\"3\" height=\"3\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"3\" height=\"3\" fill=\"#fff\"/><circle cx=\"1.5\" cy=\"1.5\" r=\"1\" fill=\"{ACTUAL}\"/></pattern></defs>"
    );
    out
}

/// The colour of what is drawn in one.
pub(super) const fn color(look: Look) -> &'static str {
    match look {
        Look::PriorYear | Look::Companion => LIGHTER,
        Look::Good => GOOD,
        Look::Bad => BAD,
        Look::Even => AXIS,
        Look::Actual | Look::Partial | Look::Plan | Look::Forecast | Look::Hidden => ACTUAL,
    }
}

/// Attributes of a column; `None` where nothing is drawn.
pub(super) fn column(look: Look, id: &str) -> Option<String> {
    let edged = |fill: &str| format!("fill=\"{fill}\" stroke=\"{ACTUAL}\" stroke-width=\"1\"");
    match look {
        Look::Hidden => None,
        Look::Plan => Some(edged("none")),
        Look::Forecast => Some(edged(&format!("url(#{id}-fc)"))),
        Look::Partial => Some(edged(&format!("url(#{id}-part)"))),
        solid => Some(format!("fill=\"{}\"", color(solid))),
    }
}

/// Attributes of a line.
pub(super) fn line(look: Look) -> String {
    let color = color(look);
    match look {
        Look::Plan => format!("stroke=\"{color}\" stroke-width=\"1\" stroke-dasharray=\"4 3\""),
        Look::Forecast => format!("stroke=\"{color}\" stroke-width=\"1.5\" stroke-dasharray=\"1.5 2\""),
        _ => format!("stroke=\"{color}\" stroke-width=\"2\" stroke-linejoin=\"round\""),
    }
}
