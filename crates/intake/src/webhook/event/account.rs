//! What the platform says of the account, its numbers and templates.

use tact_domain::live::AccountNotice;

use crate::webhook::Received;
use crate::webhook::json::Object;
use crate::webhook::people::digits;
use crate::webhook::walk::{Entry, Scope, Walk};

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
    pub(in crate::webhook) fn account(&mut self, value: &Object<'_>, field: &str, entry: &Entry) {
        let event = WHAT.into_iter().find_map(|key| value.kept_word(key));
        let alert = || {
            let alert = value.object("alert_info").ok().flatten()?;
            alert.kept_word("alert_type")
        };
        let notice = AccountNotice {
            field: field.into(),
            event: event.or_else(alert),
            code: None,
            at: entry.time,
        };
        // The number of a notice is named by its digits, never by its id.
        let number = value.id("phone_number").ok().flatten().or_else(|| {
            let shown = value.id("display_phone_number");
            shown.ok().flatten()
        });
        let number = number.and_then(|number| digits(number.expose()));
        let shown_as = number.map(|number| number.expose().to_owned().into());
        self.account_event(entry, shown_as, Received::Account(notice));
    }

    /// Errors of a number that concern neither a message nor a status.
    pub(in crate::webhook) fn errors(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        for code in self.codes(value) {
            let notice = AccountNotice {
                field: scope.field.as_str().into(),
                event: None,
                code,
                at: scope.entry.time,
            };
            self.number_event(scope, Received::Account(notice));
        }
        value.has("errors")
    }
}
