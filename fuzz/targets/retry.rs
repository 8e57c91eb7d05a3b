//! `fuzz/run retry`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| orgbook_fuzz::retry::run(input));
