//! Results of reports: how long they stand, and when they are gone.

use jiff::Timestamp;
use tact_store::live::{PUBLICATION_STANDS, Publication, Store, StoreReader};

use crate::place::*;

const CANARY: &str = "zkqvjwxhanbduytremplocif";

fn result() -> Publication {
    Publication {
        result: CANARY.as_bytes().to_vec().into(),
        quoted: vec![],
    }
}

async fn shown(store: &Store, now: Timestamp) -> Option<Publication> {
    let reader = StoreReader::of(store);
    let kept = reader.publication("last-week", now).await.unwrap();
    kept.map(|(_, publication)| publication)
}

async fn rows(place: &Place) -> i64 {
    place.number("select count(*) from publication").await
}

#[test]
fn a_result_stands_for_its_hour_sealed_and_is_erased_after_it_though_nothing_else_is() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        store.publish("last-week", &result(), now()).await.unwrap();
        assert!(!place.holds(CANARY));
        let soon = now() + PUBLICATION_STANDS / 2;
        assert_eq!(store.end_publications(soon).await.unwrap(), 0);
        assert_eq!(shown(&store, soon).await, Some(result()));
        let keys = place.living_keys();
        assert_eq!(keys.len(), 1);
        let over = now() + PUBLICATION_STANDS;
        assert_eq!(shown(&store, over).await, None);
        assert_eq!(store.end_publications(over).await.unwrap(), 1);
        assert_eq!(rows(&place).await, 0);
        assert!(place.living_keys().is_empty());
        let bytes = place.bytes();
        assert!(!bytes.windows(72).any(|window| window == keys[0]));
        assert_eq!(store.end_publications(over).await.unwrap(), 0);
    });
}

#[test]
fn a_result_whose_hour_ended_while_nobody_had_the_store_open_ends_when_it_is_opened() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let made = now() - PUBLICATION_STANDS;
        store.publish("last-week", &result(), made).await.unwrap();
        store.close().await.unwrap();
        assert_eq!(rows(&place).await, 1);
        let _store = place.open().await;
        assert_eq!(rows(&place).await, 0);
    });
}
