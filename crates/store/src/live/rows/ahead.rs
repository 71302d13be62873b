//! Reading ahead: the rows that the next events will ask for, with one statement for each table.

use std::collections::{BTreeMap, HashMap};

use sqlx::Row;
use tact_domain::live::LiveFact;
use tact_privacy::live::{Candidate, ConsentView};

use super::many;
use crate::live::{
    StoreError,
    batch::{Batch, number_bytes},
    contact::{consent_event, fold_view},
};

/// Events whose rows are read at once.
const EVENTS: usize = 1024;

impl Batch<'_> {
    /// Reads ahead for the events that come, unless it was done already.
    pub(in crate::live) async fn look_ahead(
        &mut self,
        coming: &[Candidate],
    ) -> Result<(), StoreError> {
        if self.rows.ahead == 0 {
            let plain = coming.iter().take(EVENTS);
            let run = plain
                .take_while(|next| !acts_on_person(next.fact()))
                .count();
            self.read_for(coming.get(..run).unwrap_or_default()).await?;
            self.rows.ahead = run;
        }
        self.rows.ahead = self.rows.ahead.saturating_sub(1);
        Ok(())
    }

    async fn read_for(&mut self, events: &[Candidate]) -> Result<(), StoreError> {
        if events.len() < 2 {
            return Ok(());
        }
        let aliases = events.iter().flat_map(|event| &event.envelope().contact);
        let aliases = aliases.map(|alias| *alias.key.as_bytes());
        // An export may have told somebody under the display name.
        let shown = events.iter().filter_map(|event| event.envelope().name);
        let names: Vec<_> = aliases.chain(shown.map(|name| *name.as_bytes())).collect();
        self.read_names(&names).await?;
        let named = |event: &Candidate| {
            let mut names = event.envelope().contact.iter();
            names.find_map(|alias| *self.rows.people.named.get(alias.key.as_bytes())?)
        };
        let (mut contacts, mut places) = (Vec::new(), Vec::new());
        let (mut targets, mut addressed) = (Vec::new(), Vec::new());
        for event in events {
            let number = number_bytes(event.envelope().number);
            let (group, names_target) = match event.fact() {
                LiveFact::Message(seen) => (seen.group, false),
                LiveFact::Status(seen) => (seen.group, false),
                LiveFact::Revoke(_) | LiveFact::Reaction(_) => (None, true),
                _ => (None, false),
            };
            let contact = named(event);
            contacts.extend(contact);
            if let Some(group) = group {
                places.push((number, 0, group.as_bytes().to_vec()));
            } else if let Some(contact) = contact {
                places.push((number, contact, Vec::new()));
            }
            if let Some(target) = event.fact().target() {
                targets.push(*target.as_bytes());
                if names_target {
                    addressed.push(*target.as_bytes());
                }
            }
        }
        self.read_contacts(&contacts).await?;
        self.read_views(&contacts).await?;
        self.read_addresses(&contacts).await?;
        self.read_threads(&places).await?;
        self.read_messages(&targets).await?;
        self.read_graves(&targets).await?;
        self.read_reactions(&addressed).await
    }

    /// What contacts agree to now.
    async fn read_views(&mut self, contacts: &[i64]) -> Result<(), StoreError> {
        let mut events: BTreeMap<i64, Vec<_>> = contacts
            .iter()
            .filter(|contact| !self.views.contains_key(contact))
            .map(|contact| (*contact, Vec::new()))
            .collect();
        if events.is_empty() {
            return Ok(());
        }
        let list = many::numbers(events.keys().copied());
        let lines = sqlx::query(
            "select contact, purpose, state, at, covers_history from consent \
             where contact in (select value from json_each($1))",
        )
        .bind(&list)
        .fetch_all(&mut *self.sql)
        .await?;
        for line in &lines {
            if let Some(events) = events.get_mut(&line.try_get("contact")?) {
                events.extend(consent_event(line)?);
            }
        }
        let rows: Vec<(i64, Option<i64>, Option<i64>)> = sqlx::query_as(
            "select id, opted_out_at, opted_out_until from contact \
             where id in (select value from json_each($1))",
        )
        .bind(&list)
        .fetch_all(&mut *self.sql)
        .await?;
        let objections: HashMap<_, _> = rows
            .into_iter()
            .map(|(contact, since, until)| (contact, (since, until)))
            .collect();
        for (contact, events) in events {
            let objected = objections.get(&contact).copied().unwrap_or_default();
            let view: ConsentView = fold_view(events, objected, self.now);
            self.views.insert(contact, view);
        }
        Ok(())
    }
}

/// True for what changes more of a person than the rows read ahead.
pub(in crate::live) fn acts_on_person(fact: &LiveFact) -> bool {
    matches!(
        fact,
        LiveFact::Request(_)
            | LiveFact::Identity(_)
            | LiveFact::Marketing(_)
            | LiveFact::ChatOpened
    )
}
