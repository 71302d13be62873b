//! A configuration that is wrong says where, and what to write instead.

use std::os::unix::fs::PermissionsExt;

use super::server::Place;

/// Replaces a part of a good configuration and checks it: exit code and what is said.
fn check(from: &str, to: &str) -> (i32, String) {
    let place = Place::new();
    let config = std::fs::read_to_string(place.config()).expect("a file");
    assert!(config.contains(from), "{from} in\n{config}");
    std::fs::write(place.config(), config.replace(from, to)).expect("a file");
    checked(&place)
}

fn checked(place: &Place) -> (i32, String) {
    let path = place.config();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tact"));
    let output = command
        .env_clear()
        .env("LC_ALL", "fr_FR.UTF-8")
        .args(["config", "--check"])
        .arg(path)
        .output()
        .expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    let code = output.status.code().expect("no signal");
    (code, String::from_utf8_lossy(&said).into_owned())
}

#[track_caller]
fn refused(from: &str, to: &str, code: i32, said: &[&str]) {
    let (found, text) = check(from, to);
    assert_eq!(found, code, "{to}: {text}");
    for part in said {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_good_configuration_is_said_to_be_good() {
    let (code, said) = check("", "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("numéros\u{a0}: 2"), "{said}");
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_the_way_out() {
    refused(
        "[keys]",
        "[clefs]",
        65,
        &["ligne 5", "«\u{a0}clefs\u{a0}»", "tact config --example"],
    );
    refused("listen =", "ecoute =", 65, &["ligne 2", "ecoute"]);
    refused(
        "[store]\npath = \"data\"\n",
        "",
        65,
        &["store.path", "nécessaire"],
    );
    refused(
        "127.0.0.1:0",
        "partout",
        65,
        &["ligne 2", "server.listen", "127.0.0.1:8080"],
    );
    refused("127.0.0.1:0", "0.0.0.0:0", 77, &["ligne 2", "behind_proxy"]);
    refused(
        "\"coexistence\"",
        "\"coexist\"",
        65,
        &["ligne 12", "coexist"],
    );
    refused(
        "id = \"106540000000002\"",
        "id = \"106540000000001\"",
        65,
        &["ligne 14", "déjà"],
    );
    refused(
        "id = \"106540000000002\"",
        "id = \"+33 1 99\"",
        65,
        &["ligne 14", "phone_number_id"],
    );
    refused(
        "\"app-secret\"",
        "\"absent\"",
        66,
        &["ligne 8", "n’existe pas", "chmod 600"],
    );
    refused(
        "[whatsapp]",
        "[whatsapp]\ngraph_url = \"http://example.org\"",
        65,
        &["ligne 8", "https"],
    );
    refused(
        "[server]",
        "[limits]\nmemory_mib = 0\n[server]",
        65,
        &["ligne 2", "de 4 à"],
    );
    refused(
        "[server]",
        "[keywords]\nerase = [\"stop\"]\n[server]",
        65,
        &["ligne 2", "autre chose"],
    );
    refused("[server]", "[server", 65, &["ligne 1", "TOML"]);
}

#[test]
fn behind_a_proxy_an_open_address_is_allowed() {
    let (code, said) = check(
        "listen = \"127.0.0.1:0\"",
        "listen = \"0.0.0.0:0\"\nbehind_proxy = true",
    );
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_secret_that_others_can_read_stops_the_server() {
    let place = Place::new();
    let folder = place.path("");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).expect("a mode");
    let secret = place.path("app-secret");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    let (code, said) = checked(&place);
    assert_eq!(code, 77, "{said}");
    assert!(
        said.contains("chmod 600") && said.contains("0644"),
        "{said}"
    );
    let (code, _, said) = place.run(&["serve"]);
    assert_eq!(code, 77, "{said}");
    assert!(!place.path("data").exists());
}

#[test]
fn a_secret_in_a_folder_that_only_its_owner_can_enter_is_no_danger() {
    let place = Place::new();
    let folder = place.path("");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).expect("a mode");
    let secret = place.path("app-secret");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).expect("a mode");
    let (code, said) = checked(&place);
    assert_eq!(code, 0, "{said}");
    let server = place.serve();
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn keys_inside_the_data_stop_the_server() {
    let place = Place::new();
    let config = std::fs::read_to_string(place.config()).expect("a file");
    std::fs::write(place.config(), config.replace("\"keys\"", "\"data/keys\"")).expect("a file");
    let (code, _, said) = place.run(&["serve"]);
    assert_eq!(code, 77, "{said}");
    assert!(said.contains("l’un dans l’autre"), "{said}");
}

#[test]
fn a_company_that_is_not_there_is_said_with_those_that_are() {
    let place = Place::new();
    let (code, _, said) = place.run(&["store", "stats", "--tenant", "absente"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("--tenant"), "{said}");
}

#[test]
fn counts_are_written_as_the_language_writes_them() {
    let place = Place::new();
    place.consent(&["33639980101"], "granted", "2025-01-01T00:00:00Z");
    let said = place.done(&["store", "stats", "--lang", "en"]);
    assert!(said.starts_with("Contacts  "), "{said}");
    let (code, _, said) = Place::new().run(&["store", "stats"]);
    assert_eq!(code, 66, "{said}");
}
