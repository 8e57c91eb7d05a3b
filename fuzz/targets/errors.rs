//! `fuzz/run errors`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| orgbook_fuzz::errors::run(input));
