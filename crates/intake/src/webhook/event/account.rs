//! What the platform says of the account, its numbers and templates.

use jiff::Timestamp;
use tact_domain::live::AccountNotice;

use crate::webhook::Received;
use crate::webhook::decode::{Scope, Walk};
use crate::webhook::json::Object;

/// Keys under which the fields say what happened, the first found counts.
const WHAT: [&str; 6] = [
    "event",
    "new_category",
    "new_quality_score",
    "decision",
    "status",
    "current_limit",
];

impl Walk<'_> {
    pub(in crate::webhook) fn account(
        &mut self,
        value: &Object<'_>,
        field: &str,
        time: Option<Timestamp>,
    ) {
        let event = WHAT.into_iter().find_map(|key| value.kept_word(key));
        let alert = || {
            let alert = value.object("alert_info").ok().flatten()?;
            alert.kept_word("alert_type")
        };
        let notice = AccountNotice {
            field: field.into(),
            event: event.or_else(alert),
            code: None,
            at: time,
        };
        self.account_event(time, None, Received::Account(notice));
    }

    /// Errors of a number that concern neither a message nor a status.
    pub(in crate::webhook) fn errors(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        for code in self.codes(value) {
            let notice = AccountNotice {
                field: scope.field.as_str().into(),
                event: None,
                code,
                at: scope.entry_time,
            };
            let notice = Received::Account(notice);
            self.account_event(scope.entry_time, scope.number.clone(), notice);
        }
        value.has("errors")
    }
}
