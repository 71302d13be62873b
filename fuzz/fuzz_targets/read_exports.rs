//! Any bytes as a source: archives, databases, backups. No panic, and nothing without bounds.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use tact_intake::container::{Limits, inspect_exports, read_exports};

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        chat_text: 1 << 20,
        ratio_floor: 1 << 16,
        ..Limits::default()
    };
    let read = read_exports(Cursor::new(bytes), "WhatsApp Chat - Ana.zip", &limits);
    let counted = inspect_exports(Cursor::new(bytes), "WhatsApp Chat - Ana.zip", &limits);
    assert_eq!(read.is_ok(), counted.is_ok());
});
