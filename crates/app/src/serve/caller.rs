//! Who is behind a command, as the system knows them. What needs two people is not decided by a name
//! in the environment, which anybody may set.

use rustix::process::{getpid, getuid};
use tact_store::live::{Actor, NotAName};
use tokio::net::UnixStream;

/// The login of a process nobody logged in for.
const NOBODY_LOGGED_IN: u32 = u32::MAX;

/// A user of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Somebody who logged in, also behind `sudo` or `su`: the kernel remembers.
    Login(String),
    /// An account; who uses it is not known.
    Account(String),
}

impl Caller {
    /// The user at the other end of the operator's socket; `None` when the system does not say.
    pub fn of_peer(stream: &UnixStream) -> Option<Self> {
        let peer = stream.peer_cred().ok()?;
        Some(Self::of(peer.uid(), peer.pid()))
    }

    /// The user this process belongs to.
    pub fn of_process() -> Self {
        Self::of(getuid().as_raw(), Some(getpid().as_raw_pid()))
    }

    /// The name the audit chain keeps.
    ///
    /// # Errors
    /// Never in practice: names that do not fit were replaced by numbers.
    pub fn actor(&self) -> Result<Actor, NotAName> {
        match self {
            Self::Login(name) => Actor::operator(name),
            Self::Account(name) => Actor::system_user(name),
        }
    }

    fn of(user: u32, process: Option<i32>) -> Self {
        let login = process
            .and_then(|process| std::fs::read_to_string(format!("/proc/{process}/loginuid")).ok())
            .and_then(|text| text.trim().parse().ok())
            .filter(|login| *login != NOBODY_LOGGED_IN);
        let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        let name = |user| named(user, &users).unwrap_or_else(|| format!("uid-{user}"));
        match login {
            Some(login) => Self::Login(name(login)),
            None => Self::Account(name(user)),
        }
    }
}

/// The name of a user in such a file, where it fits the audit chain.
fn named(user: u32, users: &str) -> Option<String> {
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        let found: u32 = fields.nth(1)?.parse().ok()?;
        (found == user).then_some(name)
    })?;
    Actor::operator(name).is_ok().then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_named_as_the_system_names_them_or_by_number() {
        let users =
            "root:x:0:0::/root:/bin/sh\nclaire:x:1000:1000::/home/claire:/bin/sh\né:x:7::\n";
        assert_eq!(named(1000, users).as_deref(), Some("claire"));
        for unknown in [7, 1001] {
            assert_eq!(named(unknown, users), None);
        }
    }
}
