//! One case of a finding, whatever stage it comes from.

use super::rule::Rule;
use std::error::Error;

/// One broken rule with its particulars; what failed underneath is its source. Messages are lowercase fragments with
/// backticks round the user's words.
pub trait Problem: Error + Send + Sync {
    fn rule(&self) -> &'static Rule;
    fn message(&self) -> String;
    fn hint(&self) -> Option<String>;

    /// The same for the pages of a Korean scorecard; `None` of a problem that no page can have, since it stops the run
    /// or comes up when the pages are made. Tables, terminal and log are in English, which machines and support read.
    fn in_korean(&self) -> Option<Said>;

    /// Whether the same command may succeed later, of a problem that stops publishing.
    fn outlook(&self) -> Outlook {
        Outlook::Lasting
    }
}

/// What becomes of a problem when nobody mends anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    Lasting,
    /// It passes: somebody else is at work, or a share is away.
    Passing,
    /// There is none: the run was asked to stop.
    Interrupted,
}

/// A problem in words for readers, in the language of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub message: String,
    pub hint: Option<String>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Pieces between backticks, and numbers.
    fn particulars(text: &str) -> Vec<String> {
        let quoted = text.split('`').skip(1).step_by(2).map(str::to_owned);
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).map(str::to_owned);
        quoted.chain(numbers).collect()
    }

    /// Korean says all that English says: each word of the user's and each number, and a hint where there is one.
    #[track_caller]
    pub(crate) fn speaks_korean(problem: &dyn Problem) {
        let said = problem.in_korean().unwrap_or_else(|| panic!("no Korean: {problem:?}"));
        let is_korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
        assert!(is_korean(&said.message), "{said:?}");
        assert_eq!(said.hint.is_some(), problem.hint().is_some(), "{said:?} for {:?}", problem.hint());
        assert!(said.hint.as_deref().is_none_or(is_korean), "{said:?}");
        let all = format!("{} {}", said.message, said.hint.unwrap_or_default());
        for piece in particulars(&problem.message()) {
            assert!(all.contains(&piece), "`{piece}` of `{}` is not in `{all}`", problem.message());
        }
    }
}
