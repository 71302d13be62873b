//! The shape of the file. What it leaves out takes the value of the example.

use serde::Deserialize;
use tact_domain::live::Observability;
use toml::Spanned;

use super::LogForm;
use crate::report::model::Lang;

/// A value with its place in the file.
pub(super) type Placed = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) server: Server,
    #[serde(default)]
    pub(super) limits: Limits,
    pub(super) store: Option<Place>,
    pub(super) keys: Option<Keys>,
    pub(super) whatsapp: Option<WhatsApp>,
    #[serde(default)]
    pub(super) keywords: Keywords,
    #[serde(default)]
    pub(super) retention: Retention,
    #[serde(default)]
    pub(super) figures: Figures,
    #[serde(default)]
    pub(super) tenant: Vec<Tenant>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Server {
    pub(super) listen: Placed,
    #[serde(default)]
    pub(super) behind_proxy: bool,
    pub(super) metrics_listen: Option<Placed>,
    #[serde(default)]
    pub(super) log: LogForm,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Limits {
    pub(super) connections: Spanned<u32>,
    pub(super) waiting_requests: Spanned<u32>,
    pub(super) memory_mib: Spanned<u32>,
    pub(super) timeout_seconds: Spanned<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        let unplaced = |value| Spanned::new(0..0, value);
        Self {
            connections: unplaced(512),
            waiting_requests: unplaced(1024),
            memory_mib: unplaced(64),
            timeout_seconds: unplaced(10),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) path: Placed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    pub(super) path: Placed,
    pub(super) mirror: Option<Placed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tenant {
    pub(super) name: Placed,
    pub(super) store: Place,
    pub(super) keys: Keys,
    pub(super) whatsapp: WhatsApp,
    #[serde(default)]
    pub(super) keywords: Keywords,
    #[serde(default)]
    pub(super) retention: Retention,
    #[serde(default)]
    pub(super) figures: Figures,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhatsApp {
    pub(super) app_secret_file: OneOrMore,
    pub(super) verify_token_file: Placed,
    pub(super) access_token_file: Option<Placed>,
    pub(super) graph_url: Option<Placed>,
    pub(super) phone_number_id: Option<Spanned<NumberId>>,
    #[serde(default)]
    pub(super) number: Vec<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Number {
    pub(super) id: Spanned<NumberId>,
    #[serde(default)]
    pub(super) observability: Observability,
}

/// Ids are digits, and people write digits without quotes.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "an id of digits, in quotes")]
pub(super) enum NumberId {
    Text(String),
    Digits(u64),
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a path, or a list of paths")]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Keywords {
    pub(super) stop: Vec<Placed>,
    pub(super) erase: Vec<Placed>,
    pub(super) my_data: Vec<Placed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Retention {
    pub(super) content_days: Option<Spanned<u32>>,
    pub(super) features_days: Option<Spanned<u32>>,
    pub(super) consent_proof_days: Option<Spanned<u32>>,
    pub(super) audit_days: Option<Spanned<u32>>,
    pub(super) deletion_window_hours: Option<Spanned<u32>>,
    pub(super) reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Figures {
    pub(super) timezone: Option<Placed>,
    pub(super) hours: Option<Placed>,
    pub(super) holidays: Option<Placed>,
    pub(super) products: Option<Placed>,
    pub(super) targets: Option<Placed>,
    pub(super) k: Option<Spanned<u32>>,
    pub(super) prepare: Vec<Placed>,
    pub(super) languages: Vec<Lang>,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            timezone: None,
            hours: None,
            holidays: None,
            products: None,
            targets: None,
            k: None,
            prepare: vec![Spanned::new(0..0, "last-week".to_owned())],
            languages: vec![Lang::Fr, Lang::En],
        }
    }
}
