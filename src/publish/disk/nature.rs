//! What kind of trouble an error of the file system is: one that may pass, and if so, why.

use std::io::{self, ErrorKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publish) enum Nature {
    /// Somebody has the file open, or a scanner looks at it.
    InUse,
    /// The share does not answer.
    Away,
    /// Trying again changes nothing.
    Lasting,
}

/// The same number means something else on another system: 5 is a refused access on Windows and a broken line on Unix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publish) enum System {
    Unix,
    Windows,
}

impl System {
    pub(in crate::publish) const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };
}

impl Nature {
    pub(in crate::publish) fn of(error: &io::Error, system: System) -> Self {
        match (system, error.raw_os_error()) {
            (System::Windows, Some(code)) => Self::of_windows(code),
            (System::Windows, None) => Self::Lasting,
            (System::Unix, code) => Self::of_unix(error.kind(), code),
        }
    }

    fn of_windows(code: i32) -> Self {
        match code {
            // Access denied (also what a rename over an open file says), sharing violation, lock violation, busy.
            5 | 32 | 33 | 170 => Self::InUse,
            // Path of a share not found, request not supported any more, unexpected network error, name deleted,
            // network name not found, semaphore timeout, and the unreachable ones.
            51 | 53 | 55 | 59 | 64 | 67 | 121 | 1231 | 1232 => Self::Away,
            _ => Self::Lasting,
        }
    }

    fn of_unix(kind: ErrorKind, code: Option<i32>) -> Self {
        /// Of a disk or a line.
        const INPUT_OUTPUT: i32 = 5;
        match kind {
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::InUse,
            ErrorKind::StaleNetworkFileHandle
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::NotConnected
            | ErrorKind::TimedOut => Self::Away,
            _ if code == Some(INPUT_OUTPUT) => Self::Away,
            _ => Self::Lasting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(system: System, codes: &[i32], expected: Nature) {
        for &code in codes {
            assert_eq!(Nature::of(&io::Error::from_raw_os_error(code), system), expected, "{system:?} {code}");
        }
    }

    #[test]
    fn codes_of_windows_are_told_apart() {
        check(System::Windows, &[5, 32, 33], Nature::InUse);
        check(System::Windows, &[53, 59, 64, 67], Nature::Away);
        // Disk full, write protected, path not found, quota.
        check(System::Windows, &[112, 19, 3, 1816], Nature::Lasting);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn codes_of_linux_are_told_apart() {
        // EBUSY, ETXTBSY.
        check(System::Unix, &[16, 26], Nature::InUse);
        // EIO, ESTALE, ENOTCONN, ETIMEDOUT, EHOSTUNREACH, ENETDOWN.
        check(System::Unix, &[5, 116, 107, 110, 113, 100], Nature::Away);
        // ENOSPC, EDQUOT, EROFS, EACCES, EPERM.
        check(System::Unix, &[28, 122, 30, 13, 1], Nature::Lasting);
    }

    #[test]
    fn an_error_without_a_code_does_not_pass() {
        for system in [System::Unix, System::Windows] {
            assert_eq!(Nature::of(&io::Error::other("odd"), system), Nature::Lasting);
        }
    }
}
