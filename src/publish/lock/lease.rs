//! The lease as it lies in the output folder: who publishes, and since when.

use super::super::destination::Publisher;
use crate::prose::shown;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    pub host: String,
    pub process: u32,
    /// As the clock of that machine showed it; for people, and never compared.
    pub since: String,
    /// Unlike any other.
    pub run: String,
    /// How often the lock changed hands without being let go.
    pub sequence: u64,
    /// Mark of the local lock that its process holds; `None` where it could have none.
    pub local: Option<String>,
}

impl Lease {
    pub(super) fn of(publisher: &Publisher) -> Self {
        let Publisher { host, process, since, run, .. } = publisher.clone();
        Self { host, process, since, run, sequence: 0, local: None }
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers under fixed names: nothing that JSON could refuse.
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Whether its process is dead for certain, to whom holds the local lock with the mark `held` on `host`.
    pub(super) fn died_with(&self, held: Option<&str>, host: &str) -> bool {
        self.host == host && self.local.is_some() && self.local.as_deref() == held
    }

    /// `process 4711 on FINANCE-3, since 2026-11-03 07:00:02`
    pub(crate) fn described(lease: Option<&Self>) -> String {
        let Some(Self { host, process, since, .. }) = lease else {
            return "its lock cannot be read".to_owned();
        };
        format!("process {process} on `{}`, since {}", shown(host), shown(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lease(host: &str, local: Option<&str>) -> Lease {
        Lease {
            host: host.to_owned(),
            process: 7,
            since: "2026-11-03 07:00:02".to_owned(),
            run: "r".to_owned(),
            sequence: 1,
            local: local.map(str::to_owned),
        }
    }

    #[test]
    fn only_the_holder_of_the_same_local_lock_knows_that_a_process_is_dead() {
        for (lease, held, expected) in [
            (lease("A", Some("x")), Some("x"), true),
            (lease("A", Some("x")), Some("y"), false),
            (lease("A", Some("x")), None, false),
            (lease("B", Some("x")), Some("x"), false),
            (lease("A", None), None, false),
        ] {
            assert_eq!(lease.died_with(held, "A"), expected, "{lease:?} {held:?}");
        }
    }

    #[test]
    fn a_lease_is_read_as_it_was_written_and_anything_else_is_none() {
        let lease = lease("A", Some("x"));
        assert_eq!(Lease::read(&lease.to_bytes()), Some(lease.clone()));
        for bytes in [&b""[..], b"{}", b"held", &lease.to_bytes()[..20]] {
            assert_eq!(Lease::read(bytes), None);
        }
        assert_eq!(Lease::described(Some(&lease)), "process 7 on `A`, since 2026-11-03 07:00:02");
    }
}
