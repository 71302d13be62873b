//! Attachments: sealed with their message, gone with it, whatever comes in between.

use jiff::SignedDuration;
use proptest::prelude::*;
use tact_domain::PurposeKind;
use tact_domain::live::{ContentField, LiveKind, Request};
use tact_privacy::consent::ConsentState;
use tact_store::live::{
    Annotation, Concluded, MediaEnd, MediaKept, MediaTicket, RetentionPeriods, Store, StoreReader,
};
use wire::webhook::{Received, ReceivedEvent, SecretText};
use zeroize::Zeroizing;

use crate::place::*;

const AWA: &str = "33639980101";
const CANARY: &str = "zorglubixophane";
const DAY: i64 = 86_400;

fn picture(key: &str, at: i64) -> ReceivedEvent {
    let mut sent = event(AWA, at, message(key, None));
    if let Received::Message(message) = &mut sent.what {
        message.kind = LiveKind::Image;
        message.content = content("words");
    }
    sent
}

fn content(caption: &str) -> Vec<(ContentField, SecretText)> {
    let text = |text: &str| SecretText::new(text.to_owned());
    vec![
        (ContentField::Caption, text(caption)),
        (ContentField::Media, text(r#"{"id":"2423"}"#)),
    ]
}

fn recaptioned(key: &str, original: &str, at: i64) -> ReceivedEvent {
    let mut edited = event(AWA, at, edit(key, original, ""));
    if let Received::Edit(edit) = &mut edited.what {
        edit.kind = LiveKind::Image;
        edit.content = content("other words");
    }
    edited
}

fn piece(byte: u8) -> Zeroizing<Vec<u8>> {
    let mut piece = Zeroizing::new(CANARY.as_bytes().to_vec());
    piece.push(byte);
    piece
}

async fn due(store: &Store) -> Vec<MediaTicket> {
    store.media_due(now(), 10).await.unwrap()
}

/// Fetches everything that is due, in two pieces each.
async fn fetch(store: &Store) -> usize {
    let due = due(store).await;
    for ticket in &due {
        let wanted = store.media_begin(*ticket, now()).await.unwrap().unwrap();
        assert_eq!(wanted.reference.expose(), r#"{"id":"2423"}"#);
        for place in 1..=2 {
            let part = store.media_part(*ticket, place, piece(b'0'), now());
            assert_eq!(part.await.unwrap(), MediaKept::Kept);
        }
        let length = 2 * piece(b'0').len() as u64;
        let kept = store.media_keep(*ticket, "image/jpeg", length, now()).await;
        assert_eq!(kept.unwrap(), MediaKept::Kept);
    }
    due.len()
}

async fn with_a_picture(place: &Place) -> Store {
    let store = place.open().await;
    agree(&store, &[AWA]).await;
    append(&store, vec![picture("m1", 0)]).await;
    assert_eq!(fetch(&store).await, 1);
    store
}

async fn rows(place: &Place) -> (i64, i64) {
    (
        place.number("select count(*) from media").await,
        place.number("select count(*) from media_part").await,
    )
}

async fn opened(store: &Store, place: &Place) -> Option<Vec<u8>> {
    let sql = place.sql().await;
    let id: Option<Vec<u8>> = sqlx::query_scalar("select id from message limit 1")
        .fetch_optional(&sql)
        .await
        .unwrap();
    sql.close().await;
    let id = id?.try_into().unwrap();
    let held = store.media(&id).await.unwrap();
    held.map(|held| held.bytes.expose().to_vec())
}

#[test]
fn a_picture_is_sealed_opened_and_fetched_once() {
    run(async {
        let place = Place::new();
        let store = with_a_picture(&place).await;
        assert_eq!(rows(&place).await, (1, 3));
        assert!(!place.holds(CANARY));
        let whole = [piece(b'0').to_vec(), piece(b'0').to_vec()].concat();
        assert_eq!(opened(&store, &place).await, Some(whole));
        append(&store, vec![picture("m1", 0)]).await;
        assert!(due(&store).await.is_empty());
        let counts = store.media_counts().await.unwrap();
        assert_eq!((counts.held, counts.waiting), (1, 0));
    });
}

#[test]
fn whatever_ends_the_message_ends_its_picture() {
    run(async {
        let acts: [fn() -> ReceivedEvent; 3] = [
            || event(AWA, 60, revoke("m1")),
            || event(AWA, 60, request("m2", Request::Stop)),
            || event(AWA, 60, request("m2", Request::Erase)),
        ];
        for act in acts {
            let place = Place::new();
            let store = with_a_picture(&place).await;
            append(&store, vec![act()]).await;
            assert_eq!(rows(&place).await, (0, 0));
            assert_eq!(opened(&store, &place).await, None);
        }
        let place = Place::new();
        let store = with_a_picture(&place).await;
        let who = store
            .live_keys()
            .alias(tact_domain::live::AliasKind::WaId, AWA);
        store.contact_erase(who, &by_operator()).await.unwrap();
        assert_eq!(rows(&place).await, (0, 0));
        // An edit brings the picture of its own version; the former one is gone until it is fetched.
        let place = Place::new();
        let store = with_a_picture(&place).await;
        append(&store, vec![recaptioned("e1", "m1", 60)]).await;
        assert_eq!(rows(&place).await, (1, 0));
        assert_eq!(fetch(&store).await, 1);
        // At the end of the period words and picture go together.
        let mut act = by_server();
        act.at = second(91 * DAY);
        let periods = RetentionPeriods::default();
        store.retention_run(periods, &act).await.unwrap();
        assert_eq!(rows(&place).await, (0, 0));
    });
}

#[test]
fn a_picture_goes_with_the_consent_it_was_fetched_for_where_another_keeps_the_words() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        let mut quoted = line(&store.live_keys(), AWA, ConsentState::Granted, -10);
        quoted.purpose = PurposeKind::Quotation;
        store
            .record_consents(&[quoted], &by_server())
            .await
            .unwrap();
        append(&store, vec![picture("m1", 0)]).await;
        fetch(&store).await;
        let end = line(&store.live_keys(), AWA, ConsentState::Ended, 60);
        store.record_consents(&[end], &by_server()).await.unwrap();
        assert_eq!(text(&store, "m1").await, "words");
        assert_eq!(rows(&place).await, (0, 0));
    });
}

#[test]
fn nobody_is_asked_for_a_picture_without_consent_to_the_analysis() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        let mut quoted = line(&store.live_keys(), AWA, ConsentState::Granted, -10);
        quoted.purpose = PurposeKind::Quotation;
        store
            .record_consents(&[quoted], &by_server())
            .await
            .unwrap();
        append(&store, vec![picture("m1", 0)]).await;
        assert_eq!(text(&store, "m1").await, "words");
        assert_eq!(rows(&place).await, (0, 0));
        // With it, the customer's pictures are wanted, never those of the business.
        agree(&store, &[AWA]).await;
        let mut ours = picture("m2", 1);
        if let Received::Message(message) = &mut ours.what {
            message.direction = tact_domain::Direction::Outbound;
        }
        append(&store, vec![ours, picture("m3", 2)]).await;
        assert_eq!(rows(&place).await, (1, 0));
    });
}

#[test]
fn conclusions_that_end_first_leave_words_and_picture() {
    run(async {
        let place = Place::new();
        let store = with_a_picture(&place).await;
        let mut reader = StoreReader::of(&store).threads(None, now());
        let read = reader.next_page().await.unwrap().unwrap();
        let message = &read[0].messages[0];
        let concluded = Concluded {
            message: message.key,
            version: message.version.unwrap(),
            annotation: Annotation {
                schema: 1,
                bytes: vec![7].into(),
            },
        };
        assert_eq!(store.annotate(vec![concluded], now()).await.unwrap(), 1);
        let before = opened(&store, &place).await;
        assert!(before.is_some());
        let mut act = by_server();
        act.at = second(20 * DAY);
        let periods = RetentionPeriods {
            features: SignedDuration::from_hours(24 * 10),
            ..RetentionPeriods::default()
        };
        let run = store.retention_run(periods, &act).await.unwrap();
        assert_eq!((run.features, run.contents), (1, 0));
        assert_eq!(opened(&store, &place).await, before);
        append(&store, vec![event(AWA, 60, revoke("m1"))]).await;
        assert_eq!(rows(&place).await, (0, 0));
    });
}

#[test]
fn a_piece_in_another_place_or_of_another_message_does_not_open() {
    run(async {
        for statement in [
            "update media_part set bytes = (select bytes from media_part where place = 1) where place = 2",
            "delete from media_part where place = 2",
            "delete from media_part where place = 0",
        ] {
            let place = Place::new();
            let store = with_a_picture(&place).await;
            let sql = place.sql().await;
            let done = sqlx::query(statement).execute(&sql).await.unwrap();
            sql.close().await;
            let shown = opened(&store, &place).await;
            assert_eq!(done.rows_affected(), 1);
            assert_eq!(shown, None, "{statement}");
        }
    });
}

#[test]
fn what_cannot_be_had_is_counted_and_leaves_no_piece() {
    run(async {
        let place = Place::new();
        let store = place.open().await;
        agree(&store, &[AWA]).await;
        append(
            &store,
            vec![picture("m1", 0), picture("m2", 1), picture("m3", 2)],
        )
        .await;
        let due = due(&store).await;
        for ticket in &due {
            store.media_begin(*ticket, now()).await.unwrap().unwrap();
            let part = store.media_part(*ticket, 1, piece(b'0'), now());
            assert_eq!(part.await.unwrap(), MediaKept::Kept);
        }
        store
            .media_give_up(due[0], MediaEnd::Expired, now())
            .await
            .unwrap();
        store
            .media_give_up(due[1], MediaEnd::Refused, now())
            .await
            .unwrap();
        let later = now() + SignedDuration::from_mins(5);
        store
            .media_put_off(due[2], 401, later, now())
            .await
            .unwrap();
        assert_eq!(rows(&place).await, (3, 0));
        let counts = store.media_counts().await.unwrap();
        assert_eq!((counts.expired, counts.refused), (1, 1));
        assert_eq!((counts.waiting, counts.unauthorized), (1, 1));
        assert!(self::due(&store).await.is_empty());
        assert_eq!(store.media_due(later, 10).await.unwrap(), [due[2]]);
        // A restart does not wait.
        store.resume_media(now()).await.unwrap();
        assert_eq!(self::due(&store).await, [due[2]]);
    });
}

/// One thing that happens to one of two pictures.
#[derive(Clone, Copy, Debug)]
enum Act {
    Sent,
    Begin,
    Piece,
    Keep,
    PutOff,
    Edited,
    Revoked,
    Stopped,
    Restarted,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    use Act::*;
    let act = prop::sample::select(vec![
        Sent, Sent, Begin, Begin, Piece, Piece, Keep, Keep, PutOff, Edited, Revoked, Stopped,
        Restarted,
    ]);
    prop::collection::vec((0usize..2, act), 1..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_piece_is_left_without_a_message_that_names_it(acts in acts()) {
        run(async {
            let place = Place::new();
            let mut store = place.open().await;
            agree(&store, &[AWA]).await;
            // Tickets are kept, also of what is gone: whoever fetches does not know yet.
            let mut tickets: Vec<MediaTicket> = Vec::new();
            for (target, act) in acts {
                let key = format!("m{target}");
                let at = i64::try_from(target).unwrap() * 10;
                for ticket in due(&store).await {
                    if !tickets.contains(&ticket) {
                        tickets.push(ticket);
                    }
                }
                let ticket = tickets.get(target).copied();
                match (act, ticket) {
                    (Act::Sent, _) => append(&store, vec![picture(&key, at)]).await,
                    (Act::Edited, _) => {
                        append(&store, vec![recaptioned(&format!("e{target}"), &key, at + 1)]).await;
                    }
                    (Act::Revoked, _) => append(&store, vec![event(AWA, at + 2, revoke(&key))]).await,
                    (Act::Stopped, _) => {
                        append(&store, vec![event(AWA, 500, request("k", Request::Stop))]).await;
                    }
                    (Act::Restarted, _) => {
                        drop(store);
                        store = place.open().await;
                        store.resume_media(now()).await.unwrap();
                    }
                    (Act::Begin, Some(ticket)) => {
                        store.media_begin(ticket, now()).await.unwrap();
                    }
                    (Act::Piece, Some(ticket)) => {
                        store.media_part(ticket, 1, piece(b'0'), now()).await.unwrap();
                    }
                    (Act::Keep, Some(ticket)) => {
                        store.media_keep(ticket, "image/jpeg", 1, now()).await.unwrap();
                    }
                    (Act::PutOff, Some(ticket)) => {
                        store.media_put_off(ticket, 500, now(), now()).await.unwrap();
                    }
                    (_, None) => {}
                }
                let unnamed = place.number(
                    "select (select count(*) from media d where not exists (select 1 from message m \
                     where m.slot = d.slot and m.slot_epoch = d.slot_epoch and m.key = d.message)) \
                     + (select count(*) from media_part p where not exists (select 1 from media d \
                     where d.slot = p.slot))",
                );
                assert_eq!(unnamed.await, 0, "{act:?}");
            }
            append(&store, vec![event(AWA, 700, revoke("m0")), event(AWA, 700, revoke("m1"))]).await;
            for ticket in tickets {
                let part = store.media_part(ticket, 1, piece(b'1'), now()).await.unwrap();
                assert_eq!(part, MediaKept::Gone);
            }
            assert_eq!(rows(&place).await, (0, 0));
            assert!(!place.holds(CANARY));
        });
    }
}
