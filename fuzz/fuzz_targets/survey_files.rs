//! Survey and review files: rows or one error with its line, never a panic; nothing of a contact in
//! what is printed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tact_intake::answers::{read_reviews, read_surveys};

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
    match read_surveys(bytes) {
        Ok(file) => {
            assert!(file.rows.iter().all(|row| row.line <= lines));
            assert!(file.rows.iter().all(|row| row.at.is_some() || row.asked_at.is_some()));
        }
        Err(error) => assert!(error.line <= lines && !error.in_french().is_empty()),
    }
    if let Ok(file) = read_reviews(bytes) {
        assert!(file.rows.iter().all(|row| (1..=5).contains(&row.score.on_five())));
    }
});
