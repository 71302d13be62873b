//! Signing in and out, and who a browser may be made to speak for.

use serde_json::json;

use super::client::{House, PASSWORD, Who, cookie, json_of};
use crate::live::server::{NUMBER, delivery, request, text};

const SESSION: &str = "/api/v1/session";

#[test]
fn the_cookie_is_for_this_host_alone_and_new_at_every_login() {
    let house = House::new();
    house.account("claire", "dpo", &[]);
    // Whoever planted a cookie before holds nothing afterwards.
    let planted = "__Host-tact=tact..AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let body = json!({"name": "claire", "password": PASSWORD}).to_string();
    let headers = [("Content-Type", "application/json"), ("Cookie", planted)];
    let first = house.send(&Who::Nobody, "POST", SESSION, &headers, &body);
    assert_eq!(first.status, 201, "{first:?}");
    let set = first.header("set-cookie").expect("a cookie");
    assert!(set.starts_with("__Host-tact=tact.."), "{set}");
    for flag in [
        "; Path=/",
        "; Secure",
        "; HttpOnly",
        "; SameSite=Lax",
        "; Max-Age=43",
    ] {
        assert!(set.contains(flag), "{flag} in {set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    let session = cookie(&first);
    assert_ne!(session, planted);
    let planted = house.ask(&Who::Session(planted.to_owned()), "GET", SESSION, None);
    assert_eq!(planted.status, 401);
    let second = cookie(&house.try_sign_in("claire", PASSWORD, None));
    assert_ne!(session, second);
    let known = house.get(&Who::Session(session), SESSION);
    assert_eq!(
        (&known["name"], &known["role"]),
        (&json!("claire"), &json!("dpo"))
    );
}

#[test]
fn signing_out_ends_the_session_and_empties_the_browser() {
    let house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let (claire, elsewhere) = (
        house.sign_in("claire", &made),
        house.sign_in("claire", &made),
    );
    let out = house.ask(&claire, "DELETE", SESSION, None);
    assert_eq!(out.status, 204, "{out:?}");
    let cleared = out.header("clear-site-data");
    assert_eq!(cleared, Some("\"cache\", \"cookies\", \"storage\""));
    assert!(
        out.header("set-cookie")
            .is_some_and(|set| set.contains("Max-Age=0"))
    );
    assert_eq!(house.ask(&claire, "GET", SESSION, None).status, 401);
    assert_eq!(house.ask(&elsewhere, "GET", SESSION, None).status, 200);
}

#[test]
fn a_foreign_page_cannot_act_with_the_cookie() {
    let house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let Who::Session(claire) = house.sign_in("claire", &made) else {
        panic!("a session");
    };
    let body = json!({"contact": "+33639980101"}).to_string();
    let send = |more: &[(&str, &str)]| {
        let mut headers = vec![
            ("Content-Type", "application/json"),
            ("Cookie", claire.as_str()),
        ];
        headers.extend(more);
        let path = "/api/v1/contacts/show";
        house
            .send(&Who::Nobody, "POST", path, &headers, &body)
            .status
    };
    for foreign in [
        &[][..],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "none")],
        &[("Origin", "https://tact.example")],
    ] {
        assert_eq!(send(foreign), 403, "{foreign:?}");
    }
    // 404: nobody bears the number, and the question was heard.
    assert_eq!(send(&[("Sec-Fetch-Site", "same-origin")]), 404);
    assert_eq!(send(&[("X-Tact-Request", "1")]), 404);
    // Nobody is signed in from elsewhere, and no other page is told that it may ask.
    let login = json!({"name": "claire", "password": PASSWORD}).to_string();
    let headers = [
        ("Content-Type", "application/json"),
        ("Sec-Fetch-Site", "cross-site"),
    ];
    let answer = house.send(&Who::Nobody, "POST", SESSION, &headers, &login);
    assert_eq!(answer.status, 403);
    let headers = [("Content-Type", "text/plain")];
    let answer = house.send(&Who::Nobody, "POST", SESSION, &headers, &login);
    assert_eq!(answer.status, 415);
    let headers = [
        ("Origin", "https://ailleurs.example"),
        ("Access-Control-Request-Method", "POST"),
    ];
    let answer = house.send(&Who::Nobody, "OPTIONS", SESSION, &headers, "");
    assert_eq!(answer.status, 405);
}

#[test]
fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    let house = House::new();
    house.account("claire", "dpo", &[]);
    let mut answers = Vec::new();
    for name in ["claire", "personne", "claire@ailleurs", "Pas un nom"] {
        let mut of_name = Vec::new();
        for _ in 0..5 {
            let answer = house.try_sign_in(name, "un tout autre mot de passe", None);
            let kind = json_of(&answer)["type"].clone();
            let waits = answer.header("retry-after").is_some();
            let alike = (answer.status == 401).then_some(answer.body);
            of_name.push((answer.status, kind, waits, alike));
        }
        let states: Vec<_> = of_name.iter().map(|(status, ..)| *status).collect();
        assert_eq!(states[..3], [401, 401, 401], "{name}");
        assert!(states.contains(&429), "{name}: {states:?}");
        answers.push(of_name[..3].to_vec());
    }
    assert!(
        answers.windows(2).all(|pair| pair[0] == pair[1]),
        "{answers:?}"
    );
}

#[test]
fn errors_are_said_in_the_language_of_whoever_asks() {
    let house = House::new();
    for (wished, language, word) in [
        ("fr-FR,fr;q=0.9", "fr", "Connectez-vous"),
        ("en", "en", "Sign in"),
        ("de", "en", "Sign in"),
    ] {
        let headers = [("Accept-Language", wished)];
        let answer = house.send(&Who::Nobody, "GET", "/api/v1/status", &headers, "");
        assert_eq!(answer.status, 401);
        assert_eq!(answer.header("content-language"), Some(language));
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        assert_eq!(json_of(&answer)["title"], word);
    }
}

#[test]
fn a_password_is_changed_by_its_owner_and_ends_everything_before_it() {
    let house = House::new();
    let made = house.account("claire", "dpo", &[]);
    let (claire, token) = (house.sign_in("claire", &made), house.token("claire", &[]));
    let path = "/api/v1/session/password";
    let change = |current: &str, new: &str| {
        let body = json!({"current": current, "new": new});
        house.ask(&claire, "PUT", path, Some(&body)).status
    };
    assert_eq!(change("pas le bon du tout", "un mot tout neuf"), 401);
    assert_eq!(change(PASSWORD, "court"), 400);
    assert_eq!(change(PASSWORD, "claireclaire"), 400);
    assert_eq!(change(PASSWORD, "un mot tout neuf"), 204);
    assert_eq!(house.ask(&claire, "GET", SESSION, None).status, 401);
    assert_eq!(house.ask(&token, "GET", SESSION, None).status, 401);
    assert_eq!(
        house.try_sign_in("claire", "un mot tout neuf", None).status,
        201
    );
}

#[test]
fn a_flood_of_logins_turns_itself_away_and_stops_no_webhook() {
    let house = House::new();
    house.account("claire", "dpo", &[]);
    let address = house.server().address.clone();
    let flood: Vec<_> = (0..60)
        .map(|person| {
            let address = address.clone();
            std::thread::spawn(move || {
                let body = json!({"name": format!("personne-{person}"), "password": PASSWORD});
                let headers = [("Content-Type", "application/json")];
                let body = body.to_string();
                request(&address, "POST", SESSION, &headers, body.as_bytes()).status
            })
        })
        .collect();
    for message in 0..20 {
        let id = format!("wamid.{message}");
        let said = text(&id, "33639980101", 1_763_000_000 + message, "bonjour");
        house
            .server()
            .deliver(&delivery(NUMBER, "33639980101", &[said]));
    }
    for one in flood {
        let status = one.join().expect("an answer");
        assert!(matches!(status, 401 | 503), "{status}");
    }
    assert_eq!(house.try_sign_in("claire", PASSWORD, None).status, 201);
}
