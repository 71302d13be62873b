//! A clock that jumps, while the store is open: nothing is lost, nothing comes back, and what is
//! deleted is destroyed at once.

use jiff::{SignedDuration, Timestamp};
use tact_store::live::Cause;

use crate::place::*;

const AWA: &str = "33639980101";

#[test]
fn a_clock_a_year_off_holds_up_no_erasure_and_loses_nothing() {
    run(async {
        let year = SignedDuration::from_hours(365 * 24);
        for jumped in [now() + year, now() - year] {
            let place = Place::new();
            let store = place.open().await;
            let keys = store.live_keys();
            agree(&store, &[AWA]).await;
            let send = async |at: Timestamp, what| {
                let candidate = keys.candidate(event(AWA, 5, what));
                store.append(vec![candidate], at).await.unwrap()
            };
            send(now(), message("m1", Some("first"))).await;
            send(now(), message("m2", Some("second"))).await;
            let receipt = send(jumped, revoke("m1")).await;
            assert_eq!(receipt.destroyed.get(&Cause::DeletedByContact), Some(&1));
            assert!(receipt.log_emptied && store.erasure_p99().await.is_some());
            // Delivered again by a clock set right, or by one still off: the deletion stands.
            for at in [now(), jumped] {
                send(at, message("m1", Some("first"))).await;
                assert_eq!(text(&store, "m1").await, "deleted");
                assert_eq!(text(&store, "m2").await, "second");
            }
            // Keys are wrapped anew by age: far ahead at once, far behind not yet. Both open.
            assert_eq!(store.rotate_if_due(jumped).await.unwrap(), jumped > now());
            assert_eq!(text(&store, "m2").await, "second");
            store.close().await.unwrap();
            let store = place.open().await;
            assert_eq!(text(&store, "m1").await, "deleted");
            assert_eq!(text(&store, "m2").await, "second");
        }
    });
}
