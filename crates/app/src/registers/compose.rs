//! Sentences and sections both registers share.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tact_domain::live::Observability;

use super::facts::{FEWEST, People, Period};
use super::{Block, Cell, Document, Facts, Section};
use crate::config::Controller;
use crate::i18n::{Texts, args};

/// Writes a register in one language from what is known.
pub(super) struct Writer<'a> {
    pub(super) facts: &'a Facts,
    pub(super) texts: &'a Texts,
}

impl Writer<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }

    pub(super) fn said(&self, key: &str) -> Cell {
        Cell::Said(self.texts.say(key))
    }

    pub(super) fn text(&self, key: &str) -> Block {
        Block::Text(self.texts.say(key))
    }

    pub(super) fn document(&self, title: &str, subtitle: &str, sections: Vec<Section>) -> Document {
        let at = self.when(Some(self.facts.made_at));
        let mut intro = vec![
            self.texts.get("reg-made", args!["at" => at]),
            self.texts.say("reg-not-advice"),
        ];
        if self.facts.store.is_none() {
            intro.push(self.texts.say("reg-no-store"));
        }
        Document {
            title: self.texts.say(title),
            subtitle: self.texts.say(subtitle),
            intro,
            sections,
        }
    }

    pub(super) fn section(&self, id: &'static str, heading: &str, blocks: Vec<Block>) -> Section {
        Section {
            id,
            heading: self.texts.say(heading),
            blocks,
        }
    }

    /// A table with named columns.
    pub(super) fn table(&self, head: &[&str], rows: Vec<Vec<Cell>>) -> Block {
        Block::Table {
            head: head.iter().map(|key| self.texts.say(key)).collect(),
            rows,
        }
    }

    /// What the configuration says, or that it is to be filled in under this key.
    pub(super) fn or_gap(&self, told: Option<&str>, field: &'static str) -> Cell {
        match told {
            Some(text) => Cell::Said(text.to_owned()),
            None => self.gap(field),
        }
    }

    /// Something only a person can write, under a key of the configuration.
    pub(super) fn gap(&self, field: &'static str) -> Cell {
        let text = self.texts.get("reg-gap-key", args!["key" => field]);
        Cell::Gap { text, field }
    }

    /// The same for a field of the document itself.
    pub(super) fn field(&self, field: &'static str) -> Cell {
        let text = self.texts.say("reg-gap");
        Cell::Gap { text, field }
    }

    pub(super) fn people(&self, people: Option<People>) -> String {
        match people {
            None => self.texts.say("reg-unknown"),
            Some(People::Fewer) => self.texts.get("reg-fewer", args!["k" => FEWEST]),
            Some(People::About(count)) => self.texts.get("reg-about", args!["count" => count]),
        }
    }

    /// A time as the clock of this machine shows it.
    pub(super) fn when(&self, at: Option<Timestamp>) -> String {
        match at {
            Some(at) => {
                let civil = at.to_zoned(TimeZone::system()).datetime();
                self.texts.format().date_time(civil)
            }
            None => self.texts.say("reg-never"),
        }
    }

    /// The controller, line by line.
    pub(super) fn who(&self) -> Section {
        let Controller {
            name,
            address,
            contact,
            representative,
            joint_controllers,
            dpo_name,
            dpo_contact,
            ..
        } = &self.facts.controller;
        let needed = |text: &Option<String>, key| self.or_gap(Controller::told(text), key);
        let optional = |text: Option<&str>| match text {
            Some(text) => Cell::Said(text.to_owned()),
            None => self.said("reg-who-optional"),
        };
        let joint = joint_controllers.join(" ; ");
        let rows = [
            ("reg-who-name", needed(name, "controller.name")),
            ("reg-who-address", needed(address, "controller.address")),
            ("reg-who-contact", needed(contact, "controller.contact")),
            (
                "reg-who-representative",
                optional(Controller::told(representative)),
            ),
            (
                "reg-who-joint",
                optional(Some(joint.as_str()).filter(|joint| !joint.is_empty())),
            ),
            ("reg-who-dpo", needed(dpo_name, "controller.dpo_name")),
            (
                "reg-who-dpo-contact",
                needed(dpo_contact, "controller.dpo_contact"),
            ),
        ];
        let rows = rows.map(|(name, cell)| vec![self.said(name), cell]);
        let blocks = vec![
            Block::Table {
                head: Vec::new(),
                rows: rows.into(),
            },
            self.text("reg-who-publisher"),
        ];
        self.section("controller", "reg-who", blocks)
    }

    /// Periods as they are set, and the written reason where one is longer.
    pub(super) fn retention(&self) -> Section {
        let row = |period: &Period| {
            let name = match period.class {
                "content" => "reg-k-content",
                "features" => "reg-k-features",
                "proof" => "reg-k-proof",
                "audit" => "reg-k-audit",
                _ => "reg-k-tombstones",
            };
            vec![
                self.said(name),
                Cell::Said(self.duration(period.hours)),
                Cell::Said(self.duration(period.usual_hours)),
            ]
        };
        let mut rows: Vec<_> = self.facts.retention.iter().map(row).collect();
        let hour = Cell::Said(self.duration(1));
        rows.push(vec![self.said("reg-k-publication"), hour.clone(), hour]);
        rows.push(vec![
            self.said("reg-k-facts"),
            self.said("reg-k-facts-text"),
            Cell::Said(String::new()),
        ]);
        let head = ["reg-h-class", "reg-h-period", "reg-h-usual"];
        let mut blocks = vec![self.table(&head, rows)];
        blocks.push(match self.facts.keeps_longer() {
            true => {
                let reason = self.facts.retention_reason.clone();
                Block::Text(self.texts.get("reg-k-reason", args!["reason" => reason]))
            }
            false => self.text("reg-k-usual"),
        });
        if let Some(store) = &self.facts.store {
            let words = args!["at" => self.when(store.retention_at), "overdue" => store.overdue];
            blocks.push(Block::Text(self.texts.get("reg-k-run", words)));
            let held = if store.holds { "yes" } else { "no" };
            let words = args!["held" => held];
            blocks.push(Block::Text(self.texts.get("reg-k-holds", words)));
        }
        self.section("retention", "reg-retention", blocks)
    }

    /// Whole days where they are whole days.
    pub(super) fn duration(&self, hours: i64) -> String {
        match hours % 24 {
            0 if hours > 0 => self.texts.get("reg-days", args!["count" => hours / 24]),
            _ => self.texts.get("reg-hours", args!["count" => hours]),
        }
    }

    /// Of which numbers deletions are told.
    pub(super) fn numbers(&self) -> Section {
        let rows = self
            .facts
            .numbers
            .iter()
            .map(|number| {
                let told = match number.observability {
                    Observability::Coexistence => "reg-o-coexistence",
                    Observability::Standard => "reg-o-standard",
                    Observability::Unknown => "reg-o-unknown",
                };
                vec![Cell::Said(number.id.clone()), self.said(told)]
            })
            .collect();
        let blocks = vec![
            self.text("reg-numbers-intro"),
            self.table(&["reg-h-number", "reg-h-observability"], rows),
        ];
        self.section("observability", "reg-numbers", blocks)
    }

    /// What the design cannot promise.
    pub(super) fn limits(&self) -> Section {
        let keys = [
            "reg-l-1", "reg-l-2", "reg-l-3", "reg-l-4", "reg-l-5", "reg-l-6", "reg-l-7",
        ];
        let said = keys.map(|key| self.texts.say(key)).into();
        self.section("limits", "reg-limits", vec![Block::List(said)])
    }

    /// Rights, how each is served, how soon.
    pub(super) fn rights(&self) -> Section {
        let rights = [
            "inform", "access", "erase", "withdraw", "object", "rectify", "restrict", "auto",
        ];
        let rows = rights
            .map(|right| {
                let key = format!("reg-right-{right}");
                vec![
                    self.said(&key),
                    self.said(&format!("{key}-how")),
                    self.said(&format!("{key}-when")),
                ]
            })
            .into();
        let head = ["reg-h-right", "reg-h-how", "reg-h-when"];
        let blocks = vec![
            self.table(&head, rows),
            self.text("reg-right-hold"),
            self.text("reg-right-complaint"),
        ];
        self.section("rights", "reg-rights", blocks)
    }
}
