//! The fuzzer `check`: what must hold is told in `src/check.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| irlint_fuzz::check::holds(&irlint_fuzz::text(bytes)));
