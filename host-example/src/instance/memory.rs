//! How much memory a component has, and how much it may have.

use wasmtime::{ResourceLimiter, Result};

/// How much memory a component may take, in bytes. An answer of a megabyte needs a few.
const LIMIT: usize = 256 << 20;

/// What a component has taken of its limit.
#[derive(Default)]
pub struct Memory {
    /// In bytes.
    pub taken: usize,
}

impl ResourceLimiter for Memory {
    // It may have several memories; this is about one of them.
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        let taken = self.taken.saturating_add(desired.saturating_sub(current));
        let allowed = taken <= LIMIT;
        if allowed {
            self.taken = taken;
        }
        Ok(allowed)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }
}
