//! From the shape of the file to a configuration that can be used.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use tact_domain::live::{Observability, Request};
use tact_intake::webhook::Keywords;
use tact_store::live::RetentionPeriods;
use toml::Spanned;

use super::file::{self, File, NumberId, OneOrMore, Placed};
use super::secret::{place, read_secret};
use super::{BusinessNumber, Config, ConfigProblem, Limits, Reason, Server, Tenant, WhatsApp};

/// The platform's interface, in the version this product was read against.
const GRAPH_URL: &str = "https://graph.facebook.com/v26.0";

/// Longest period that can be written, in its unit.
const LONGEST_RETENTION: u32 = 36_600;

/// Whether files of secrets are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Secrets {
    /// Each is read and forgotten.
    LookedAt,
    /// None is touched.
    LeftAlone,
}

pub(super) fn validate(path: &Path, text: &str, secrets: Secrets) -> Result<Config, ConfigProblem> {
    let checker = Checker {
        secrets,
        path,
        text,
        folder: path.parent().unwrap_or(Path::new("")),
        credentials: std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from),
    };
    let file: File = toml::from_str(text).map_err(|error| ConfigProblem::Shape {
        path: path.to_owned(),
        line: checker.line(error.span().unwrap_or_default()),
        detail: error.message().to_owned(),
    })?;
    Ok(Config {
        server: checker.server(&file.server)?,
        limits: checker.limits(&file.limits)?,
        tenants: checker.tenants(file)?,
    })
}

/// What the file says of one company, at its top or in a block of its own.
struct Company<'a> {
    store: &'a file::Place,
    keys: &'a file::Keys,
    whatsapp: &'a file::WhatsApp,
    keywords: &'a file::Keywords,
    retention: &'a file::Retention,
    figures: &'a file::Figures,
}

/// One reading of one file.
pub(super) struct Checker<'a> {
    secrets: Secrets,
    path: &'a Path,
    text: &'a str,
    pub(super) folder: &'a Path,
    credentials: Option<PathBuf>,
}

pub(super) type Checked<T> = Result<T, ConfigProblem>;

impl Checker<'_> {
    fn line(&self, span: Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }

    pub(super) fn wrong(
        &self,
        span: Range<usize>,
        key: impl Into<String>,
        reason: Reason,
    ) -> ConfigProblem {
        ConfigProblem::Value {
            path: self.path.to_owned(),
            line: self.line(span),
            key: key.into(),
            reason,
        }
    }

    fn server(&self, server: &file::Server) -> Checked<Server> {
        let key = "server.listen";
        let listen = self.address(&server.listen, key)?;
        if !listen.ip().is_loopback() && !server.behind_proxy {
            return Err(self.wrong(server.listen.span(), key, Reason::OpenToOthers));
        }
        let key = "server.metrics_listen";
        let metrics = match &server.metrics_listen {
            None => None,
            Some(placed) => {
                let metrics = self.address(placed, key)?;
                if !metrics.ip().is_loopback() {
                    return Err(self.wrong(placed.span(), key, Reason::MetricsOpen));
                }
                Some(metrics)
            }
        };
        Ok(Server {
            listen,
            behind_proxy: server.behind_proxy,
            metrics,
            log: server.log,
        })
    }

    fn address(&self, placed: &Placed, key: &str) -> Checked<SocketAddr> {
        let text = placed.get_ref().trim();
        let text = match text.strip_prefix("localhost:") {
            Some(port) => format!("127.0.0.1:{port}"),
            None => text.to_owned(),
        };
        text.parse()
            .map_err(|_| self.wrong(placed.span(), key, Reason::Address))
    }

    fn limits(&self, limits: &file::Limits) -> Checked<Limits> {
        let amount = |placed: &Spanned<u32>, key: &str, least: u32, most: u32| {
            let value = *placed.get_ref();
            if (least..=most).contains(&value) {
                return Ok(value);
            }
            Err(self.wrong(placed.span(), key, Reason::Amount { least, most }))
        };
        let connections = amount(&limits.connections, "limits.connections", 1, 100_000)?;
        let key = "limits.waiting_requests";
        let waiting = amount(&limits.waiting_requests, key, 1, 1_000_000)?;
        // One body of the largest size must always fit.
        let memory = amount(&limits.memory_mib, "limits.memory_mib", 4, 65_536)?;
        let key = "limits.timeout_seconds";
        let patience = amount(&limits.timeout_seconds, key, 1, 600)?;
        Ok(Limits {
            connections: connections as usize,
            waiting: waiting as usize,
            memory: memory as usize * 1024 * 1024,
            patience: Duration::from_secs(patience.into()),
        })
    }

    fn tenants(&self, file: File) -> Checked<Vec<Tenant>> {
        let mut tenants = Vec::new();
        let nothing = || {
            file.store.is_none()
                && file.keys.is_none()
                && file.whatsapp.is_none()
                && !file.tenant.is_empty()
        };
        if !nothing() {
            let needed = |key: &str| self.wrong(0..0, key, Reason::Needed);
            let store = file.store.as_ref().ok_or_else(|| needed("store.path"))?;
            let keys = file.keys.as_ref().ok_or_else(|| needed("keys.path"))?;
            let whatsapp = file.whatsapp.as_ref();
            let whatsapp = whatsapp.ok_or_else(|| needed("whatsapp.app_secret_file"))?;
            let company = Company {
                store,
                keys,
                whatsapp,
                keywords: &file.keywords,
                retention: &file.retention,
                figures: &file.figures,
            };
            tenants.push(self.tenant(None, company)?);
        }
        for tenant in &file.tenant {
            let name = tenant.name.get_ref();
            let fits = !name.is_empty()
                && name.len() <= 64
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !fits {
                return Err(self.wrong(tenant.name.span(), "tenant.name", Reason::TenantName));
            }
            let company = Company {
                store: &tenant.store,
                keys: &tenant.keys,
                whatsapp: &tenant.whatsapp,
                keywords: &tenant.keywords,
                retention: &tenant.retention,
                figures: &tenant.figures,
            };
            let checked = self.tenant(Some(name.clone()), company)?;
            let shares = |other: &Tenant| {
                other.name == checked.name
                    || other.store == checked.store
                    || other.keys == checked.keys
                    || (other.keys_mirror.is_some() && other.keys_mirror == checked.keys_mirror)
            };
            if tenants.iter().any(shares) {
                return Err(self.wrong(tenant.name.span(), "tenant", Reason::Shared));
            }
            tenants.push(checked);
        }
        Ok(tenants)
    }

    fn tenant(&self, name: Option<String>, company: Company<'_>) -> Checked<Tenant> {
        Ok(Tenant {
            name,
            store: self.path(&company.store.path, "store.path")?,
            keys: self.path(&company.keys.path, "keys.path")?,
            keys_mirror: match &company.keys.mirror {
                Some(mirror) => Some(self.path(mirror, "keys.mirror")?),
                None => None,
            },
            whatsapp: self.whatsapp(company.whatsapp)?,
            keywords: self.keywords(company.keywords)?,
            retention: self.retention(company.retention)?,
            figures: self.figures(company.figures)?,
        })
    }

    pub(super) fn path(&self, placed: &Placed, key: &str) -> Checked<PathBuf> {
        if placed.get_ref().is_empty() {
            return Err(self.wrong(placed.span(), key, Reason::Needed));
        }
        Ok(self.folder.join(placed.get_ref()))
    }

    fn whatsapp(&self, file: &file::WhatsApp) -> Checked<WhatsApp> {
        let secrets = match &file.app_secret_file {
            OneOrMore::One(path) => std::slice::from_ref(path),
            OneOrMore::More(paths) => paths.as_slice(),
        };
        let key = "whatsapp.app_secret_file";
        let unplaced = self.find("app_secret_file");
        if secrets.is_empty() {
            return Err(self.wrong(unplaced, key, Reason::Needed));
        }
        let app_secrets = secrets
            .iter()
            .map(|path| self.secret(path, unplaced.clone(), key))
            .collect::<Checked<_>>()?;
        let token = &file.verify_token_file;
        let key = "whatsapp.verify_token_file";
        let verify_token = self.secret(token.get_ref(), token.span(), key)?;
        let access_token = match &file.access_token_file {
            None => None,
            Some(token) => {
                let key = "whatsapp.access_token_file";
                Some(self.secret(token.get_ref(), token.span(), key)?)
            }
        };
        let graph_url = match &file.graph_url {
            None => GRAPH_URL.to_owned(),
            Some(url) if is_graph_url(url.get_ref()) => url.get_ref().clone(),
            Some(url) => return Err(self.wrong(url.span(), "whatsapp.graph_url", Reason::Url)),
        };
        Ok(WhatsApp {
            app_secrets,
            verify_token,
            access_token,
            graph_url,
            numbers: self.numbers(file)?,
        })
    }

    /// Where a key is first written, for values that carry no place.
    fn find(&self, key: &str) -> Range<usize> {
        let start = self.text.find(key).unwrap_or_default();
        start..start
    }

    fn secret(&self, named: &str, span: Range<usize>, key: &str) -> Checked<PathBuf> {
        let file = place(named, self.folder, self.credentials.as_deref());
        if self.secrets == Secrets::LeftAlone {
            return Ok(file);
        }
        match read_secret(&file) {
            Ok(_) => Ok(file),
            Err(reason) => Err(self.wrong(span, key, reason)),
        }
    }

    fn numbers(&self, file: &file::WhatsApp) -> Checked<Vec<BusinessNumber>> {
        let mut numbers = Vec::new();
        let mut known = HashSet::new();
        for number in &file.number {
            let key = "whatsapp.number.id";
            let id = self.number_id(&number.id, key)?;
            if !known.insert(id.clone()) {
                return Err(self.wrong(number.id.span(), key, Reason::NumberTwice));
            }
            numbers.push(BusinessNumber {
                id,
                observability: number.observability,
            });
        }
        if let Some(short) = &file.phone_number_id {
            let id = self.number_id(short, "whatsapp.phone_number_id")?;
            if !known.contains(&id) {
                numbers.push(BusinessNumber {
                    id,
                    observability: Observability::default(),
                });
            }
        }
        if numbers.is_empty() {
            let place = self.find("[whatsapp]");
            return Err(self.wrong(place, "whatsapp.number", Reason::NoNumber));
        }
        Ok(numbers)
    }

    fn number_id(&self, placed: &Spanned<NumberId>, key: &str) -> Checked<String> {
        let id = match placed.get_ref() {
            NumberId::Text(id) => id.trim().to_owned(),
            NumberId::Digits(id) => id.to_string(),
        };
        if id.is_empty() || id.len() > 32 || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(self.wrong(placed.span(), key, Reason::NumberId));
        }
        Ok(id)
    }

    /// Downwards freely, upwards with a reason (privacy E5).
    fn retention(&self, file: &file::Retention) -> Checked<RetentionPeriods> {
        let usual = RetentionPeriods::default();
        let period =
            |placed: &Option<Spanned<u32>>, key: &str, usual: SignedDuration, hours: u32| {
                let Some(placed) = placed else {
                    return Ok(usual);
                };
                let (key, value) = (format!("retention.{key}"), *placed.get_ref());
                if !(1..=LONGEST_RETENTION).contains(&value) {
                    let (least, most) = (1, LONGEST_RETENTION);
                    return Err(self.wrong(placed.span(), key, Reason::Amount { least, most }));
                }
                let period = SignedDuration::from_hours(i64::from(value) * i64::from(hours));
                if period > usual && file.reason.trim().is_empty() {
                    let usual = usual.as_hours() / i64::from(hours);
                    let usual = u32::try_from(usual).unwrap_or(u32::MAX);
                    return Err(self.wrong(placed.span(), key, Reason::Longer { usual }));
                }
                Ok(period)
            };
        let window = &file.deletion_window_hours;
        Ok(RetentionPeriods {
            content: period(&file.content_days, "content_days", usual.content, 24)?,
            features: period(&file.features_days, "features_days", usual.features, 24)?,
            consent_proof: period(
                &file.consent_proof_days,
                "consent_proof_days",
                usual.consent_proof,
                24,
            )?,
            audit: period(&file.audit_days, "audit_days", usual.audit, 24)?,
            deletion_window: period(window, "deletion_window_hours", usual.deletion_window, 1)?,
        })
    }

    fn keywords(&self, file: &file::Keywords) -> Checked<Keywords> {
        let mut keywords = Keywords::default();
        for (request, words, key) in [
            (Request::Stop, &file.stop, "keywords.stop"),
            (Request::Erase, &file.erase, "keywords.erase"),
            (Request::MyData, &file.my_data, "keywords.my_data"),
        ] {
            for word in words {
                keywords
                    .add(request, word.get_ref())
                    .map_err(|error| self.wrong(word.span(), key, Reason::Keyword(error)))?;
            }
        }
        Ok(keywords)
    }
}

/// https anywhere; http on this machine only, for tests against a simulated platform.
fn is_graph_url(url: &str) -> bool {
    let host = |rest: &str| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        (!host.is_empty() && !host.contains('@') && !host.contains(char::is_whitespace))
            .then(|| host.to_owned())
    };
    if let Some(rest) = url.strip_prefix("https://") {
        return host(rest).is_some();
    }
    let Some(host) = url.strip_prefix("http://").and_then(host) else {
        return false;
    };
    let name = host
        .rsplit_once(':')
        .map_or(host.as_str(), |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}
