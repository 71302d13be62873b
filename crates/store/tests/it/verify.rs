//! What is damaged is said, and what is not is served.

use std::fs;

use tact_store::{
    forensic,
    live::{Store, StoreError, verify},
};

use crate::place::*;

const AWA: &str = "33639980101";
const CANARY: &str = "zorglubixophane-aquilon";

async fn written(place: &Place, count: usize) -> Store {
    let store = place.open().await;
    agree(&store, &[AWA]).await;
    let said = |n: usize| {
        let text = format!("{CANARY} {n} {}", "x".repeat(900));
        event(
            AWA,
            i64::try_from(n).unwrap(),
            message(&format!("m{n}"), Some(&text)),
        )
    };
    append(&store, (0..count).map(said).collect()).await;
    store
}

#[test]
fn a_sound_store_is_sound_while_it_runs_and_after() {
    run(async {
        let place = Place::new();
        let store = written(&place, 3).await;
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        let running = verify(&place.data(), &place.keys()).await.unwrap();
        assert!(running.is_sound(), "{running:?}");
        // Two texts and a name.
        assert_eq!((running.opening, running.without_key), (3, 0));
        assert_eq!(
            (running.unfinished_erasures, running.journal_behind),
            (0, 0)
        );
        store.close().await.unwrap();
        let stopped = verify(&place.data(), &place.keys()).await.unwrap();
        assert_eq!(stopped, running);
    });
}

#[test]
fn a_damaged_slot_is_counted_apart_and_its_message_named() {
    run(async {
        let place = Place::new();
        written(&place, 2).await.close().await.unwrap();
        let path = place.keys().join("slots.1");
        let mut bytes = fs::read(&path).unwrap();
        let slot = usize::try_from(place.number("select max(slot) from message").await).unwrap();
        bytes[(slot + 1) * 72 + 40] ^= 1;
        fs::write(&path, bytes).unwrap();
        let report = verify(&place.data(), &place.keys()).await.unwrap();
        assert!(!report.is_sound());
        let counts = (report.opening, report.without_key, report.unreadable);
        assert_eq!(counts, (2, 0, 1));
        let named = "select count(*) from message where slot = (select max(slot) from message) \
                     and lower(hex(id)) = ";
        assert_eq!(report.unreadable_messages.len(), 1);
        let sql = place.sql().await;
        let query = format!("{named}'{}'", report.unreadable_messages[0]);
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query))
            .fetch_one(&sql)
            .await
            .unwrap();
        assert_eq!(found, 1);
        sql.close().await;
    });
}

#[test]
fn a_damaged_page_is_named_and_what_lies_elsewhere_is_served() {
    run(async {
        let place = Place::new();
        written(&place, 200).await.close().await.unwrap();
        let path = place.data().join("tact.db");
        let mut bytes = fs::read(&path).unwrap();
        // A page of texts: the place of any other differs from one build of the file to the next.
        let page = place
            .number("select pageno - 1 from dbstat where name = 'sealed' and pagetype = 'leaf'")
            .await;
        let page = usize::try_from(page).unwrap();
        bytes[page * 4096..page * 4096 + 64].fill(0x5a);
        fs::write(&path, bytes).unwrap();
        let report = verify(&place.data(), &place.keys()).await.unwrap();
        assert!(!report.is_sound() && !report.database.is_empty());
        let store = place.open().await;
        let keys = store.live_keys();
        let (mut served, mut refused) = (0, 0);
        for n in 0..200 {
            match store.content(keys.message(&wamid(&format!("m{n}")))).await {
                Ok(_) => served += 1,
                Err(StoreError::Damaged { path }) => {
                    assert_eq!(path, place.data());
                    refused += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert!(
            served > 150 && refused > 0,
            "{served} served, {refused} refused"
        );
    });
}

#[test]
fn keys_of_another_store_are_refused() {
    run(async {
        let (place, other) = (Place::new(), Place::new());
        written(&place, 1).await.close().await.unwrap();
        written(&other, 1).await.close().await.unwrap();
        let refused = verify(&place.data(), &other.keys()).await;
        assert!(matches!(refused, Err(StoreError::Foreign { .. })));
    });
}

#[test]
fn a_scan_of_both_folders_finds_no_word_and_would_have_found_one() {
    run(async {
        let place = Place::new();
        let store = written(&place, 3).await;
        let folders = [place.data(), place.keys()];
        let clean = forensic::scan(&folders, &[CANARY, AWA]).unwrap();
        assert!(clean.findings.is_empty() && clean.bytes > 0, "{clean:?}");
        // The control: the same word beside the database, unsealed.
        fs::write(place.data().join("notes"), CANARY).unwrap();
        let found = forensic::scan(&folders, &[CANARY, AWA]).unwrap();
        assert!(!found.findings.is_empty());
        drop(store);
    });
}

#[test]
fn a_database_of_the_first_version_is_taken_over_and_one_of_a_later_version_is_refused() {
    run(async {
        let place = Place::new();
        fs::create_dir_all(place.data()).unwrap();
        let first = include_str!("../../migrations/sqlite/0001_live.sql");
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(place.data().join("tact.db"))
            .create_if_missing(true);
        let sql = sqlx::SqlitePool::connect_with(options).await.unwrap();
        sqlx::raw_sql(first).execute(&sql).await.unwrap();
        sqlx::raw_sql("pragma user_version = 1")
            .execute(&sql)
            .await
            .unwrap();
        sql.close().await;
        let store = written(&place, 2).await;
        assert!(text(&store, "m1").await.starts_with(CANARY));
        drop(store);
        let fresh = Place::new();
        written(&fresh, 1).await.close().await.unwrap();
        let newest = fresh.number("pragma user_version").await;
        assert_eq!(place.number("pragma user_version").await, newest);
        let sql = place.sql().await;
        sqlx::raw_sql("pragma user_version = 99")
            .execute(&sql)
            .await
            .unwrap();
        sql.close().await;
        let refused = Store::open(&place.data(), &place.keys(), now()).await;
        assert!(matches!(refused, Err(StoreError::Newer)));
    });
}
