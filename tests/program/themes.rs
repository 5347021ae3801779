//! A company's theme on everything that a scorecard is made of, and what is wrong with files that are none.

use crate::harness::Test;
use crate::unattended::Review;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TEAL: &str = r#"<?xml version="1.0" encoding="UTF-8"?><a:theme xmlns:a="urn:a" name="Teal"><a:themeElements>
    <a:clrScheme name="Teal"><a:dk1><a:srgbClr val="102A2C"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>
    <a:dk2><a:srgbClr val="0B3D5C"/></a:dk2><a:lt2><a:srgbClr val="EEEEEE"/></a:lt2>
    <a:accent1><a:srgbClr val="00808A"/></a:accent1><a:hlink><a:srgbClr val="005A61"/></a:hlink></a:clrScheme>
    <a:fontScheme name="x"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont><a:minorFont>
    <a:latin typeface="Verdana"/><a:font script="Hang" typeface="Batang"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"#;

/// Colours and fonts that a scorecard has of its own, and that a theme takes away.
const USUAL: [&str; 8] = ["262626", "6B6B6B", "404040", "C9C9C4", "BFBFBF", "F2F2F0", "8FB7D9", "1F4E79"];

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

fn thmx(xml: &str) -> Vec<u8> {
    package(&[("[Content_Types].xml", b"<Types/>"), ("theme/theme/theme1.xml", xml.as_bytes())])
}

/// All styles, sheets and charts of a workbook.
fn parts(path: &Path) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        // The palette of the colour picker is no colour of a page.
        if !name.contains("theme") {
            parts.push((name, text));
        }
    }
    parts
}

/// The monthly review of the repository in a theme and a language.
fn monthly(theme: &[u8], language: &str) -> crate::harness::Ran {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut text = fs::read_to_string(format!("{root}/pipelines/monthly.toml")).unwrap();
    for (from, to) in [
        ("inputs = \"../sample_data\"", format!("inputs = \"{root}/sample_data\"")),
        ("output = \"../out\"", "output = \"out\"".to_owned()),
        ("language = \"en\"", format!("language = \"{language}\"")),
        (
            "file = \"Scorecard {period}.xlsx\"",
            "file = \"Scorecard {period}.xlsx\"\ntheme_file = \"brand.thmx\"".to_owned(),
        ),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, &to);
    }
    let test = Test::new().bytes("monthly.toml", text.as_bytes()).bytes("brand.thmx", theme);
    test.args("run monthly.toml --as-of 2026-10 --quiet").run_quietly()
}

const XLSX: &str = "out/2026-10/Scorecard 2026-10.xlsx";
const HTML: &str = "out/2026-10/Scorecard 2026-10.html";

#[test]
fn a_theme_colours_workbook_charts_html_and_drawings_and_nothing_of_the_usual_look_is_left() {
    for (language, font, usual) in [("en", "Verdana", "Arial"), ("ko", "Batang", "Malgun Gothic")] {
        let ran = monthly(&thmx(TEAL), language);
        let parts = parts(&ran.path(XLSX));
        let all = |folder: &str| {
            let own = parts.iter().filter(|(name, _)| name.starts_with(folder));
            own.map(|(_, text)| text.as_str()).collect::<String>()
        };
        let (styles, charts) = (all("xl/styles.xml"), all("xl/charts/"));
        for (what, text) in [("styles", &styles), ("charts", &charts)] {
            for wanted in ["102A2C", font] {
                assert!(text.contains(wanted), "{what} without {wanted}");
            }
            assert!(!text.contains(usual), "{what} with {usual}");
        }
        assert!(styles.contains("0B3D5C") && styles.contains("005A61"), "title and links");
        assert_eq!(styles.contains("Georgia"), language == "en");
        assert!(charts.contains("0B3D5C"), "what happened");
        for (name, text) in &parts {
            for usual in USUAL {
                assert!(!text.to_ascii_uppercase().contains(usual), "{name} with {usual}");
            }
        }

        let html = fs::read_to_string(ran.path(HTML)).unwrap();
        assert!(html.contains("--ink:#102A2C;") && html.contains("--link:#005A61;"));
        assert!(html.contains(&format!("--font:\"{font}\",")));
        assert!(html.contains("h1,h2,h3{color:#0B3D5C;"));
        let drawings: Vec<&str> = html.split("<svg").skip(1).map(|rest| rest.split("</svg>").next().unwrap()).collect();
        assert!(drawings.iter().any(|svg| svg.contains("fill=\"#0b3d5c\"")));
        for usual in USUAL {
            assert!(!html.to_ascii_uppercase().contains(&format!("#{usual}")), "HTML with {usual}");
        }
        // Good and bad mean the same in every dress.
        assert!(styles.contains("1B7A43") && html.contains("--bad:#B3261E;"));
    }
}

#[test]
fn every_sheet_is_one_page_wide_on_the_paper_that_was_asked_for() {
    for (key, number) in [("", "9"), ("paper = \"a4\"", "9"), ("paper = \"letter\"", "1")] {
        let review = Review::new();
        review.add("[[scorecard]]\nfile = \"S.xlsx\"\nhtml = true");
        let text = review.read("review.toml").replace("name = \"Review\"\n", &format!("name = \"Review\"\n{key}\n"));
        review.put("review.toml", &text);
        assert_eq!(review.run("run review.toml --quiet").code, 0);
        let parts = parts(&review.path("out/2026-10/S.xlsx"));
        let sheets: Vec<_> = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).collect();
        assert!(sheets.len() > 5);
        for (name, text) in sheets {
            assert!(text.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{name}");
            let set_up = text.split("<pageSetup ").nth(1).unwrap().split("/>").next().unwrap();
            assert!(set_up.contains(&format!("paperSize=\"{number}\"")), "{name}: {set_up}");
            assert!(set_up.contains("fitToHeight=\"0\"") && !set_up.contains("fitToWidth"), "{name}: {set_up}");
        }
        let html = review.read("out/2026-10/S.html");
        assert_eq!(html.contains("@page{size:letter landscape}"), number == "1");
    }
}

#[test]
fn the_same_theme_gives_the_same_bytes() {
    let (one, other) = (monthly(&thmx(TEAL), "en"), monthly(&thmx(TEAL), "en"));
    for file in [XLSX, HTML] {
        assert!(fs::read(one.path(file)).unwrap() == fs::read(other.path(file)).unwrap(), "{file}");
    }
}

fn themed(theme: Option<&[u8]>) -> Review {
    let review = Review::new();
    review.add("[[scorecard]]\nfile = \"S.xlsx\"\nhtml = true\ntheme_file = \"brand.thmx\"");
    if let Some(theme) = theme {
        fs::write(review.path("brand.thmx"), theme).unwrap();
    }
    review
}

/// What the run says of a theme, and that the scorecard came out all the same.
#[track_caller]
fn said(theme: Option<&[u8]>) -> String {
    let review = themed(theme);
    let ran = review.run("run review.toml");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(review.path("out/2026-10/S.xlsx").exists());
    fs::read_to_string(review.path("out/2026-10/findings.csv")).unwrap()
}

#[test]
fn a_file_that_is_no_theme_leaves_the_usual_look_and_says_why() {
    let doctype = TEAL.replace("<a:theme ", "<!DOCTYPE a [<!ENTITY b 'c'>]><a:theme ");
    let bomb = thmx(&format!("{TEAL}{}", " ".repeat(5 << 20)));
    let other = package(&[("[Content_Types].xml", b"<Types/>")]);
    for (theme, rule, cause) in [
        (None, "theme_unreadable", "the theme cannot be used"),
        (Some(b"a picture".to_vec()), "theme_unreadable", "it is no zip archive, as themes are"),
        (Some(other), "theme_unreadable", "it has no part `theme/theme/theme1.xml`"),
        (Some(thmx(&doctype)), "theme_unreadable", "declares a document type"),
        (Some(bomb), "theme_unreadable", "is larger than 4 MB"),
        (Some(thmx("<a:theme/>")), "theme_incomplete", "the theme has no colour `accent1`"),
    ] {
        let findings = said(theme.as_deref());
        assert!(findings.contains(rule) && findings.contains(cause), "{cause} in\n{findings}");
        assert!(findings.contains("brand.thmx"), "the place in\n{findings}");
        assert!(findings.contains("save the current theme"), "the remedy in\n{findings}");
    }
}

#[test]
fn a_colour_too_light_to_be_read_is_darkened_and_a_note_says_so() {
    let findings = said(Some(&thmx(&TEAL.replace("005A61", "7FFFD4"))));
    assert!(findings.contains("theme_adjusted") && findings.contains("`hlink` from #7FFFD4 to #"), "{findings}");
    assert!(!said(Some(&thmx(TEAL))).contains("theme_"));
}

#[test]
fn the_theme_of_a_workbook_or_a_presentation_serves_as_well() {
    for part in ["xl/theme/theme1.xml", "ppt/theme/theme1.xml"] {
        let findings = said(Some(&package(&[("[Content_Types].xml", b"<Types/>"), (part, TEAL.as_bytes())])));
        assert!(!findings.contains("theme_"), "{findings}");
    }
}

#[test]
fn a_theme_that_changed_is_a_change() {
    let review = themed(Some(&thmx(TEAL)));
    assert_eq!(review.run("run review.toml --quiet").code, 0);
    let record = fs::read_to_string(review.path("out/2026-10/run.json")).unwrap();
    assert!(record.contains("brand.thmx"));
    let before = fs::read(review.path("out/2026-10/S.xlsx")).unwrap();
    assert!(review.run("run review.toml --scheduled").stderr.starts_with("nothing has changed since run"));
    fs::write(review.path("brand.thmx"), thmx(&TEAL.replace("00808A", "8A0080"))).unwrap();
    assert_eq!(review.run("run review.toml --scheduled --quiet").code, 0);
    assert!(before != fs::read(review.path("out/2026-10/S.xlsx")).unwrap());
}
