use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetFiles, parse_dataset};
use tact_metrics::estimate::random::SplitMix64;

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    publish: PublishArgs,
}

fn args(more: &[&str]) -> PublishArgs {
    let line = [
        "x",
        "--publish",
        "--epsilon",
        "0.5",
        "--ledger",
        "ledger.json",
    ];
    Line::try_parse_from(line.iter().chain(more))
        .unwrap()
        .publish
}

fn scenario(name: &str) -> Dataset {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/stats")
        .join(name);
    let read = |file: &str| fs::read(folder.join(file)).unwrap();
    parse_dataset(&DatasetFiles {
        params: &read("params.json"),
        conversations: &read("conversations.jsonl"),
        messages: None,
        deletions: None,
        daily: None,
    })
    .unwrap()
}

fn released(
    name: &str,
    more: &[&str],
    ledger: &mut BudgetLedger,
    seed: u64,
) -> Result<Release, Refusal> {
    let data = scenario(name);
    let answer = answer(&data);
    release(
        &args(more),
        500,
        &data,
        &answer,
        ledger,
        &mut SplitMix64::new(seed),
    )
}

#[test]
fn asking_again_gives_the_same_figures_whatever_the_randomness() {
    let mut ledger = BudgetLedger::new(1_000);
    let [first, again] = [1, 2].map(|seed| {
        let found = released("v01_base", &["--period", "2026-10"], &mut ledger, seed).unwrap();
        words::release(&found, Lang::En)
    });
    assert_eq!(first, again);
    insta::assert_snapshot!(first, @r#"
    2026-10
    Satisfied among those who answered, which says nothing of the others:
      – 96% (between 91% and 100%)
    The margins count the noise added. Asking again gives the same figures.
    Budget of the period: ε = 0 of 1 is left.
    "#);
}

#[test]
fn beyond_the_budget_nothing_is_published() {
    let mut ledger = BudgetLedger::new(1_000);
    released("v01_base", &[], &mut ledger, 1).unwrap();
    let before = ledger.clone();
    let refused = released("v01_base", &["--table", "answered"], &mut ledger, 1).unwrap_err();
    assert_eq!(before, ledger);
    insta::assert_snapshot!(words::refusal(&refused, Lang::En), @r#"tact estimate: beyond the privacy budget: ε = 0 is left for “v01_base” and this release costs 1. Publish fewer tables, a smaller ε, or wait for the next period. Nothing was published."#);
    insta::assert_snapshot!(words::refusal(&refused, Lang::Fr), @r#"tact estimate : budget de confidentialité dépassé : il reste ε = 0 pour « v01_base » et cette publication coûte 1. Publiez moins de tableaux, un ε plus petit, ou attendez la période suivante. Rien n’a été publié."#);
}

#[test]
fn a_blind_channel_and_a_tiny_period_are_refused() {
    let mut ledger = BudgetLedger::new(1_000);
    let blind = released("v09_cloud_api", &["--table", "deleted"], &mut ledger, 1).unwrap_err();
    let tiny = released("v15_suppressed", &[], &mut ledger, 1).unwrap_err();
    assert_eq!(ledger.left("v09_cloud_api"), 1_000);
    insta::assert_snapshot!(words::refusal(&blind, Lang::En), @r#"tact estimate: on this channel WhatsApp does not report deletions: there is no “deleted”."#);
    insta::assert_snapshot!(words::refusal(&tiny, Lang::Fr), @r#"tact estimate : moins de 10 clients dans la période : rien ne peut être publié."#);
}

#[test]
fn every_table_by_topic_is_one_price_and_reads_in_french() {
    let mut ledger = BudgetLedger::new(1_000);
    let found = released("v01_base", &["--table", "deleted-by-topic"], &mut ledger, 4).unwrap();
    assert_eq!(ledger.left("v01_base"), 0);
    insta::assert_snapshot!(words::release(&found, Lang::Fr), @r#"
    v01_base
    Conversations avec au moins un message supprimé, par sujet :
      – facturation : 18 % (entre 12 % et 24 %)
      – livraison : 18 % (entre 13 % et 23 %)
      – retour : 13 % (entre 2 % et 23 %)
      – technique : 16 % (entre 8 % et 23 %)
    Les marges comptent le bruit ajouté. Redemander donne les mêmes chiffres.
    Budget de la période : il reste ε = 0 sur 1.
    "#);
}

#[test]
fn a_ledger_is_kept_whole_and_what_is_not_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("ledger.json");
    let open = |path: &Path| LedgerFile::open(path, 1_000).unwrap();
    let Opened::Ready(file) = open(&path) else {
        panic!("a new ledger was expected");
    };
    let mut ledger = file.ledger.clone();
    released("v01_base", &[], &mut ledger, 1).unwrap();
    file.replace(&ledger).unwrap();
    drop(file);
    let Opened::Ready(file) = open(&path) else {
        panic!("the ledger was expected");
    };
    assert_eq!(file.ledger, ledger);
    drop(file);
    fs::write(&path, b"{\"budget\":").unwrap();
    assert!(matches!(open(&path), Opened::Unreadable(_)));
    assert_eq!(fs::read(&path).unwrap(), b"{\"budget\":");
}

#[test]
fn the_ledger_holds_no_conversation_and_no_customer() {
    let mut ledger = BudgetLedger::new(1_000);
    released("v01_base", &[], &mut ledger, 1).unwrap();
    let text = serde_json::to_string(&ledger).unwrap();
    assert!(!text.contains("c0000"), "{text}");
}

#[test]
fn no_privacy_is_no_epsilon() {
    for word in ["0", "-1", "NaN", "inf", "0.0001", "11", "half"] {
        assert!(parse_epsilon(word).is_err(), "{word}");
    }
    assert_eq!(parse_epsilon("0,5"), Ok(500));
}
