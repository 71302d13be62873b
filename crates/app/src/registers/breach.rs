//! The breach kit (GDPR 33 and 34): who, what, how many for a period, without content.

use jiff::Timestamp;
use serde::Serialize;
use tact_store::live::{AuditReport, BreachCounts, Touched};

use super::compose::Writer;
use super::{Block, Cell, Document, Facts, Section};
use crate::i18n::{Texts, args};

/// What is known of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end, not included.
    pub to: Timestamp,
    /// What is kept, and what was done.
    pub counts: BreachCounts,
    /// Entries of the audit chain that are as they were written.
    pub audit_entries: u64,
    /// The first entry that is not.
    pub audit_broken: Option<i64>,
}

impl Breach {
    /// Counts of a period beside the audit chain they rest on.
    pub fn new(from: Timestamp, to: Timestamp, counts: BreachCounts, audit: &AuditReport) -> Self {
        Self {
            from,
            to,
            counts,
            audit_entries: audit.entries,
            audit_broken: audit.broken.map(|broken| broken.seq),
        }
    }
}

/// Writes what a breach of one company may have touched.
pub fn breach_kit(breach: &Breach, facts: &Facts, texts: &Texts) -> Document {
    let writer = Writer { facts, texts };
    let words = args![
        "from" => writer.when(Some(breach.from)),
        "to" => writer.when(Some(breach.to)),
    ];
    let now = args!["at" => writer.when(Some(facts.made_at))];
    let means = ["breach-m-1", "breach-m-2", "breach-m-3"];
    let means = means.iter().map(|key| texts.say(key)).collect();
    let sections = vec![
        writer.who(),
        writer.how_many(&breach.counts),
        writer.who_did(breach),
        writer.section("meaning", "breach-means", vec![Block::List(means)]),
        writer.numbers(),
        writer.to_write(),
    ];
    Document {
        title: texts.say("breach-title"),
        subtitle: texts.say("breach-sub"),
        intro: vec![
            texts.get("breach-intro", words),
            texts.get("breach-now", now),
        ],
        sections,
    }
}

impl Writer<'_> {
    fn exact(&self, count: i64) -> Cell {
        let count = u64::try_from(count).unwrap_or(0);
        Cell::Said(self.texts.format().count(count))
    }

    fn how_many(&self, counts: &BreachCounts) -> Section {
        let row = |(name, touched): (&str, Touched)| {
            let (total, within) = (self.exact(touched.total), self.exact(touched.within));
            vec![self.said(name), total, within]
        };
        let rows = [
            ("breach-c-contacts", counts.contacts),
            ("breach-c-messages", counts.messages),
            ("breach-c-contents", counts.contents),
            ("breach-c-tombstones", counts.tombstones),
            ("breach-c-consents", counts.consents),
            ("breach-c-addresses", counts.addresses),
            ("breach-c-held", counts.held),
        ];
        let head = ["breach-h-what", "breach-h-total", "breach-h-range"];
        let table = self.table(&head, rows.map(row).into());
        self.section("counts", "breach-counts", vec![table])
    }

    fn who_did(&self, breach: &Breach) -> Section {
        let rows: Vec<_> = breach
            .counts
            .acts
            .iter()
            .map(|act| {
                vec![
                    Cell::Said(act.actor.clone()),
                    Cell::Said(act.action.clone()),
                    self.exact(act.times),
                    self.exact(act.contacts),
                ]
            })
            .collect();
        let head = [
            "breach-h-actor",
            "breach-h-action",
            "breach-h-times",
            "breach-h-contacts",
        ];
        let acts = match rows.is_empty() {
            true => self.text("breach-acts-none"),
            false => self.table(&head, rows),
        };
        let chain = match breach.audit_broken {
            None => {
                let words = args!["count" => breach.audit_entries];
                self.texts.get("breach-chain-whole", words)
            }
            Some(entry) => {
                let words = args!["entry" => entry.to_string()];
                self.texts.get("breach-chain-broken", words)
            }
        };
        let blocks = vec![acts, Block::Text(chain)];
        self.section("acts", "breach-acts", blocks)
    }

    fn to_write(&self) -> Section {
        let rows = [
            ("breach-f-aware", "aware_at"),
            ("breach-f-nature", "nature"),
            ("breach-f-effects", "consequences"),
            ("breach-f-measures", "measures"),
            ("breach-f-told", "persons_told"),
        ];
        self.section("to_write", "breach-fields", vec![self.fields(&rows)])
    }
}
