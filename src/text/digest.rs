//! What tells one text from another in few signs.

use sha2::{Digest, Sha256};

/// The SHA-256 digest of a text, as other programs write it: 64 small hexadecimal digits.
pub fn digest(text: &str) -> String {
    let digits = Sha256::digest(text).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// The first half of the same digest as a number, for tables of very many texts.
pub fn digest_number(text: &str) -> u128 {
    Sha256::digest(text).into_iter().take(16).fold(0, |number, byte| number << 8 | u128::from(byte))
}
