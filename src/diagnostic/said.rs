//! A finding in the language of a page.

/// A problem in words for readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub message: String,
    pub hint: Option<String>,
}

impl Said {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    #[must_use]
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::diagnostic::Problem;

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
