//! What a report run beside the server hands over to be kept.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use tact_store::live::{Concluded, Publication, StoreError};
use zeroize::Zeroizing;

use super::{Desk, Reply};
use crate::exit::Exit;

impl Desk {
    pub(super) async fn keep_conclusions(
        &self,
        conclusions: &str,
        now: Timestamp,
    ) -> Result<Reply, StoreError> {
        let bytes = STANDARD.decode(conclusions).map(Zeroizing::new).ok();
        let Some(all) = bytes.and_then(|bytes| Concluded::from_bytes(&bytes)) else {
            return Ok(Reply::refused(
                Exit::WrongUsage,
                "not conclusions".to_owned(),
            ));
        };
        let kept = self.store.annotate(all, now).await?;
        Ok(Reply::said(&kept, String::new()))
    }

    pub(super) async fn keep_report(
        &self,
        name: &str,
        made_at: Timestamp,
        publication: &str,
    ) -> Result<Reply, StoreError> {
        let bytes = STANDARD.decode(publication).map(Zeroizing::new).ok();
        let Some(publication) = bytes.and_then(|bytes| Publication::from_bytes(&bytes)) else {
            return Ok(Reply::refused(Exit::WrongUsage, "not a result".to_owned()));
        };
        self.store.publish(name, &publication, made_at).await?;
        Ok(Reply::said(&true, String::new()))
    }
}
