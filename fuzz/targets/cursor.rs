//! `fuzz/run cursor`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| orgbook_fuzz::cursor::run(input));
