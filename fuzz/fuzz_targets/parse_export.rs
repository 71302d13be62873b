//! Any bytes as a text: no panic, and counting without memory agrees with reading into memory.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use tact_intake::container::{Limits, inspect_exports};
use tact_intake::export::parse_export;

fuzz_target!(|bytes: &[u8]| {
    let export = parse_export(bytes);
    for entry in &export.entries {
        assert!(export.text.get(entry.body.clone()).is_some());
    }
    if let Ok(found) = inspect_exports(Cursor::new(bytes), "chat.txt", &Limits::default())
        && !bytes.starts_with(b"PK")
    {
        assert_eq!(found.first().map(|found| &found.summary), Some(&export.summary()));
    }
});
