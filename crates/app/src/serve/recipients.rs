//! Recipients of the configuration, with the secrets shared with them.

use tact_privacy::live::{Recipient, RecipientSecret, Recipients, Way};
use zeroize::Zeroizing;

use super::hooks::Hook;
use crate::config::{Reason, Tenant, read_secret};

/// Every recipient of a company; refuses a secret that cannot be read.
pub(super) fn with_secrets(tenant: &Tenant) -> Result<(Recipients, Vec<Hook>), Reason> {
    let (mut recipients, mut hooks) = (Vec::new(), Vec::new());
    for known in &tenant.recipients {
        let way = match &known.hook {
            None => Way::ByHand,
            Some(hook) => {
                let secret = secret(read_secret(&hook.secret)?.expose());
                hooks.push(Hook {
                    name: known.name.clone(),
                    target: hook.target.clone(),
                    secret: secret.clone(),
                });
                Way::Hook(secret)
            }
        };
        recipients.push(Recipient {
            name: known.name.clone(),
            way,
        });
    }
    Ok((Recipients::new(recipients), hooks))
}

/// The same for a command, whose operator may not be allowed to read every secret.
pub(super) fn as_far_as_readable(tenant: &Tenant) -> Recipients {
    let way = |known: &crate::config::Recipient| match &known.hook {
        None => Way::ByHand,
        Some(hook) => match read_secret(&hook.secret) {
            Ok(found) => Way::Hook(secret(found.expose())),
            Err(_) => Way::HookWithoutSecret,
        },
    };
    let recipients = tenant.recipients.iter().map(|known| Recipient {
        name: known.name.clone(),
        way: way(known),
    });
    Recipients::new(recipients.collect())
}

fn secret(bytes: &[u8]) -> RecipientSecret {
    RecipientSecret::new(Zeroizing::new(bytes.to_vec()))
}
