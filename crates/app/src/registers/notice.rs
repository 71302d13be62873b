//! The notice to customers (GDPR 13 and 14): a draft, made from the configuration.

use super::compose::Writer;
use super::{Block, Cell, Document, Facts, Section};
use crate::config::Controller;
use crate::i18n::{Texts, args};

/// Writes the draft of a notice of one company.
pub fn notice(facts: &Facts, texts: &Texts) -> Document {
    let writer = Writer { facts, texts };
    let said = |id, heading: &str, keys: &[&str]| {
        let blocks = keys.iter().map(|key| writer.text(key)).collect();
        writer.section(id, heading, blocks)
    };
    let why = [
        "notice-why-1",
        "notice-why-2",
        "notice-why-3",
        "notice-why-4",
    ];
    let rights = [
        "notice-r-1",
        "notice-r-2",
        "reg-right-complaint",
        "notice-r-3",
    ];
    let sections = vec![
        writer.in_short(),
        writer.who_answers(),
        said("why", "notice-why", &why),
        writer.how_long(),
        writer.who_receives(),
        said("rights", "notice-rights", &rights),
    ];
    let at = writer.when(Some(facts.made_at));
    Document {
        title: texts.say("reg-title-notice"),
        subtitle: texts.say("reg-sub-notice"),
        intro: vec![texts.get("notice-draft", args!["at" => at])],
        sections,
    }
}

impl Writer<'_> {
    fn in_short(&self) -> Section {
        let name = Controller::told(&self.facts.controller.name);
        let name = name.map_or_else(|| self.say("notice-us"), str::to_owned);
        let short = self.texts.get("notice-short-1", args!["name" => name]);
        self.section("short", "notice-short", vec![Block::Text(short)])
    }

    fn who_answers(&self) -> Section {
        let told = &self.facts.controller;
        let rows = [
            ("reg-who-name", &told.name, "controller.name"),
            ("reg-who-address", &told.address, "controller.address"),
            ("reg-who-contact", &told.contact, "controller.contact"),
            ("reg-who-dpo", &told.dpo_name, "controller.dpo_name"),
            (
                "reg-who-dpo-contact",
                &told.dpo_contact,
                "controller.dpo_contact",
            ),
        ];
        let rows = rows.map(|(name, text, key)| {
            vec![self.said(name), self.or_gap(Controller::told(text), key)]
        });
        let table = Block::Table {
            head: Vec::new(),
            rows: rows.into(),
        };
        self.section("controller", "notice-who", vec![table])
    }

    fn how_long(&self) -> Section {
        let period = |class: &str| {
            let found = self.facts.retention.iter().find(|one| one.class == class);
            found.map_or_else(String::new, |period| self.duration(period.hours))
        };
        let words = args![
            "content" => period("content"),
            "features" => period("features"),
            "proof" => period("proof"),
            "audit" => period("audit"),
        ];
        let blocks = vec![
            Block::Text(self.texts.get("notice-time-1", words)),
            self.text("notice-time-2"),
        ];
        self.section("time", "notice-time", blocks)
    }

    fn who_receives(&self) -> Section {
        let Controller {
            processors,
            transfers,
            ..
        } = &self.facts.controller;
        let processors = processors.join(" ; ");
        let named = Some(processors.as_str()).filter(|named| !named.is_empty());
        let row = |name: &str, cell: Cell| vec![self.said(name), cell];
        let rows = vec![
            row(
                "notice-processors",
                self.or_gap(named, "controller.processors"),
            ),
            row(
                "reg-r-transfers",
                self.or_gap(Controller::told(transfers), "controller.transfers"),
            ),
        ];
        let table = Block::Table {
            head: Vec::new(),
            rows,
        };
        let blocks = vec![self.text("notice-recipients-1"), table];
        self.section("recipients", "notice-recipients", blocks)
    }
}
