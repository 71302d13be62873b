//! What every request goes through, in this order: who is it (401), may they (403), does the request
//! come from where it says (403), is the body what the address takes (4xx). Only then it is answered.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Query, Request};
use axum::http::{HeaderMap, HeaderName, Method, header, request::Parts};
use axum::response::Response;
use jiff::Timestamp;
use tact_store::live::Visitor;

use super::call::{Call, Proof, Visit, Who};
use super::problem::Problem;
use super::reply::Answer;
use super::route::{Brings, Door, Route};
use crate::accounts::{Held, may};
use crate::clock;
use crate::i18n::args;
use crate::report::model::Lang;
use crate::serve::body::{self, LARGEST, NotRead};
use crate::serve::server::Server;

/// The cookie of a session. Its prefix makes browsers hold it to https, this host and the whole path.
pub(super) const COOKIE: &str = "__Host-tact";
/// A header no foreign page can send without asking first, and we answer no such question.
const OWN_HEADER: HeaderName = HeaderName::from_static("x-tact-request");
/// Where a browser says the request comes from.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Largest body of JSON.
const JSON: usize = 64 * 1024;

/// Lets a request through to its answer, or says what is wrong with it.
pub(super) async fn pass(server: Arc<Server>, route: &'static Route, request: Request) -> Response {
    let lang = lang(request.headers());
    let answered = answer(server.clone(), route, request, lang).await;
    let texts = server.entry.texts(lang);
    match answered {
        Ok(answer) => answer.written(),
        Err(problem) => problem.written(texts),
    }
}

async fn answer(
    server: Arc<Server>,
    route: &'static Route,
    request: Request,
    lang: Lang,
) -> Result<Answer, Problem> {
    let (mut parts, body) = request.into_parts();
    let mut visit = Visit {
        server: server.clone(),
        lang,
        now: seconds(clock::now()),
        body: None,
    };
    let who = match &route.door {
        Door::Open(_) => None,
        Door::Right(action, _) => {
            let who = who(&visit, &parts.headers).await?;
            if !may(who.role, *action) {
                return Err(Problem::forbidden());
            }
            Some(who)
        }
    };
    same_origin(&parts, who.as_ref().map(|who| who.proof))?;
    visit.body = read(&visit, route, &parts.headers, body).await?;
    match (&route.door, who) {
        (Door::Open(answer), _) => answer(visit).await,
        (Door::Right(_, answer), Some(who)) => {
            let call = Call {
                named: named(&mut parts).await,
                asked: asked(&parts, route),
                visit,
                who,
                route,
            };
            answer(call).await
        }
        (Door::Right(..), None) => Err(Problem::unauthorized()),
    }
}

/// Whole seconds: what is written down and what is answered are the same.
fn seconds(now: Timestamp) -> Timestamp {
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// Who holds the token or the session a request comes with. A token comes first: whoever sends one
/// means it.
async fn who(visit: &Visit, headers: &HeaderMap) -> Result<Who, Problem> {
    let unknown = Problem::unauthorized;
    let (held, is_token) = match headers.get(header::AUTHORIZATION) {
        Some(value) => {
            let value = value.to_str().map_err(|_| unknown())?;
            let (scheme, token) = value.split_once(' ').ok_or_else(unknown)?;
            if !scheme.eq_ignore_ascii_case("bearer") {
                return Err(unknown());
            }
            (Held::parse(token.trim()), true)
        }
        None => (cookie(headers), false),
    };
    let held = held.ok_or_else(unknown)?;
    if visit.server.sites.get().is_none() {
        return Err(Problem::starting());
    }
    let site = visit.server.site(held.company()).map_err(|_| unknown())?;
    let key = held.key();
    let found = match is_token {
        true => site.store.token(key, visit.now).await?,
        false => site.store.session(key, visit.now).await?,
    };
    let Visitor {
        account,
        name,
        role,
        ends_at,
    } = found.ok_or_else(unknown)?;
    Ok(Who {
        site,
        account,
        name: name.parse().map_err(|_| unknown())?,
        role: role.parse().map_err(|_| unknown())?,
        ends_at,
        proof: match is_token {
            true => Proof::Token,
            false => Proof::Session(key),
        },
    })
}

/// What the one cookie of ours holds; two are as good as none.
fn cookie(headers: &HeaderMap) -> Option<Held> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE);
    let (_, value) = found.next()?;
    found.next().is_none().then(|| Held::parse(value))?
}

/// Whatever changes something comes from our own page or from a program. A browser sends the cookie
/// by itself, so that a session has to show one of the two headers; where it comes with none (a
/// token, signing in), a browser's word that the page is foreign is enough to refuse.
fn same_origin(parts: &Parts, proof: Option<Proof>) -> Result<(), Problem> {
    if parts.method == Method::GET || parts.method == Method::HEAD {
        return Ok(());
    }
    let site = parts.headers.get(SITE).map(|site| site.as_bytes());
    let ours = site == Some(b"same-origin") || parts.headers.contains_key(OWN_HEADER);
    let fits = match proof {
        Some(Proof::Session(_)) => ours,
        Some(Proof::Token) | None => site.is_none() || ours,
    };
    if fits {
        Ok(())
    } else {
        Err(Problem::cross_site())
    }
}

/// The body, within what the address takes.
async fn read(
    visit: &Visit,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
) -> Result<Option<body::Held>, Problem> {
    let texts = visit.texts();
    let (expected, most) = match route.brings {
        Brings::Nothing => return Ok(None),
        Brings::Json(_) => ("application/json", JSON),
        Brings::ConsentFile => ("text/csv", LARGEST),
    };
    let sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|sent| sent.to_str().ok())
        .map(|sent| sent.split(';').next().unwrap_or_default().trim());
    if !sent.is_some_and(|sent| sent.eq_ignore_ascii_case(expected)) {
        let words = args!["expected" => expected];
        return Err(Problem::media_type(
            texts.get("api-media-type-detail", words),
        ));
    }
    let server = &visit.server;
    let too_large = || Problem::too_large(texts.get("api-too-large-detail", args!["most" => most]));
    let read = body::read(headers, body, &server.room, server.limits.patience).await;
    let read = read.map_err(|why| match why {
        NotRead::TooLarge => too_large(),
        NotRead::TooSlow | NotRead::Left => Problem::too_slow(),
        NotRead::NoRoom => Problem::busy(),
    })?;
    if read.bytes().len() > most {
        return Err(too_large());
    }
    Ok(Some(read))
}

/// What stands in the address where the list has a word in braces.
async fn named(parts: &mut Parts) -> Option<String> {
    let path: Result<Path<String>, _> = Path::from_request_parts(parts, &()).await;
    path.ok().map(|Path(named)| named)
}

/// What stands behind `?` under the name the list has for it.
fn asked(parts: &Parts, route: &Route) -> Option<String> {
    let (known, _) = route.query?;
    let pairs: Query<Vec<(String, String)>> = Query::try_from_uri(&parts.uri).ok()?;
    let found = pairs.0.into_iter().find(|(name, _)| name == known);
    found.map(|(_, value)| value)
}

/// French or English, whichever stands first among what the reader takes; English where neither does.
pub(super) fn lang(headers: &HeaderMap) -> Lang {
    let taken = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let weighed = taken.split(',').filter_map(|range| {
        let mut parts = range.split(';');
        let tag = parts.next()?.trim();
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok())
            .unwrap_or(1.0);
        let primary = tag.split('-').next()?;
        let lang = match primary {
            _ if primary.eq_ignore_ascii_case("fr") => Lang::Fr,
            _ if primary.eq_ignore_ascii_case("en") => Lang::En,
            _ => return None,
        };
        (weight > 0.0).then_some((lang, weight))
    });
    // Of two equal ones the first.
    let best = weighed.fold(None, |best: Option<(Lang, f32)>, next| match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ => Some(next),
    });
    best.map_or(Lang::En, |(lang, _)| lang)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(name: HeaderName, values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name.clone(), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn the_language_is_the_one_most_wished_for_of_the_two() {
        for (wished, expected) in [
            ("fr", Lang::Fr),
            ("fr-CA,fr;q=0.9,en;q=0.8", Lang::Fr),
            ("de, en;q=0.5, fr;q=0.7", Lang::Fr),
            ("en, fr", Lang::En),
            ("fr;q=0", Lang::En),
            ("de", Lang::En),
            ("*", Lang::En),
            ("", Lang::En),
        ] {
            let found = lang(&headers(header::ACCEPT_LANGUAGE, &[wished]));
            assert_eq!(found, expected, "{wished}");
        }
    }

    #[test]
    fn one_cookie_of_ours_is_read_and_two_are_not() {
        let held = Held::new(None).expect("randomness");
        let good: &'static str = Box::leak(format!("a=b; {COOKIE}={}", held.expose()).into());
        let found = cookie(&headers(header::COOKIE, &[good]));
        assert_eq!(found.map(|found| found.key()), Some(held.key()));
        assert!(cookie(&headers(header::COOKIE, &[good, good])).is_none());
        assert!(cookie(&headers(header::COOKIE, &["tact=x"])).is_none());
    }
}
