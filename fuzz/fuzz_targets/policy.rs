//! The fuzzer `policy`: what must hold is told in `src/policy.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| irlint_fuzz::policy::holds(&irlint_fuzz::text(bytes)));
