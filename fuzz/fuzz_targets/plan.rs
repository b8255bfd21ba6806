//! The fuzzer `plan`: what must hold is told in `src/plan.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| irlint_fuzz::plan::holds(&irlint_fuzz::text(bytes)));
