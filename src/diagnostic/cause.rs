//! Why something failed, in the words of whoever knows.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// An error of the system, a parser or an engine, kept as it is. Two causes are alike when they say the same, so that
/// problems with a cause can be compared.
#[derive(Clone)]
pub struct Cause(Arc<dyn Error + Send + Sync>);

impl Cause {
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(error.into().into())
    }

    /// An error that others keep too.
    pub fn shared(error: Arc<dyn Error + Send + Sync>) -> Self {
        Self(error)
    }

    pub fn as_error(&self) -> &(dyn Error + 'static) {
        &*self.0
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Cause {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn a_cause_keeps_its_error_and_compares_by_its_words() {
        let denied = Cause::new(io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(denied, Cause::new(denied.to_string()));
        assert_ne!(denied, Cause::new("no such file"));
        let error = denied.as_error().downcast_ref::<io::Error>();
        assert_eq!(error.map(io::Error::kind), Some(io::ErrorKind::PermissionDenied));
    }
}
