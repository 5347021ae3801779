//! Charts as SVG, in the same notation as the native ones of the workbook.
//!
//! [`draw`] is pure: a chart, and pages in which its figures stand, give the text of one `<svg>` element that scales to
//! the width it gets. It holds no script and refers to nothing outside itself. The title of the chart is written by the
//! page round it, as a caption that wraps; here it is the picture's name for those who do not see it.

mod look;
mod marks;
mod plot;
#[cfg(test)]
mod tests;
mod text;

use crate::scorecard::model::{Chart, Page, Tier};
use crate::scorecard::palette::Palette;
use crate::scorecard::writers::escape;
use look::Pen;
use plot::{Plot, WIDTH};
use std::fmt::Write as _;

/// One unit of a tier's height: the same in every chart, since scales are compared by it.
const UNIT: f64 = 19.0;
/// Above the first tier, for labels beyond the scale.
const HEAD: f64 = 6.0;
const CATEGORIES: f64 = 26.0;
/// Left of tiers with names, and right of lines with names.
const NAMES: f64 = 46.0;
const ENDS: f64 = 92.0;
const SPARE: f64 = 2.0;

/// The drawing of a chart. `id` begins every id inside it and must be one of a kind in the document.
pub(super) fn draw(chart: &Chart, pages: &[Page], id: &str, palette: &Palette) -> String {
    let height = |tier: &Tier| UNIT * f64::from(tier.height);
    let whole = HEAD + chart.tiers.iter().map(height).sum::<f64>() + CATEGORIES;
    let id = escape::svg(id);
    let pen = Pen { palette, id: &id };
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {whole}\" \
         width=\"100%\" aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{}\" fill=\"{}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        text::SIZE,
        pen.ink(),
        escape::svg(&chart.title),
        escape::svg(&chart.alt()),
    );
    out.push_str(&pen.patterns());
    let categories = chart.categories.texts(pages);
    let has_names = chart.tiers.iter().any(|tier| tier.label.is_some());
    let left = if has_names { NAMES } else { SPARE };
    let right = WIDTH - if chart.has_labels_at_the_right() { ENDS } else { SPARE };
    let mut top = HEAD;
    for (index, tier) in chart.tiers.iter().enumerate() {
        let high = height(tier);
        let plot = Plot::of(&tier.scale, [left, right], [top, top + high], categories.len());
        out.push_str("<g class=\"tier\">");
        if let Some(label) = &tier.label {
            text::beside(&mut out, label, top + high / 2.0, &pen.grey());
        }
        marks::tier(&mut out, tier, &plot, pages, pen);
        if index + 1 == chart.tiers.len() {
            text::categories(&mut out, &categories, &plot, &pen.ink());
        }
        out.push_str("</g>");
        top += high;
    }
    out.push_str("</svg>");
    out
}
