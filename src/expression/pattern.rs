//! The pattern of `like`: `%` stands for any characters, `_` for one.

use crate::name;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As it is written.
    written: String,
    steps: Vec<Step>,
    escape: Option<char>,
    case: Case,
}

/// Whether capitals differ from small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Told,
    /// `ilike`.
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Any,
    One,
    Letter(char),
}

impl Pattern {
    /// `escape` makes the character behind it stand for itself.
    pub(crate) fn new(text: &str, escape: Option<char>, case: Case) -> Self {
        let written = name::composed(text);
        let text = if case == Case::Same { written.to_lowercase() } else { written.clone() };
        let mut steps = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            let step = match letter {
                _ if Some(letter) == escape => Step::Letter(letters.next().unwrap_or(letter)),
                '%' => Step::Any,
                '_' => Step::One,
                letter => Step::Letter(letter),
            };
            if step != Step::Any || steps.last() != Some(&Step::Any) {
                steps.push(step);
            }
        }
        Self { written, steps, escape, case }
    }

    /// The same pattern for cells, which are compared without padding.
    pub(crate) fn tidied(&self) -> Self {
        Self::new(&name::tidy(&self.written), self.escape, self.case)
    }

    /// The same pattern for any case.
    pub(crate) fn in_any_case(&self) -> Self {
        let lower = |step: &Step| match step {
            Step::Letter(letter) => letter.to_lowercase().map(Step::Letter).collect(),
            other => vec![*other],
        };
        let steps = self.steps.iter().flat_map(lower).collect();
        Self { written: self.written.clone(), steps, escape: self.escape, case: Case::Same }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        match self.case {
            Case::Told => self.fits(text),
            Case::Same => self.fits(&text.to_lowercase()),
        }
    }

    /// Goes back to the last `%` alone, so a text costs at most its length times that of the pattern.
    fn fits(&self, text: &str) -> bool {
        let (mut step, mut rest) = (0, text);
        let mut retry: Option<(usize, &str)> = None;
        loop {
            let mut letters = rest.chars();
            let letter = letters.next();
            match (self.steps.get(step), letter) {
                (Some(Step::Any), _) => {
                    step += 1;
                    retry = Some((step, rest));
                    continue;
                }
                (Some(Step::One), Some(_)) => {
                    step += 1;
                    rest = letters.as_str();
                    continue;
                }
                (Some(Step::Letter(wanted)), Some(letter)) if *wanted == letter => {
                    step += 1;
                    rest = letters.as_str();
                    continue;
                }
                (None, None) => return true,
                _ => {}
            }
            let Some((again, from)) = retry else { return false };
            let mut letters = from.chars();
            if letters.next().is_none() {
                return false;
            }
            (step, rest) = (again, letters.as_str());
            retry = Some((again, rest));
        }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_sql() {
        #[track_caller]
        fn check(text: &str, pattern: &str, expected: bool) {
            assert_eq!(Pattern::new(pattern, None, Case::Told).matches(text), expected, "{text} like {pattern}");
        }
        check("Closed won", "Closed won%", true);
        check("Closed won - renewal", "Closed won%", true);
        check("Closed lost", "Closed won%", false);
        check("closed won", "Closed won%", false);
        check("abcabd", "%abd", true);
        check("abc", "a_c", true);
        check("ac", "a_c", false);
        check("서울 지점", "서울%", true);
        check("서울", "__", true);
        check("", "%", true);
        check("", "_", false);
        check("a.c", "a.c", true);
        check("abc", "a.c", false);
        check("aaaaaaaaaaaaaaaaaaaaab", "%a%a%a%a%a%a%a%c", false);
    }

    #[test]
    fn a_sign_may_stand_for_itself_and_case_may_not_matter() {
        assert!(Pattern::new("50!%", Some('!'), Case::Told).matches("50%"));
        assert!(!Pattern::new("50!%", Some('!'), Case::Told).matches("500"));
        assert!(Pattern::new("CLOSED%", None, Case::Same).matches("Closed won"));
        assert!(Pattern::new("CLOSED%", None, Case::Told).in_any_case().matches("Closed won"));
    }
}
