use super::*;
use crate::lang::Lang;

const XML: &str = r#"<?xml version="1.0"?><a:theme><!-- <a:dk1> --><a:clrScheme name="Hanbit">
    <a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
    <a:dk2><a:srgbClr val='0B3D5C'/></a:dk2><a:accent1><a:srgbClr val="00A3AD"></a:srgbClr></a:accent1>
    <a:hlink><a:srgbClr val="00A3AD"/></a:hlink></a:clrScheme>
    <a:fontScheme name="x"><a:majorFont><a:latin typeface="Georgia"/></a:majorFont><a:minorFont>
    <a:latin typeface="Source Sans &amp; Co" panose="0"/><a:ea typeface=""/><a:font script="Jpan" typeface="x"/>
    <a:font script="Hang" typeface="나눔고딕"/></a:minorFont></a:fontScheme></a:theme>"#;

#[test]
fn colours_and_fonts_are_taken_from_the_theme() {
    let (brand, text, headings) = read(XML).unwrap();
    assert_eq!(brand, Brand { dark: [Rgb(0), Rgb(0x0B_3D5C)], accent: Rgb(0x00_A3AD), link: Rgb(0x00_A3AD) });
    assert_eq!((text.name(Lang::En), text.name(Lang::Ko)), ("Source Sans & Co", "나눔고딕"));
    assert_eq!((headings.name(Lang::En), headings.name(Lang::Ko)), ("Georgia", "Malgun Gothic"));
}

#[test]
fn the_prefix_of_names_does_not_matter() {
    assert_eq!(read(&XML.replace("a:", "draw:")), read(XML));
    assert_eq!(read(&XML.replace("a:", "")), read(XML));
}

#[test]
fn a_bright_link_is_darkened_until_it_can_be_read_and_that_is_told() {
    let (brand, text, headings) = read(XML).unwrap();
    let (workbook_theme, adjusted) = WorkbookTheme::of(&brand, text, headings);
    assert!(workbook_theme.sheet.link.contrast(workbook_theme.sheet.band) >= 4.5);
    assert_eq!(adjusted.len(), 1);
    assert_eq!(
        (adjusted[0].name, adjusted[0].from, adjusted[0].to),
        ("hlink", Rgb(0x00_A3AD), workbook_theme.sheet.link)
    );
}

#[test]
fn a_theme_without_its_colours_is_none() {
    let missing = |colour| Err(ScorecardProblem::ThemeIncomplete { colour });
    assert_eq!(read("<a:theme/>"), missing("accent1"));
    assert_eq!(read(&XML.replace("0B3D5C", "0B3D5")), missing("dk2"));
    assert_eq!(read(&XML.replace("0B3D5C", "+B3D5C")), missing("dk2"));
    assert_eq!(read(""), missing("accent1"));
}

#[test]
fn a_theme_that_is_no_xml_is_said_to_be_none_and_not_to_lack_a_colour() {
    let broken = read(&XML.replace("Source Sans &amp; Co", "Source Sans & Co"));
    assert!(matches!(broken, Err(ScorecardProblem::ThemeUnreadable { .. })), "{broken:?}");
}

#[test]
fn a_name_that_no_spreadsheet_takes_is_no_font() {
    for name in ["", " ", "+mn-lt", "a name of more than thirty-one letters"] {
        let (_, text, _) = read(&XML.replace("Source Sans &amp; Co", name)).unwrap();
        assert_eq!(text.name(Lang::En), "Arial", "{name}");
    }
}
