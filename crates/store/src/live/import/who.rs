//! Whose thread an export is.

use tact_domain::live::{AliasKey, AliasKind, NameKey};
use tact_privacy::live::ExportedThread;

use crate::live::{
    StoreError,
    batch::{Batch, millis},
};

/// Number of the kind in the store.
const EXPORT_NAME: i64 = AliasKind::ExportName as i64;

impl Batch<'_> {
    /// The contact of an export: by number; else by the name it was imported under before; else the
    /// one contact the platform knows by that display name; else one of its own. `None` where the
    /// export tells neither number nor name.
    pub(super) async fn exported_contact(
        &mut self,
        export: &ExportedThread,
    ) -> Result<Option<i64>, StoreError> {
        let mut aliases: Vec<_> = export.phone.into_iter().collect();
        for (alias, name) in &export.names {
            match self.bearer(alias.key).await? {
                // Somebody the platform knows by another number bears the name too.
                Some(other) if export.phone.is_some() && !self.is_export_only(other).await? => {}
                Some(_) => aliases.push(*alias),
                None if export.phone.is_some() => aliases.push(*alias),
                None => {
                    let bearers = self.bearers(*name).await?;
                    if let (&[one], true) = (bearers.as_slice(), aliases.is_empty()) {
                        self.call(one, *alias);
                    }
                    aliases.push(*alias);
                }
            }
        }
        let contact = self.join_aliases(&aliases).await?;
        if let (Some(contact), Some(last)) = (contact, export.messages.last()) {
            for (_, name) in &export.names {
                self.shown_as(contact, name.as_bytes(), millis(last.at));
            }
        }
        Ok(contact)
    }

    /// The platform told a display name: what was imported under it alone is that contact's, unless
    /// another bears the name too.
    pub(in crate::live) async fn claim_imported(
        &mut self,
        contact: i64,
        name: NameKey,
    ) -> Result<i64, StoreError> {
        // An export's name is an alias under the digest of the name.
        let alias = AliasKey::from_bytes(*name.as_bytes());
        let imported = match self.bearer(alias).await? {
            Some(imported) if imported != contact => imported,
            _ => return Ok(contact),
        };
        let mut bearers = self.bearers(name).await?;
        bearers.retain(|bearer| *bearer != imported && *bearer != contact);
        if !bearers.is_empty() || !self.is_export_only(imported).await? {
            return Ok(contact);
        }
        self.merge_into_smaller(contact, imported).await
    }

    async fn bearers(&mut self, name: NameKey) -> Result<Vec<i64>, StoreError> {
        self.settle().await?;
        Ok(
            sqlx::query_scalar("select contact from contact_name where name = $1 order by contact")
                .bind(&name.as_bytes()[..])
                .fetch_all(&mut *self.sql)
                .await?,
        )
    }

    /// True for a contact nothing but exports told of.
    async fn is_export_only(&mut self, contact: i64) -> Result<bool, StoreError> {
        self.settle().await?;
        let known: Option<i64> =
            sqlx::query_scalar("select 1 from alias where contact = $1 and kind <> $2 limit 1")
                .bind(contact)
                .bind(EXPORT_NAME)
                .fetch_optional(&mut *self.sql)
                .await?;
        Ok(known.is_none())
    }
}
