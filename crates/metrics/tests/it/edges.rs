//! Honesty at the edges: what is unknown is null, never zero, and no figure goes without its range.

use serde_json::{Value, json};
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetFiles, parse_dataset};

/// A period in the making.
struct Period {
    params: Value,
    rows: Vec<Value>,
    messages: Option<Vec<Value>>,
    deletions: Option<Vec<Value>>,
    daily: Option<Vec<Value>>,
}

impl Period {
    fn new(channel: &str, n: usize) -> Self {
        let row = |i: usize| {
            json!({
                "id": format!("c{i}"), "topic": "retour", "agent": "A1", "hour": 9,
                "n_customer_msgs": 3, "n_deleted": usize::from(i.is_multiple_of(4)),
                "text_label": if i.is_multiple_of(3) { "neg" } else { "pos" }, "text_score": 0.5,
                "score": if i.is_multiple_of(2) { Some(1 + i % 5) } else { None },
                "first_reply_min": 1 + i, "observed_min": 500, "resolved": true,
                "reopen_h": null, "watched_h": 200, "transfers": 0,
            })
        };
        Self {
            params: json!({"scenario": "edge", "channel": channel}),
            rows: (0..n).map(row).collect(),
            messages: Some(Vec::new()),
            deletions: Some(Vec::new()),
            daily: Some(Vec::new()),
        }
    }

    fn set(mut self, key: &str, value: impl Fn(usize) -> Value) -> Self {
        for (i, row) in self.rows.iter_mut().enumerate() {
            row[key] = value(i);
        }
        self
    }

    fn answer(&self) -> Value {
        let lines = |rows: &Vec<Value>| {
            rows.iter()
                .map(|row| format!("{row}\n"))
                .collect::<String>()
                .into_bytes()
        };
        let [messages, deletions, daily] =
            [&self.messages, &self.deletions, &self.daily].map(|rows| rows.as_ref().map(lines));
        let dataset = parse_dataset(&DatasetFiles {
            params: self.params.to_string().as_bytes(),
            conversations: &lines(&self.rows),
            messages: messages.as_deref(),
            deletions: deletions.as_deref(),
            daily: daily.as_deref(),
        })
        .unwrap();
        let found = serde_json::to_value(answer(&dataset)).unwrap();
        honest("", &found);
        found
    }
}

/// Every rate lies in its own limits, every limit in [0, 1], and nothing is known of nobody.
#[track_caller]
pub(crate) fn honest(path: &str, value: &Value) {
    match value {
        Value::Object(object) => {
            let number = |key: &str| object.get(key).and_then(Value::as_f64);
            for point in ["rate", "theta", "p", "estimate"] {
                if let (Some(found), Some(low), Some(high)) =
                    (number(point), number("lower"), number("upper"))
                {
                    assert!(
                        low <= found + 1e-9 && found <= high + 1e-9,
                        "{path}: {value}"
                    );
                }
                let has_point = object.get(point).is_some_and(Value::is_number);
                assert!(
                    !has_point || object.contains_key("lower"),
                    "{path}: {value}"
                );
            }
            if object.get("n") == Some(&json!(0)) && object.contains_key("k") {
                assert!(object["rate"].is_null(), "{path}: {value}");
            }
            object
                .iter()
                .for_each(|(key, inner)| honest(&format!("{path}/{key}"), inner));
        }
        Value::Array(items) => items.iter().for_each(|inner| honest(path, inner)),
        _ => {}
    }
}

#[test]
fn an_empty_period_shows_nothing() {
    let found = Period::new("coexistence", 0).answer();
    assert_eq!(found["status"], "suppressed_small_n");
    assert!(found.get("satisfaction").is_none());
}

#[test]
fn many_conversations_of_few_people_show_nothing() {
    let few = Period::new("coexistence", 60).set("contact", |i| json!(format!("p{}", i % 9)));
    assert_eq!(few.answer()["status"], "suppressed_small_n");
    let enough = Period::new("coexistence", 60).set("contact", |i| json!(format!("p{}", i % 10)));
    assert_eq!(enough.answer()["status"], "ok");
}

#[test]
fn a_group_is_counted_in_people_not_in_conversations() {
    let found = Period::new("coexistence", 60)
        .set("topic", |i| {
            json!(if i < 30 { "retour" } else { "livraison" })
        })
        .set("contact", |i| {
            json!(if i < 30 {
                format!("p{}", i % 3)
            } else {
                format!("q{i}")
            })
        })
        .answer();
    let hidden = &found["deletion_by_group"]["topic"]["hidden"];
    assert_eq!(hidden, &json!(["livraison", "retour"]));
}

#[test]
fn a_blind_channel_believes_no_zero_it_is_told() {
    let mut blind = Period::new("cloud_api", 60).set("n_deleted", |_| json!(0));
    blind.messages = Some(vec![
        json!({"age_h": 90, "deleted": false, "latency_s": null}),
    ]);
    let found = blind.answer();
    assert_eq!(
        found["deletion_latency"],
        json!({"status": "unobservable", "rate": null})
    );
    assert_eq!(found["deletion_by_group"]["topic"]["cells"], "unobservable");
    assert_eq!(found["patterns"], "unobservable");
    assert!(found.get("motives").is_none());
    let strata = found["satisfaction"]["strata"].as_object().unwrap();
    assert_eq!(strata.keys().collect::<Vec<_>>(), ["all"]);
    assert!(found["satisfaction"].get("share_touched").is_none());
}

#[test]
fn all_touched_leaves_the_tone_open() {
    let found = Period::new("coexistence", 60)
        .set("n_deleted", |_| json!(1))
        .answer();
    let satisfaction = &found["satisfaction"];
    assert_eq!(satisfaction["strata"]["intact"]["status"], "empty");
    assert!(satisfaction["tone_intact"]["rate"].is_null());
    assert!(satisfaction["tone_gamma"][0]["c"].is_null());
    assert_eq!(satisfaction["transport"]["status"], "no_calibration");
    assert!(satisfaction["breakdown_gamma"].is_null());
}

#[test]
fn all_positive_keeps_a_range() {
    let found = Period::new("coexistence", 60)
        .set("text_label", |_| json!("pos"))
        .set("score", |i| {
            if i.is_multiple_of(2) {
                json!(5)
            } else {
                Value::Null
            }
        })
        .answer();
    let tone = &found["satisfaction"]["tone_gamma"][2];
    assert!(tone["ci_lower"].as_f64().unwrap() < 0.95, "{tone}");
    assert_eq!(
        found["satisfaction"]["strata"]["intact"]["status"],
        "no_calibration"
    );
    assert!(found["weighting"]["ppma"].is_null());
}

#[test]
fn everybody_answering_is_a_plain_count() {
    let found = Period::new("coexistence", 60)
        .set("score", |i| json!(1 + i % 5))
        .answer();
    assert_eq!(
        found["satisfaction"]["strata"]["touched"]["status"],
        "all_answered"
    );
    assert_eq!(found["satisfaction"]["headline"], "calibrated");
}

#[test]
fn unknown_deletions_are_a_stratum_of_their_own() {
    let found = Period::new("coexistence", 60)
        .set("n_deleted", |i| {
            if i < 20 {
                Value::Null
            } else {
                json!(usize::from(i.is_multiple_of(4)))
            }
        })
        .answer();
    assert_eq!(found["satisfaction"]["strata"]["unobserved"]["N"], 20);
    assert_eq!(found["satisfaction"]["share_touched"]["n"], 40);
}

#[test]
fn missing_files_are_unknown_and_not_zero() {
    let mut bare = Period::new("coexistence", 60);
    (bare.messages, bare.deletions, bare.daily) = (None, None, None);
    let found = bare.answer();
    for key in [
        "deletion_latency",
        "patterns",
        "motives",
        "cusum",
        "bocpd",
        "its",
        "synthesis",
    ] {
        assert!(found[key].is_null(), "{key}: {}", found[key]);
    }
}

#[test]
fn a_message_sample_of_nobody_has_no_rate() {
    let found = Period::new("coexistence", 60).answer();
    let latency = &found["deletion_latency"];
    assert!(
        latency["cumulative"]["216000"]["rate"].is_null(),
        "{latency}"
    );
    assert_eq!(latency["mature"], false);
    let marked = Period::new("export", 60).answer();
    assert!(marked["deletion_latency"]["isotonic"]["24"].is_null());
}

#[test]
fn nobody_answered_yet_has_no_median() {
    let found = Period::new("coexistence", 60)
        .set("first_reply_min", |_| Value::Null)
        .answer();
    assert_eq!(found["first_reply"]["unanswered"], 60);
    assert!(found["first_reply"]["median"]["estimate"].is_null());
    assert!(found["first_reply"]["naive_mean"].is_null());
    assert_eq!(
        found["drivers"],
        json!({"status": "not_enough", "r2": null})
    );
}

#[test]
fn one_day_of_data_rings_no_alarm() {
    let mut one = Period::new("coexistence", 60);
    one.daily = Some(vec![json!({"day": 0, "n": 20, "k": 12})]);
    let found = one.answer();
    assert!(found["cusum"]["alarm"].is_null() && found["bocpd"]["alarm"].is_null());
    assert!(found["its"].is_null());
}

#[test]
fn fields_that_are_null_everywhere_leave_a_whole_answer() {
    let mut found = Period::new("coexistence", 60);
    for key in [
        "topic",
        "agent",
        "hour",
        "text_label",
        "text_score",
        "observed_min",
        "watched_h",
        "transfers",
    ] {
        found = found.set(key, |_| Value::Null);
    }
    let found = found.answer();
    assert_eq!(
        found["deletion_by_group"]["topic"]["cells"]["unknown"]["n"],
        60
    );
    assert_eq!(found["drivers"]["status"], "not_enough");
}

#[test]
fn the_order_of_rows_changes_no_figure() {
    let forward = Period::new("coexistence", 90);
    let mut backward = Period::new("coexistence", 90);
    backward.rows.reverse();
    let (mut a, mut b) = (forward.answer(), backward.answer());
    // Which respondents' weights are listed follows the file.
    a["weighting"]["raking"]["weights"].take();
    b["weighting"]["raking"]["weights"].take();
    let mut out = Vec::new();
    crate::scenarios::differences("", &a, &b, &mut out);
    assert!(out.is_empty(), "{}", out.join("\n"));
}
