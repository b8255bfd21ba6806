//! The fuzzer `settings`: what must hold is told in `src/settings.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| irlint_fuzz::settings::holds(&irlint_fuzz::text(bytes)));
