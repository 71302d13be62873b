//! What goes out: media that are fetched, recipients that are told.

use std::collections::HashSet;

use super::file::{self, Placed};
use super::validate::{Checked, Checker};
use super::{Hook, Media, Reason, Recipient};
use crate::outbound::{HostPattern, MediaHosts, Reach, hook};

/// Largest media, in MiB: what the platform takes for a picture, a sound or a video.
const LARGEST_MIB: u32 = 16;
const MIB: u64 = 1024 * 1024;
/// Where the platform keeps media.
const HOSTS: [&str; 3] = ["lookaside.fbsbx.com", "*.fbcdn.net", "*.whatsapp.net"];
/// Longest name of a recipient, in characters.
const LONGEST_NAME: usize = 64;

impl Checker<'_> {
    pub(super) fn media(&self, file: &file::Media, graph_url: &str) -> Checked<Media> {
        let mib = match &file.max_mib {
            None => LARGEST_MIB,
            Some(placed) if (1..=LARGEST_MIB).contains(placed.get_ref()) => *placed.get_ref(),
            Some(placed) => {
                let (least, most) = (1, LARGEST_MIB);
                let reason = Reason::Amount { least, most };
                return Err(self.wrong(placed.span(), "media.max_mib", reason));
            }
        };
        let hosts: Vec<HostPattern> = match &file.hosts {
            None => HOSTS.into_iter().filter_map(HostPattern::parse).collect(),
            Some(hosts) => hosts
                .iter()
                .map(|host| {
                    let wrong = || self.wrong(host.span(), "media.hosts", Reason::HostName);
                    HostPattern::parse(host.get_ref()).ok_or_else(wrong)
                })
                .collect::<Checked<_>>()?,
        };
        let from = MediaHosts::new(graph_url, &hosts)
            .map_err(|_| self.wrong(0..0, "whatsapp.graph_url", Reason::Url))?;
        Ok(Media {
            largest: u64::from(mib) * MIB,
            from,
        })
    }

    pub(super) fn recipients(&self, file: &[file::Recipient]) -> Checked<Vec<Recipient>> {
        let mut known = HashSet::new();
        let mut recipients = Vec::with_capacity(file.len());
        for recipient in file {
            let (key, name) = ("recipient.name", recipient.name.get_ref().trim());
            let plain = |c: char| c.is_alphanumeric() || " ._-\u{2019}'".contains(c);
            let length = name.chars().count();
            if !(1..=LONGEST_NAME).contains(&length) || !name.chars().all(plain) {
                return Err(self.wrong(recipient.name.span(), key, Reason::RecipientName));
            }
            if !known.insert(name.to_owned()) {
                return Err(self.wrong(recipient.name.span(), key, Reason::RecipientTwice));
            }
            recipients.push(Recipient {
                name: name.to_owned(),
                kind: recipient.kind,
                hook: self.hook(recipient)?,
            });
        }
        Ok(recipients)
    }

    fn hook(&self, recipient: &file::Recipient) -> Checked<Option<Hook>> {
        let half =
            |placed: &Placed| self.wrong(placed.span(), "recipient.hook_url", Reason::HalfAHook);
        let (url, secret) = match (&recipient.hook_url, &recipient.hook_secret_file) {
            (None, None) => return Ok(None),
            (Some(url), Some(secret)) => (url, secret),
            (Some(one), None) | (None, Some(one)) => return Err(half(one)),
        };
        let reach = match recipient.allow_private {
            true => Reach::PublicOrPrivate,
            false => Reach::Public,
        };
        let target = hook(url.get_ref(), reach)
            .map_err(|why| self.wrong(url.span(), "recipient.hook_url", Reason::Hook(why)))?;
        let key = "recipient.hook_secret_file";
        Ok(Some(Hook {
            target,
            secret: self.secret(secret.get_ref(), secret.span(), key)?,
        }))
    }
}
