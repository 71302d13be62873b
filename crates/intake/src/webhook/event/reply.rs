//! Taps on buttons and lists, filled forms.

use tact_domain::live::{ContentField, LiveKind, UnrecognizedKind};

use super::content::Body;
use crate::webhook::decode::DEEPEST;
use crate::webhook::json::{Object, excerpt, is_within_depth, whole};
use crate::webhook::walk::Walk;

impl Walk<'_> {
    /// A tap on a template's quick reply.
    pub(super) fn button(&mut self, holder: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::Choice);
        let button = holder.object("button");
        if let Some(button) = self.note(holder.require("button", button)) {
            self.tap(&mut body, &button, &[("id", "payload"), ("title", "text")]);
        }
        body
    }

    /// A tap on a button or list row, or a filled form.
    pub(super) fn interactive(&mut self, holder: &Object<'_>) -> Body {
        const ROW: &[(&str, &str)] = &[
            ("id", "id"),
            ("title", "title"),
            ("description", "description"),
        ];
        let mut body = Body::of(LiveKind::Choice);
        let interactive = holder.object("interactive");
        let Some(interactive) = self.note(holder.require("interactive", interactive)) else {
            return body;
        };
        let word = interactive.word("type");
        let Some(word) = self.note(interactive.require("type", word)) else {
            return body;
        };
        let (key, names) = match word.as_str() {
            "button_reply" => ("button_reply", ROW),
            "list_reply" => ("list_reply", ROW),
            "call_permission_reply" => ("call_permission_reply", &[("id", "response")][..]),
            "nfm_reply" => return self.form(&interactive),
            _ => {
                let place = interactive.place().key("type");
                self.unknown(&place, UnrecognizedKind::InteractiveType);
                return body;
            }
        };
        let reply = interactive.object(key);
        if let Some(reply) = self.note(interactive.require(key, reply)) {
            self.tap(&mut body, &reply, names);
        }
        body
    }

    /// Keeps the named texts of a tap, under the names of [`ContentField::Choice`].
    fn tap(&mut self, body: &mut Body, reply: &Object<'_>, names: &[(&'static str, &'static str)]) {
        let mut parts = Vec::new();
        for (name, key) in names {
            let Some(piece) = reply.piece(key) else {
                continue;
            };
            if let Some(text) = self.note(piece.text()) {
                parts.push((*name, piece.json()));
                if *name != "description" {
                    body.said.push(text);
                }
            }
        }
        if !parts.is_empty() {
            body.holds(ContentField::Choice, excerpt(&parts));
        }
    }

    /// A form's answers: a text that holds JSON, or JSON itself.
    fn form(&mut self, interactive: &Object<'_>) -> Body {
        let mut body = Body::of(LiveKind::Form);
        let reply = interactive.object("nfm_reply");
        let Some(reply) = self.note(interactive.require("nfm_reply", reply)) else {
            return body;
        };
        let answers = reply.require("response_json", Ok(reply.piece("response_json")));
        let Some(answers) = self.note(answers) else {
            return body;
        };
        let answers = if answers.json().starts_with('{') {
            Ok(excerpt(&[("answers", answers.json())]))
        } else {
            answers.text().map(|text| match whole(text.expose()) {
                Some(json) if is_within_depth(json.json(), DEEPEST) => {
                    excerpt(&[("answers", json.json())])
                }
                // Not JSON after all, or too deep to be read later: kept as the text it is.
                _ => excerpt(&[("text", answers.json())]),
            })
        };
        if let Some(answers) = self.note(answers) {
            body.holds(ContentField::Form, answers);
        }
        body
    }
}
