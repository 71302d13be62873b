//! Every address, every method, every role, two companies.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::client::{House, Who, json_of};
use crate::live::server::Place;

const EVERYBODY: &[&str] = &["manager", "agent", "dpo", "admin"];

/// Written by hand: who may do what, address by address. The program's table must agree.
const EXPECTED: &[(&str, &str, &[&str])] = &[
    ("get", "/api/v1/session", EVERYBODY),
    ("delete", "/api/v1/session", EVERYBODY),
    ("put", "/api/v1/session/password", EVERYBODY),
    ("get", "/api/v1/tokens", &["manager", "agent", "dpo"]),
    ("post", "/api/v1/tokens", &["manager", "agent", "dpo"]),
    (
        "delete",
        "/api/v1/tokens/{id}",
        &["manager", "agent", "dpo"],
    ),
    ("get", "/api/v1/status", EVERYBODY),
    ("get", "/api/v1/figures", &["manager", "agent", "dpo"]),
    ("post", "/api/v1/contacts/show", &["dpo"]),
    ("post", "/api/v1/contacts/consents", &["dpo"]),
    ("post", "/api/v1/contacts/erase", &["dpo"]),
    ("get", "/api/v1/requests", &["dpo"]),
    ("post", "/api/v1/consents", &["dpo"]),
    ("post", "/api/v1/consents/import", &["dpo"]),
    ("get", "/api/v1/exports", &["dpo", "admin"]),
    ("post", "/api/v1/exports", &["dpo"]),
    ("delete", "/api/v1/exports/{id}", &["dpo"]),
    ("post", "/api/v1/exports/{id}/approval", &["dpo", "admin"]),
    ("post", "/api/v1/exports/{id}/copy", &["dpo"]),
    ("get", "/api/v1/audit", &["dpo", "admin"]),
    ("get", "/api/v1/audit/verify", &["dpo", "admin"]),
    ("get", "/api/v1/accounts", &["admin"]),
    ("post", "/api/v1/accounts", &["admin"]),
    ("delete", "/api/v1/accounts/{name}", &["admin"]),
    ("put", "/api/v1/accounts/{name}/role", &["admin"]),
    ("put", "/api/v1/accounts/{name}/password", &["admin"]),
    ("post", "/api/v1/accounts/{name}/second-factor", &["admin"]),
];

const FROM: &str = "+33639980101";

/// One account for each role, signed in.
type People = Vec<(String, Who)>;

/// Two companies with one account for each role.
fn two_companies() -> (House, People, People) {
    let place = Place::with(
        "[[tenant]]\nname = \"boutique\"\nstore.path = \"b-data\"\nkeys.path = \"b-keys\"\n\
         whatsapp.app_secret_file = \"app-secret\"\n\
         whatsapp.verify_token_file = \"verify-token\"\n\
         whatsapp.phone_number_id = \"106540000000009\"\nfigures.prepare = []\n",
    );
    let house = House::at(place);
    let people = |company: Option<&str>| {
        let more: Vec<&str> = company.iter().flat_map(|name| ["--tenant", name]).collect();
        let signed_in = EVERYBODY.iter().map(|role| {
            let name = format!("une-{role}");
            let made = house.account(&name, role, &more);
            let login = match company {
                None => name,
                Some(company) => format!("{name}@{company}"),
            };
            ((*role).to_owned(), house.sign_in(&login, &made))
        });
        signed_in.collect::<Vec<_>>()
    };
    let (here, there) = (people(None), people(Some("boutique")));
    (house, here, there)
}

fn of<'a>(people: &'a People, role: &str) -> &'a Who {
    let found = people.iter().find(|(known, _)| known == role);
    &found.expect("one of each").1
}

/// Asks with a body that is of the right kind and says nothing.
fn ask(house: &House, who: &Who, method: &str, path: &str) -> (u16, Value) {
    let path = path.replace("{id}", "999999").replace("{name}", "personne");
    let kind = match path.ends_with("/import") {
        true => "text/csv",
        false => "application/json",
    };
    let method = method.to_ascii_uppercase();
    let body = if method == "GET" { "" } else { "{}" };
    let answer = house.send(who, &method, &path, &[("Content-Type", kind)], body);
    (answer.status, json_of(&answer))
}

#[test]
fn every_role_may_do_what_is_written_here_and_nothing_else() {
    let (house, here, _) = two_companies();
    let mut described = BTreeSet::new();
    for (path, methods) in house.document()["paths"].as_object().expect("addresses") {
        for (method, operation) in methods.as_object().expect("methods") {
            if operation["security"] == json!([]) {
                continue;
            }
            let roles = operation["x-roles"].as_array().expect("roles").clone();
            let roles: Vec<_> = roles.iter().filter_map(Value::as_str).collect();
            let known = EXPECTED.iter().find(|(m, p, _)| m == method && p == path);
            let (_, _, expected) = known.unwrap_or_else(|| panic!("{method} {path} is new"));
            assert_eq!(&roles, expected, "{method} {path}");
            described.insert((method.clone(), path.clone()));
        }
    }
    assert_eq!(described.len(), EXPECTED.len());
    for (method, path, roles) in EXPECTED {
        let (status, _) = ask(&house, &Who::Nobody, method, path);
        assert_eq!(status, 401, "{method} {path}");
        let forged = Who::Token(format!("tact..{}", "A".repeat(43)));
        let (status, _) = ask(&house, &forged, method, path);
        assert_eq!(status, 401, "{method} {path}");
        for (role, who) in &here {
            if (*method, *path) == ("delete", "/api/v1/session") {
                continue;
            }
            let (status, said) = ask(&house, who, method, path);
            if roles.contains(&role.as_str()) {
                assert!(
                    !matches!(status, 401 | 403 | 405 | 500..),
                    "{role} {method} {path}: {status} {said}"
                );
            } else {
                let kind = &said["type"];
                let forbidden = (403, &json!("urn:tact:problem:forbidden"));
                assert_eq!((status, kind), forbidden, "{role} {method} {path}");
            }
        }
    }
}

#[test]
fn what_belongs_to_another_company_is_not_there() {
    let (house, here, there) = two_companies();
    let dpo = of(&here, "dpo");
    let line = json!({"contact": FROM, "purpose": "analysis", "state": "granted",
        "at": "2025-01-01T00:00:00Z", "notice": "v1", "channel": "web", "proof": "bouton-1"});
    house.post(dpo, "/api/v1/consents", &line);
    let asked = house.post(dpo, "/api/v1/exports", &json!({"contact": FROM}));
    let export = asked["id"].to_string();
    let token = house.post(dpo, "/api/v1/tokens", &json!({"label": "essai", "days": 1}));
    let token = token["id"].to_string();
    house.account("seule-ici", "manager", &[]);
    let role = json!({"role": "agent"});
    let password = json!({"password": "douze lettres au moins"});
    let fields = [
        ("dpo", "DELETE", "/api/v1/exports/{}", export.as_str(), None),
        ("dpo", "POST", "/api/v1/exports/{}/approval", &export, None),
        ("dpo", "POST", "/api/v1/exports/{}/copy", &export, None),
        (
            "admin",
            "POST",
            "/api/v1/exports/{}/approval",
            &export,
            None,
        ),
        ("dpo", "DELETE", "/api/v1/tokens/{}", &token, None),
        ("admin", "DELETE", "/api/v1/accounts/{}", "seule-ici", None),
        (
            "admin",
            "PUT",
            "/api/v1/accounts/{}/role",
            "seule-ici",
            Some(&role),
        ),
        (
            "admin",
            "PUT",
            "/api/v1/accounts/{}/password",
            "seule-ici",
            Some(&password),
        ),
        (
            "admin",
            "POST",
            "/api/v1/accounts/{}/second-factor",
            "seule-ici",
            None,
        ),
    ];
    for (role, method, path, id, body) in fields {
        let who = of(&there, role);
        let ask = |id: &str| house.ask(who, method, &path.replace("{}", id), body);
        let absent = if id == "seule-ici" {
            "nulle-part"
        } else {
            "424242"
        };
        let (foreign, absent) = (ask(id), ask(absent));
        assert_eq!(foreign.status, 404, "{role} {method} {path}");
        for other in [absent, ask("%20;--"), ask("%ff"), ask("-1")] {
            // To the byte, date apart.
            let told = |answer: &crate::live::server::Answer| {
                let headers = answer.headers.iter().filter(|(name, _)| name != "date");
                (
                    answer.status,
                    headers.cloned().collect::<Vec<_>>(),
                    answer.body.clone(),
                )
            };
            assert_eq!(told(&foreign), told(&other), "{role} {method} {path}");
        }
    }
    let body = json!({"contact": FROM});
    for path in [
        "/api/v1/contacts/show",
        "/api/v1/contacts/consents",
        "/api/v1/contacts/erase",
        "/api/v1/exports",
    ] {
        let answer = house.ask(of(&there, "dpo"), "POST", path, Some(&body));
        assert_eq!(answer.status, 404, "{path}");
    }
    // A word of one company with the name of the other in it opens neither.
    let made = house.token("une-dpo", &[]);
    let Who::Token(word) = &made else {
        panic!("a token")
    };
    let moved = Who::Token(word.replacen("tact..", "tact.boutique.", 1));
    assert_eq!(
        house.ask(&moved, "GET", "/api/v1/session", None).status,
        401
    );
    // Naming a company in the request changes nothing.
    let body = json!({"contact": FROM, "tenant": "boutique"});
    let answer = house.ask(&made, "POST", "/api/v1/contacts/show", Some(&body));
    assert_eq!(answer.status, 400);
    assert_eq!(
        house.get(&made, "/api/v1/session?tenant=boutique")["company"],
        json!(null)
    );
    // All of it is untouched.
    assert_eq!(
        house.get(dpo, "/api/v1/exports").as_array().map(Vec::len),
        Some(1)
    );
    let accounts = house.get(of(&here, "admin"), "/api/v1/accounts");
    let seule = accounts
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["name"] == "seule-ici");
    assert_eq!(seule.map(|one| &one["role"]), Some(&json!("manager")));
}

#[test]
fn no_address_answers_that_the_document_does_not_have() {
    let house = House::new();
    let paths = house.document()["paths"].as_object().expect("addresses");
    for (path, methods) in paths {
        let path = path.replace("{id}", "1").replace("{name}", "personne");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let answer = house.send(&Who::Nobody, method, &path, &[], "");
            let known = methods.get(method.to_ascii_lowercase()).is_some();
            assert_eq!(answer.status == 405, !known, "{method} {path}: {answer:?}");
        }
    }
    for path in [
        "/api/v1",
        "/api/v1/",
        "/api/v1/contacts/+33639980101",
        "/api/v2/status",
    ] {
        let answer = house.send(&Who::Nobody, "GET", path, &[], "");
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
    }
}
