//! `fuzz/run directory`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| orgbook_fuzz::directory::run(input));
