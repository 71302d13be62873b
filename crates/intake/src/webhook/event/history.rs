//! `history[]`: what was said before the number joined, in chunks that come in any order.

use tact_domain::live::{AliasKind, HistoryPhase, Source};

use super::message::Batch;
use crate::webhook::json::Object;
use crate::webhook::people::{self, CONTACT};
use crate::webhook::walk::{Scope, Walk};
use crate::webhook::{Received, ReceivedContact};

impl Walk<'_> {
    pub(in crate::webhook) fn history(&mut self, value: &Object<'_>, scope: &Scope) -> bool {
        self.each(value, "history", |walk, chunk| walk.chunk(chunk, scope))
    }

    fn chunk(&mut self, chunk: &Object<'_>, scope: &Scope) {
        for code in self.codes(chunk) {
            let refused = Received::HistoryRefused(code);
            self.number_event(scope, refused);
        }
        if let Some(metadata) = self.note(chunk.object("metadata")).flatten() {
            self.phase(&metadata, scope);
        }
        self.each(chunk, "threads", |walk, thread| walk.thread(thread, scope));
    }

    fn phase(&mut self, metadata: &Object<'_>, scope: &Scope) {
        let mut part = |key| {
            let part = metadata.integer(key);
            self.note(metadata.require(key, part))
        };
        let (phase, chunk, progress) = (part("phase"), part("chunk_order"), part("progress"));
        if let (Some(phase), Some(chunk), Some(progress)) = (
            phase.and_then(|phase| u8::try_from(phase).ok()),
            chunk.and_then(|chunk| u32::try_from(chunk).ok()),
            progress.and_then(|progress| u8::try_from(progress).ok()),
        ) {
            let phase = HistoryPhase {
                phase,
                chunk,
                progress,
            };
            self.number_event(scope, Received::History(phase));
        }
    }

    fn thread(&mut self, thread: &Object<'_>, scope: &Scope) {
        let mut customer = self.named(thread, &[("id", AliasKind::WaId)]);
        if let Some(context) = self.note(thread.object("context")).flatten() {
            let named: ReceivedContact = self.named(&context, CONTACT);
            customer.ids.extend(named.ids);
        }
        people::tidy(&mut customer.ids);
        let batch = Batch {
            scope,
            source: Source::History,
            echoes: false,
            thread: Some(&customer),
            only_person: false,
        };
        for item in self.objects(thread, "messages") {
            self.message(&item, &batch);
        }
        let echoes = Batch {
            echoes: true,
            ..batch
        };
        for item in self.objects(thread, "message_echoes") {
            self.message(&item, &echoes);
        }
    }
}
