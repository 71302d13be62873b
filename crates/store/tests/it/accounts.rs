//! Accounts, what they hold, and what ends with what.

use jiff::{SignedDuration, Timestamp};
use tact_domain::live::{Alias, AliasKind, IdentityCause};
use tact_store::live::{
    AccountChange, Act, Actor, Approval, AuditAction, NewAccount, NewSession, NewToken,
    RetentionPeriods, Store,
};
use wire::webhook::{Received, ReceivedIdentityChange};

use crate::place::*;

const AWA: &str = "33639980101";

fn by(name: &str, at: Timestamp) -> Act {
    let actor = Actor::account(name).unwrap();
    Act { actor, at }
}

fn later(hours: i64) -> Timestamp {
    now() + SignedDuration::from_hours(hours)
}

async fn add(store: &Store, name: &str) -> i64 {
    let new = NewAccount {
        name: name.to_owned(),
        role: "dpo".to_owned(),
        password: "digest".to_owned(),
        second_factor: None,
    };
    assert!(store.add_account(new, &by_operator()).await.unwrap());
    store.credentials(name).await.unwrap().unwrap().account
}

fn session(account: i64, key: u8, step: Option<i64>) -> NewSession {
    NewSession {
        account,
        key: [key; 32],
        ends_at: later(12),
        password: "digest".to_owned(),
        step,
    }
}

async fn opened(store: &Store, new: NewSession) -> bool {
    store.open_session(new, &by("claire", now())).await.unwrap()
}

#[test]
fn a_code_counts_once_and_a_password_changed_meanwhile_opens_nothing() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let claire = add(&store, "claire").await;
        // A code where none is asked for is refused, and none where one is asked for.
        assert!(opened(&store, session(claire, 1, None)).await);
        let change = AccountChange::SecondFactor([7; 32]);
        let act = by("root", now());
        assert!(store.change_account("claire", change, &act).await.unwrap());
        assert_eq!(store.session([1; 32], now()).await.unwrap(), None);
        assert!(!opened(&store, session(claire, 2, None)).await);
        assert!(opened(&store, session(claire, 2, Some(100))).await);
        for used in [99, 100] {
            assert!(!opened(&store, session(claire, 3, Some(used))).await);
        }
        assert!(opened(&store, session(claire, 3, Some(101))).await);
        let change = AccountChange::Password("another".to_owned());
        assert!(store.change_account("claire", change, &act).await.unwrap());
        assert!(!opened(&store, session(claire, 4, Some(200))).await);
        // And a name that is taken makes no second account.
        let again = NewAccount {
            name: "claire".to_owned(),
            role: "admin".to_owned(),
            password: "digest".to_owned(),
            second_factor: None,
        };
        assert!(!store.add_account(again, &act).await.unwrap());
        assert_eq!(store.accounts(now()).await.unwrap()[0].role, "dpo");
    });
}

#[test]
fn an_account_has_twenty_sessions_and_the_oldest_gives_way() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let claire = add(&store, "claire").await;
        for key in 1..=25 {
            let act = by("claire", now() + SignedDuration::from_secs(i64::from(key)));
            let done = store.open_session(session(claire, key, None), &act).await;
            assert!(done.unwrap());
        }
        assert_eq!(store.accounts(now()).await.unwrap()[0].sessions, 20);
        assert_eq!(store.session([5; 32], now()).await.unwrap(), None);
        assert!(store.session([6; 32], now()).await.unwrap().is_some());
    });
}

#[test]
fn a_copy_takes_another_account_and_both_times_end() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let (claire, diane) = (add(&store, "claire").await, add(&store, "diane").await);
        let alias = |digits: &str| -> Alias { store.live_keys().alias(AliasKind::Phone, digits) };
        let ask = async || {
            let act = by("claire", now());
            let asked = store.ask_export(alias(AWA), claire, later(72), &act).await;
            asked.unwrap().unwrap().id
        };
        let approve = async |id: i64, name: &str, at: Timestamp| {
            let ends_at = at + SignedDuration::from_hours(24);
            let act = by(name, at);
            store.approve_export(id, name, ends_at, &act).await.unwrap()
        };
        let may_take = async |id: i64, account: i64, at: Timestamp| {
            let found = store.approved_export(id, account, at).await.unwrap();
            found.map(|found| found.key) == Some(alias(AWA).key)
        };
        let nobody = alias("33600000000");
        let act = by("claire", now());
        let asked = store.ask_export(nobody, claire, later(72), &act).await;
        assert_eq!(asked.unwrap(), None);
        // Nobody allowed it in time.
        let late = ask().await;
        assert_eq!(approve(late, "diane", later(72)).await, Approval::Unknown);
        let id = ask().await;
        assert_eq!(approve(id, "claire", later(1)).await, Approval::SameAccount);
        assert!(!may_take(id, claire, later(1)).await);
        let given = approve(id, "diane", later(2)).await;
        assert!(matches!(given, Approval::Given(_)), "{given:?}");
        assert_eq!(approve(id, "diane", later(3)).await, Approval::Already);
        assert!(may_take(id, claire, later(25)).await);
        assert!(!may_take(id, diane, later(25)).await);
        assert!(
            !may_take(id, claire, later(26)).await,
            "after a day it is over"
        );
        let mut told = store.audit_entries(100).await.unwrap();
        told.retain(|entry| entry.contact.is_some());
        let told: Vec<_> = told.iter().rev().filter_map(|entry| entry.action).collect();
        let (asked, approved) = (AuditAction::ExportAsked, AuditAction::ExportApproved);
        assert_eq!(told, [asked, asked, approved]);
        // Whoever asked and is gone takes nothing.
        assert!(
            store
                .remove_account("claire", &by("root", later(3)))
                .await
                .unwrap()
        );
        assert_eq!(store.export_requests(later(3)).await.unwrap(), []);
    });
}

#[test]
fn whoever_set_a_password_is_no_second_person_to_its_account() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let (root, claire) = (add(&store, "root").await, add(&store, "claire").await);
        add(&store, "adrien").await;
        assert_ne!(root, claire);
        let set = async |name: &str, by: &Act| {
            let change = AccountChange::Password("digest".to_owned());
            assert!(store.change_account(name, change, by).await.unwrap());
        };
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        let act = by("claire", now());
        let asked = store.ask_export(alias, claire, later(72), &act).await;
        let id = asked.unwrap().unwrap().id;
        let approve = async |name: &str| {
            let act = by(name, now());
            store
                .approve_export(id, name, later(24), &act)
                .await
                .unwrap()
        };
        // The administrator knows both passwords, hence may be anybody of the three.
        set("claire", &by("root", now())).await;
        set("adrien", &by("root", now())).await;
        assert_eq!(approve("root").await, Approval::SameAccount);
        assert_eq!(approve("adrien").await, Approval::SameAccount);
        // Until the one who asked has a password of their own.
        set("claire", &act).await;
        assert!(matches!(approve("adrien").await, Approval::Given(_)));
    });
}

#[test]
fn a_copy_allowed_for_somebody_is_not_handed_out_for_who_has_their_number_now() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        append(&store, vec![event(AWA, 0, message("m1", None))]).await;
        let claire = add(&store, "claire").await;
        add(&store, "adrien").await;
        let alias = store.live_keys().alias(AliasKind::WaId, AWA);
        let act = by("claire", now());
        let asked = store.ask_export(alias, claire, later(72), &act).await;
        let id = asked.unwrap().unwrap().id;
        let act = by("adrien", now());
        let given = store.approve_export(id, "adrien", later(24), &act).await;
        assert!(matches!(given.unwrap(), Approval::Given(_)));
        let taken = async || store.approved_export(id, claire, now()).await.unwrap();
        assert!(taken().await.is_some());
        let change = ReceivedIdentityChange {
            before: vec![],
            cause: IdentityCause::PersonMayHaveChanged,
        };
        append(&store, vec![event(AWA, 10, Received::Identity(change))]).await;
        append(&store, vec![event(AWA, 20, message("m2", None))]).await;
        assert!(taken().await.is_none());
    });
}

#[test]
fn what_is_past_its_time_leaves_the_database() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let claire = add(&store, "claire").await;
        assert!(opened(&store, session(claire, 1, None)).await);
        let token = NewToken {
            account: "claire".to_owned(),
            key: [2; 32],
            label: "essai".to_owned(),
            ends_at: later(24),
        };
        let act = by("claire", now());
        assert!(store.add_token(token, &act).await.unwrap().is_some());
        let alias = store.live_keys().alias(AliasKind::Phone, AWA);
        let asked = store.ask_export(alias, claire, later(72), &act).await;
        assert!(asked.unwrap().is_some());
        let rows = async || {
            let count: i64 = sqlx::query_scalar(
                "select (select count(*) from session) + (select count(*) from token) \
                 + (select count(*) from export_request)",
            )
            .fetch_one(&place.sql().await)
            .await
            .unwrap();
            count
        };
        for (hours, left) in [(1, 3), (12, 2), (24, 1), (72, 0)] {
            let act = Act::of_server(later(hours));
            let swept = store.retention_run(RetentionPeriods::default(), &act).await;
            swept.unwrap();
            assert_eq!(rows().await, left, "{hours}");
        }
        assert_eq!(store.accounts(later(72)).await.unwrap().len(), 1);
    });
}
