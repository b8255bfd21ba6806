//! The fuzzer `fmt`: what must hold is told in `src/fmt.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| irlint_fuzz::fmt::holds(&irlint_fuzz::text(bytes)));
