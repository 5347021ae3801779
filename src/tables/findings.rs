//! `findings.csv`: what is wrong or worth knowing, where, and what to do about it.

use super::csv;
use crate::diagnostic::Finding;

const HEADER: [&str; 8] = ["code", "severity", "input", "file", "sheet", "cell", "message", "hint"];

/// In the order in which they were found.
pub fn findings_csv(findings: &[Finding]) -> Vec<u8> {
    csv(HEADER, findings.iter().map(row))
}

fn row(finding: &Finding) -> [String; 8] {
    [
        finding.code().to_owned(),
        finding.severity.into_str().to_owned(),
        finding.input.as_deref().unwrap_or_default().to_owned(),
        finding.place.file().unwrap_or_default().to_owned(),
        finding.place.sheet().unwrap_or_default().to_owned(),
        finding.place.cell().unwrap_or_default(),
        finding.problem.message(),
        finding.problem.hint().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FormatProblem;
    use crate::ingest::IngestProblem;
    use crate::place::{Cell, Place};

    #[test]
    fn a_finding_names_the_cell_at_fault() {
        let place = Place::Cell {
            file: "finance/=Revenue.xlsx".into(),
            sheet: Some("=cmd|' /C calc'!A0".into()),
            cell: Cell { row: 6, column: 3 },
        };
        let problem = IngestProblem::UnreadableNumber { column: "Amount".to_owned(), value: "n/a, \"x\"".to_owned() };
        let finding = Finding::new(place, problem).of_input(&"revenue".into());
        assert_eq!(
            String::from_utf8(findings_csv(&[finding])).unwrap(),
            "code,severity,input,file,sheet,cell,message,hint\n\
             unreadable_number,stop,revenue,finance/=Revenue.xlsx,'=cmd|' /C calc'!A0,D7,\
             \"expected a number in column `Amount`, found `n/a, \"\"x\"\"`\",\n"
        );
    }

    #[test]
    fn a_finding_of_the_run_as_a_whole_has_no_place() {
        let finding = Finding::new(Place::Nowhere, FormatProblem::EmptyFile);
        assert_eq!(
            String::from_utf8(findings_csv(&[finding])).unwrap().lines().nth(1),
            Some("empty_file,stop,,,,,is empty: 0 bytes,ask for the file again")
        );
    }
}
