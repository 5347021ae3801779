//! What became of the outputs.

use super::output::OutputKind;
use crate::diagnostic::Finding;

/// What became of one output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub name: String,
    pub kind: OutputKind,
    pub bytes: usize,
    /// BLAKE3 in hex, of what was to be delivered.
    pub hash: String,
    pub state: Delivered,
    /// Where it lies instead, when it could only be put beside what is there.
    pub pending: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Delivered {
    Written,
    /// The same bytes were there already.
    Unchanged,
    /// What was there before is still there, and the new file lies beside it.
    Pending,
    /// What was there before is still there.
    #[strum(serialize = "not_delivered")]
    Not,
}

impl Delivered {
    /// Whether the file is there under its own name.
    pub const fn is_in_place(self) -> bool {
        matches!(self, Self::Written | Self::Unchanged)
    }
}

/// A run that reached its folder.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// In the order of the outputs.
    pub deliveries: Vec<Delivery>,
    /// Whether `run.json` is there.
    pub recorded: bool,
    /// Files that could not be delivered; none of them stops the others.
    pub findings: Vec<Finding>,
    /// What was found of other runs and put right. The record has nothing of it: the same inputs give the same record,
    /// whatever happened to the run before.
    pub remarks: Vec<Finding>,
}

impl Published {
    /// Whether all of it is on the disk, the record included.
    pub fn is_complete(&self) -> bool {
        self.recorded && self.deliveries.iter().all(|delivery| delivery.state.is_in_place())
    }

    /// What the folder has as it should be.
    pub fn delivered(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().filter(|delivery| delivery.state.is_in_place())
    }
}
