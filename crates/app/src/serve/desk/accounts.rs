//! Accounts, from the operator's side and from an administrator's.

mod tokens;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tact_store::live::{Account, AccountChange, Act, NewAccount, StoreError};

use super::{Desk, Reply};
use crate::accounts::{AccountName, Busy, Password, Role, SecondFactor, WeakPassword, new_salt};
use crate::exit::Exit;
use crate::i18n::{Texts, args};

/// A question about accounts.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountAsk {
    /// All of them.
    List,
    /// Make one.
    Add {
        /// Its name.
        name: AccountName,
        /// What it may do.
        role: Role,
        /// Its password.
        password: Password,
    },
    /// Remove one, with its sessions and tokens.
    Remove {
        /// Which.
        name: AccountName,
    },
    /// Give it another role.
    Role {
        /// Which.
        name: AccountName,
        /// What it may do from now on.
        role: Role,
    },
    /// Give it another password.
    Password {
        /// Which.
        name: AccountName,
        /// The new one.
        password: Password,
    },
    /// Give it a new secret for one-time codes.
    SecondFactor {
        /// Which.
        name: AccountName,
    },
    /// Its tokens.
    Tokens {
        /// Whose.
        name: AccountName,
    },
    /// Make a token.
    MakeToken {
        /// Whose.
        name: AccountName,
        /// What it is for.
        label: String,
        /// How long it lasts, days.
        days: u32,
    },
    /// End a token.
    EndToken {
        /// Whose.
        name: AccountName,
        /// Its number.
        id: i64,
    },
}

impl std::fmt::Debug for AccountAsk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountAsk(‹redacted›)")
    }
}

/// Why an act on an account was not done.
enum NotDone {
    Said(Reply),
    Store(StoreError),
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

type Done = Result<Reply, NotDone>;

impl Desk {
    pub(super) async fn account(
        &self,
        ask: &AccountAsk,
        act: &Act,
        texts: &Texts,
    ) -> Result<Reply, StoreError> {
        let done = match ask {
            AccountAsk::List => self.list(act.at, texts).await,
            AccountAsk::Add {
                name,
                role,
                password,
            } => self.add(name, *role, password, act, texts).await,
            AccountAsk::Remove { name } => self.remove(name, act, texts).await,
            AccountAsk::Role { name, role } => self.give_role(name, *role, act, texts).await,
            AccountAsk::Password { name, password } => {
                self.give_password(name, password, act, texts).await
            }
            AccountAsk::SecondFactor { name } => self.give_second_factor(name, act, texts).await,
            AccountAsk::Tokens { name } => self.tokens(name, act.at, texts).await,
            AccountAsk::MakeToken { name, label, days } => {
                self.make_token(name, label, *days, act, texts).await
            }
            AccountAsk::EndToken { name, id } => self.end_token(name, *id, act, texts).await,
        };
        match done {
            Ok(reply) | Err(NotDone::Said(reply)) => Ok(reply),
            Err(NotDone::Store(error)) => Err(error),
        }
    }

    async fn list(&self, now: Timestamp, texts: &Texts) -> Done {
        let accounts = self.store.accounts(now).await?;
        let said: Vec<_> = accounts.iter().map(|one| line(one, texts)).collect();
        let text = match said.is_empty() {
            true => texts.say("account-none"),
            false => said.join("\n"),
        };
        Ok(Reply::said(&accounts, text))
    }

    async fn add(
        &self,
        name: &AccountName,
        role: Role,
        password: &Password,
        act: &Act,
        texts: &Texts,
    ) -> Done {
        let salt = match role.needs_second_factor() {
            true => Some(fresh_salt(texts)?),
            false => None,
        };
        let new = NewAccount {
            name: name.to_string(),
            role: role.word().to_owned(),
            password: self.digest(name, password, texts).await?,
            second_factor: salt,
        };
        if !self.store.add_account(new, act).await? {
            let why = texts.get("account-taken", args!["name" => name.to_string()]);
            return Err(refused(Exit::Refused, why));
        }
        let text = texts.get(
            "account-added",
            args!["name" => name.to_string(), "role" => role.word()],
        );
        self.with_codes(name, Some(role), salt, text, texts)
    }

    async fn remove(&self, name: &AccountName, act: &Act, texts: &Texts) -> Done {
        if !self.store.remove_account(name.as_str(), act).await? {
            return Err(nobody(name, texts));
        }
        let text = texts.get("account-removed", args!["name" => name.to_string()]);
        Ok(Reply::said(&serde_json::json!({"name": name}), text))
    }

    async fn give_role(&self, name: &AccountName, role: Role, act: &Act, texts: &Texts) -> Done {
        let Some(known) = self.store.credentials(name.as_str()).await? else {
            return Err(nobody(name, texts));
        };
        let salt = match (role.needs_second_factor(), known.second_factor) {
            (true, None) => Some(fresh_salt(texts)?),
            _ => None,
        };
        let change = AccountChange::Role(role.word().to_owned(), salt);
        if !self
            .store
            .change_account(name.as_str(), change, act)
            .await?
        {
            return Err(nobody(name, texts));
        }
        let words = args!["name" => name.to_string(), "role" => role.word()];
        let text = texts.get("account-role-given", words);
        self.with_codes(name, Some(role), salt, text, texts)
    }

    async fn give_password(
        &self,
        name: &AccountName,
        password: &Password,
        act: &Act,
        texts: &Texts,
    ) -> Done {
        let change = AccountChange::Password(self.digest(name, password, texts).await?);
        if !self
            .store
            .change_account(name.as_str(), change, act)
            .await?
        {
            return Err(nobody(name, texts));
        }
        let text = texts.get("account-password-given", args!["name" => name.to_string()]);
        Ok(Reply::said(&serde_json::json!({"name": name}), text))
    }

    async fn give_second_factor(&self, name: &AccountName, act: &Act, texts: &Texts) -> Done {
        let salt = fresh_salt(texts)?;
        let change = AccountChange::SecondFactor(salt);
        if !self
            .store
            .change_account(name.as_str(), change, act)
            .await?
        {
            return Err(nobody(name, texts));
        }
        let text = texts.get("account-codes-given", args!["name" => name.to_string()]);
        self.with_codes(name, None, Some(salt), text, texts)
    }

    /// The answer, with the secret of new one-time codes: shown now and never again.
    fn with_codes(
        &self,
        name: &AccountName,
        role: Option<Role>,
        salt: Option<[u8; 32]>,
        mut text: String,
        texts: &Texts,
    ) -> Done {
        let mut json = serde_json::json!({"name": name});
        if let Some(role) = role {
            json["role"] = role.word().into();
        }
        if let Some(salt) = salt {
            let codes = SecondFactor::derive(&self.keys, &salt);
            let codes = codes.ok_or_else(|| system(texts))?;
            let (secret, address) = (codes.secret(), codes.address(name.as_str()));
            json["second_factor"] =
                serde_json::json!({"secret": secret.as_str(), "address": address.as_str()});
            let words = args!["secret" => secret.to_string(), "address" => address.to_string()];
            text.push('\n');
            text.push_str(&texts.get("account-codes", words));
        }
        Ok(Reply::said(&json, text))
    }

    async fn digest(
        &self,
        name: &AccountName,
        password: &Password,
        texts: &Texts,
    ) -> Result<String, NotDone> {
        password.check(name).map_err(|weak| {
            let why = texts.say(match weak {
                WeakPassword::Short => "password-short",
                WeakPassword::Long => "password-long",
                WeakPassword::Guessable => "password-guessable",
            });
            refused(Exit::WrongUsage, why)
        })?;
        let hashed = self.hasher.hash(&self.keys, password.clone()).await;
        hashed.map_err(|busy| match busy {
            Busy::Others => refused(Exit::Failed, texts.say("password-busy")),
            Busy::System => system(texts),
        })
    }
}

fn refused(exit: Exit, why: String) -> NotDone {
    NotDone::Said(Reply::refused(exit, why))
}

fn nobody(name: &AccountName, texts: &Texts) -> NotDone {
    let why = texts.get("account-unknown", args!["name" => name.to_string()]);
    refused(Exit::NoInput, why)
}

fn system(texts: &Texts) -> NotDone {
    refused(Exit::Failed, texts.say("account-system"))
}

fn fresh_salt(texts: &Texts) -> Result<[u8; 32], NotDone> {
    new_salt().map_err(|_| system(texts))
}

fn line(account: &Account, texts: &Texts) -> String {
    let words = args![
        "name" => account.name.clone(),
        "role" => account.role.clone(),
        "sessions" => account.sessions,
        "tokens" => account.tokens,
    ];
    match account.second_factor {
        true => texts.get("account-line-codes", words),
        false => texts.get("account-line", words),
    }
}
