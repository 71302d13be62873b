//! Accounts, by the command and by an administrator.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use super::client::{House, PASSWORD, Who, code, json_of};

#[test]
fn there_is_no_account_until_somebody_makes_one() {
    let house = House::new();
    assert_eq!(house.place.json(&["account", "list", "--json"]), json!([]));
    for name in ["admin", "root", "tact", ""] {
        let answer = house.try_sign_in(name, "admin", None);
        assert_eq!(answer.status, 401, "{name}");
    }
}

#[test]
fn the_command_refuses_weak_passwords_wrong_names_and_taken_ones() {
    let house = House::new();
    let add = |name: &str, password: &str| {
        house.place.secret("candidate", password);
        let file = house.place.path("candidate");
        let file = file.to_str().expect("a path");
        let arguments = [
            "account",
            "add",
            name,
            "--role",
            "dpo",
            "--password-file",
            file,
        ];
        house.place.run(&arguments)
    };
    for weak in ["bref", "onze lettre", "claireclaire", "aaaaaaaaaaaaaaa"] {
        let (code, out, err) = add("claire", weak);
        assert_eq!(code, 2, "{err}");
        assert!(!out.contains(weak) && !err.contains(weak), "{out}{err}");
    }
    let (code, _, err) = add("Claire", PASSWORD);
    assert_eq!(code, 2, "{err}");
    let (code, _, err) = add("claire", PASSWORD);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = add("claire", PASSWORD);
    assert!(code == 77 && err.contains("existe déjà"), "{err}");
    // Without a terminal nothing is asked; the mode of the file counts.
    let (code, _, err) = house.place.run(&["account", "password", "claire"]);
    assert!(code == 2 && err.contains("--password-file"), "{err}");
    let (code, _, err) = house.place.run(&["account", "remove", "personne"]);
    assert_eq!(code, 66, "{err}");
    let listed = house.place.done(&["account", "list"]);
    assert!(
        listed.contains("claire") && listed.contains("dpo"),
        "{listed}"
    );
}

#[test]
fn a_password_comes_in_by_standard_input() {
    let house = House::new();
    let mut command = house.place.command(&[
        "account",
        "add",
        "claire",
        "--role",
        "manager",
        "--password-file",
        "-",
    ]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(format!("{PASSWORD}\n").as_bytes())
        .expect("a line");
    drop(input);
    assert!(child.wait_with_output().expect("it ends").status.success());
    assert_eq!(house.try_sign_in("claire", PASSWORD, None).status, 201);
}

#[test]
fn sessions_and_tokens_end_with_their_account_and_with_its_role() {
    let house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let (session, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    let known = |who: &Who| house.ask(who, "GET", "/api/v1/session", None).status;
    assert_eq!((known(&session), known(&token)), (200, 200));
    house
        .place
        .done(&["account", "role", "claire", "--role", "manager"]);
    assert_eq!((known(&session), known(&token)), (401, 401));
    let (session, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    let shown = house
        .place
        .json(&["account", "token", "list", "claire", "--json"]);
    let id = shown[0]["id"].to_string();
    let other = house.token("claire", &[]);
    house
        .place
        .done(&["account", "token", "end", "claire", &id]);
    assert_eq!(
        (known(&session), known(&token), known(&other)),
        (200, 401, 200)
    );
    house.place.done(&["account", "remove", "claire"]);
    assert_eq!((known(&session), known(&other)), (401, 401));
    // Whoever takes the name later takes nothing else over.
    house.account("claire", "dpo", &[]);
    assert_eq!((known(&session), known(&other)), (401, 401));
}

#[test]
fn an_administrator_needs_a_code_has_no_token_and_cannot_lose_itself() {
    let house = House::new();
    let made = house.account("adrien", "admin", &[]);
    let secret = made["second_factor"]["secret"].as_str().expect("a secret");
    assert_eq!(house.try_sign_in("adrien", PASSWORD, None).status, 401);
    let now = code(secret, 0);
    let opened = house.try_sign_in("adrien", PASSWORD, Some(&now));
    assert_eq!(opened.status, 201);
    let adrien = Who::Session(super::client::cookie(&opened));
    assert_eq!(
        house.try_sign_in("adrien", PASSWORD, Some(&now)).status,
        401,
        "once"
    );
    let (exit, _, err) = house
        .place
        .run(&["account", "token", "add", "adrien", "--label", "x"]);
    assert_eq!(exit, 77, "{err}");
    let path = "/api/v1/accounts/adrien";
    assert_eq!(house.ask(&adrien, "DELETE", path, None).status, 409);
    let role = json!({"role": "dpo"});
    assert_eq!(
        house
            .ask(&adrien, "PUT", &format!("{path}/role"), Some(&role))
            .status,
        409
    );
    let new = json!({"name": "bruno", "role": "agent", "password": "quatre mots sans suite"});
    let bruno = house.post(&adrien, "/api/v1/accounts", &new);
    assert!(bruno.get("second_factor").is_none(), "{bruno}");
    assert_eq!(
        house
            .ask(&adrien, "POST", "/api/v1/accounts", Some(&new))
            .status,
        409
    );
    for wrong in [
        json!({"name": "B", "role": "agent", "password": PASSWORD}),
        json!({"name": "bb", "role": "root", "password": PASSWORD}),
        json!({"name": "bb", "role": "agent", "password": "court"}),
    ] {
        let refused = house.ask(&adrien, "POST", "/api/v1/accounts", Some(&wrong));
        assert_eq!(refused.status, 400, "{wrong}");
        assert!(!refused.body.contains(PASSWORD), "{refused:?}");
    }
    assert_eq!(
        house
            .try_sign_in("bruno", "quatre mots sans suite", None)
            .status,
        201
    );
    let given = json!({"password": "un autre de quatre mots"});
    let path = "/api/v1/accounts/bruno";
    assert_eq!(
        house
            .ask(&adrien, "PUT", &format!("{path}/password"), Some(&given))
            .status,
        204
    );
    assert_eq!(
        house
            .try_sign_in("bruno", "un autre de quatre mots", None)
            .status,
        201
    );
    let admin = house.ask(
        &adrien,
        "PUT",
        &format!("{path}/role"),
        Some(&json!({"role": "admin"})),
    );
    assert!(
        json_of(&admin)["second_factor"]["secret"].is_string(),
        "{admin:?}"
    );
    assert_eq!(house.ask(&adrien, "DELETE", path, None).status, 204);
    assert_eq!(
        house
            .get(&adrien, "/api/v1/accounts")
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_token_makes_no_token_and_is_shown_once() {
    let house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let (session, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    let body = json!({"label": "tableau de bord", "days": 30});
    assert_eq!(
        house
            .ask(&token, "POST", "/api/v1/tokens", Some(&body))
            .status,
        403
    );
    let made = house.post(&session, "/api/v1/tokens", &body);
    let word = made["token"].as_str().expect("a token");
    let listed = house.get(&session, "/api/v1/tokens");
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    assert!(!listed.to_string().contains(word));
    for wrong in [
        json!({"label": "", "days": 1}),
        json!({"label": "x", "days": 0}),
        json!({"label": "x", "days": 367}),
    ] {
        let answer = house.ask(&session, "POST", "/api/v1/tokens", Some(&wrong));
        assert_eq!(answer.status, 400, "{wrong}");
    }
    let path = format!("/api/v1/tokens/{}", made["id"]);
    assert_eq!(house.ask(&token, "DELETE", &path, None).status, 204);
    let ended = Who::Token(word.to_owned());
    assert_eq!(
        house.ask(&ended, "GET", "/api/v1/session", None).status,
        401
    );
}

#[test]
fn accounts_outlive_a_power_cut_and_no_secret_is_written_anywhere() {
    let mut house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let admin = house.account("adrien", "admin", &[]);
    let (session, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    house.sign_in("adrien", &admin);
    house.try_sign_in("claire", "zqxkvw-faux-mjtyph-clavecin", None);
    house.try_sign_in("zqxkvw-nom-mjtyph", PASSWORD, None);
    house.cut_power();
    for who in [&session, &token] {
        assert_eq!(house.ask(who, "GET", "/api/v1/session", None).status, 200);
    }
    house.try_sign_in("claire", "zqxkvw-faux-mjtyph-clavecin", None);
    house.sign_in("claire", &made);
    let (Who::Session(cookie), Who::Token(token)) = (&session, &token) else {
        panic!("one of each");
    };
    let secret = admin["second_factor"]["secret"].as_str().expect("a secret");
    let held = cookie.split_once('=').expect("a pair").1;
    // The random part alone, without the word in front.
    let random = |word: &str| word.rsplit('.').next().expect("a part").to_owned();
    let secrets = [
        PASSWORD.to_owned(),
        "zqxkvw-faux".to_owned(),
        "zqxkvw-nom".to_owned(),
        random(held),
        random(token),
        secret.to_owned(),
    ];
    let shown = house.place.done(&["account", "list"]);
    let tokens = house.place.done(&["account", "token", "list", "claire"]);
    let audit = house.place.done(&["audit", "show"]);
    let log = house.stop();
    let files = house.place.files();
    assert!(!files.is_empty());
    for secret in &secrets {
        for said in [&shown, &tokens, &audit, &log] {
            assert!(!said.contains(secret.as_str()), "{secret} in {said}");
        }
        for (path, bytes) in &files {
            let found = memchr::memmem::find(bytes, secret.as_bytes());
            assert_eq!(found, None, "{secret} in {}", path.display());
        }
    }
    for (actor, action) in [
        ("account:claire", "session_opened"),
        ("operator:operateur", "account_added"),
    ] {
        assert!(audit.contains(actor) && audit.contains(action), "{audit}");
    }
}

#[test]
fn a_database_that_comes_back_lets_nobody_in_who_was_let_in_before() {
    let mut house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let (session, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    let copies = house.place.path("copies");
    let copies = copies.to_str().expect("a path").to_owned();
    house.place.done(&["backup", &copies]);
    house.stop();
    house.place.done(&["restore", &copies]);
    let place = house.place;
    let house = House::at(place);
    for who in [&session, &token] {
        assert_eq!(house.ask(who, "GET", "/api/v1/session", None).status, 401);
    }
    house.sign_in("claire", &made);
}
