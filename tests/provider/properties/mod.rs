//! What holds for everything that can be generated. The cases are the same in every run; the
//! fuzzer looks for new ones.

mod cursor;
mod decoding;
mod errors;
mod retry;
mod secrets;
mod writing;

use proptest::test_runner::{Config, RngSeed};

/// Few cases, always the same.
fn config() -> Config {
    Config {
        cases: 128,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(4220),
        ..Config::default()
    }
}
