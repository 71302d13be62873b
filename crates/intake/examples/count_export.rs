//! Counts one export and prints the contract of `tact inspect`: a stop-watch for the reader.

use std::fs::File;

use tact_intake::container::{Limits, inspect_exports};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        for found in inspect_exports(File::open(&path)?, &path, &Limits::default())? {
            println!("{}", serde_json::to_string_pretty(&found)?);
        }
    }
    Ok(())
}
