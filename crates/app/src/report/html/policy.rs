//! The page's content security policy, computed from what the page holds.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A policy that allows these style sheets and scripts, and nothing else but embedded images.
pub(crate) fn of(styles: &[&str], scripts: &[&str]) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        sources(styles),
        sources(scripts)
    )
}

fn sources(contents: &[&str]) -> String {
    let hashes: Vec<String> = contents
        .iter()
        .map(|content| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content))))
        .collect();
    hashes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_what_it_allows_by_hash() {
        // The SHA-256 of "" and of "abc", FIPS 180-4, in base 64.
        insta::assert_snapshot!(of(&[""], &["abc"]), @"default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; img-src data:; base-uri 'none'; form-action 'none'");
    }
}
