//! The impact assessment (GDPR 35): the template filled with what is known, fields left for people.

use super::compose::Writer;
use super::{Block, Cell, Document, Facts, Section};
use crate::i18n::{Texts, args};

/// One risk: its name in the texts, the proposed residual risk, what shows the measures at work.
const RISKS: [(&str, &str, &str); 12] = [
    (
        "stolen",
        "dpia-low",
        "tact doctor --forensic - · tact store verify",
    ),
    (
        "operator",
        "dpia-low",
        "tact audit verify · tact audit show",
    ),
    (
        "deleted",
        "dpia-negligible",
        "tact doctor --forensic - · cargo test -p tact-app --test it live::forensic",
    ),
    ("unseen", "dpia-low", "tact records"),
    (
        "noconsent",
        "dpia-negligible",
        "tact contact consent · cargo test -p tact-privacy --test it live",
    ),
    (
        "group",
        "dpia-low",
        "cargo test -p tact-metrics --test it two_way",
    ),
    (
        "quote",
        "dpia-medium",
        "docs/redaction.md · cargo test -p tact-privacy --test it quality",
    ),
    (
        "staff",
        "dpia-low",
        "docs/decisions/0030-no-agents-words-in-the-report.md",
    ),
    ("wrong", "dpia-low", "tact models verify · docs/models.md"),
    (
        "change",
        "dpia-low",
        "tact store verify · tact audit verify",
    ),
    (
        "loss",
        "dpia-low",
        "tact backup · tact restore · cargo test -p tact-app --test it live::durable",
    ),
    (
        "special",
        "dpia-low",
        "cargo test -p tact-privacy sensitive",
    ),
];

/// Writes the impact assessment of one company.
pub fn impact_assessment(facts: &Facts, texts: &Texts) -> Document {
    let writer = Writer { facts, texts };
    let sections = vec![
        writer.who(),
        writer.due(),
        writer.described(),
        writer.purposes(),
        writer.necessity(),
        writer.retention(),
        writer.rights(),
        writer.risks(),
        writer.security(),
        writer.numbers(),
        writer.limits(),
        writer.staff(),
        writer.ai_act(),
        writer.opinions(),
    ];
    writer.document("reg-title-dpia", "reg-sub-dpia", sections)
}

impl Writer<'_> {
    fn due(&self) -> Section {
        let contacts = self.people(self.facts.store.as_ref().map(|store| store.contacts));
        let scale = self.texts.get("dpia-c-3-why", args!["count" => contacts]);
        let rows = vec![
            self.criterion("dpia-c-1", "reg-yes", self.say("dpia-c-1-why")),
            self.criterion("dpia-c-2", "reg-yes", self.say("dpia-c-2-why")),
            self.criterion("dpia-c-3", "dpia-judge", scale),
            self.criterion("dpia-c-4", "dpia-judge", self.say("dpia-c-4-why")),
        ];
        let head = ["dpia-h-criterion", "dpia-h-met", "dpia-h-why"];
        let blocks = vec![self.text("dpia-due-intro"), self.table(&head, rows)];
        self.section("due", "dpia-due", blocks)
    }

    fn criterion(&self, name: &str, met: &str, why: String) -> Vec<Cell> {
        vec![self.said(name), self.said(met), Cell::Said(why)]
    }

    fn described(&self) -> Section {
        let blocks = vec![self.text("dpia-describe-1"), self.text("reg-special")];
        self.section("description", "dpia-describe", blocks)
    }

    fn necessity(&self) -> Section {
        let principles = [
            "basis", "minimal", "exact", "time", "inform", "rights", "less",
        ];
        let rows = principles
            .map(|principle| {
                let key = format!("dpia-n-{principle}");
                vec![self.said(&key), self.said(&format!("{key}-text"))]
            })
            .into();
        let table = self.table(&["dpia-h-principle", "dpia-h-answer"], rows);
        self.section("necessity", "dpia-need", vec![table])
    }

    fn risks(&self) -> Section {
        let rows = RISKS
            .map(|(risk, residual, check)| {
                let key = format!("dpia-r-{risk}");
                vec![
                    self.said(&key),
                    self.said(&format!("{key}-measures")),
                    self.said(residual),
                    Cell::Said(check.to_owned()),
                ]
            })
            .into();
        let head = [
            "dpia-h-risk",
            "dpia-h-measures",
            "dpia-h-residual",
            "reg-h-check",
        ];
        let blocks = vec![self.text("dpia-risks-intro"), self.table(&head, rows)];
        self.section("risks", "dpia-risks", blocks)
    }

    fn staff(&self) -> Section {
        let rows = [
            ("dpia-cse", "works_council_date"),
            ("dpia-staff-informed", "employees_informed_date"),
        ];
        self.section(
            "employees",
            "dpia-staff",
            vec![self.text("dpia-r-staff-note"), self.fields(&rows)],
        )
    }

    fn ai_act(&self) -> Section {
        let rows = ["1", "2", "3"]
            .map(|date| {
                let key = format!("dpia-a-{date}");
                vec![
                    self.said(&key),
                    self.said(&format!("{key}-duty")),
                    self.said(&format!("{key}-here")),
                ]
            })
            .into();
        let table = self.table(&["dpia-h-date", "dpia-h-duty", "dpia-h-here"], rows);
        self.section("ai_act", "dpia-ai", vec![table])
    }

    fn opinions(&self) -> Section {
        let rows = [
            ("dpia-f-dpo", "dpo_opinion"),
            ("dpia-f-persons", "views_of_persons"),
            ("dpia-f-decision", "decision"),
            ("dpia-f-review", "next_review"),
        ];
        let blocks = vec![self.fields(&rows), self.text("dpia-f-prior")];
        self.section("opinions", "dpia-opinions", blocks)
    }

    /// Lines people write on.
    pub(super) fn fields(&self, rows: &[(&str, &'static str)]) -> Block {
        let row = |(name, field): &(&str, &'static str)| vec![self.said(name), self.field(field)];
        Block::Table {
            head: Vec::new(),
            rows: rows.iter().map(row).collect(),
        }
    }
}
