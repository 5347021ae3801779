//! One case of a finding, whatever stage it comes from.

use super::rule::Rule;
use super::said::Said;
use std::error::Error;
use std::fmt;

/// One broken rule with its particulars. Messages are lowercase fragments with backticks round the user's words.
pub trait Problem: fmt::Debug + Send + Sync {
    fn rule(&self) -> &'static Rule;
    fn message(&self) -> String;
    fn hint(&self) -> Option<String>;

    /// The same for the pages of a Korean scorecard; `None` of a problem that no page can have, since it stops the run or
    /// comes up when the pages are made. Tables, terminal and log are in English, which machines and support read.
    fn in_korean(&self) -> Option<Said>;

    /// What failed underneath, where something did.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

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
