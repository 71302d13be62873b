//! The records of processing activities (GDPR 30).

use tact_domain::PurposeKind;

use super::compose::Writer;
use super::facts::FEWEST;
use super::{Block, Cell, Document, Facts, Section};
use crate::config::Controller;
use crate::i18n::{Texts, args};

/// Writes the records of processing of one company.
pub fn records_of_processing(facts: &Facts, texts: &Texts) -> Document {
    let writer = Writer { facts, texts };
    let sections = vec![
        writer.who(),
        writer.purposes(),
        writer.people_and_data(),
        writer.recipients(),
        writer.retention(),
        writer.security(),
        writer.numbers(),
        writer.rights(),
        writer.limits(),
    ];
    writer.document("reg-title-records", "reg-sub-records", sections)
}

impl Writer<'_> {
    /// The five purposes of consent, and the two that rest on something else.
    pub(super) fn purposes(&self) -> Section {
        let row = |name: &str, basis: &str, granted: String, ended: String| {
            vec![
                self.said(name),
                self.said(basis),
                self.said(&format!("{name}-what")),
                Cell::Said(granted),
                Cell::Said(ended),
            ]
        };
        let store = self.facts.store.as_ref();
        let mut rows: Vec<_> = PurposeKind::ALL
            .into_iter()
            .map(|purpose| {
                let counted = store
                    .and_then(|store| store.consents.iter().find(|(known, ..)| *known == purpose));
                let name = format!("reg-p-{}", purpose.word());
                let granted = self.people(counted.map(|(_, granted, _)| *granted));
                let ended = self.people(counted.map(|(_, _, ended)| *ended));
                row(&name, "reg-basis-consent", granted, ended)
            })
            .collect();
        for (name, basis) in [
            ("reg-p-service", "reg-basis-interest"),
            ("reg-p-proof", "reg-basis-law"),
        ] {
            rows.push(row(name, basis, String::new(), String::new()));
        }
        let head = [
            "reg-h-purpose",
            "reg-h-basis",
            "reg-h-what",
            "reg-h-people",
            "reg-h-ended",
        ];
        let blocks = vec![
            self.text("reg-purposes-intro"),
            self.table(&head, rows),
            Block::Text(self.texts.get("reg-p-note", args!["k" => FEWEST])),
            self.text("reg-interest-1"),
        ];
        self.section("purposes", "reg-purposes", blocks)
    }

    fn people_and_data(&self) -> Section {
        let contacts = self.people(self.facts.store.as_ref().map(|store| store.contacts));
        let people = vec![
            self.texts.get("reg-people-1", args!["count" => contacts]),
            self.say("reg-people-2"),
            self.say("reg-people-3"),
            self.say("reg-people-4"),
        ];
        let data = ["content", "derived", "facts", "ids", "book", "rights"];
        let rows = data
            .map(|class| {
                let key = format!("reg-d-{class}");
                vec![
                    self.said(&key),
                    self.said(&format!("{key}-form")),
                    self.said(&format!("{key}-if")),
                ]
            })
            .into();
        let head = ["reg-h-data", "reg-h-form", "reg-h-condition"];
        let blocks = vec![
            Block::List(people),
            self.table(&head, rows),
            self.text("reg-special"),
        ];
        self.section("data", "reg-data", blocks)
    }

    /// Who else gets something: contents nobody; who holds copies of their own is told what to erase.
    fn recipients(&self) -> Section {
        let Controller {
            processors,
            transfers,
            ..
        } = &self.facts.controller;
        let processors = processors.join(" ; ");
        let named = Some(processors.as_str()).filter(|named| !named.is_empty());
        let program = match self.facts.fetches_attachments {
            true => "reg-r-program-media",
            false => "reg-r-program-text",
        };
        let mut rows = vec![
            vec![self.said("reg-r-program"), self.said(program)],
            vec![self.said("reg-r-inside"), self.said("reg-r-inside-text")],
            vec![
                self.said("reg-r-platform"),
                self.said("reg-r-platform-text"),
            ],
            vec![
                self.said("reg-r-processors"),
                self.or_gap(named, "controller.processors"),
            ],
            vec![
                self.said("reg-r-transfers"),
                self.or_gap(Controller::told(transfers), "controller.transfers"),
            ],
        ];
        for holder in &self.facts.recipients {
            let how = match holder.told {
                true => "reg-r-told",
                false => "reg-r-by-hand",
            };
            rows.push(vec![Cell::Said(holder.name.clone()), self.said(how)]);
        }
        let head = Vec::new();
        let blocks = vec![Block::Table { head, rows }];
        self.section("recipients", "reg-recipients", blocks)
    }

    /// Measures with the state they are in now.
    pub(super) fn security(&self) -> Section {
        let (facts, store) = (self.facts, self.facts.store.as_ref());
        let last = |at| self.texts.get("reg-s-last", args!["at" => self.when(at)]);
        let unknown = || self.say("reg-unknown");
        let sealed = store.map_or_else(
            || self.say("reg-s-always"),
            |store| {
                let words = args!["count" => store.contents];
                self.texts.get("reg-s-sealed-state", words)
            },
        );
        let keys = match facts.keys_mode.as_deref() {
            None => self.say("reg-s-keys-absent"),
            Some(mode) => {
                let words = args!["mode" => mode.to_owned()];
                // Whoever is not the owner must get nothing.
                match mode.ends_with("00") {
                    true => self.texts.get("reg-s-keys-mode", words),
                    false => self.texts.get("reg-s-keys-open", words),
                }
            }
        };
        let address = || args!["address" => facts.listen.clone()];
        let transport = match facts.behind_proxy {
            true => self.texts.get("reg-s-proxy", address()),
            false => self.texts.get("reg-s-loopback", address()),
        };
        let metrics = match &facts.metrics {
            Some(address) => {
                let words = args!["address" => address.clone()];
                self.texts.get("reg-s-metrics-on", words)
            }
            None => self.say("reg-s-metrics-off"),
        };
        let form = if facts.log_json { "json" } else { "text" };
        let audit = match store.map(|store| (store.audit_entries, store.audit_broken)) {
            None => unknown(),
            Some((0, None)) => self.say("reg-s-audit-empty"),
            Some((count, None)) => self.texts.get("reg-s-audit-whole", args!["count" => count]),
            Some((_, Some(entry))) => {
                let words = args!["entry" => entry.to_string()];
                self.texts.get("reg-s-audit-broken", words)
            }
        };
        let mirror = match facts.mirror {
            true => "reg-s-mirror-on",
            false => "reg-s-mirror-off",
        };
        let state = |store: Option<Option<jiff::Timestamp>>| store.map_or_else(unknown, last);
        let always = self.say("reg-s-always");
        let log = self.texts.get("reg-s-log-state", args!["form" => form]);
        let rows = [
            ("reg-s-sealed", sealed, "tact doctor --forensic -"),
            ("reg-s-keys", keys, "ls -ld keys.path"),
            (
                "reg-s-rotation",
                state(store.map(|store| store.rotation_at)),
                "tact keys rotate",
            ),
            ("reg-s-mirror", self.say(mirror), "tact keys mirror"),
            (
                "reg-s-backup",
                state(store.map(|store| store.backup_at)),
                "tact backup",
            ),
            ("reg-s-transport", transport, "tact config --check"),
            (
                "reg-s-signature",
                always.clone(),
                "cargo test -p tact-app --test it live::webhook",
            ),
            ("reg-s-metrics", metrics, "tact config --check"),
            ("reg-s-log", log, "TACT_LOG"),
            ("reg-s-audit", audit, "tact audit verify"),
            ("reg-s-secrets", always, "tact config --check"),
        ];
        let rows = rows
            .into_iter()
            .map(|(name, state, check)| {
                vec![
                    self.said(name),
                    Cell::Said(state),
                    Cell::Said(check.to_owned()),
                ]
            })
            .collect();
        let model = facts
            .model
            .map_or_else(|| self.say("reg-models-unread"), |model| model.to_owned());
        let blocks = vec![
            self.text("reg-security-intro"),
            self.table(&["reg-h-measure", "reg-h-state", "reg-h-check"], rows),
            Block::Text(self.texts.get("reg-models-text", args!["model" => model])),
        ];
        self.section("security", "reg-security", blocks)
    }
}
