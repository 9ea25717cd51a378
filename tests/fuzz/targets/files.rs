#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| therapy_billing_fuzz::files::check(data));
