//! The crate edges are the promise: a room that cannot name a thing cannot misuse it.

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// Names of the normal dependencies of a package, direct ones only.
fn direct(metadata: &Value, package: &str) -> BTreeSet<String> {
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .find(|p| p["name"] == package)
        .unwrap_or_else(|| panic!("{package} is in the workspace"))["dependencies"]
        .as_array()
        .expect("dependencies")
        .iter()
        .filter(|d| d["kind"].is_null())
        .filter_map(|d| d["name"].as_str().map(str::to_owned))
        .collect()
}

/// Names of everything a package is built from, itself included.
fn reachable(metadata: &Value, package: &str) -> BTreeSet<String> {
    let nodes = metadata["resolve"]["nodes"].as_array().expect("nodes");
    let name_of = |id: &str| {
        metadata["packages"]
            .as_array()
            .expect("packages")
            .iter()
            .find(|p| p["id"] == id)
            .and_then(|p| p["name"].as_str())
            .expect("a node is a package")
            .to_owned()
    };
    let start = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .find(|p| p["name"] == package)
        .and_then(|p| p["id"].as_str())
        .expect("package");
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![start.to_owned()]);
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let node = nodes.iter().find(|n| n["id"] == id.as_str()).expect("node");
        for dep in node["deps"].as_array().expect("deps") {
            let normal = dep["dep_kinds"]
                .as_array()
                .expect("kinds")
                .iter()
                .any(|kind| kind["kind"].is_null());
            if normal {
                waiting.push(dep["pkg"].as_str().expect("id").to_owned());
            }
        }
    }
    seen.iter().map(|id| name_of(id)).collect()
}

#[test]
fn crate_edges_go_one_way() {
    let metadata = metadata();
    for (package, allowed) in [
        ("tact-domain", &[][..]),
        ("tact-intake", &["tact-domain"]),
        ("tact-privacy", &["tact-domain", "tact-intake"]),
        ("tact-analysis", &["tact-domain", "tact-privacy"]),
        ("tact-metrics", &["tact-domain"]),
        ("tact-store", &["tact-domain", "tact-privacy"]),
    ] {
        let ours: BTreeSet<_> = direct(&metadata, package)
            .into_iter()
            .filter(|name| name.starts_with("tact-"))
            .collect();
        let allowed: BTreeSet<_> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert!(
            ours.is_subset(&allowed),
            "{package} depends on {ours:?}, may on {allowed:?}"
        );
    }
}

#[test]
fn nothing_below_the_shell_can_speak_to_a_network() {
    let metadata = metadata();
    let network = [
        "reqwest", "hyper", "ureq", "curl", "tokio", "mio", "socket2", "rustls", "axum", "sqlx",
    ];
    for package in [
        "tact-domain",
        "tact-intake",
        "tact-privacy",
        "tact-analysis",
        "tact-metrics",
    ] {
        let reach = reachable(&metadata, package);
        for name in network {
            assert!(!reach.contains(name), "{package} reaches {name}");
        }
    }
}

#[test]
fn metrics_never_sees_text_or_identities() {
    let reach = reachable(&metadata(), "tact-metrics");
    assert!(!reach.contains("tact-intake") && !reach.contains("tact-privacy"));
}

#[test]
fn unsafe_code_is_allowed_in_two_named_modules() {
    fn allowing(folder: &std::path::Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                allowing(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                let allows = ["allow", "expect"].map(|word| format!("{word}(unsafe_code"));
                if allows.iter().any(|allows| text.contains(allows)) {
                    found.insert(path.display().to_string());
                }
            }
        }
    }
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(&crates).expect("crates").flatten() {
        allowing(&entry.path().join("src"), &mut found);
    }
    let named: Vec<_> = found
        .iter()
        .map(|path| path.rsplit("crates/app/../").next().unwrap_or(path))
        .collect();
    assert_eq!(
        named,
        ["analysis/src/model/accurate/kernel.rs", "app/src/wiping.rs"]
    );
}
