use tact_store::live::{AccountChange, NewAccount};

use super::*;

const PASSWORD: &str = "correct cheval pile agrafe";

struct Door {
    store: Store,
    hasher: Hasher,
    attempts: Attempts,
    _folder: tempfile::TempDir,
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).expect("a time")
}

fn act(second: i64) -> Act {
    Act {
        actor: Actor::operator("test").expect("a name"),
        at: at(second),
    }
}

impl Door {
    /// With the account `camille` of this role.
    async fn with(role: Role, salt: Option<[u8; 32]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (data, keys) = (folder.path().join("data"), folder.path().join("keys"));
        let store = Store::open(&data, &keys, at(0)).await.expect("a store");
        let hasher = Hasher::default();
        let keys = store.live_keys();
        let hash = hasher.hash(&keys, PASSWORD.to_owned().into());
        let new = NewAccount {
            name: "camille".to_owned(),
            role: role.word().to_owned(),
            password: hash.await.expect("a digest"),
            second_factor: salt,
        };
        assert!(store.add_account(new, &act(0)).await.expect("a row"));
        Self {
            store,
            hasher,
            attempts: Attempts::default(),
            _folder: folder,
        }
    }

    async fn try_at(
        &self,
        name: &str,
        password: &str,
        code: Option<&str>,
        second: i64,
    ) -> Result<SignedIn, NotSignedIn> {
        let attempt = Attempt {
            company: None,
            name,
            password: password.to_owned().into(),
            code,
        };
        sign_in(
            &self.store,
            &self.hasher,
            &self.attempts,
            attempt,
            at(second),
        )
        .await
    }
}

#[tokio::test]
async fn a_name_nobody_bears_costs_the_same_work_as_a_wrong_password() {
    let door = Door::with(Role::Dpo, None).await;
    for (name, password) in [
        ("camille", "un autre mot de passe"),
        ("personne", PASSWORD),
        ("pas un nom !", PASSWORD),
        ("", ""),
    ] {
        let runs = door.hasher.runs();
        let refused = door.try_at(name, password, None, 1).await;
        assert!(matches!(refused, Err(NotSignedIn::Wrong)), "{name}");
        assert_eq!(door.hasher.runs(), runs + 1, "{name}");
    }
}

#[tokio::test]
async fn waiting_is_the_same_for_a_name_nobody_bears_and_costs_no_work() {
    let door = Door::with(Role::Dpo, None).await;
    for name in ["camille", "personne"] {
        for _ in 0..3 {
            let refused = door.try_at(name, "un autre mot de passe", None, 1).await;
            assert!(matches!(refused, Err(NotSignedIn::Wrong)));
        }
        let runs = door.hasher.runs();
        let refused = door.try_at(name, PASSWORD, None, 1).await;
        assert!(matches!(refused, Err(NotSignedIn::Wait(left)) if left.as_secs() == 1));
        assert_eq!(door.hasher.runs(), runs);
    }
    // The wait over, the right password opens at once.
    assert!(door.try_at("camille", PASSWORD, None, 2).await.is_ok());
    assert!(door.try_at("camille", PASSWORD, None, 2).await.is_ok());
}

#[tokio::test]
async fn each_login_gets_a_word_of_its_own_and_it_ends_after_twelve_hours() {
    let door = Door::with(Role::Dpo, None).await;
    let first = door.try_at("camille", PASSWORD, None, 0).await.expect("in");
    let second = door.try_at("camille", PASSWORD, None, 1).await.expect("in");
    assert_ne!(first.held.key(), second.held.key());
    let known = async |second: i64| door.store.session(first.held.key(), at(second)).await;
    let hours = 12 * 3600;
    assert!(known(hours - 1).await.expect("read").is_some());
    assert!(known(hours).await.expect("read").is_none());
}

#[tokio::test]
async fn a_code_is_asked_of_an_administrator_and_opens_once() {
    let salt = [7; 32];
    let door = Door::with(Role::Admin, Some(salt)).await;
    let codes = SecondFactor::derive(&door.store.live_keys(), &salt).expect("a secret");
    let code = |second: i64| codes.code_at(at(second));
    let refused = door.try_at("camille", PASSWORD, None, 0).await;
    assert!(matches!(refused, Err(NotSignedIn::Wrong)));
    let now = code(0);
    let opened = door.try_at("camille", PASSWORD, Some(&now), 0).await;
    assert!(opened.is_ok(), "{opened:?}");
    let again = door.try_at("camille", PASSWORD, Some(&now), 1).await;
    assert!(matches!(again, Err(NotSignedIn::Wrong)));
    let next = code(60);
    assert!(
        door.try_at("camille", PASSWORD, Some(&next), 60)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_administrator_without_a_second_factor_is_not_let_in() {
    let door = Door::with(Role::Admin, None).await;
    let refused = door.try_at("camille", PASSWORD, None, 0).await;
    assert!(matches!(refused, Err(NotSignedIn::Wrong)));
}

#[tokio::test]
async fn sessions_end_with_a_new_password_and_with_the_account() {
    let door = Door::with(Role::Dpo, None).await;
    let opened = door.try_at("camille", PASSWORD, None, 0).await.expect("in");
    let key = opened.held.key();
    let keys = door.store.live_keys();
    let hash = door
        .hasher
        .hash(&keys, "un mot tout neuf".to_owned().into());
    let change = AccountChange::Password(hash.await.expect("a digest"));
    assert!(
        door.store
            .change_account("camille", change, &act(1))
            .await
            .expect("done")
    );
    assert!(
        door.store
            .session(key, at(2))
            .await
            .expect("read")
            .is_none()
    );
    let opened = door
        .try_at("camille", "un mot tout neuf", None, 3)
        .await
        .expect("in");
    assert!(
        door.store
            .remove_account("camille", &act(4))
            .await
            .expect("done")
    );
    let known = door.store.session(opened.held.key(), at(5)).await;
    assert!(known.expect("read").is_none());
}

#[tokio::test]
async fn a_digest_found_without_the_keys_cannot_be_tried() {
    let door = Door::with(Role::Dpo, None).await;
    let kept = door
        .store
        .credentials("camille")
        .await
        .expect("read")
        .expect("there");
    assert!(
        kept.password.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{}",
        kept.password
    );
    let other = Door::with(Role::Dpo, None).await;
    let hash = Some(kept.password);
    let keys = other.store.live_keys();
    let elsewhere = other.hasher.verify(&keys, PASSWORD.to_owned().into(), hash);
    assert_eq!(elsewhere.await, Ok(false));
}
