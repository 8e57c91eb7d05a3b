//! `fuzz/run decoder`

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| orgbook_fuzz::decoder::run(input));
