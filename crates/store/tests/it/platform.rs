//! What the server tells the store besides events.

use jiff::SignedDuration;
use tact_domain::live::{Observability, UnrecognizedKind};
use tact_store::live::read_stats;

use crate::place::{Place, now};

const IDLE: SignedDuration = SignedDuration::from_hours(72);

#[tokio::test]
async fn a_number_keeps_what_was_last_said_of_it_and_one_nobody_named_is_unknown() {
    let place = Place::new();
    let store = place.open().await;
    let keys = store.live_keys();
    let (ours, other) = (keys.business_number("1"), keys.business_number("2"));
    for said in [Observability::Standard, Observability::Coexistence] {
        store.set_numbers(&[(ours, said)], now()).await.unwrap();
        assert_eq!(store.observability(ours).await.unwrap(), said);
    }
    let unknown = store.observability(other).await.unwrap();
    assert_eq!(unknown, Observability::Unknown);
}

#[tokio::test]
async fn what_was_not_understood_is_forgotten_once_the_platform_gives_up() {
    let place = Place::new();
    let store = place.open().await;
    let part = store.live_keys().unrecognized("field", 0, b"");
    let count = async |days: i64| {
        let at = now() + SignedDuration::from_hours(24 * days);
        let parts = [(UnrecognizedKind::Field, part)];
        store.count_unrecognized(&parts, at).await.unwrap();
        read_stats(&place.data(), IDLE).await.unwrap().unrecognized
    };
    assert_eq!(count(0).await, 1);
    assert_eq!(count(8).await, 1);
    assert_eq!(count(10).await, 2);
}
