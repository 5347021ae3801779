//! Colours by what they mean: the only place that has any, for the workbook, its charts, the HTML file and its drawings.
//!
//! Good, bad and caution are the same in every theme: they are read as such before they are recognised as anybody's brand.

#[cfg(test)]
mod tests;

use crate::score::Status;
use std::fmt;

/// `0xRRGGBB`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u32);

/// Least contrast of text against what it stands on.
pub const TEXT: f64 = 4.5;
/// Of what must be seen at a glance: what is read most, and the dark columns of what happened.
const STRONG: f64 = 7.0;

impl Rgb {
    pub const WHITE: Self = Self(0xFF_FFFF);
    pub const BLACK: Self = Self(0);

    pub(super) const fn channels(self) -> [u8; 3] {
        let [_, red, green, blue] = self.0.to_be_bytes();
        [red, green, blue]
    }

    /// Red, green and blue as amounts of light, from 0 to 1.
    pub(super) fn light(self) -> [f64; 3] {
        self.channels().map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance by WCAG 2.2.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.light();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1, the same, to 21, black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// `percent` of the way to another colour.
    fn towards(self, other: Self, percent: u32) -> Self {
        let percent = percent.min(100);
        let mixed = self.channels().into_iter().zip(other.channels()).fold(0, |all, (own, other)| {
            let channel = (u32::from(own) * (100 - percent) + u32::from(other) * percent + 50) / 100;
            all << 8 | channel
        });
        Self(mixed)
    }

    /// The same hue, as much darker as it takes to be read on all `grounds`.
    fn legible(self, grounds: [Self; 2], least: f64) -> Self {
        let mut darker = (0..=100).map(|percent| self.towards(Self::BLACK, percent));
        darker.find(|color| grounds.iter().all(|ground| color.contrast(*ground) >= least)).unwrap_or(Self::BLACK)
    }

    /// The same hue, `percent` of the way to white or as much further as it takes for all `texts` to be read on it.
    fn ground(self, percent: u32, texts: &[Self]) -> Self {
        let mut lighter = (percent..=100).map(|percent| self.towards(Self::WHITE, percent));
        lighter.find(|color| texts.iter().all(|text| text.contrast(*color) >= TEXT)).unwrap_or(Self::WHITE)
    }
}

impl fmt::UpperHex for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06X}", self.0)
    }
}

/// What every colour of a scorecard means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub ink: Rgb,
    pub title: Rgb,
    /// Headers, remarks, what is missing, what is estimated.
    pub grey: Rgb,
    pub link: Rgb,
    pub good: Rgb,
    pub bad: Rgb,
    pub caution: Rgb,
    /// Columns and lines of what happened.
    pub actual: Rgb,
    pub prior_year: Rgb,
    /// Axes of drawings.
    pub axis: Rgb,
    pub spark: Rgb,
    /// Bars behind figures.
    pub bar: Rgb,
    /// Hair lines between rows.
    pub hair: Rgb,
    /// Ground of tiles and totals.
    pub band: Rgb,
    /// Ground of cells to type in.
    pub comment: Rgb,
    /// The darkest of a heat map; ink stays readable on it.
    pub shade: Rgb,
}

impl Palette {
    /// Of sheets, and of charts wherever they are drawn.
    pub const SHEET: Self = Self {
        ink: Rgb(0x26_2626),
        title: Rgb(0x26_2626),
        // The lightest grey that small text can be read in on every ground.
        grey: Rgb(0x6B_6B6B),
        link: Rgb(0x1F_4E79),
        good: Rgb(0x1B_7A43),
        bad: Rgb(0xB3_261E),
        caution: Rgb(0x95_5900),
        actual: Rgb(0x40_4040),
        prior_year: Rgb(0xA6_A6A6),
        axis: Rgb(0x80_8080),
        spark: Rgb(0xA6_A6A6),
        bar: Rgb(0xC9_C9C4),
        hair: Rgb(0xBF_BFBF),
        band: Rgb(0xF2_F2F0),
        comment: Rgb(0xFF_FBE6),
        shade: Rgb(0x8F_B7D9),
    };

    /// Of the text of a browser, whose thin letters need to be a little darker.
    pub const SCREEN: Self = Self {
        grey: Rgb(0x63_6363),
        good: Rgb(0x1B_7A43),
        caution: Rgb(0x8A_5200),
        spark: Rgb(0x8C_8C8C),
        ..Self::SHEET
    };

    /// In a company's colours, each as much darker as it takes to be read.
    #[must_use]
    pub fn branded(self, brand: &Brand) -> Self {
        let [dark, second] = brand.dark;
        let band = brand.accent.ground(92, &[self.good, self.bad, self.caution]);
        // What is read on both is read on white, which is lighter.
        let grounds = [band, self.comment];
        let ink = dark.legible(grounds, STRONG);
        let title = second.legible(grounds, STRONG);
        Self {
            ink,
            title,
            grey: ink.towards(Rgb::WHITE, 35).legible(grounds, TEXT),
            link: brand.link.legible(grounds, TEXT),
            actual: title,
            prior_year: title.towards(Rgb::WHITE, 55),
            axis: ink.towards(Rgb::WHITE, 45),
            spark: brand.accent.legible([Rgb::WHITE; 2], 2.0),
            bar: brand.accent.ground(70, &[ink]),
            hair: ink.towards(Rgb::WHITE, 70),
            band,
            shade: brand.accent.ground(0, &[ink]),
            ..self
        }
    }

    /// Of the sign and word of a status.
    pub const fn status(&self, status: Status) -> Rgb {
        match status {
            Status::Exceeded | Status::Met => self.good,
            Status::AtRisk => self.caution,
            Status::Missed => self.bad,
            Status::NotScored | Status::NotDue => self.grey,
        }
    }
}

/// Ground of a score by its status; a sign in the cell says the same without colour.
pub const fn heat(status: Status) -> Option<Rgb> {
    match status {
        Status::Exceeded => Some(Rgb(0xC5_DEB4)),
        Status::Met => Some(Rgb(0xE3_EFD9)),
        Status::AtRisk => Some(Rgb(0xFC_E6C4)),
        Status::Missed => Some(Rgb(0xF8_D3D3)),
        Status::NotScored | Status::NotDue => None,
    }
}

/// The colours of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brand {
    /// First and second colour of text.
    pub dark: [Rgb; 2],
    pub accent: Rgb,
    pub link: Rgb,
}
