//! How roles look in a drawing: fills, edges and hatches.

use crate::scorecard::model::SeriesRole;
use crate::scorecard::palette::{Palette, Rgb};
use std::fmt::Write as _;

/// What a drawing is made with. `id` begins the names of its hatches: a document holds many drawings.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    pub(super) palette: &'a Palette,
    pub(super) id: &'a str,
}

pub(super) fn hex(rgb: Rgb) -> String {
    format!("#{:06x}", rgb.0)
}

impl Pen<'_> {
    pub(super) fn ink(self) -> String {
        hex(self.palette.ink)
    }

    pub(super) fn grey(self) -> String {
        hex(self.palette.grey)
    }

    pub(super) fn axis(self) -> String {
        hex(self.palette.axis)
    }

    /// The hatches of a drawing.
    pub(super) fn patterns(self) -> String {
        let (id, actual) = (self.id, hex(self.palette.actual));
        let mut out = String::new();
        let _ = write!(
            out,
            "<defs><pattern id=\"{id}-fc\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"4\" height=\"4\" fill=\"#fff\"/>\
             <rect width=\"1.6\" height=\"4\" fill=\"{actual}\"/></pattern>\
             <pattern id=\"{id}-part\" width=\"3\" height=\"3\" patternUnits=\"userSpaceOnUse\">\
             <rect width=\"3\" height=\"3\" fill=\"#fff\"/><circle cx=\"1.5\" cy=\"1.5\" r=\"1\" fill=\"{actual}\"/></pattern></defs>"
        );
        out
    }

    /// The colour of what is drawn in one.
    pub(super) fn color(self, look: SeriesRole) -> String {
        let palette = self.palette;
        hex(match look {
            SeriesRole::PriorYear | SeriesRole::Companion => palette.prior_year,
            SeriesRole::Good => palette.good,
            SeriesRole::Bad => palette.bad,
            SeriesRole::Even => palette.axis,
            SeriesRole::Actual | SeriesRole::Partial | SeriesRole::Plan | SeriesRole::Forecast | SeriesRole::Hidden => {
                palette.actual
            }
        })
    }

    /// Attributes of a column; `None` where nothing is drawn.
    pub(super) fn column(self, look: SeriesRole) -> Option<String> {
        let (id, actual) = (self.id, hex(self.palette.actual));
        let edged = |fill: &str| format!("fill=\"{fill}\" stroke=\"{actual}\" stroke-width=\"1\"");
        match look {
            SeriesRole::Hidden => None,
            SeriesRole::Plan => Some(edged("none")),
            SeriesRole::Forecast => Some(edged(&format!("url(#{id}-fc)"))),
            SeriesRole::Partial => Some(edged(&format!("url(#{id}-part)"))),
            solid => Some(format!("fill=\"{}\"", self.color(solid))),
        }
    }

    /// Attributes of a line.
    pub(super) fn line(self, look: SeriesRole) -> String {
        let color = self.color(look);
        match look {
            SeriesRole::Plan => format!("stroke=\"{color}\" stroke-width=\"1\" stroke-dasharray=\"4 3\""),
            SeriesRole::Forecast => format!("stroke=\"{color}\" stroke-width=\"1.5\" stroke-dasharray=\"1.5 2\""),
            _ => format!("stroke=\"{color}\" stroke-width=\"2\" stroke-linejoin=\"round\""),
        }
    }
}
