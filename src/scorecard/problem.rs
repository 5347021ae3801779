//! What can be wrong with the theme of a scorecard.

use super::workbook_theme::Adjusted;
use crate::diagnostic::{Cause, findings};
use crate::prose::{joined, shown};

const SAVE_THEME: &str =
    "save the current theme of a presentation or workbook as a `.thmx` file and name that in `theme_file`";
const SAVE_THEME_KO: &str =
    "프레젠테이션이나 통합 문서의 현재 테마를 `.thmx` 파일로 저장하고 `theme_file`에 지정하십시오";

findings! {
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum ScorecardProblem;

    "theme_unreadable": Warn, adjustable;
    "The `theme_file` of a scorecard is missing or is no theme of an office program, so the scorecard has the usual \
     colours and fonts. A theme is a `.thmx` file, or the theme within an `.xlsx`, `.pptx` or `.potx` file.";
    ThemeUnreadable { cause: Cause } => {
        message: format!("the theme cannot be used: {}", shown(&cause.to_string())),
        hint: SAVE_THEME,
        korean: format!("테마를 쓸 수 없음: {}", shown(&cause.to_string())),
        korean_hint: SAVE_THEME_KO,
        source: cause.as_error(),
    }

    "theme_incomplete": Warn, adjustable;
    "The `theme_file` of a scorecard lacks one of the colours that a scorecard wears, so it has the usual colours and \
     fonts. It wears the two dark colours (`dk1`, `dk2`) and the first accent (`accent1`) of a theme.";
    ThemeIncomplete { colour: &'static str } => {
        message: format!("the theme has no colour `{colour}`"),
        hint: SAVE_THEME,
        korean: format!("테마에 없는 색: `{colour}`"),
        korean_hint: SAVE_THEME_KO,
    }

    "theme_adjusted": Note, adjustable;
    "A colour of the company's theme is too light for text: its contrast against the ground would be below 4.5 : 1, or \
     7 : 1 for body text. It was darkened, keeping its hue, until it can be read.";
    ThemeAdjusted { colours: Vec<Adjusted> } => {
        message: {
            let said = |a: &Adjusted| format!("`{}` from #{:X} to #{:X}", a.name, a.from, a.to);
            let said: Vec<String> = colours.iter().map(said).collect();
            format!("too light to be read, and darkened: {}", joined(&said, "and"))
        },
        korean: {
            let said = |a: &Adjusted| format!("`{}` #{:X} → #{:X}", a.name, a.from, a.to);
            let said: Vec<String> = colours.iter().map(said).collect();
            format!("너무 밝아 읽기 어려운 색을 어둡게 함: {}", said.join(", "))
        },
    }
}
