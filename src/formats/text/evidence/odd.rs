//! Characters that stand where nobody writes them: what comes about when bytes are read in an encoding that is not theirs.

/// Counts characters that stand where nobody writes them: letters of two scripts in one word, a capital or a sign
/// in the middle of a word, five accents in a row.
pub(super) fn odd_characters(text: &str) -> usize {
    let nowhere = |c: &char| matches!(c, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
    let mut odd = text.chars().filter(nowhere).count();
    let half_kana = |c: &char| ('\u{ff61}'..='\u{ff9f}').contains(c);
    if !text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c)) {
        odd += text.chars().filter(half_kana).count();
    }
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii()) {
        if is_odd(word) {
            odd += word.chars().filter(|c| !c.is_ascii()).count();
        }
    }
    odd
}

fn is_odd(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let pairs = || letters.windows(2).map(|pair| (pair[0], pair[1]));
    let triples = || letters.windows(3).map(|run| (run[0], run[1], run[2]));
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic();
    if triples().any(|(a, b, c)| a != b && [a, b, c].iter().all(|c| !c.is_ascii() && !c.is_alphabetic()))
        || pairs().any(|(a, b)| stands_before_no_letter(a) && b.is_lowercase())
        || pairs().any(|(a, b)| foreign(a) && matches!(b, '€' | '£' | '¥'))
        || pairs().any(|(a, b)| a.is_alphabetic() && matches!(b, '¿' | '¡'))
    {
        return true;
    }
    let scripts: Vec<Script> = letters.iter().filter_map(|&c| Script::of(c)).filter(|s| *s != Script::Large).collect();
    let Some(first) = scripts.first() else { return false };
    let is_large = |c: char| Script::of(c) == Some(Script::Large);
    // Half a letter of a Latin word and the letter beside it are one sign in the encodings of East Asia.
    let eaten = letters.iter().filter(|&&c| is_large(c)).count() == 1
        && pairs().any(|(a, b)| {
            (a.is_ascii_lowercase() && is_large(b))
                || (is_large(a) && b.is_ascii_lowercase())
                || (a.is_ascii_alphabetic() && is_large(b) && !is_hangul(b))
        });
    eaten
        || scripts.iter().any(|script| script != first)
        || pairs().any(|(a, b)| a.is_lowercase() && b.is_uppercase() && (foreign(a) || foreign(b)))
        || pairs().any(|(a, b)| never_begins_a_word(a) && foreign(b))
        || triples()
            .any(|(a, b, c)| foreign(a) && foreign(b) && a.is_uppercase() && b.is_uppercase() && c.is_lowercase())
        || triples().any(|(a, b, c)| a.is_alphabetic() && foreign(b) && b.is_uppercase() && c.is_ascii_lowercase())
        || triples().any(|(a, b, c)| a.is_alphabetic() && !b.is_alphabetic() && c.is_alphabetic() && !joins_letters(b))
        || (*first == Script::Latin
            && letters.len() > 1
            && letters.iter().all(|&c| !c.is_ascii())
            && letters.iter().any(|&c| c.is_alphabetic()))
        || letters.windows(5).any(|run| *first == Script::Latin && run.iter().all(|&c| foreign(c)))
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

/// Signs that stand behind a word or before a figure.
const fn stands_before_no_letter(c: char) -> bool {
    matches!(
        c,
        '€' | '£'
            | '¥'
            | '½'
            | '¼'
            | '¾'
            | '®'
            | '™'
            | '°'
            | '²'
            | '³'
            | '±'
            | '•'
            | '–'
            | '—'
            | '…'
            | '†'
            | '‡'
            | '§'
            | '¢'
    )
}

const fn never_begins_a_word(c: char) -> bool {
    matches!(c, '¨' | '¯' | '¸' | '±' | '²' | '³' | '¹' | '¼' | '½' | '¾' | '¤' | '¦' | '¬' | '¶')
}

/// Signs that stand within words.
const fn joins_letters(c: char) -> bool {
    matches!(c, '’' | '‘' | '´' | '·' | '–' | '—' | '\u{a0}' | '\u{ad}' | '®' | '™' | '°' | '“' | '”' | '…' | '•')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    /// Of many signs, where a word is a sign or two and stands beside Latin letters.
    Large,
    Other,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        let script = match c {
            'µ' | 'ª' | 'º' => return None,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => {
                Self::Large
            }
            _ if c.is_alphabetic() => Self::Other,
            _ => return None,
        };
        Some(script)
    }
}
