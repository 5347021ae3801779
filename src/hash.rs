//! The identity of bytes: BLAKE3, written in hex.

use std::io::{Read, Result};

/// The hash of bytes that are all there.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Hashes what comes in parts.
#[derive(Debug, Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// All that a reader has to give.
    pub fn add_all(&mut self, reader: impl Read) -> Result<()> {
        self.0.update_reader(reader).map(|_| ())
    }

    pub fn finish(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }

    /// The hash itself, for those who compare many.
    pub fn bytes(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}
