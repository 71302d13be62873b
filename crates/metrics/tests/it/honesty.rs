//! Whatever the data, the answer never says more than is known.

use proptest::prelude::*;
use serde_json::{Value, json};
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetFiles, parse_dataset};

use crate::edges::honest;

/// A data set in the making.
#[derive(Clone, Debug)]
struct Period {
    channel: &'static str,
    k_min: u64,
    rows: Vec<Value>,
    messages: Vec<Value>,
    deletions: Vec<Value>,
    daily: Vec<(u64, u64)>,
}

fn maybe<T: std::fmt::Debug + Clone + 'static>(
    known: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.7, known)
}

prop_compose! {
    fn row()(
        (contact, topic, hour) in (maybe(0u8..25), maybe(0u8..4), maybe(0u8..24)),
        (deleted, label, text_score) in (maybe(0u8..2), maybe(prop::sample::select(vec!["pos", "neg"])), maybe(-1.0f64..1.0)),
        (score, reply, observed) in (maybe(1u8..6), maybe(0.0f64..500.0), maybe(0.0f64..900.0)),
        (resolved, reopened, watched, transfers) in (maybe(any::<bool>()), maybe(0.0f64..300.0), maybe(0.0f64..300.0), maybe(0u8..3)),
    ) -> Value {
        json!({
            "contact": contact.map(|c| format!("p{c}")), "topic": topic.map(|t| format!("t{t}")),
            "hour": hour, "n_deleted": deleted, "text_label": label, "text_score": text_score,
            "score": score, "first_reply_min": reply, "observed_min": observed,
            "resolved": resolved, "reopen_h": reopened, "watched_h": watched,
            "transfers": transfers, "n_customer_msgs": transfers,
        })
    }
}

prop_compose! {
    fn period()(
        channel in prop::sample::select(vec!["coexistence", "export", "cloud_api"]),
        k_min in 10u64..21,
        rows in prop::collection::vec(row(), 0..70),
        messages in prop::collection::vec((0.0f64..90.0, maybe(any::<bool>()), maybe(0.0f64..250_000.0)), 0..12),
        deletions in prop::collection::vec((maybe(0.0f64..9_000.0), any::<bool>(), maybe(0.0f64..200.0)), 0..12),
        daily in prop::collection::vec((0u64..60, 0u64..60), 0..40),
    ) -> Period {
        Period {
            channel,
            k_min,
            rows,
            messages: messages
                .into_iter()
                .map(|(age, deleted, latency)| json!({"age_h": age, "deleted": deleted, "latency_s": latency}))
                .collect(),
            deletions: deletions
                .into_iter()
                .map(|(latency, negative, next)| json!({
                    "latency_s": latency, "context_tone": if negative { "neg" } else { "pos" },
                    "next_customer_msg_s": next, "followup_h": 30,
                }))
                .collect(),
            daily,
        }
    }
}

impl Period {
    fn answer(&self) -> Value {
        let lines = |rows: Vec<Value>| {
            rows.iter()
                .map(|row| format!("{row}\n"))
                .collect::<String>()
                .into_bytes()
        };
        let rows = self.rows.iter().enumerate().map(|(i, row)| {
            let mut row = row.clone();
            row["id"] = json!(format!("c{i}"));
            row
        });
        let daily = self.daily.iter().enumerate();
        let daily = daily.map(|(day, (a, b))| json!({"day": day, "n": a.max(b), "k": a.min(b)}));
        let params = json!({"channel": self.channel, "k_min": self.k_min, "its_t0": 20,
            "sources": [[0.8, 0.1, 0.0, 0.1]]});
        let dataset = parse_dataset(&DatasetFiles {
            params: params.to_string().as_bytes(),
            conversations: &lines(rows.collect()),
            messages: Some(&lines(self.messages.clone())),
            deletions: Some(&lines(self.deletions.clone())),
            daily: Some(&lines(daily.collect())),
        })
        .unwrap();
        serde_json::to_value(answer(&dataset)).unwrap()
    }

    /// Different people, a row without a contact being one.
    fn people<'a>(rows: impl Iterator<Item = &'a Value>) -> u64 {
        let mut named = std::collections::BTreeSet::new();
        let mut unnamed = 0;
        for row in rows {
            match row["contact"].as_str() {
                Some(contact) => {
                    named.insert(contact);
                }
                None => unnamed += 1,
            }
        }
        named.len() as u64 + unnamed
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_point_goes_without_its_range(period in period()) {
        honest("", &period.answer());
    }

    #[test]
    fn a_period_under_k_says_nothing_but_that(period in period()) {
        let found = period.answer();
        let few = Period::people(period.rows.iter()) < period.k_min;
        prop_assert_eq!(found["status"] == "suppressed_small_n", few);
        prop_assert_eq!(found.get("satisfaction").is_none(), few);
        if few {
            prop_assert_eq!(found.as_object().unwrap().len(), 4);
        }
    }

    #[test]
    fn no_group_under_k_is_shown(period in period()) {
        let found = period.answer();
        let cells = found["deletion_by_group"]["topic"]["cells"].as_object();
        for (name, cell) in cells.into_iter().flatten() {
            let members = period.rows.iter().filter(|row| row["topic"].as_str().unwrap_or("unknown") == name);
            prop_assert!(cell.is_null() || Period::people(members) >= period.k_min, "{name}: {cell}");
        }
    }

    #[test]
    fn a_blind_channel_has_no_figure_of_deletions(mut period in period()) {
        period.channel = "cloud_api";
        let found = period.answer();
        prop_assume!(found["status"] == "ok");
        prop_assert_eq!(&found["patterns"], "unobservable");
        prop_assert_eq!(&found["deletion_latency"], &json!({"status": "unobservable", "rate": null}));
        for table in ["topic", "agent", "hour_block"] {
            prop_assert_eq!(&found["deletion_by_group"][table]["cells"], "unobservable");
        }
        for absent in ["share_touched", "tone_manski", "tone_gamma", "odds_ratio", "breakdown_gamma"] {
            prop_assert!(found["satisfaction"].get(absent).is_none(), "{absent}");
        }
        prop_assert!(found.get("motives").is_none());
    }

    #[test]
    fn one_more_deletion_never_narrows_what_is_known_of_tone(mut period in period(), which in any::<prop::sample::Index>()) {
        prop_assume!(!period.rows.is_empty());
        let index = which.index(period.rows.len());
        period.channel = "export";
        period.rows[index]["n_deleted"] = json!(0);
        let before = period.answer();
        let mut more = period.clone();
        more.rows[index]["n_deleted"] = json!(1);
        let after = more.answer();
        prop_assume!(before["status"] == "ok");
        let end = |answer: &Value, end: &str| answer["satisfaction"]["tone_manski"][end].as_f64().unwrap();
        prop_assert!(end(&after, "lower") <= end(&before, "lower") + 1e-12);
        prop_assert!(end(&before, "upper") <= end(&after, "upper") + 1e-12);
    }

    #[test]
    fn the_order_of_records_is_irrelevant(period in period()) {
        let mut found = period.answer();
        let mut turned = period.clone();
        turned.messages.reverse();
        turned.deletions.reverse();
        let mut other = turned.answer();
        let mut out = Vec::new();
        for answer in [&mut found, &mut other] {
            if let Some(weights) = answer.pointer_mut("/weighting/raking/weights") {
                weights.take();
            }
        }
        crate::scenarios::differences("", &found, &other, &mut out);
        prop_assert!(out.is_empty(), "{}", out.join("\n"));
    }
}
