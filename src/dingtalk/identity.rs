//! User identifiers that the provider chooses.

use crate::prelude::*;
use base32ct::{Base32Unpadded, Encoding};
use sha2::{Digest, Sha256};

/// The characters that are kept: more bits than a random identifier has.
const LENGTH: usize = 26;

/// The identifier that stands for an idempotency key, for ever: `k-` and the first 26 characters
/// of the lower-case base32 of the key's SHA-256.
pub fn derived(key: &str) -> String {
    identifier("k-", &Sha256::digest(key.as_bytes()))
}

/// An identifier out of random bytes: `u-` and 26 characters of lower-case base32.
pub fn generated(random: [u8; 16]) -> String {
    identifier("u-", &random)
}

/// The first characters of the lower-case base32 of the SHA-256 of a text, to notice a change.
pub fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut buffer = BUFFER;
    encoded(&digest, &mut buffer).chars().take(8).collect()
}

fn identifier(prefix: &str, bytes: &[u8]) -> String {
    let mut buffer = BUFFER;
    let encoded = encoded(bytes, &mut buffer).chars().take(LENGTH);
    prefix.chars().chain(encoded).collect()
}

// Large enough for the 32 bytes of a digest, so that nothing is left out.
const BUFFER: [u8; 64] = [0; 64];

fn encoded<'a>(bytes: &[u8], buffer: &'a mut [u8]) -> &'a str {
    Base32Unpadded::encode(bytes, buffer).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_gives_the_same_identifier_for_ever() {
        assert_eq!(derived("hr-row-1"), "k-oo6crl7cngrqtlijcu6yq7bw4l");
    }

    #[test]
    fn generated_identifiers_keep_all_random_bits() {
        let mut last = [0; 16];
        last[15] = 1;
        assert_eq!(generated([0; 16]).len(), 28);
        assert_ne!(generated([0; 16]), generated(last));
    }
}
