//! The class of a finding: what is said once of all its cases.

/// What a finding does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Note,
    /// Published with the finding beside it.
    Warn,
    /// Published, and the product that it is about is not scored.
    Quarantine,
    /// Nothing is published.
    Stop,
}

/// What the findings of a rule are about, where that decides what may become of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Anything,
    /// A file that gives no rows, so that an export that is not required leaves a gap.
    File,
    /// The whole of a file: it says that something is not there, which only holds when every line could be read.
    WholeFile,
    /// Lines that could not be read and were left out.
    UnreadLines,
    /// One product, so that it can be set aside and the others published.
    Product,
}

/// A class of findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable `snake_case` name, used in `findings.csv` and under `[quality]`.
    pub code: &'static str,
    /// What it does unless `[quality]` says otherwise.
    pub severity: Severity,
    /// Whether `[quality]` may say otherwise: false where going on would mean publishing a guess.
    pub adjustable: bool,
    pub about: About,
    /// Whether figures are missing that were hoped for, although the finding only warns.
    pub leaves_a_gap: bool,
    /// What it means and how to mend it, in two or three sentences.
    pub explanation: &'static str,
}

impl Rule {
    /// A rule that nothing can be said of but its severity; the methods below add what a declaration names.
    pub const fn new(code: &'static str, severity: Severity, explanation: &'static str) -> Self {
        Self { code, severity, adjustable: false, about: About::Anything, leaves_a_gap: false, explanation }
    }

    #[must_use]
    pub const fn adjustable(self) -> Self {
        Self { adjustable: true, ..self }
    }

    #[must_use]
    pub const fn about_a_file(self) -> Self {
        Self { about: About::File, ..self }
    }

    #[must_use]
    pub const fn about_the_whole_file(self) -> Self {
        Self { about: About::WholeFile, ..self }
    }

    #[must_use]
    pub const fn about_unread_lines(self) -> Self {
        Self { about: About::UnreadLines, ..self }
    }

    #[must_use]
    pub const fn about_a_product(self) -> Self {
        Self { about: About::Product, ..self }
    }

    #[must_use]
    pub const fn leaves_a_gap(self) -> Self {
        Self { leaves_a_gap: true, ..self }
    }

    /// Whether `[quality]` may set aside the product that a finding of this rule is about.
    pub fn is_about_a_product(&self) -> bool {
        self.about == About::Product
    }
}
