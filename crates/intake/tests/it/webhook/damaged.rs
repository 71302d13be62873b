//! Bodies that are half wrong: the good half stays, the rest is named by its place.

use tact_intake::webhook::{Delivery, REPORTED, WebhookError};

use super::{body, decode, decoder, fixture, lines, now};

fn report(delivery: &Delivery) -> String {
    let lines: Vec<_> = delivery
        .unreadable
        .iter()
        .map(|place| format!("{} {}", place.pointer, place.reason))
        .collect();
    lines.join("\n")
}

#[test]
fn the_good_half_of_a_batch_is_kept_and_the_rest_named() {
    let delivery = decode(&body(
        "messages",
        r#""contacts":[7,{"wa_id":"Camille","profile":"Perrin"}],
        "messages":[
            {"from":"33639980101","id":"wamid.A","timestamp":"1794820323","type":"text","text":{"body":"bon"}},
            "texte secret",
            {"from":"33639980101","timestamp":"1","type":"text","text":{"body":"sans id"}},
            {"from":"33639980101","id":"wamid.C","timestamp":"hier","type":"text","text":{"body":"x"}},
            {"from":"33639980101","id":"wamid.D","timestamp":"2","type":"text","text":{"body":["x"]}},
            {"from":"33639980101","id":"wamid.E","timestamp":"3","type":"image","image":{"caption":"dos","mime_type":"image/png"}},
            {"from":"33639980101","id":"wamid.F","timestamp":"4"},
            {"from":"33639980101","id":"wamid.G","timestamp":"5","type":"location","location":{"latitude":"91","longitude":"2"}},
            {"from":"33639980101","id":"wamid.H","timestamp":"6","type":"reaction","reaction":{"emoji":"x"}},
            {"from":"33639980101","id":"wamid.I","timestamp":-7,"type":"text","text":{"body":"y"}}
        ],
        "statuses":{"id":"wamid.X"}"#,
    ));
    insta::assert_snapshot!(report(&delivery), @r#"
    /entry/0/changes/0/value/contacts/0 expected an object
    /entry/0/changes/0/value/contacts/1/wa_id expected an id
    /entry/0/changes/0/value/contacts/1/profile expected an object
    /entry/0/changes/0/value/messages/1 expected an object
    /entry/0/changes/0/value/messages/2/id missing
    /entry/0/changes/0/value/messages/3/timestamp expected a number
    /entry/0/changes/0/value/messages/4/text/body expected a text
    /entry/0/changes/0/value/messages/5/image/id missing
    /entry/0/changes/0/value/messages/6/type missing
    /entry/0/changes/0/value/messages/7/location/latitude expected a number
    /entry/0/changes/0/value/messages/8/reaction/message_id missing
    /entry/0/changes/0/value/messages/9/timestamp expected a time in seconds since 1970
    /entry/0/changes/0/value/statuses expected a list
    "#);
    insta::assert_snapshot!(lines(&delivery).join("\n"), @r#"
    2026-11-16T09:12:03Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Text, source: Live, group: None, quoted: None, forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [(Text, ‹redacted›)] })
    1970-01-01T00:00:02Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Text, source: Live, group: None, quoted: None, forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [] })
    1970-01-01T00:00:03Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Image, source: Live, group: None, quoted: None, forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [(Caption, ‹redacted›)] })
    1970-01-01T00:00:04Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Unknown, source: Live, group: None, quoted: None, forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [] })
    1970-01-01T00:00:05Z [WaId] Message(ReceivedMessage { id: ‹redacted›, direction: Inbound, kind: Location, source: Live, group: None, quoted: None, forwarding: Original, from_ad: false, about_product: false, delivery: None, content: [(Location, ‹redacted›)] })
    "#);
}

#[test]
fn a_report_repeats_nothing_of_the_body() {
    let delivery = decode(&body(
        "messages",
        r#""Mon secret":1,"messages":["Mon secret",{"id":["Mon secret"],"type":{"Mon secret":1},"Mon secret":{}}],"statuses":"Mon secret""#,
    ));
    assert!(delivery.unreadable_total >= 4);
    assert!(!format!("{delivery:?}").contains("Mon secret"));
}

#[test]
fn a_deletion_is_not_lost_for_want_of_its_id_author_or_time() {
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"type":"revoke","revoke":{"original_message_id":"wamid.A"}}],
        "statuses":[{"id":"wamid.B","status":"deleted"}]"#,
    ));
    assert_eq!(delivery.events.len(), 2);
    for (event, line) in delivery.events.iter().zip(lines(&delivery)) {
        assert_eq!(event.at, now());
        assert!(line.contains("by: Contact"));
    }
    assert_eq!(delivery.unreadable_total, 2);
}

#[test]
fn an_edit_whose_new_version_is_damaged_still_ends_the_old_one() {
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"from":"33639980101","id":"wamid.A","timestamp":"1","type":"edit","edit":{"original_message_id":"wamid.B","message":"?"}}]"#,
    ));
    assert!(lines(&delivery)[0].contains("kind: Unknown, content: []"));
    assert_eq!(
        report(&delivery),
        "/entry/0/changes/0/value/messages/0/edit/message expected an object"
    );
}

#[test]
fn a_deletion_or_an_edit_that_lost_its_label_is_one_all_the_same() {
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"from":"33639980101","id":"wamid.A","timestamp":"1","revoke":{"original_message_id":"wamid.B"}},
        {"from":"33639980101","timestamp":"2","edit":{"original_message_id":"wamid.C","message":{"type":"text","text":{"body":"neuf"}}}}]"#,
    ));
    let shown = lines(&delivery);
    assert!(shown[0].contains("Revoke(") && shown[1].contains("Edit("));
    assert_eq!(
        report(&delivery),
        "/entry/0/changes/0/value/messages/0/type missing\n\
         /entry/0/changes/0/value/messages/1/type missing\n\
         /entry/0/changes/0/value/messages/1/id missing"
    );
}

#[test]
fn a_damaged_entry_or_change_costs_itself_only() {
    let good = String::from_utf8(fixture("message-text.json")).unwrap();
    let mut raw: serde_json::Value = serde_json::from_str(&good).unwrap();
    let entry = raw["entry"][0].clone();
    raw["entry"] = serde_json::json!([
        null,
        {"id": "1", "changes": "none"},
        {"id": "1"},
        {"id": "1", "changes": [1, {"value": {}}, {"field": "messages"}, entry["changes"][0]]},
    ]);
    let delivery = decode(raw.to_string().as_bytes());
    assert_eq!(lines(&delivery), lines(&decode(good.as_bytes())));
    insta::assert_snapshot!(report(&delivery), @r#"
    /entry/0 expected an object
    /entry/1/changes expected a list
    /entry/2/changes missing
    /entry/3/changes/0 expected an object
    /entry/3/changes/1/field missing
    /entry/3/changes/2/value missing
    "#);
}

#[test]
fn a_number_out_of_range_costs_its_item_only() {
    let delivery = decode(&body(
        "messages",
        r#""messages":[{"id":"wamid.A","timestamp":1e999,"type":"text","text":{"body":"x"}},{"from":"33639980101","id":"wamid.B","timestamp":"1","type":"text","text":{"body":"y"}}]"#,
    ));
    assert_eq!((delivery.events.len(), delivery.unreadable_total), (1, 1));
}

#[test]
fn a_body_that_is_not_utf8_is_repaired_and_says_so() {
    let mut raw = fixture("message-text.json");
    let at = raw
        .windows(7)
        .position(|window| window == b"Bonjour")
        .unwrap();
    raw[at] = 0xff;
    let delivery = decode(&raw);
    assert!(delivery.repaired_text);
    assert_eq!(
        lines(&delivery),
        lines(&decode(&fixture("message-text.json")))
    );
    let marked = [b"\xef\xbb\xbf".as_slice(), &fixture("message-text.json")].concat();
    assert!(!decode(&marked).repaired_text);
}

#[test]
fn what_is_no_webhook_is_refused_with_its_reason() {
    #[track_caller]
    fn check(raw: &str, expected: WebhookError) {
        assert_eq!(
            decoder().decode(raw.as_bytes(), now()).unwrap_err(),
            expected
        );
    }
    check("", WebhookError::NotJson);
    check(
        r#"{"object":"whatsapp_business_account","entry":["#,
        WebhookError::NotJson,
    );
    check("{} {}", WebhookError::NotJson);
    check("[]", WebhookError::NotAWebhook);
    check("{}", WebhookError::NotAWebhook);
    check(r#"{"hello":"world"}"#, WebhookError::NotAWebhook);
    check(
        &format!("{}{}", "[".repeat(33), "]".repeat(33)),
        WebhookError::TooDeep,
    );
    check(&"[".repeat(3_000_000), WebhookError::TooDeep);
}

#[test]
fn thirty_two_levels_are_read() {
    let deep = format!("{}{}", "[".repeat(26), "]".repeat(26));
    let delivery = decode(&body(
        "messages",
        &format!(
            r#""messages":[{{"from":"33639980101","id":"wamid.A","timestamp":"1","type":"text","text":{{"body":"x"}}}}],"later":{deep}"#
        ),
    ));
    assert_eq!(delivery.events.len(), 1);
}

#[test]
fn more_than_a_thousand_updates_are_read_and_reports_stay_short() {
    let good = r#"{"from":"33639980101","id":"wamid.A","timestamp":"1","type":"text","text":{"body":"x"}}"#;
    let items: Vec<_> = (0..5_000)
        .map(|at| if at % 2 == 0 { good } else { "0" })
        .collect();
    let delivery = decode(&body(
        "messages",
        &format!(r#""messages":[{}]"#, items.join(",")),
    ));
    assert_eq!(delivery.events.len(), 2_500);
    assert_eq!(delivery.unreadable_total, 2_500);
    assert_eq!(delivery.unreadable.len(), REPORTED);
}
