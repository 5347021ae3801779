use super::*;

fn found(bytes: &[u8]) -> String {
    shown(decode(bytes, ReadOptions::default()))
}

fn shown(outcome: Result<Decoded<'_>, FormatProblem>) -> String {
    match outcome {
        Ok(Decoded { text, encoding, .. }) => format!("{encoding}: {text}"),
        Err(FormatProblem::DamagedText { line, column, encoding, zero }) => {
            format!("{} in {line}:{column} as {encoding}", if zero { "zero" } else { "damaged" })
        }
        Err(other) => format!("{other:?}"),
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().map(u32::from).flat_map(bytes).collect()
}

const TABLE: &str = "제품,월,금액\n로봇 😀,2026-10,1234\n";

#[test]
fn unicode_is_known_by_its_mark_and_without_it() {
    let marked = format!("\u{feff}{TABLE}");
    for (bytes, name) in [
        (TABLE.as_bytes().to_vec(), "utf-8"),
        (marked.clone().into_bytes(), "utf-8"),
        (utf16(TABLE, u16::to_le_bytes), "utf-16le"),
        (utf16(&marked, u16::to_le_bytes), "utf-16le"),
        (utf16(TABLE, u16::to_be_bytes), "utf-16be"),
        (utf16(&marked, u16::to_be_bytes), "utf-16be"),
        (utf32(TABLE, u32::to_le_bytes), "utf-32le"),
        (utf32(&marked, u32::to_le_bytes), "utf-32le"),
        (utf32(TABLE, u32::to_be_bytes), "utf-32be"),
        (utf32(&marked, u32::to_be_bytes), "utf-32be"),
    ] {
        assert_eq!(found(&bytes), format!("{name}: {TABLE}"));
    }
}

#[test]
fn a_damaged_byte_has_its_line_its_column_and_the_encoding_it_was_tried_in() {
    assert_eq!(
        found("a,b\nä,ö\nü,".as_bytes().iter().chain(b"\xff\n").copied().collect::<Vec<_>>().as_slice()),
        "damaged in 3:4 as utf-8"
    );
    assert_eq!(found(b"\xef\xbb\xbfa,b\r1,\xff\r"), "damaged in 2:3 as utf-8");
    assert_eq!(found(b"a,b\n1,\0\n"), "zero in 2:3 as utf-8");
    let mut odd = utf16("\u{feff}a,b\n1,", u16::to_le_bytes);
    assert_eq!(found(&[odd.as_slice(), b"\x00\xd8,\0"].concat()), "damaged in 2:5 as utf-16le");
    odd.push(b'x');
    assert_eq!(found(&odd), "damaged in 2:5 as utf-16le");
    assert_eq!(found(&utf16("\u{feff}a\n,\0b", u16::to_be_bytes)), "zero in 2:3 as utf-16be");
    assert_eq!(
        found(&[utf32("\u{feff}a\n", u32::to_le_bytes), vec![0, 0, 0x11, 0]].concat()),
        "damaged in 2:1 as utf-32le"
    );
    let mut korean = encoding_rs::EUC_KR.encode(&TABLE.replace('😀', "").repeat(20)).0.into_owned();
    korean[3] = 0xff;
    assert_eq!(found(&korean), "damaged in 1:3 as cp949");
}

#[test]
fn what_is_pinned_is_tried_and_nothing_else() {
    let pinned = |bytes: &[u8], encoding| shown(decode(bytes, ReadOptions { encoding, ..ReadOptions::default() }));
    assert_eq!(pinned(b"Stra\xdfe", Encoding::Named("windows-1252")), "windows-1252: Straße");
    assert_eq!(pinned(b"Stra\xdfe", Encoding::Utf8), "damaged in 1:5 as utf-8");
    assert_eq!(pinned(b"\n\xb8\xc5\xc3\xe2", Encoding::Named("euc-kr")), "cp949: \n매출");
    assert_eq!(pinned(b"\n\xb8\xc5\xc3", Encoding::Named("euc-kr")), "damaged in 2:3 as cp949");
    assert_eq!(pinned(b"\n\xb8\x81", Encoding::Named("windows-1252")), "damaged in 2:2 as windows-1252");
    assert_eq!(pinned(b"\xed\x95\x9d", Encoding::Named("windows-1252")), "damaged in 1:3 as windows-1252");
    assert_eq!(pinned(&utf16("가나", u16::to_be_bytes), Encoding::Utf16Be), "utf-16be: 가나");
    assert_eq!(pinned(&utf16("a,b", u16::to_be_bytes), Encoding::Utf16), "utf-16be: a,b");
    // A mark says more than the pipeline.
    assert_eq!(pinned("\u{feff}ä".as_bytes(), Encoding::Named("windows-1252")), "utf-8: ä");
}

#[test]
fn a_damaged_byte_far_below_does_not_change_the_encoding() {
    // Beyond what is looked at stands a byte that the encoding does not have.
    let mut bytes = "Müller;1\n".repeat(9_000).chars().map(|c| c as u8).collect::<Vec<u8>>();
    assert!(found(&bytes).starts_with("windows-1252: Müller"));
    bytes.extend_from_slice(b"\x81;2\n");
    assert_eq!(found(&bytes), "damaged in 9001:1 as windows-1252");

    // Of letters in two bytes one is damaged: another encoding would make other words of all of them.
    let mut korean = encoding_rs::EUC_KR.encode(&"매출 알파 123\n".repeat(9_000)).0.into_owned();
    assert!(found(&korean).starts_with("cp949: 매출"));
    let last = korean.len() - 2;
    korean[last] = 0xff;
    assert_eq!(found(&korean), "damaged in 9000:13 as cp949");
}

#[test]
fn damaged_bytes_of_utf8_are_marked_where_that_is_wanted() {
    let marked = ReadOptions { damaged_bytes: DamagedBytes::Marked, ..ReadOptions::default() };
    let decoded = decode(b"a,b\nGr\xc3\xb6\xc3\x9fe,\xc3\n", marked).unwrap();
    assert_eq!(decoded.text, "a,b\nGröße,\u{fffd}\n");
    assert!(matches!(decoded.damage, Some(FormatProblem::DamagedText { line: 2, column: 9, .. })));
    assert_eq!(decode("a,\u{fffd}\n".as_bytes(), marked).unwrap().damage, None, "it came so");
}

#[test]
fn a_text_is_read_again_in_another_encoding() {
    assert_eq!(reread("Lumière", "windows-1252", "windows-1250").as_deref(), Some("Lumičre"));
    assert_eq!(reread("Müller", "windows-1252", "macintosh").as_deref(), Some("M¸ller"));
    assert_eq!(reread("수술", "cp949", "gb18030").as_deref(), Some("荐贱"));
    assert_eq!(reread("매출", "windows-1252", "cp949"), None, "the text has letters that windows-1252 has not");
    assert_eq!(reread("é", "windows-1252", "cp949"), None, "half a letter is none");
}

#[test]
fn every_name_of_the_pipeline_is_an_encoding() {
    for (name, encoding) in crate::values::ENCODINGS {
        if let Encoding::Named(label) = encoding {
            assert!(encoding_rs::Encoding::for_label(label.as_bytes()).is_some(), "{name}");
        }
    }
}

#[test]
fn what_is_no_text_at_all_says_so() {
    assert!(found(b"BM\x69\x9c\x01\0\0\0\0\0\x36\0\0\0\x28\0\0\0").contains("neither a workbook nor a text"));
}
