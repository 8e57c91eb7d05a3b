//! What is derived from a text by its SHA-256.

use base32ct::{Base32Unpadded, Encoding};
use sha2::{Digest, Sha256};

/// The identifier of the user that an idempotency key stands for, as `create-user` says.
pub fn of_key(key: &str) -> String {
    format!("k-{}", beginning(key, 26))
}

/// A few characters by which a change to a text is noticed.
pub fn checksum(text: &str) -> String {
    beginning(text, 8)
}

fn beginning(text: &str, length: usize) -> String {
    let encoded = Base32Unpadded::encode_string(&Sha256::digest(text));
    encoded.chars().take(length).collect()
}
