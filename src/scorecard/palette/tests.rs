use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SCORED: [Status; 4] = [Status::Exceeded, Status::Met, Status::AtRisk, Status::Missed];

/// What eyes make of light that lack one kind of cone, from Machado, Oliveira and Fernandes, "A Physiologically-based
/// Model for Simulation of Color Vision Deficiency" (2009), at severity 1.0; grey is what a black printer does.
const EYES: [(&str, [[f64; 3]; 3]); 5] = [
    ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
    ("grey", [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]]),
];

/// Where a colour stands in CIE L*a*b* (D65), in which distances are about what is seen.
fn lab(light: [f64; 3]) -> [f64; 3] {
    let [red, green, blue] = light.map(|channel| channel.clamp(0.0, 1.0));
    let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
    let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn seen(color: Rgb, eye: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = color.light();
    lab(eye.map(|row| row.iter().zip(light).map(|(share, channel)| share * channel).sum()))
}

fn distance(one: Rgb, other: Rgb, eye: &[[f64; 3]; 3]) -> f64 {
    let squares = seen(one, eye).into_iter().zip(seen(other, eye)).map(|(a, b)| (a - b).powi(2));
    squares.sum::<f64>().sqrt()
}

/// Every colour of text with every ground that it stands on.
fn check(palette: &Palette) -> Result<(), String> {
    let Palette { ink, title, grey, link, good, bad, caution, actual, band, comment, shade, bar, .. } = *palette;
    let mut pairs = vec![(ink, shade), (ink, bar), (title, Rgb::WHITE)];
    for text in [ink, grey, link, good, bad, caution, actual] {
        pairs.extend([(text, Rgb::WHITE), (text, band), (text, comment)]);
    }
    pairs.extend(SCORED.iter().filter_map(|status| Some((ink, heat(*status)?))));
    for (text, ground) in pairs {
        let contrast = text.contrast(ground);
        if contrast < TEXT {
            return Err(format!("{text:X} on {ground:X}: {contrast:.2}"));
        }
    }
    Ok(())
}

#[test]
fn contrast_is_measured_as_the_guidelines_do() {
    assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
    assert!((Rgb(0x76_7676).contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
}

#[test]
fn every_text_of_the_usual_palettes_can_be_read() {
    assert_eq!(check(&Palette::SHEET), Ok(()));
    assert_eq!(check(&Palette::SCREEN), Ok(()));
}

/// What of two colours is just told apart side by side is a distance of about 2.3.
const APART: f64 = 5.0;

/// Pairs of colours that lie closer than [`APART`] for some eye.
fn close(colors: &[(&str, Rgb)]) -> Vec<String> {
    let mut found = Vec::new();
    for (eye, matrix) in &EYES {
        for (at, (name, one)) in colors.iter().enumerate() {
            for (other_name, other) in &colors[at + 1..] {
                if distance(*one, *other, matrix) < APART {
                    found.push(format!("{eye}: {name}, {other_name}"));
                }
            }
        }
    }
    found
}

#[test]
fn where_colours_of_statuses_cannot_be_told_apart_is_known_and_the_signs_differ_there() {
    let grounds = SCORED.map(|status| (status.into_str(), heat(status).unwrap()));
    let signs: BTreeSet<char> = SCORED.iter().map(|status| status.sign()).collect();
    assert_eq!(signs.len(), SCORED.len());
    insta::assert_debug_snapshot!("grounds_that_are_close", close(&grounds));
    for (name, palette) in [("sheet", Palette::SHEET), ("screen", Palette::SCREEN)] {
        let texts = [("good", palette.good), ("caution", palette.caution), ("bad", palette.bad)];
        insta::assert_debug_snapshot!(format!("{name}_texts_that_are_close"), close(&texts));
    }
}

proptest! {
    #[test]
    fn whatever_the_brand_every_text_can_be_read(
        dark in prop::array::uniform2(0_u32..=0xFF_FFFF),
        accent in 0_u32..=0xFF_FFFF,
        link in 0_u32..=0xFF_FFFF,
    ) {
        let brand = Brand { dark: dark.map(Rgb), accent: Rgb(accent), link: Rgb(link) };
        for palette in [Palette::SHEET, Palette::SCREEN] {
            prop_assert_eq!(check(&palette.branded(&brand)), Ok(()));
        }
    }
}
