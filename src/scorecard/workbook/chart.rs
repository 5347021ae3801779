//! Native charts in IBCS clothes: AC dark and solid, PL outlined, good green, bad red; no grid, no legend.

use super::super::model::{self, Labels, Look, NumberFormat, Series, Stacking};
use super::{Area, Book, style};
use crate::lang::Lang;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLayout, ChartLine, ChartSeries,
    ChartSolidFill, ChartType, Color,
};

pub(super) fn chart(chart: &model::Chart, book: &Book<'_>, lang: Lang, width: u32, height: u32) -> Chart {
    let mut drawn = Chart::new(match chart.stacking {
        Stacking::Overlapped => ChartType::Column,
        Stacking::Stacked => ChartType::ColumnStacked,
    });
    for series in &chart.series {
        if let Some(series) = drawn_series(series, chart.stacking, book, lang) {
            drawn.push_series(&series);
        }
    }
    let small = |bold: bool| {
        let mut font = ChartFont::new();
        font.set_name(style::font(lang)).set_size(if bold { 9 } else { 8 }).set_color(style::INK);
        if bold {
            font.set_bold();
        } else {
            font.unset_bold();
        }
        font
    };
    drawn
        .title()
        .set_name(&plain_text(&chart.title))
        .set_font(&small(true))
        .set_layout(&ChartLayout::new().set_offset(0.012, 0.02));
    drawn.plot_area().set_layout(&ChartLayout::new().set_offset(0.02, 0.16).set_dimensions(0.96, 0.70));
    drawn.legend().set_hidden();
    drawn.y_axis().set_min(0).set_max(chart.top.to_float()).set_major_gridlines(false).set_hidden(true);
    let mut line = ChartLine::new();
    line.set_color(style::GREY).set_width(0.75);
    drawn.x_axis().set_font(&small(false)).set_format(ChartFormat::new().set_line(&line));
    let mut edge = ChartLine::new();
    edge.set_color(Color::RGB(0xD9_D9D9)).set_width(0.5);
    drawn.chart_area().set_format(ChartFormat::new().set_border(&edge));
    drawn.set_width(width).set_height(height).set_alt_text(&chart.alt);
    drawn
}

fn drawn_series(series: &Series, stacking: Stacking, book: &Book<'_>, lang: Lang) -> Option<ChartSeries> {
    let mut drawn = ChartSeries::new();
    let (sheet, area) = book.resolve(&series.values)?;
    drawn.set_values(cells(&sheet.sheet, &area));
    let (sheet, area) = book.resolve(&series.categories)?;
    drawn.set_categories(cells(&sheet.sheet, &area));
    drawn.set_name(&plain_text(&series.name)).set_gap(45);
    drawn.set_overlap(match stacking {
        Stacking::Overlapped => 65,
        Stacking::Stacked => 100,
    });
    drawn.set_format(&mut look(series.look));
    match &series.labels {
        Labels::None => {}
        Labels::Values(format) => {
            drawn.set_data_label(&values(*format, lang));
        }
        Labels::Texts(texts) => {
            let custom: Vec<ChartDataLabel> = texts.iter().map(|text| one_text(text, lang)).collect();
            drawn.set_data_label(ChartDataLabel::new().show_value().set_position(ChartDataLabelPosition::InsideBase));
            drawn.set_custom_data_labels(&custom);
        }
    }
    Some(drawn)
}

/// A name that starts with `=` would be read as a reference.
fn plain_text(text: &str) -> String {
    text.trim_start_matches('=').to_owned()
}

fn cells<'a>(sheet: &'a str, area: &Area) -> (&'a str, u32, u16, u32, u16) {
    (sheet, area.first_row, area.first_column, area.last_row, area.last_column)
}

fn look(look: Look) -> ChartFormat {
    let mut format = ChartFormat::new();
    let solid = |format: &mut ChartFormat, color: Color| {
        format.set_solid_fill(ChartSolidFill::new().set_color(color));
    };
    match look {
        Look::Actual => solid(&mut format, style::ACTUAL),
        Look::Gain => solid(&mut format, style::GOOD),
        Look::Loss => solid(&mut format, style::BAD),
        Look::Plan => {
            format.set_no_fill().set_border(ChartLine::new().set_color(style::ACTUAL).set_width(1));
        }
        Look::Hidden => {
            format.set_no_fill().set_no_border();
        }
    }
    format
}

/// Figures above their columns, on white where the outline of a plan runs behind them.
fn values(format: NumberFormat, lang: Lang) -> ChartDataLabel {
    let digits = format.code();
    let mut label = ChartDataLabel::new();
    // A missing figure is drawn as nothing, so a zero gets no label.
    label
        .show_value()
        .set_font(&font(lang))
        .set_num_format(format!("{digits};-{digits};"))
        .set_position(ChartDataLabelPosition::OutsideEnd)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(Color::White)));
    label
}

fn one_text(text: &str, lang: Lang) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.set_value(&plain_text(text)).set_font(&font(lang));
    label
}

fn font(lang: Lang) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(style::font(lang)).set_size(8).set_color(style::INK);
    font
}
