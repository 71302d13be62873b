//! What every request sees, and the routes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::Semaphore;

use super::api::{self, Entry};
use super::gauges::Gauges;
use super::outward;
use super::site::Site;
use super::webhook;
use crate::config::Limits;

/// What every request sees.
pub(super) struct Server {
    /// Companies; unset while their stores are being opened.
    pub(super) sites: OnceLock<Vec<Arc<Site>>>,
    pub(super) gauges: Gauges,
    /// What the interface for people and scripts holds.
    pub(super) entry: Entry,
    pub(super) limits: Limits,
    /// The configuration, for commands the server runs beside itself.
    pub(super) config: PathBuf,
    /// Bytes left for bodies.
    pub(super) room: Arc<Semaphore>,
    /// Something in front of it speaks TLS.
    behind_proxy: bool,
    stopping: AtomicBool,
}

impl Server {
    pub(super) fn new(config: &Path, limits: Limits, behind_proxy: bool) -> Self {
        Self {
            sites: OnceLock::new(),
            gauges: Gauges::default(),
            entry: Entry::default(),
            limits,
            config: config.to_owned(),
            room: Arc::new(Semaphore::new(limits.memory.min(Semaphore::MAX_PERMITS))),
            behind_proxy,
            stopping: AtomicBool::new(false),
        }
    }

    /// The company of a webhook's address; a name nobody has is as unknown as any other address.
    pub(super) fn site(&self, name: Option<&str>) -> Result<Arc<Site>, StatusCode> {
        let sites = self.sites.get().ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
        sites
            .iter()
            .find(|site| site.name() == name)
            .cloned()
            .ok_or(StatusCode::NOT_FOUND)
    }

    /// From now on the server is not ready: whoever balances loads looks elsewhere.
    pub(super) fn stop(&self) {
        self.stopping.store(true, Relaxed);
    }

    /// One word on whether it works.
    pub(super) fn state(&self) -> &'static str {
        match self.sites.get() {
            None => "starting",
            Some(sites) if !sites.iter().all(|site| site.works()) => "failing",
            Some(_) => "ok",
        }
    }
}

/// The addresses open to the platform.
pub(super) fn routes(server: &Arc<Server>) -> Router {
    let hooks = get(webhook::handshake).post(webhook::receive);
    Router::new()
        .route("/webhook/whatsapp", hooks.clone())
        .route("/webhook/whatsapp/{tenant}", hooks)
        .route("/healthz", get(health))
        .route("/readyz", get(readiness))
        .merge(api::routes(server))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(server.clone(), harden))
        .with_state(server.clone())
}

/// The address open to whoever watches the server, on this machine.
pub(super) fn inner_routes(server: &Arc<Server>) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(from_fn_with_state(server.clone(), harden))
        .with_state(server.clone())
}

async fn health(State(server): State<Arc<Server>>) -> Response {
    state(server.state())
}

async fn readiness(State(server): State<Arc<Server>>) -> Response {
    if server.stopping.load(Relaxed) {
        return state("stopping");
    }
    state(server.state())
}

fn state(word: &'static str) -> Response {
    let status = match word {
        "ok" => StatusCode::OK,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, format!("{{\"status\":\"{word}\"}}\n")).into_response()
}

async fn metrics(State(server): State<Arc<Server>>) -> Response {
    let text = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    let mut page = server.gauges.render();
    if let Some(sites) = server.sites.get() {
        page.push_str(&outward::render(sites).await);
    }
    (text, page).into_response()
}

/// What every answer carries: it is not to be kept, guessed at, framed or followed.
async fn harden(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers: &mut HeaderMap = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CACHE_CONTROL, "no-store");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    let policy = "default-src 'none'; frame-ancestors 'none'";
    set(header::CONTENT_SECURITY_POLICY, policy);
    if server.behind_proxy {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
