//! What can be wrong with the dress of a scorecard.

use super::dress::Adjusted;
use crate::diagnostic::{Problem, Rule, Said, rules};
use crate::prose::{joined, shown};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScorecardProblem {
    ThemeUnreadable { cause: String },
    ThemeIncomplete { colour: &'static str },
    ThemeAdjusted { colours: Vec<Adjusted> },
}

const SAVE_THEME_KO: &str =
    "프레젠테이션이나 통합 문서의 현재 테마를 `.thmx` 파일로 저장하고 `theme_file`에 지정하십시오";

rules! {
    THEME_UNREADABLE = "theme_unreadable", Warn, true, "The `theme_file` of a scorecard is missing or is no theme of an office program, so the scorecard has the usual colours and fonts. A theme is a `.thmx` file, or the theme within an `.xlsx`, `.pptx` or `.potx` file.";
    THEME_INCOMPLETE = "theme_incomplete", Warn, true, "The `theme_file` of a scorecard lacks one of the colours that a scorecard wears, so it has the usual colours and fonts. It wears the two dark colours (`dk1`, `dk2`) and the first accent (`accent1`) of a theme.";
    THEME_ADJUSTED = "theme_adjusted", Note, true, "A colour of the company's theme is too light for text: its contrast against the ground would be below 4.5 : 1, or 7 : 1 for body text. It was darkened, keeping its hue, until it can be read.";
}

impl Problem for ScorecardProblem {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::ThemeUnreadable { .. } => &THEME_UNREADABLE,
            Self::ThemeIncomplete { .. } => &THEME_INCOMPLETE,
            Self::ThemeAdjusted { .. } => &THEME_ADJUSTED,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::ThemeUnreadable { cause } => format!("the theme cannot be used: {}", shown(cause)),
            Self::ThemeIncomplete { colour } => format!("the theme has no colour `{colour}`"),
            Self::ThemeAdjusted { colours } => {
                let said = |a: &Adjusted| format!("`{}` from #{:X} to #{:X}", a.name, a.from, a.to);
                let said: Vec<String> = colours.iter().map(said).collect();
                format!("too light to be read, and darkened: {}", joined(&said, "and"))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::ThemeUnreadable { .. } | Self::ThemeIncomplete { .. } => {
                "save the current theme of a presentation or workbook as a `.thmx` file and name that in `theme_file`"
            }
            Self::ThemeAdjusted { .. } => return None,
        };
        Some(hint.to_owned())
    }

    fn in_korean(&self) -> Option<Said> {
        Some(match self {
            Self::ThemeUnreadable { cause } => {
                Said::new(format!("테마를 쓸 수 없음: {}", shown(cause))).hint(SAVE_THEME_KO)
            }
            Self::ThemeIncomplete { colour } => Said::new(format!("테마에 없는 색: `{colour}`")).hint(SAVE_THEME_KO),
            Self::ThemeAdjusted { colours } => {
                let said = |a: &Adjusted| format!("`{}` #{:X} → #{:X}", a.name, a.from, a.to);
                let said: Vec<String> = colours.iter().map(said).collect();
                Said::new(format!("너무 밝아 읽기 어려운 색을 어둡게 함: {}", said.join(", ")))
            }
        })
    }
}
