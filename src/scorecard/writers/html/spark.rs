//! Sparklines as inline drawings: grey, with the last figure dark, and read out as what they show.

use super::file::HtmlFile;
use super::markup::Markup;
use crate::amount::Amount;
use crate::scorecard::model::{DataRange, RowRef, Sparkline, SparklineLook};
use crate::scorecard::wording;

const HEIGHT: f64 = 20.0;
const STEP: f64 = 7.0;
const COLUMN: f64 = 5.0;
const DOT: f64 = 1.5;

impl HtmlFile<'_> {
    pub(super) fn spark(&self, out: &mut Markup, spark: &Sparkline) {
        let figures = spark.range.figures(self.pages);
        let values: Vec<Option<f64>> = figures.iter().map(|figure| figure.as_ref().map(Amount::to_float)).collect();
        let count = values.len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "a few periods")]
        let width = STEP * count as f64;
        out.tag("svg")
            .class("spark")
            .attr("role", "img")
            .attr("aria-label", &self.in_words(&spark.range, &values))
            .attr("viewBox", &format!("0 0 {width} {HEIGHT}"))
            .attr("width", &width.to_string())
            .attr("height", &HEIGHT.to_string())
            .holds(|svg| match spark.look {
                SparklineLook::Columns => columns(svg, &values),
                SparklineLook::Line => line(svg, &values),
            });
    }

    /// First, last, lowest and highest figure with their periods, and how many are missing.
    fn in_words(&self, range: &DataRange, values: &[Option<f64>]) -> String {
        let shown = range.texts(self.pages);
        let periods = DataRange { row: RowRef::Header, ..range.clone() }.texts(self.pages);
        let point = |at: usize| Some((periods.get(at)?.as_str(), shown.get(at)?.as_str()));
        let known = || values.iter().enumerate().filter_map(|(at, value)| value.map(|value| (at, value)));
        let by_value = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1);
        let ends = [known().next(), known().next_back(), known().min_by(by_value), known().max_by(by_value)];
        let said = ends.map(|end| end.and_then(|(at, _)| point(at)));
        let [Some(first), Some(last), Some(lowest), Some(highest)] = said else { return String::new() };
        wording::trend([first, last, lowest, highest], values.len() - known().count(), self.lang)
    }
}

/// Bottom and top of the drawing.
fn extent(values: &[Option<f64>], from_zero: bool) -> (f64, f64) {
    let start = if from_zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    let (low, high) = values.iter().flatten().fold(start, |(low, high), value| (low.min(*value), high.max(*value)));
    if high > low { (low, high) } else { (low - 0.5, low + 0.5) }
}

fn columns(svg: &mut Markup, values: &[Option<f64>]) {
    let (low, high) = extent(values, true);
    let height = |value: f64| (value - low) / (high - low) * HEIGHT;
    let last = values.iter().rposition(Option::is_some);
    let mut x = 0.0;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let (foot, head) = (height(0.0).min(height(*value)), height(0.0).max(height(*value)));
            // A figure that is there is seen, however small it is.
            let tall = (head - foot).max(0.6);
            let rect = svg.tag("rect").class(if Some(at) == last { "last" } else { "" });
            let rect = rect.attr("x", &format!("{x}")).attr("y", &format!("{:.1}", HEIGHT - foot - tall));
            rect.attr("width", &format!("{COLUMN}")).attr("height", &format!("{tall:.1}")).says("");
        }
        x += STEP;
    }
}

fn line(svg: &mut Markup, values: &[Option<f64>]) {
    let (low, high) = extent(values, false);
    let room = HEIGHT - 4.0 * DOT;
    let mut x = STEP / 2.0;
    let mut points = Vec::new();
    for value in values {
        points.extend(value.map(|value| (x, 2.0 * DOT + (high - value) / (high - low) * room)));
        x += STEP;
    }
    let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    svg.tag("path").attr("d", &format!("M{}", path.join("L"))).says("");
    if let Some((x, y)) = points.last() {
        let dot = svg.tag("circle").class("last").attr("cx", &format!("{x:.1}")).attr("cy", &format!("{y:.1}"));
        dot.attr("r", &DOT.to_string()).says("");
    }
}
