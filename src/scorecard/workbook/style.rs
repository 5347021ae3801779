//! How roles look: the only place with fonts and colours.

use super::super::model::{Align, NumberFormat, RowRole, Tone};
use crate::lang::Lang;
use crate::score::Status;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

pub(super) const INK: Color = Color::RGB(0x26_2626);
/// The lightest grey that small text can be read in on every ground.
pub(super) const GREY: Color = Color::RGB(0x6B_6B6B);
pub(super) const ACTUAL: Color = Color::RGB(0x40_4040);
pub(super) const PRIOR_YEAR: Color = Color::RGB(0xA6_A6A6);
pub(super) const GOOD: Color = Color::RGB(0x3A_7D1E);
pub(super) const BAD: Color = Color::RGB(0xB3_261E);
const CAUTION: Color = Color::RGB(0x95_5900);
const LINK: Color = Color::RGB(0x1F_4E79);
const HAIR: Color = Color::RGB(0xBF_BFBF);
const BAND: Color = Color::RGB(0xF2_F2F0);
pub(super) const SPARK: Color = Color::RGB(0xA6_A6A6);
pub(super) const BAR: Color = Color::RGB(0xC9_C9C4);
/// The darkest of a heat map; ink stays readable on it.
pub(super) const SHADE: Color = Color::RGB(0x8F_B7D9);
const COMMENT: Color = Color::RGB(0xFF_FBE6);
const SIZE: f64 = 9.0;

pub(super) const fn font(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Arial",
        Lang::Ko => "Malgun Gothic",
    }
}

/// The font of every cell that nobody wrote.
pub(super) fn default(lang: Lang) -> Format {
    Format::new().set_font_name(font(lang)).set_font_size(10)
}

fn base(lang: Lang) -> Format {
    let base = Format::new().set_font_name(font(lang)).set_font_size(SIZE).set_font_color(INK);
    base.set_align(FormatAlign::VerticalCenter)
}

pub(super) fn title(lang: Lang) -> Format {
    base(lang).set_font_size(16).set_bold()
}

pub(super) fn subtitle(lang: Lang) -> Format {
    base(lang).set_font_color(GREY).set_text_wrap()
}

pub(super) fn message(lang: Lang) -> Format {
    base(lang).set_font_size(11).set_bold().set_text_wrap()
}

pub(super) fn heading(lang: Lang) -> Format {
    base(lang).set_font_size(11).set_bold()
}

pub(super) fn remark(lang: Lang) -> Format {
    base(lang).set_font_size(8).set_font_color(GREY).set_text_wrap()
}

pub(super) fn nav(lang: Lang) -> Format {
    base(lang).set_font_size(8).set_font_color(LINK)
}

/// Label, figure and detail of a tile.
pub(super) fn tile(lang: Lang) -> [Format; 3] {
    let base = || base(lang).set_background_color(BAND).set_align(FormatAlign::Left).set_indent(1);
    [
        base().set_font_size(8).set_font_color(GREY),
        base().set_font_size(16).set_bold(),
        base().set_font_size(8).set_font_color(GREY),
    ]
}

pub(super) fn header(lang: Lang, align: Align) -> Format {
    let format = base(lang).set_font_size(8).set_bold().set_font_color(GREY).set_text_wrap();
    let format = format.set_align(FormatAlign::Bottom).set_align(horizontal(align));
    format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(INK)
}

pub(super) fn group(lang: Lang) -> Format {
    let format = base(lang).set_font_size(8).set_font_color(GREY).set_align(FormatAlign::Center);
    format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(HAIR)
}

/// A cell of a row, before its own colours.
pub(super) fn row(lang: Lang, role: RowRole, align: Align) -> Format {
    let format = base(lang).set_align(horizontal(align));
    let lined = |format: Format| format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(HAIR);
    match role {
        RowRole::Plain => lined(format),
        RowRole::Section => format.set_font_size(8).set_bold().set_font_color(GREY).set_align(FormatAlign::Bottom),
        RowRole::Remark => lined(format.set_font_size(8).set_font_color(GREY).set_italic()),
        RowRole::Total => {
            format.set_bold().set_background_color(BAND).set_border_top(FormatBorder::Thin).set_border_top_color(INK)
        }
        RowRole::Helper => lined(format.set_font_size(8).set_font_color(GREY)),
    }
}

const fn horizontal(align: Align) -> FormatAlign {
    match align {
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
    }
}

pub(super) fn toned(format: Format, tone: Tone) -> Format {
    match tone {
        Tone::Neutral => format,
        Tone::Good => format.set_font_color(GOOD),
        Tone::Bad => format.set_font_color(BAD),
        Tone::Quiet => format.set_font_color(GREY),
    }
}

pub(super) fn status(format: Format, status: Status) -> Format {
    format.set_font_color(match status {
        Status::Exceeded | Status::Met => GOOD,
        Status::AtRisk => CAUTION,
        Status::Missed => BAD,
        Status::NotScored | Status::NotDue => GREY,
    })
}

/// Fill by status; the sign at the left edge says the same without colour.
pub(super) fn heat(format: Format, status: Status, number: NumberFormat) -> Format {
    let format = format.set_num_format(format!("\" {}\"* {}", status.sign(), number.code()));
    match status {
        Status::Exceeded => format.set_background_color(Color::RGB(0xC5_DEB4)),
        Status::Met => format.set_background_color(Color::RGB(0xE3_EFD9)),
        Status::AtRisk => format.set_background_color(Color::RGB(0xFC_E6C4)),
        Status::Missed => format.set_background_color(Color::RGB(0xF8_D3D3)),
        Status::NotScored | Status::NotDue => format,
    }
}

pub(super) fn link(format: Format) -> Format {
    format.set_font_color(LINK)
}

pub(super) fn comment(format: Format) -> Format {
    format.set_background_color(COMMENT).set_text_wrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.1.
    fn luminance(color: Color) -> f64 {
        let Color::RGB(rgb) = color else { panic!("{color:?}") };
        let part = |shift: u32| {
            let part = f64::from((rgb >> shift) & 0xFF) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    #[test]
    fn every_text_stands_out_from_every_ground_that_it_stands_on() {
        for ground in [Color::RGB(0xFF_FFFF), BAND, COMMENT] {
            for text in [INK, GREY, GOOD, BAD, CAUTION, LINK, ACTUAL] {
                let (light, dark) = (luminance(ground), luminance(text));
                assert!((light + 0.05) / (dark + 0.05) >= 4.5, "{text:?} on {ground:?}");
            }
        }
    }
}
