//! A server with accounts, and what is asked of it. Every answer is held against the document.

use std::cell::OnceCell;

use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::shape::faults;
use crate::live::server::{Answer, Place, Server, request};

/// A password nobody would find by chance in a file.
pub(super) const PASSWORD: &str = "zqxkvw-brouette-mjtyph-clavecin";

/// Who asks.
#[derive(Clone, Debug)]
pub(super) enum Who {
    /// Nobody known.
    Nobody,
    /// With the cookie of a session, from our own page.
    Session(String),
    /// With a token.
    Token(String),
}

/// An installation with accounts, and its server.
pub(super) struct House {
    pub(super) place: Place,
    server: Option<Server>,
    document: OnceCell<Value>,
}

impl House {
    pub(super) fn new() -> Self {
        Self::at(Place::new())
    }

    pub(super) fn at(place: Place) -> Self {
        place.secret("password", &format!("{PASSWORD}\n"));
        let server = Some(place.serve());
        Self {
            place,
            server,
            document: OnceCell::new(),
        }
    }

    pub(super) fn server(&self) -> &Server {
        self.server.as_ref().expect("it runs")
    }

    /// Ends the server as a power cut would, and starts it again.
    pub(super) fn cut_power(&mut self) {
        self.server.take().expect("it runs").kill();
        self.server = Some(self.place.serve());
    }

    /// Stops the server; its log.
    pub(super) fn stop(&mut self) -> String {
        let (code, log) = self.server.take().expect("it runs").stop();
        assert_eq!(code, Some(0), "{log}");
        log
    }

    /// Makes an account by the command; what the command answered.
    #[track_caller]
    pub(super) fn account(&self, name: &str, role: &str, more: &[&str]) -> Value {
        let file = self.place.path("password");
        let file = file.to_str().expect("a path");
        let mut arguments = vec!["account", "add", name, "--role", role, "--json"];
        arguments.extend(["--password-file", file]);
        arguments.extend(more);
        self.place.json(&arguments)
    }

    /// A token of an account, made by the command.
    #[track_caller]
    pub(super) fn token(&self, name: &str, more: &[&str]) -> Who {
        let mut arguments = vec![
            "account", "token", "add", name, "--label", "essai", "--json",
        ];
        arguments.extend(more);
        let made = self.place.json(&arguments);
        Who::Token(made["token"].as_str().expect("a token").to_owned())
    }

    /// Signs in; the answer.
    pub(super) fn try_sign_in(&self, name: &str, password: &str, code: Option<&str>) -> Answer {
        let mut body = json!({"name": name, "password": password});
        if let Some(code) = code {
            body["code"] = code.into();
        }
        self.ask(&Who::Nobody, "POST", "/api/v1/session", Some(&body))
    }

    /// Signs in, with the code of an authenticator that holds this secret.
    #[track_caller]
    pub(super) fn sign_in(&self, name: &str, made: &Value) -> Who {
        let secret = made["second_factor"]["secret"].as_str();
        let code = secret.map(|secret| code(secret, 0));
        let answer = self.try_sign_in(name, PASSWORD, code.as_deref());
        assert_eq!(answer.status, 201, "{answer:?}");
        Who::Session(cookie(&answer))
    }

    /// Asks, and holds the answer against the document.
    #[track_caller]
    pub(super) fn ask(&self, who: &Who, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(Value::to_string).unwrap_or_default();
        self.send(
            who,
            method,
            path,
            &[("Content-Type", "application/json")],
            &body,
        )
    }

    /// The same with headers of one's own.
    #[track_caller]
    pub(super) fn send(
        &self,
        who: &Who,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut all = headers.to_vec();
        let held;
        match who {
            Who::Nobody => {}
            Who::Session(cookie) => {
                held = format!("theme=dark; {cookie}");
                all.extend([("Cookie", held.as_str()), ("Sec-Fetch-Site", "same-origin")]);
            }
            Who::Token(token) => {
                held = format!("Bearer {token}");
                all.push(("Authorization", held.as_str()));
            }
        }
        let answer = request(&self.server().address, method, path, &all, body.as_bytes());
        self.check(method, path, &answer);
        answer
    }

    /// Asks what must be answered; the JSON of the answer.
    #[track_caller]
    pub(super) fn get(&self, who: &Who, path: &str) -> Value {
        let answer = self.ask(who, "GET", path, None);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        json_of(&answer)
    }

    /// Sends what must be taken; the JSON of the answer, null for none.
    #[track_caller]
    pub(super) fn post(&self, who: &Who, path: &str, body: &Value) -> Value {
        let answer = self.ask(who, "POST", path, Some(body));
        assert!((200..300).contains(&answer.status), "{path}: {answer:?}");
        json_of(&answer)
    }

    /// The document of the interface.
    pub(super) fn document(&self) -> &Value {
        self.document.get_or_init(|| {
            let answer = self.server().get("/api/v1/openapi.json");
            assert_eq!(answer.status, 200);
            json_of(&answer)
        })
    }

    /// Each answer carries what every answer carries, and has the shape the document gives it.
    #[track_caller]
    fn check(&self, method: &str, path: &str, answer: &Answer) {
        let told = format!("{method} {path}: {answer:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{told}");
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{told}"
        );
        let crossing = |name: &str| name.starts_with("access-control-");
        assert!(
            !answer.headers.iter().any(|(name, _)| crossing(name)),
            "{told}"
        );
        let document = self.document();
        let kind = answer.header("content-type").unwrap_or_default();
        if answer.status >= 400 {
            assert_eq!(kind, "application/problem+json", "{told}");
            let schema = json!({"$ref": "#/components/schemas/Problem"});
            let problem = json_of(answer);
            assert_eq!(
                faults(document, &schema, &problem, ""),
                Vec::<String>::new()
            );
            assert_eq!(problem["status"], answer.status, "{told}");
        }
        let Some(operation) = operation(document, method, path) else {
            assert!(matches!(answer.status, 404 | 405), "{told}");
            return;
        };
        let described = &operation["responses"][answer.status.to_string()];
        assert!(
            described.is_object(),
            "the document knows no such answer: {told}"
        );
        if answer.status < 300 && !answer.body.is_empty() {
            let schema = &described["content"]["application/json"]["schema"];
            let faults = faults(document, schema, &json_of(answer), "");
            assert_eq!(faults, Vec::<String>::new(), "{told}");
        }
    }
}

/// What the document says of an address.
fn operation<'a>(document: &'a Value, method: &str, path: &str) -> Option<&'a Value> {
    let path = path.split('?').next().unwrap_or_default();
    let paths = document["paths"].as_object().expect("addresses");
    let fits = |known: &str| {
        let (known, asked): (Vec<_>, Vec<_>) =
            (known.split('/').collect(), path.split('/').collect());
        known.len() == asked.len()
            && known
                .iter()
                .zip(&asked)
                .all(|(known, asked)| known.starts_with('{') || known == asked)
    };
    let exact = paths.get(path);
    let found = exact.or_else(|| paths.iter().find(|(known, _)| fits(known)).map(|(_, p)| p))?;
    found.get(method.to_ascii_lowercase())
}

pub(super) fn json_of(answer: &Answer) -> Value {
    if answer.body.is_empty() {
        return Value::Null;
    }
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {answer:?}"))
}

/// The pair a browser would send back.
#[track_caller]
pub(super) fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie").expect("a cookie");
    set.split(';').next().expect("a pair").to_owned()
}

/// The code an authenticator shows, so many steps from now.
pub(super) fn code(secret: &str, steps: i64) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    let codes = Builder::new().with_secret(secret).build().expect("codes");
    let now = tact_app::clock::now().as_second() + 30 * steps;
    codes.generate(now.unsigned_abs()).to_string()
}
