//! `/api/v1`: what people and scripts ask of the server. Start at [`ROUTES`], the one list of
//! addresses: each names the right it takes and the function that answers. Who asks, whether they
//! may, where the request comes from and how large it is are checked before that function sees it.

mod accounts;
mod audit;
mod call;
mod contacts;
mod document;
mod exports;
mod figures;
mod gate;
mod problem;
mod reply;
mod route;
mod session;
mod status;
mod tokens;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::routing::{MethodFilter, on};
use tokio::sync::Semaphore;

use super::server::Server;
use crate::accounts::{Attempts, Hasher};
use crate::i18n::Texts;
use crate::report::model::Lang;
use problem::Problem;
use route::ROUTES;

/// Questions that may wait for one that is being computed; more are turned away.
const WAITING: usize = 8;

/// What the interface holds between two requests.
pub(super) struct Entry {
    pub(super) hasher: Arc<Hasher>,
    attempts: Attempts,
    /// One report is computed at a time.
    computing: Semaphore,
    /// Places before it.
    waiting: Semaphore,
    /// One walk through the whole store at a time.
    counting: Semaphore,
    french: Texts,
    english: Texts,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            hasher: Arc::default(),
            attempts: Attempts::default(),
            computing: Semaphore::new(1),
            waiting: Semaphore::new(1 + WAITING),
            counting: Semaphore::new(1),
            french: Texts::new(Lang::Fr),
            english: Texts::new(Lang::En),
        }
    }
}

impl Entry {
    fn texts(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Fr => &self.french,
            Lang::En => &self.english,
        }
    }
}

/// The addresses of [`ROUTES`], and an answer of the same shape for every other below `/api/`.
pub(super) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    let mut router = Router::new();
    for route in ROUTES {
        let answer = move |State(server): State<Arc<Server>>, request: Request| async move {
            gate::pass(server, route, request).await
        };
        router = router.route(route.path, on(filter(&route.method), answer));
    }
    let nowhere = |State(server): State<Arc<Server>>, request: Request| async move {
        let texts = server.entry.texts(gate::lang(request.headers()));
        Problem::not_found().written(texts)
    };
    let refused = |State(server): State<Arc<Server>>, request: Request| async move {
        let texts = server.entry.texts(gate::lang(request.headers()));
        Problem::method().written(texts)
    };
    router
        .route("/api/{*rest}", axum::routing::any(nowhere))
        .method_not_allowed_fallback(refused)
        .with_state(server.clone())
}

fn filter(method: &Method) -> MethodFilter {
    // The list holds no other method; one of the future is known to axum by its name.
    MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET)
}
