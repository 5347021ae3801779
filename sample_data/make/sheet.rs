//! What the three kinds of workbook have in common: fixed properties, formats, exact numbers.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// Without a fixed date the writer would store the clock, and no two runs would agree.
pub(crate) fn workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(title)
        .set_company("Hanbit Medical")
        .set_author("Hanbit Medical")
        .set_creation_datetime(&date(2026, 11, 6)?);
    workbook.set_properties(&properties);
    Ok(workbook)
}

pub(crate) fn date(year: i64, month: i64, day: i64) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&format!("{year}-{month:02}-{day:02}"))
}

/// A whole number of `1 / parts` as the double nearest to it. Written out in decimal and parsed,
/// because that is the one conversion from `i64` that cannot lose a digit unseen.
pub(crate) fn number(value: i64, parts: Parts) -> Result<f64, std::num::ParseFloatError> {
    let exponent = match parts {
        Parts::Ones => 0,
        Parts::Hundredths => -2,
        Parts::TenThousandths => -4,
    };
    format!("{value}e{exponent}").parse()
}

#[derive(Clone, Copy)]
pub(crate) enum Parts {
    Ones,
    Hundredths,
    TenThousandths,
}

pub(crate) fn header() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_4E_79))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

pub(crate) fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

pub(crate) fn quiet() -> Format {
    Format::new().set_font_color(Color::RGB(0x59_59_59))
}

pub(crate) fn shown_as(number_format: &str) -> Format {
    Format::new().set_num_format(number_format)
}
