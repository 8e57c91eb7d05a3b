//! The memory of this process, with everything that runs in it.

use std::fs;

const PAGE: u64 = 4096;

/// What is resident, in bytes; `None` where the system does not tell it so.
pub fn resident() -> Option<u64> {
    let told = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = told.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE)
}

/// For people.
pub fn shown(bytes: Option<u64>) -> String {
    bytes.map_or_else(
        || "not told".to_owned(),
        |bytes| format!("{} MiB", bytes >> 20),
    )
}
