//! What single events mean, beyond the fixtures.

use tact_domain::live::{AliasKind, UnrecognizedKind};
use tact_intake::webhook::{Delivery, Received, ReceivedContent, ReceivedEvent};

use super::{body, decode, fixture, line, lines};

/// A message of the first customer with this inside.
fn message(inside: &str) -> Delivery {
    decode(&body(
        "messages",
        &format!(
            r#""messages":[{{"from":"33639980101","id":"wamid.A","timestamp":"1794820323",{inside}}}]"#
        ),
    ))
}

/// Type and content of the only message.
#[track_caller]
fn said(delivery: &Delivery) -> String {
    assert_eq!(delivery.unreadable, []);
    let (kind, content) = match &delivery.events[0].what {
        Received::Message(message) => (message.kind, &message.content),
        Received::Edit(edit) => (edit.kind, &edit.content),
        other => panic!("{other:?}"),
    };
    format!("{kind:?} {}", fields(content))
}

fn fields(content: &ReceivedContent) -> String {
    let fields: Vec<_> = content
        .iter()
        .map(|(field, text)| format!("{field:?}={}", text.expose()))
        .collect();
    fields.join(" ")
}

fn ids(event: &ReceivedEvent) -> Vec<(AliasKind, &str)> {
    let ids = event.contact.ids.iter();
    ids.map(|id| (id.kind, id.value.expose())).collect()
}

#[test]
fn content_lands_in_its_fields() {
    let shown: Vec<_> = [
        "message-text.json",
        "message-image.json",
        "message-document.json",
        "message-location.json",
        "message-button-template-reply.json",
        "message-interactive-list-reply.json",
        "message-interactive-nfm-reply.json",
        "message-order.json",
        "message-text-referral-ctwa.json",
        "message-text-referred-product.json",
        "message-contacts-request-contact-info.json",
        "message-edit-text.json",
    ]
    .map(|name| said(&decode(&fixture(name))))
    .into();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    Text Text=Bonjour, la robe Capucine existe-t-elle en taille 40 ?
    Image Caption=Voici la couture défaite Media={"id":"24230002996311247","mime_type":"image/jpeg","sha256":"spgUz1eS5oTNddan/OemehGIfjEvh8oqwkltgfNl/3I="}
    Document Caption=Le message d’erreur complet FileName=capture-erreur.pdf Media={"id":"24230000329077835","mime_type":"application/pdf","sha256":"E51US4IbE+vqFPGw/hhXciLkFcKWbjo1EcQZYFUjIgI="}
    Location Location={"latitude":45.764043,"longitude":4.835659,"name":"Point relais fictif","address":"Place imaginaire, 69000 Lyon","url":"https://example.invalid/relais"}
    Choice Choice={"id":"csat:v1:conv-7f3a:4","title":"Plutôt satisfait"}
    Choice Choice={"id":"csat:v1:conv-7f3a:5","title":"5 - Très satisfait","description":"Problème résolu du premier coup"}
    Form Form={"answers":{"flow_token":"srv-1c9e-7f3a","note":"4","resolu":"oui","commentaire":"Réponse claire, un peu lente."}}
    Order Text=Livraison avant samedi si possible Order={"catalog_id":"194836000000001","product_items":[{"product_retailer_id":"ROBE-CAPUCINE-40","quantity":1,"item_price":59.9,"currency":"EUR"},{"product_retailer_id":"CEINTURE-TRESSEE","quantity":2,"item_price":14,"currency":"EUR"}]}
    Text Text=Je viens de votre publicité, quels sont les délais ? Referral={"source_type":"ad","source_id":"120226300000000001","headline":"Écrivez-nous","body":"Nouvelle collection automne","media_type":"image"}
    Text Text=Encore disponible ? Product={"catalog_id":"194836000000001","product_retailer_id":"ROBE-CAPUCINE-40"}
    ContactCard ContactCards=[{"origin":"contact_request","phones":[{"phone":"+33639980303","wa_id":"33639980303","type":"MOBILE"}]}]
    Text Text=Bonjour, la robe Capucine existe-t-elle en taille 42 ?
    "#);
}

#[test]
fn a_place_comes_as_numbers_or_as_texts() {
    let place = |latitude: &str| {
        said(&message(&format!(
            r#""type":"location","location":{{"latitude":{latitude},"longitude":"-4.50","name":"Chez\u0020moi"}}"#
        )))
    };
    assert_eq!(place("45.764043"), place("\"45.764043\""));
    assert_eq!(
        place("45"),
        r#"Location Location={"latitude":45,"longitude":-4.5,"name":"Chez moi"}"#
    );
}

#[test]
fn the_advertising_identifier_and_its_links_are_dropped() {
    let delivery = decode(&fixture("message-text-referral-ctwa.json"));
    let referral = said(&delivery);
    for dropped in ["ctwa_clid", "ARfictif", "fb.me", "example.invalid"] {
        assert!(!referral.contains(dropped));
    }
}

#[test]
fn a_form_that_is_no_json_is_kept_as_text_and_one_that_is_an_object_as_it_is() {
    let form = |json: &str| {
        said(&message(&format!(
            r#""type":"interactive","interactive":{{"type":"nfm_reply","nfm_reply":{{"response_json":{json}}}}}"#
        )))
    };
    assert_eq!(form(r#""{\"a\": 1}""#), r#"Form Form={"answers":{"a":1}}"#);
    assert_eq!(form(r#"{"a": 1}"#), r#"Form Form={"answers":{"a":1}}"#);
    assert_eq!(form(r#""{\"a\": ""#), r#"Form Form={"text":"{\"a\": "}"#);
    let deep = format!("\"{}{}\"", "[".repeat(40), "]".repeat(40));
    assert!(form(&deep).starts_with(r#"Form Form={"text":"[[["#));
}

#[test]
fn older_forms_of_unsupported_are_messages_too() {
    for inside in [
        r#""type":"unknown","errors":[{"code":131051,"details":"Message type is not currently supported","title":"Unsupported message type"}]"#,
        r#""type":"unsupported""#,
        r#""type":"unsupported","unsupported":{"type":"hsm"}"#,
        r#""type":"unsupported","unsupported":null,"errors":[]"#,
    ] {
        let delivery = message(inside);
        assert_eq!(said(&delivery), "Unknown ");
        assert_eq!(delivery.unrecognized_total, 0);
    }
}

#[test]
fn a_message_the_platform_lost_is_told_apart_from_one_it_cannot_express() {
    let lost = decode(&fixture("message-unsupported-unavailable-131060.json"));
    assert_eq!(said(&lost), "Unavailable ");
    let unseen = decode(&fixture("message-unsupported-edit.json"));
    assert_eq!(said(&unseen), "UnseenEdit ");
}

#[test]
fn an_account_event_names_its_account_and_the_digits_of_its_number() {
    let event = &decode(&fixture("account-update-partner-removed.json")).events[0];
    let exposed =
        |id: &Option<tact_domain::Sensitive<String>>| id.as_ref().map(|id| id.expose().clone());
    assert_eq!(exposed(&event.account).as_deref(), Some("102290000000001"));
    assert_eq!(exposed(&event.shown_as).as_deref(), Some("33199001234"));
    // The same digits stand beside the id in every event of the number.
    let text = &decode(&fixture("message-text.json")).events[0];
    assert_eq!(text.shown_as, event.shown_as);
    assert_eq!(exposed(&text.number).as_deref(), Some("106540000000001"));
}

#[test]
fn an_unknown_type_is_counted_and_keeps_its_envelope() {
    let delivery =
        message(r#""type":"hologram","hologram":{"body":"x"},"context":{"id":"wamid.B"}"#);
    assert_eq!(said(&delivery), "Unknown ");
    assert_eq!(delivery.unrecognized_total, 1);
    assert_eq!(delivery.unrecognized[0].kind, UnrecognizedKind::MessageType);
    assert_eq!(
        delivery.unrecognized[0].pointer,
        "/entry/0/changes/0/value/messages/0/type"
    );
    insta::assert_snapshot!(line(&delivery.events[0]), @"2026-11-16T09:12:03Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Unknown, source: Live, group: None, quoted: Some(‹redacted›), forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [] })");
}

#[test]
fn extra_keys_anywhere_change_nothing() {
    let plain = message(r#""type":"text","text":{"body":"Bonjour"}"#);
    let extra = message(
        r#""type":"text","text":{"body":"Bonjour","new":[1]},"later":{"a":null},"from_logical_id":7"#,
    );
    assert_eq!(plain, extra);
}

#[test]
fn an_unknown_status_is_counted_and_keeps_its_envelope() {
    let delivery = decode(&body(
        "messages",
        r#""statuses":[{"id":"wamid.A","status":"seen_twice","timestamp":1794820323,"recipient_id":"33639980101"}]"#,
    ));
    assert_eq!(delivery.unrecognized[0].kind, UnrecognizedKind::Status);
    insta::assert_snapshot!(line(&delivery.events[0]), @"2026-11-16T09:12:03Z [WaId] Status(ReceivedStatus { id: ‹redacted›, state: Unknown, group: None, code: None, pricing: None })");
}

#[test]
fn an_unknown_field_system_type_answer_or_wish_is_counted() {
    #[track_caller]
    fn check(raw: &[u8], kind: UnrecognizedKind) {
        let delivery = decode(raw);
        assert_eq!(delivery.unreadable, []);
        assert_eq!(delivery.unrecognized_total, 1);
        assert_eq!(delivery.unrecognized[0].kind, kind);
    }
    check(
        &body("telepathy", r#""messages":[]"#),
        UnrecognizedKind::Field,
    );
    check(
        &body("messages", r#""thoughts":[]"#),
        UnrecognizedKind::Field,
    );
    let message = |inside: &str| {
        let head = r#""messages":[{"from":"33639980101","id":"wamid.A","timestamp":"1794820323","#;
        body("messages", &format!("{head}{inside}}}]"))
    };
    check(
        &message(r#""type":"system","system":{"type":"user_became_king"}"#),
        UnrecognizedKind::SystemType,
    );
    check(
        &message(r#""type":"interactive","interactive":{"type":"shrug"}"#),
        UnrecognizedKind::InteractiveType,
    );
    check(
        &body(
            "user_preferences",
            r#""user_preferences":[{"user_id":"FR.1","category":"poems","value":"stop","timestamp":1}]"#,
        ),
        UnrecognizedKind::Value,
    );
    check(
        br#"{"object":"page","entry":[{"id":"1"}]}"#,
        UnrecognizedKind::Object,
    );
}

#[test]
fn every_event_of_a_number_that_is_not_configured_is_counted() {
    let raw = String::from_utf8(fixture("batch-mixed.json")).unwrap();
    let foreign = raw.replace("106540000000002", "999");
    let delivery = decode(foreign.as_bytes());
    assert_eq!(delivery.events.len(), 4);
    assert_eq!(delivery.unrecognized_total, 1);
    assert_eq!(delivery.unrecognized[0].kind, UnrecognizedKind::Number);
    let history = String::from_utf8(fixture("history-chunk.json")).unwrap();
    let delivery = decode(history.replace("106540000000001", "999").as_bytes());
    assert_eq!((delivery.events.len(), delivery.unrecognized_total), (0, 4));
}

#[test]
fn fields_tact_has_no_use_for_are_neither_events_nor_unknown() {
    for field in [
        "calls",
        "group_lifecycle_update",
        "payment_configuration_update",
    ] {
        let delivery = decode(&body(field, r#""calls":[{"id":"x"}]"#));
        assert_eq!(delivery.out_of_scope, 1);
        assert_eq!((delivery.events.len(), delivery.unrecognized_total), (0, 0));
    }
}

#[test]
fn a_refused_history_is_understood_bare_too() {
    let raw: serde_json::Value = serde_json::from_slice(&fixture("history-declined.json")).unwrap();
    let mut value = raw["entry"][0]["changes"][0]["value"].clone();
    let enveloped = lines(&decode(&fixture("history-declined.json")));
    assert_eq!(lines(&decode(value.to_string().as_bytes())), enveloped);
    let change = &raw["entry"][0]["changes"][0];
    assert_eq!(lines(&decode(change.to_string().as_bytes())), enveloped);
    // Without its label it cannot be told whose it is when there are two numbers …
    value.as_object_mut().unwrap().remove("metadata");
    let delivery = decode(value.to_string().as_bytes());
    assert_eq!((delivery.events.len(), delivery.unreadable_total), (0, 1));
    // … and can when there is one.
    let keywords = tact_intake::webhook::Keywords::default();
    let one = tact_intake::webhook::Decoder::new(["106540000000001".to_owned()], keywords);
    let delivery = one
        .decode(value.to_string().as_bytes(), super::now())
        .unwrap();
    assert_eq!(lines(&delivery), enveloped);
}

#[test]
fn a_time_far_ahead_is_held_back_and_an_old_one_is_not() {
    let at = |seconds: &str| {
        let delivery = decode(&body(
            "messages",
            &format!(
                r#""messages":[{{"from":"33639980101","id":"wamid.A","timestamp":{seconds},"type":"text","text":{{"body":"x"}}}}]"#
            ),
        ));
        let event = &delivery.events[0];
        assert_eq!(u64::from(event.clamped), delivery.clamped);
        (event.at.as_second(), event.clamped)
    };
    let now = super::now().as_second();
    let day = 24 * 3_600;
    assert_eq!(at(&format!("\"{}\"", now + day)), (now + day, false));
    assert_eq!(at(&format!("{}", now + day + 1)), (now, true));
    assert_eq!(at("\"999999999999999999\""), (now, true));
    assert_eq!(at("1784448000"), (1_784_448_000, false));
    assert_eq!(at("1784448000.9"), (1_784_448_000, false));
}

#[test]
fn ids_keep_their_case_and_numbers_lose_their_separators() {
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"from":"+33 6 39 98 01 01","from_user_id":"FR.aB9","from_parent_user_id":"FR.ENT.zZ","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"x"}}]"#,
    ));
    assert_eq!(
        ids(&delivery.events[0]),
        [
            (AliasKind::WaId, "33639980101"),
            (AliasKind::UserId, "FR.aB9"),
            (AliasKind::ParentUserId, "FR.ENT.zZ"),
        ]
    );
}

#[test]
fn each_message_of_a_batch_gets_the_names_of_its_own_sender() {
    let delivery = decode(&body(
        "messages",
        r#""contacts":[{"wa_id":"33639980202","user_id":"FR.202","profile":{"name":"B"}},{"wa_id":"33639980101","user_id":"FR.101","profile":{"name":"A"}}],
        "messages":[{"from":"33639980101","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"x"}},{"from_user_id":"FR.202","id":"wamid.B","timestamp":"2","type":"text","text":{"body":"y"}},{"from":"33639980303","id":"wamid.C","timestamp":"3","type":"text","text":{"body":"z"}}]"#,
    ));
    assert_eq!(
        ids(&delivery.events[0]),
        [
            (AliasKind::WaId, "33639980101"),
            (AliasKind::UserId, "FR.101")
        ]
    );
    assert_eq!(
        ids(&delivery.events[1]),
        [
            (AliasKind::WaId, "33639980202"),
            (AliasKind::UserId, "FR.202")
        ]
    );
    assert_eq!(ids(&delivery.events[2]), [(AliasKind::WaId, "33639980303")]);
    assert!(delivery.events[2].contact.name.is_none());
}

#[test]
fn a_number_given_on_request_is_the_senders_own() {
    let delivery = decode(&fixture("message-contacts-request-contact-info.json"));
    assert!(ids(&delivery.events[0]).contains(&(AliasKind::WaId, "33639980303")));
    // A card of someone else is not.
    let delivery = decode(&fixture("message-contacts.json"));
    assert_eq!(ids(&delivery.events[0]).len(), 2);
}

#[test]
fn a_display_name_made_to_look_like_an_id_joins_nobody() {
    let delivery = message(
        r#""type":"system","system":{"type":"user_changed_number","body":"User X changed from FR.victim to 33639980999","wa_id":"33639980404"}"#,
    );
    let Received::Identity(change) = &delivery.events[0].what else {
        panic!("{:?}", delivery.events);
    };
    assert_eq!(change.before[0].value.expose(), "33639980101");
    assert_eq!(ids(&delivery.events[0]), [(AliasKind::WaId, "33639980404")]);
}

#[test]
fn an_address_book_entry_with_one_name_says_nothing() {
    let delivery = decode(&body(
        "smb_app_state_sync",
        r#""state_sync":[{"type":"contact","contact":{"full_name":"Camille Perrin","phone_number":"33639980101"},"action":"add","metadata":{"timestamp":"1794819540"}}]"#,
    ));
    assert_eq!((delivery.events.len(), delivery.unreadable_total), (0, 0));
}

#[test]
fn the_business_is_known_by_its_number_wherever_it_writes() {
    let history = |inside: &str| {
        let delivery = decode(&body(
            "history",
            &format!(
                r#""history":[{{"threads":[{{"id":"33639980101","messages":[{{"id":"wamid.A","timestamp":"1","type":"text","text":{{"body":"x"}},{inside}}}]}}]}}]"#
            ),
        ));
        match &delivery.events[0].what {
            Received::Message(message) => message.direction,
            other => panic!("{other:?}"),
        }
    };
    use tact_domain::Direction::{Inbound, Outbound};
    assert_eq!(history(r#""from":"33199001234""#), Outbound);
    assert_eq!(history(r#""to":"33639980101""#), Outbound);
    assert_eq!(history(r#""from":"33639980101""#), Inbound);
    assert_eq!(history(r#""from_user_id":"FR.101""#), Inbound);
}

#[test]
fn an_edit_or_deletion_by_the_business_is_its_own() {
    for (name, shown) in [
        ("echo-revoke.json", "by: Business"),
        ("echo-edit.json", "direction: Outbound"),
    ] {
        assert!(line(&decode(&fixture(name)).events[0]).contains(shown));
    }
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"from":"33199001234","id":"wamid.A","timestamp":"1","type":"revoke","revoke":{"original_message_id":"wamid.B"}}]"#,
    ));
    assert!(line(&delivery.events[0]).contains("by: Business"));
}

#[test]
fn a_status_in_a_group_is_about_its_member() {
    let delivery = decode(&body(
        "messages",
        r#""statuses":[{"id":"wamid.A","status":"read","timestamp":"1","recipient_type":"group","recipient_id":"Y2FwaV9ncm91cA","recipient_participant_id":"33639980202","recipient_participant_user_id":"FR.202"}]"#,
    ));
    assert_eq!(delivery.unreadable, []);
    assert_eq!(
        ids(&delivery.events[0]),
        [
            (AliasKind::WaId, "33639980202"),
            (AliasKind::UserId, "FR.202")
        ]
    );
    assert!(line(&delivery.events[0]).contains("group: Some(‹redacted›)"));
}

#[test]
fn a_keyword_yields_a_request_beside_its_message() {
    for (inside, asks) in [
        (r#""type":"text","text":{"body":" stop "}"#, "Stop"),
        (r#""type":"text","text":{"body":"Arr\u00eat !"}"#, "Stop"),
        (r#""type":"text","text":{"body":"EFFACER"}"#, "Erase"),
        (
            r#""type":"button","button":{"payload":"p1","text":"Mes donn\u00e9es"}"#,
            "MyData",
        ),
        (
            r#""type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"stop","title":"Se d\u00e9sabonner"}}"#,
            "Stop",
        ),
        (
            r#""type":"edit","edit":{"original_message_id":"wamid.B","message":{"type":"text","text":{"body":"delete"}}}"#,
            "Erase",
        ),
    ] {
        let shown = lines(&message(inside));
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert!(
            shown[1].contains(&format!("Request(ReceivedRequest {{ request: {asks}")),
            "{shown:?}"
        );
    }
    assert_eq!(
        message(r#""type":"text","text":{"body":"Stop aux retards"}"#)
            .events
            .len(),
        1
    );
    let echo = decode(&body(
        "smb_message_echoes",
        r#""message_echoes":[{"from":"33199001234","to":"33639980101","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"STOP"}}]"#,
    ));
    assert_eq!(echo.events.len(), 1);
}

#[test]
fn a_name_cut_in_the_middle_of_an_emoji_costs_nothing() {
    let delivery = decode(&body(
        "messages",
        r#""contacts":[{"profile":{"name":"L\u00e9a \ud83d"},"wa_id":"33639980101"}],"messages":[{"from":"33639980101","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"\ud83d\udc4d"}}]"#,
    ));
    let event = &delivery.events[0];
    assert_eq!(
        event.contact.name.as_ref().unwrap().expose(),
        "Léa \u{fffd}"
    );
    assert_eq!(said(&delivery), "Text Text=👍");
    assert!(!delivery.repaired_text);
}

#[test]
fn a_media_id_written_as_a_number_is_kept() {
    let delivery =
        message(r#""type":"sticker","sticker":{"id":24230002602008680,"mime_type":"image/webp"}"#);
    assert_eq!(
        said(&delivery),
        r#"Sticker Media={"id":24230002602008680,"mime_type":"image/webp"}"#
    );
}
