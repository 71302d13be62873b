//! Made-up deliveries, signed.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::time::Instant;

pub(crate) const SECRET: &str = "fictif-app-secret-0123456789abcdef";
pub(crate) const NUMBER: &str = "106540000000001";
pub(crate) const CONTACTS: u64 = 2_000;
const BEGINNING: u64 = 1_763_000_000;

pub(crate) fn contact(number: u64) -> String {
    format!("33639{number:06}")
}

/// Deletions under way: when each was sent and when it was answered.
#[derive(Default)]
pub(crate) struct Deletions {
    pub(crate) answered: Mutex<Vec<(Instant, Instant)>>,
    ended: AtomicBool,
}

impl Deletions {
    pub(crate) fn end(&self) {
        self.ended.store(true, Relaxed);
    }

    pub(crate) fn have_ended(&self) -> bool {
        self.ended.load(Relaxed)
    }
}

/// Of twenty updates eleven are messages, one edits one, six are statuses of three answers, two
/// delete what was written.
pub(crate) struct Traffic {
    each: u64,
    pub(crate) deletions: Arc<Deletions>,
}

impl Traffic {
    pub(crate) fn new(each: u64) -> Self {
        Self {
            each,
            deletions: Arc::default(),
        }
    }

    /// True when the body holds a deletion.
    pub(crate) fn deletes(&self, body: u64) -> bool {
        (body * self.each..(body + 1) * self.each).any(|n| n % 20 >= 18)
    }

    /// The whole request of a body.
    pub(crate) fn request(&self, body: u64) -> Vec<u8> {
        let updates = body * self.each..(body + 1) * self.each;
        let mut changes = String::new();
        for n in updates {
            if !changes.is_empty() {
                changes.push(',');
            }
            change(&mut changes, n);
        }
        let json = format!(
            "{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"102290129340398\",\
             \"changes\":[{changes}]}}]}}"
        );
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length");
        mac.update(json.as_bytes());
        let mut tag = String::new();
        for byte in mac.finalize().into_bytes() {
            let _ = write!(tag, "{byte:02x}");
        }
        format!(
            "POST /webhook/whatsapp HTTP/1.1\r\nHost: tact\r\nX-Hub-Signature-256: sha256={tag}\r\n\
             Content-Length: {}\r\n\r\n{json}",
            json.len()
        )
        .into_bytes()
    }
}

fn change(out: &mut String, n: u64) {
    let (twenty, place) = (n / 20, n % 20);
    let (from, at) = (contact(twenty % CONTACTS), BEGINNING + n / 50);
    let said = |of: u64| format!("wamid.{twenty}.{of}");
    let what = match place {
        0..11 => format!(
            "{{\"from\":\"{from}\",\"id\":\"{}\",\"timestamp\":\"{at}\",\"type\":\"text\",\
             \"text\":{{\"body\":\"Bonjour, où en est ma commande numéro {n} ? Merci !\"}}}}",
            said(place)
        ),
        11 => format!(
            "{{\"from\":\"{from}\",\"id\":\"{}\",\"timestamp\":\"{at}\",\"type\":\"edit\",\
             \"edit\":{{\"original_message_id\":\"{}\",\"message\":{{\"type\":\"text\",\
             \"text\":{{\"body\":\"Ma commande {n}, pardon.\"}}}}}}}}",
            said(place),
            said(10)
        ),
        12..18 => {
            let state = if place % 2 == 0 { "sent" } else { "delivered" };
            let status = format!(
                "{{\"id\":\"{}\",\"status\":\"{state}\",\"timestamp\":\"{at}\",\
                 \"recipient_id\":\"{from}\"}}",
                said(12 + (place - 12) / 2 * 2)
            );
            value(out, "statuses", &status, "");
            return;
        }
        _ => format!(
            "{{\"from\":\"{from}\",\"id\":\"{}\",\"timestamp\":\"{at}\",\"type\":\"revoke\",\
             \"revoke\":{{\"original_message_id\":\"{}\"}}}}",
            said(place),
            said(place - 18)
        ),
    };
    let contacts = format!(
        "\"contacts\":[{{\"profile\":{{\"name\":\"Camille Exemple\"}},\"wa_id\":\"{from}\"}}],"
    );
    value(out, "messages", &what, &contacts);
}

fn value(out: &mut String, list: &str, what: &str, contacts: &str) {
    let _ = write!(
        out,
        "{{\"field\":\"messages\",\"value\":{{\"messaging_product\":\"whatsapp\",\
         \"metadata\":{{\"display_phone_number\":\"33199000001\",\"phone_number_id\":\"{NUMBER}\"}},\
         {contacts}\"{list}\":[{what}]}}}}"
    );
}
