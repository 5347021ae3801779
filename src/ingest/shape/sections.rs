//! Which labels in rows of their own apply to a line: the last one above it, and the scenario that it belongs to.

/// The labels met so far, going down a table.
#[derive(Debug)]
pub(crate) struct Sections<T> {
    section: Option<T>,
    scenario: Option<T>,
    /// Whether other labels stand within the scenario: a title is over all of them, and so is a label with another one
    /// right below it. Else the next label ends it.
    is_outer: bool,
    has_lines: bool,
}

impl<T: Clone> Sections<T> {
    /// `title` stands above the table and says a scenario.
    pub(crate) fn below(title: Option<T>) -> Self {
        Self { is_outer: title.is_some(), section: title.clone(), scenario: title, has_lines: false }
    }

    pub(crate) fn open(&mut self, label: T, says_scenario: bool) {
        if says_scenario {
            (self.scenario, self.is_outer, self.has_lines) = (Some(label.clone()), false, false);
        } else if self.scenario.is_some() {
            self.is_outer |= !self.has_lines;
            if !self.is_outer {
                self.scenario = None;
            }
        }
        self.section = Some(label);
    }

    pub(crate) fn line(&mut self) {
        self.has_lines = true;
    }

    /// The label of the next line.
    pub(crate) fn section(&self) -> Option<T> {
        self.section.clone()
    }

    /// The label that says the scenario of the next line.
    pub(crate) fn scenario(&self) -> Option<T> {
        self.scenario.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels as they are, lines as `-`; each line with its scenario and its section.
    #[track_caller]
    fn check(title: Option<&'static str>, rows: &str, expected: &str) {
        let mut sections = Sections::below(title);
        let mut shown = Vec::new();
        for row in rows.split(' ') {
            if row == "-" {
                shown.push(format!("{}/{}", sections.scenario().unwrap_or(""), sections.section().unwrap_or("")));
                sections.line();
            } else {
                sections.open(row, ["Actual", "Budget"].contains(&row));
            }
        }
        assert_eq!(shown.join(" "), expected, "{rows}");
    }

    #[test]
    fn a_scenario_reaches_over_the_labels_within_it() {
        check(None, "Actual - - Budget -", "Actual/Actual Actual/Actual Budget/Budget");
        check(None, "Actual East - West - Budget East -", "Actual/East Actual/West Budget/East");
        check(None, "- Budget -", "/ Budget/Budget");
        check(Some("Actual"), "- East - West -", "Actual/Actual Actual/East Actual/West");
    }

    #[test]
    fn a_label_beside_a_scenario_ends_it() {
        check(None, "Actual - Budget - East -", "Actual/Actual Budget/Budget /East");
        check(None, "East - West -", "/East /West");
    }
}
