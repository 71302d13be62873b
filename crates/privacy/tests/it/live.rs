//! The gate of the live path: what passes, for whom, and that nothing passes in clear.

use std::path::PathBuf;

use jiff::Timestamp;
use proptest::prelude::*;
use tact_domain::PurposeKind;
use tact_domain::live::{
    AliasKind, ContentField, IdentityCause, LiveFact, TenantId, WithheldReason,
};
use tact_intake::webhook::{Decoder, Keywords};
use tact_privacy::consent::ConsentState;
use tact_privacy::live::{
    Candidate, ConsentEvent, ConsentView, Content, LiveKeys, LiveRecord, Objection, Standing,
};

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z"
        .parse()
        .expect("a well-formed fixture")
}

fn keys() -> LiveKeys {
    LiveKeys::new(TenantId::from_bytes([3; 16]), &[7; 32])
}

fn candidates(raw: &[u8]) -> Vec<Candidate> {
    let numbers = ["106540000000001", "106540000000002"].map(str::to_owned);
    let decoder = Decoder::new(numbers, Keywords::default());
    let delivery = decoder.decode(raw, now()).expect("a well-formed fixture");
    let keys = keys();
    delivery
        .events
        .into_iter()
        .map(|event| keys.candidate(event))
        .collect()
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cloud-api");
    std::fs::read(folder.join(name)).expect("a well-formed fixture")
}

fn only(name: &str) -> Candidate {
    let mut all = candidates(&fixture(name));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn entry(
    purpose: PurposeKind,
    state: ConsentState,
    at: &str,
    covers_history: bool,
) -> ConsentEvent {
    ConsentEvent {
        purpose,
        state,
        at: at.parse().expect("a well-formed fixture"),
        covers_history,
    }
}

/// Before every message of the fixtures.
const BEFORE: &str = "2026-01-01T00:00:00Z";
/// After `message-text` (09:12:03), before `message-edit-text` (09:14:30).
const BETWEEN: &str = "2026-11-16T09:13:00Z";

fn granted(purpose: PurposeKind, at: &str) -> ConsentView {
    ConsentView::fold([entry(purpose, ConsentState::Granted, at, false)], now())
}

#[track_caller]
fn admit(name: &str, consent: &ConsentView) -> LiveRecord {
    only(name)
        .admit(consent)
        .expect("a well-formed fixture")
        .into_inner()
}

fn held(record: &LiveRecord) -> Option<Vec<ContentField>> {
    match &record.content {
        Content::Held { fields, .. } => Some(fields.iter().map(|(field, _)| *field).collect()),
        Content::None | Content::Withheld(_) => None,
    }
}

#[test]
fn without_consent_the_fact_enters_and_not_a_word_of_it() {
    let record = admit("message-text.json", &ConsentView::default());
    assert!(matches!(record.fact, LiveFact::Message(_)));
    assert_eq!(record.content, Content::Withheld(WithheldReason::NoConsent));
    assert_eq!((record.profile_name, record.address), (None, None));
}

#[test]
fn with_consent_the_words_enter_sealed_to_be() {
    let record = admit("message-text.json", &granted(PurposeKind::Analysis, BEFORE));
    let Content::Held { fields, purposes } = &record.content else {
        panic!("{record:?}");
    };
    assert!(purposes.contains(PurposeKind::Analysis) && !purposes.contains(PurposeKind::Quotation));
    assert_eq!(
        fields[0].1.expose(),
        "Bonjour, la robe Capucine existe-t-elle en taille 40 ?".as_bytes()
    );
    assert_eq!(
        record.profile_name.expect("a well-formed fixture").expose(),
        b"Camille Perrin"
    );
    // Analysis sends nothing, so it needs no address.
    assert_eq!(record.address, None);
}

#[test]
fn a_message_older_than_the_grant_stays_out_unless_the_notice_covers_history() {
    let late = granted(PurposeKind::Analysis, BETWEEN);
    let record = admit("message-text.json", &late);
    assert_eq!(record.content, Content::Withheld(WithheldReason::NoConsent));
    let covering = entry(PurposeKind::Analysis, ConsentState::Granted, BETWEEN, true);
    let record = admit("message-text.json", &ConsentView::fold([covering], now()));
    assert_eq!(held(&record), Some(vec![ContentField::Text]));
}

#[test]
fn an_edit_counts_from_the_moment_it_was_written() {
    let record = admit(
        "message-edit-text.json",
        &granted(PurposeKind::Analysis, BETWEEN),
    );
    assert_eq!(held(&record), Some(vec![ContentField::Text]));
}

#[test]
fn an_ended_consent_is_its_own_reason() {
    let view = ConsentView::fold(
        [
            entry(PurposeKind::Analysis, ConsentState::Granted, BEFORE, true),
            entry(PurposeKind::Analysis, ConsentState::Ended, BETWEEN, false),
        ],
        now(),
    );
    let record = admit("message-text.json", &view);
    assert_eq!(
        record.content,
        Content::Withheld(WithheldReason::ConsentEnded)
    );
}

#[test]
fn a_survey_consent_lets_answers_in_and_free_words_not() {
    let survey = granted(PurposeKind::Survey, BEFORE);
    assert_eq!(held(&admit("message-text.json", &survey)), None);
    assert_eq!(
        held(&admit("message-interactive-button-reply.json", &survey)),
        Some(vec![ContentField::Choice])
    );
    assert_eq!(
        held(&admit("message-interactive-nfm-reply.json", &survey)),
        Some(vec![ContentField::Form])
    );
    let record = admit("message-text.json", &survey);
    assert_eq!(
        record.address.expect("a well-formed fixture").expose(),
        b"33639980101"
    );
}

#[test]
fn a_panel_consent_reads_nothing() {
    let panel = granted(PurposeKind::Panel, BEFORE);
    for name in ["message-text.json", "message-interactive-button-reply.json"] {
        assert_eq!(held(&admit(name, &panel)), None);
    }
}

#[test]
fn who_objected_leaves_no_fact_but_may_still_delete_ask_and_change() {
    let view = granted(PurposeKind::Analysis, BEFORE).objecting(Objection::Standing);
    for name in [
        "message-text.json",
        "message-edit-text.json",
        "message-reaction.json",
        "status-sent.json",
        "echo-text.json",
    ] {
        assert_eq!(
            only(name).admit(&view).unwrap_err(),
            WithheldReason::OptedOut,
            "{name}"
        );
    }
    for name in [
        "message-revoke.json",
        "status-deleted-legacy.json",
        "user-id-update.json",
        "user-preferences-stop.json",
        "account-update-partner-removed.json",
    ] {
        assert!(only(name).admit(&view).is_ok(), "{name}");
    }
}

#[test]
fn an_objection_that_ended_keeps_out_what_was_written_before() {
    let at = |second| Timestamp::from_second(second).expect("a time");
    let ended = ConsentView::default().objecting(Objection::Until(at(100)));
    assert!(ended.objects_to(at(99)) && !ended.objects_to(at(100)));
    assert!(!ConsentView::default().objects_to(at(99)));
}

#[test]
fn what_holds_no_content_withholds_none() {
    for name in [
        "message-revoke.json",
        "status-sent.json",
        "message-unsupported-poll.json",
    ] {
        assert_eq!(
            admit(name, &ConsentView::default()).content,
            Content::None,
            "{name}"
        );
    }
}

#[test]
fn a_message_its_edit_and_its_deletion_share_one_key() {
    let text = only("message-text.json")
        .fact()
        .target()
        .expect("a well-formed fixture");
    assert_eq!(only("message-edit-text.json").fact().target(), Some(text));
    let doomed = only("message-text-to-be-revoked.json")
        .fact()
        .target()
        .expect("a well-formed fixture");
    for name in ["message-revoke.json", "status-deleted-legacy.json"] {
        assert_eq!(only(name).fact().target(), Some(doomed));
    }
    assert_ne!(text, doomed);
}

#[test]
fn names_of_one_person_meet_across_events() {
    let camille = only("message-text.json").envelope().contact.clone();
    assert_eq!(camille.len(), 2);
    for name in [
        "echo-text.json",
        "status-read.json",
        "app-state-sync-add.json",
        "message-reaction.json",
    ] {
        let keys: Vec<_> = only(name)
            .envelope()
            .contact
            .iter()
            .map(|alias| alias.key)
            .collect();
        assert!(
            camille.iter().all(|alias| keys.contains(&alias.key)),
            "{name}"
        );
    }
    // A number told as `phone` and as `wa_id` is one name, not two.
    let shared = only("message-contacts-request-contact-info.json");
    assert_eq!(shared.envelope().contact.len(), 2);
}

#[test]
fn a_changed_number_and_a_changed_id_name_old_and_new() {
    let keys = keys();
    let candidate = only("message-system-number-change.json");
    let LiveFact::Identity(change) = candidate.fact() else {
        panic!("{candidate:?}");
    };
    assert_eq!(change.cause, IdentityCause::NumberChanged);
    assert_eq!(change.before, [keys.alias(AliasKind::WaId, "33639980202")]);
    assert!(
        change
            .after
            .contains(&keys.alias(AliasKind::WaId, "33639980404"))
    );
    assert!(
        change
            .after
            .contains(&keys.alias(AliasKind::UserId, "FR.90000000000000000404"))
    );
    let candidate = only("user-id-update.json");
    let LiveFact::Identity(change) = candidate.fact() else {
        panic!("{candidate:?}");
    };
    assert_eq!(
        change.before,
        [keys.alias(AliasKind::UserId, "FR.90000000000000000303")]
    );
    assert_eq!(
        change.after,
        [keys.alias(AliasKind::UserId, "FR.90000000000000000505")]
    );
}

#[test]
fn a_record_shows_no_name_number_id_or_word() {
    let view = PurposeKind::ALL.map(|p| entry(p, ConsentState::Granted, BEFORE, true));
    let view = ConsentView::fold(view, now());
    for (name, secrets) in [
        (
            "message-text.json",
            &["Camille", "33639980101", "FR.9", "wamid", "Capucine"][..],
        ),
        (
            "message-document.json",
            &["Yanis", "33639980202", "capture", "2423000", "erreur"],
        ),
        (
            "message-text-group.json",
            &["Y2FwaV9", "VPN", "106540000000002"],
        ),
    ] {
        let shown = format!("{:?}", admit(name, &view));
        for secret in secrets {
            assert!(!shown.contains(secret), "{name} shows a value of its own");
        }
    }
}

#[test]
fn a_keyword_asks_whoever_consented_to_what() {
    let raw = String::from_utf8(fixture("message-text.json")).expect("a well-formed fixture");
    let raw = raw.replace(
        "Bonjour, la robe Capucine existe-t-elle en taille 40 ?",
        "Effacer",
    );
    let all = candidates(raw.as_bytes());
    let target = all[0].fact().target().expect("a well-formed fixture");
    let LiveFact::Request(request) = all[1].fact() else {
        panic!("{all:?}");
    };
    assert_eq!(request.message, target);
    for candidate in all {
        assert!(candidate.admit(&ConsentView::default()).is_ok());
    }
}

fn any_entry() -> impl Strategy<Value = ConsentEvent> {
    (0_usize..5, any::<bool>(), 0_i64..6, any::<bool>()).prop_map(|(purpose, given, at, covers)| {
        ConsentEvent {
            purpose: PurposeKind::ALL[purpose],
            state: if given {
                ConsentState::Granted
            } else {
                ConsentState::Ended
            },
            at: Timestamp::from_second(at).expect("a well-formed fixture"),
            covers_history: covers,
        }
    })
}

proptest! {
    #[test]
    fn the_state_of_consent_does_not_depend_on_the_order_or_number_of_its_lines(
        lines in prop::collection::vec(any_entry(), 0..8).prop_flat_map(|lines| {
            let twice: Vec<_> = lines.iter().chain(&lines).copied().collect();
            (Just(lines), Just(twice).prop_shuffle())
        })
    ) {
        let (plain, other) = lines;
        let at = Timestamp::from_second(5).unwrap();
        prop_assert_eq!(ConsentView::fold(plain, at), ConsentView::fold(other, at));
    }

    #[test]
    fn no_line_of_another_purpose_grants_this_one(
        lines in prop::collection::vec(any_entry(), 0..8)
    ) {
        let others = lines.into_iter().filter(|line| line.purpose != PurposeKind::Analysis);
        let view = ConsentView::fold(others, Timestamp::MAX);
        prop_assert_eq!(view.standing(PurposeKind::Analysis), Standing::Unknown);
    }

    #[test]
    fn a_line_of_tomorrow_changes_nothing_today(
        lines in prop::collection::vec(any_entry(), 0..8)
    ) {
        let today = Timestamp::from_second(2).unwrap();
        let past = lines.iter().copied().filter(|line| line.at <= today);
        prop_assert_eq!(
            ConsentView::fold(past, today),
            ConsentView::fold(lines.clone(), today)
        );
    }
}
