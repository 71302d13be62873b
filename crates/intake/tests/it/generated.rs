//! Exports of every form of the load generator, small, against the counts it made them with.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tact_intake::container::{Limits, inspect_exports};

#[test]
fn generated_exports_give_the_counts_they_were_made_with() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated");
    let mut seen = 0;
    for file in fs::read_dir(folder).expect("samples").flatten() {
        let path = file.path();
        if path.extension().is_none_or(|e| e != "txt" && e != "zip") {
            continue;
        }
        seen += 1;
        let reader = fs::File::open(&path).expect("readable");
        let found = inspect_exports(reader, &path.to_string_lossy(), &Limits::default())
            .expect("an export");
        let summary =
            serde_json::to_value(&found.first().expect("one chat").summary).expect("serialisable");
        let expected = fs::read_to_string(path.with_extension("json")).expect("counts");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        for key in [
            "messages", "system", "deleted", "edited", "media", "first", "last",
        ] {
            assert_eq!(
                summary.get(key),
                expected.get(key),
                "{}: {key}",
                path.display()
            );
        }
    }
    assert_eq!(seen, 12);
}
