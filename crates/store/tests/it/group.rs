//! Many requests, one sync.

use std::{cell::Cell, io};

use tact_store::live::{ErasureStep, ErasureWatch, NotStored, Store};
use tokio::join;

use crate::place::*;

const AWA: &str = "33639980101";

#[test]
fn every_request_is_answered_once_its_events_are_stored() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let keys = store.live_keys();
        let (group, committer) = store.group_commit(8);
        let send = async |key: &str| {
            let candidate = keys.candidate(event(AWA, 0, message(key, None)));
            group.clone().append(vec![candidate]).await
        };
        let requests = async {
            let answers = join!(send("m1"), send("m2"), send("m3"));
            assert_eq!(answers, (Ok(()), Ok(()), Ok(())));
            assert_eq!(place.number("select count(*) from message").await, 3);
        };
        requests_then_stop(requests, committer.run(now, |error| panic!("{error}"))).await;
    });
}

/// Runs both until the requests are done; the committer itself would wait for more.
async fn requests_then_stop(
    requests: impl Future<Output = ()>,
    committer: impl Future<Output = ()>,
) {
    let (mut requests, mut committer) = (Box::pin(requests), Box::pin(committer));
    std::future::poll_fn(|context| {
        let _ = committer.as_mut().poll(context);
        requests.as_mut().poll(context)
    })
    .await;
}

#[test]
fn a_full_queue_is_said_at_once() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let (group, committer) = store.group_commit(1);
        let waiting = group.append(vec![]);
        let refused = async { group.append(vec![]).await };
        let answers = async { join!(biased; waiting, refused) };
        let (first, second) = (Cell::new(None), Cell::new(None));
        let requests = async {
            let (one, two) = answers.await;
            first.set(Some(one));
            second.set(Some(two));
        };
        // The requests are polled first here: nobody empties the queue between them.
        let (mut requests, mut committer) = (
            Box::pin(requests),
            Box::pin(committer.run(now, |error| panic!("{error}"))),
        );
        std::future::poll_fn(|context| {
            let done = requests.as_mut().poll(context);
            let _ = committer.as_mut().poll(context);
            done
        })
        .await;
        assert_eq!(first.get(), Some(Ok(())));
        assert_eq!(second.get(), Some(Err(NotStored::Full)));
    });
}

#[test]
fn a_batch_that_fails_acknowledges_nobody() {
    struct Refuse;
    impl ErasureWatch for Refuse {
        fn reached(&mut self, _step: ErasureStep) -> io::Result<()> {
            Err(io::Error::other("the disk is full"))
        }
    }
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some("text")))]).await;
        store.close().await.unwrap();
        let store = Store::open_watched(&place.data(), &place.keys(), now(), Box::new(Refuse))
            .await
            .unwrap();
        let keys = store.live_keys();
        let (group, committer) = store.group_commit(8);
        let told = Cell::new(0);
        let requests = async {
            let candidate = keys.candidate(event(AWA, 60, revoke("m1")));
            let answer = group.append(vec![candidate]).await;
            assert_eq!(answer, Err(NotStored::Failed));
        };
        let committer = committer.run(now, |_| told.set(told.get() + 1));
        requests_then_stop(requests, committer).await;
        assert_eq!(told.get(), 1);
    });
}

#[test]
fn on_a_full_disk_what_erases_is_taken_and_nothing_else_until_there_is_room() {
    /// The first erasure meets a full disk.
    struct FullOnce(bool);
    impl ErasureWatch for FullOnce {
        fn reached(&mut self, _step: ErasureStep) -> io::Result<()> {
            match std::mem::replace(&mut self.0, false) {
                true => Err(io::ErrorKind::StorageFull.into()),
                false => Ok(()),
            }
        }
    }
    run(async {
        let place = Place::new();
        let watch = Box::new(FullOnce(true));
        let store = Store::open_watched(&place.data(), &place.keys(), now(), watch)
            .await
            .unwrap();
        agree(&store, &[AWA]).await;
        append(&store, vec![event(AWA, 0, message("m1", Some("text")))]).await;
        let keys = store.live_keys();
        let (group, committer) = store.group_commit(8);
        let reserve = place.data().join("reserve");
        let send = async |events: Vec<wire::webhook::Received>| {
            let candidates = events
                .into_iter()
                .map(|what| keys.candidate(event(AWA, 60, what)));
            group.clone().append(candidates.collect()).await
        };
        let told = Cell::new(0);
        let requests = async {
            // Refused by the full disk; the room that was kept is given up.
            assert_eq!(send(vec![revoke("m1")]).await, Err(NotStored::Failed));
            assert!(!reserve.exists());
            // Nobody can make the file again.
            std::fs::create_dir(&reserve).unwrap();
            let both = vec![message("m2", None), revoke("m1")];
            assert_eq!(send(both).await, Err(NotStored::Failed));
            assert_eq!(text(&store, "m1").await, "deleted");
            assert_eq!(
                send(vec![message("m2", None)]).await,
                Err(NotStored::Failed)
            );
            assert_eq!(send(vec![revoke("m3")]).await, Ok(()));
            assert_eq!(place.number("select count(*) from message").await, 0);
            std::fs::remove_dir(&reserve).unwrap();
            // With room again it goes on; the room for erasures is made first.
            while send(vec![message("m2", None)]).await.is_err() {
                tokio::task::yield_now().await;
            }
            assert!(reserve.metadata().unwrap().len() > 0);
        };
        requests_then_stop(requests, committer.run(now, |_| told.set(told.get() + 1))).await;
        assert_eq!(told.get(), 1);
    });
}
