//! File names that every system takes, and takes for the same file.

use crate::hash::hash;
use crate::name;

/// Room for the temporary name's additions within the 255 bytes that most systems allow.
const LONGEST: usize = 150;

/// Refuses a name that is more than a name, or that some system reads otherwise than it is written.
pub fn check_file_name(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        Err("it is empty")
    } else if name.chars().any(is_forbidden) {
        Err("it has a slash, a colon or another sign that paths and patterns use")
    } else if name.starts_with(['.', '~', ' ']) {
        Err("it begins like a hidden or temporary file")
    } else if name.ends_with(['.', ' ']) {
        Err("it ends with a point or a space")
    } else if is_reserved(name) {
        Err("Windows keeps it for a device")
    } else if name.len() > LONGEST {
        Err("it is longer than 150 bytes")
    } else {
        Ok(())
    }
}

/// A name that passes [`check_file_name`] made of any text. A text that is a good name stays as it is; any other gets
/// a short mark made of the text itself, so that `a:b` and `a/b` do not become one file.
pub fn safe_file_name(text: &str) -> String {
    let wanted = name::tidy(text);
    if check_file_name(&wanted).is_ok() {
        return wanted;
    }
    let mark = &hash(wanted.as_bytes())[..8];
    let replaced: String = wanted.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    let bare = replaced.trim_matches(['.', ' ', '~']);
    let (stem, extension) = match bare.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 5 && !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (bare, String::new()),
    };
    let room = LONGEST - "_-".len() - mark.len() - extension.len();
    let stem = &stem[..stem.floor_char_boundary(room)];
    // A device's name stays one with anything after the first point, so the sign goes in front.
    let guard = if stem.is_empty() || is_reserved(stem) { "_" } else { "" };
    format!("{guard}{stem}-{mark}{extension}")
}

fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Device names of Windows, whatever their case and extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_uppercase();
    let numbered = |device: &str| {
        let rest = stem.strip_prefix(device).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(rest.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn good_names_stay_as_they_are() {
        for name in
            ["Scorecard 2026-10.xlsx", "성과표 2026-10.xlsx", "metrics.csv", "console.csv", "COM10.csv", "a.b.c"]
        {
            assert_eq!(check_file_name(name), Ok(()), "{name}");
            assert_eq!(safe_file_name(name), name);
        }
    }

    #[test]
    fn unsafe_names_are_refused_with_the_reason() {
        for (name, why) in [
            ("", "empty"),
            ("../../x.csv", "slash"),
            ("..", "hidden"),
            ("a/b", "slash"),
            ("a\\b", "slash"),
            ("C:x", "colon"),
            ("a\0b", "sign"),
            ("CON", "device"),
            ("nul.csv", "device"),
            ("Com1.tar.gz", "device"),
            ("LPT³ .txt", "device"),
            ("x.", "ends"),
            ("x ", "ends"),
            (".hidden", "hidden"),
            ("~$Scorecard.xlsx", "hidden"),
        ] {
            let refused = check_file_name(name).unwrap_err();
            assert!(refused.contains(why), "{name:?}: {refused}");
        }
        assert!(check_file_name(&"가".repeat(51)).unwrap_err().contains("150 bytes"));
    }

    #[test]
    fn a_name_that_is_made_safe_keeps_its_extension_and_uses_all_the_room() {
        let safe = |name: &str| safe_file_name(name).split('-').next().unwrap().to_owned();
        assert_eq!(safe("a:b.xlsx"), "a_b");
        assert_eq!(safe("a:b.longer"), "a_b.longer", "that is no extension");
        assert!(safe_file_name("a:b.longer").rsplit_once('-').unwrap().1.chars().all(|c| c.is_ascii_hexdigit()));
        for name in [format!("{}.xlsx", "L".repeat(300)), "L".repeat(300)] {
            assert_eq!(safe_file_name(&name).len(), LONGEST - 1, "{name}: but for the sign before a device");
        }
    }

    #[test]
    fn different_texts_never_become_one_name() {
        let names = ["a:b.xlsx", "a/b.xlsx", "a_b.xlsx", "a|b.xlsx"].map(safe_file_name);
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        assert!(names[0].starts_with("a_b-") && names[0].rsplit('.').next() == Some("xlsx"), "{}", names[0]);
    }

    #[test]
    fn forms_of_one_name_become_one_name() {
        assert_eq!(safe_file_name("\u{110f}\u{1161}\u{1103}\u{1175}.csv"), "카디.csv");
        assert_eq!(safe_file_name("a\n  b.csv"), "a b.csv");
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_safe_name_that_stays_the_same(text in any::<String>()) {
            let name = safe_file_name(&text);
            prop_assert_eq!(check_file_name(&name), Ok(()), "{}", name);
            prop_assert_eq!(safe_file_name(&name), name);
        }

        #[test]
        fn long_and_reserved_texts_do_too(stem in "(CON|nul|com1|\\.|~|/|가| ){1,80}", extension in "(\\.xlsx|\\.|\\.abcdefgh)?") {
            let name = safe_file_name(&format!("{stem}{extension}"));
            prop_assert_eq!(check_file_name(&name), Ok(()), "{}", name);
        }
    }
}
