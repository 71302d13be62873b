//! A dataset folder of any bytes, files apart by a zero byte: no panic, and whatever is answered is
//! JSON without anything that is not a number.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetFiles, parse_dataset};

fuzz_target!(|bytes: &[u8]| {
    let mut files = bytes.split(|byte| *byte == 0);
    let mut next = || files.next();
    let (params, conversations) = (next().unwrap_or_default(), next().unwrap_or_default());
    let read = parse_dataset(&DatasetFiles {
        params,
        conversations,
        messages: next(),
        deletions: next(),
        daily: next(),
    });
    match read {
        Ok(dataset) => {
            let answer = answer(&dataset);
            assert!(answer.figures.is_none() || answer.n >= dataset.params.k_min);
            let text = serde_json::to_string(&answer).expect("an answer is JSON");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
