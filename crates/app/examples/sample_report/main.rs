//! Writes a sample report of an invented clothing shop, in French and in English, to look at; the
//! satisfaction of simulated data sets in each of its states; and the page of `tact what-if`.
//!
//! Usage: `cargo run -p tact-app --example sample_report -- FOLDER`

mod shop;

use std::path::{Path, PathBuf};

use tact_app::i18n::Texts;
use tact_app::report::model::{Lang, Report};
use tact_app::report::{
    WhatIf, estimate_report, render_html, render_json, render_markdown, render_terminal, terminal,
    what_if_report,
};
use tact_metrics::dataset::answer::answer;
use tact_metrics::dataset::{DatasetFiles, parse_dataset};

fn main() -> anyhow::Result<()> {
    let folder: PathBuf = std::env::args_os()
        .nth(1)
        .map_or_else(std::env::temp_dir, PathBuf::from);
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let report = shop::report(lang);
        std::fs::write(folder.join(format!("{name}.html")), render_html(&report)?)?;
        std::fs::write(folder.join(format!("{name}.json")), render_json(&report)?)?;
        std::fs::write(folder.join(format!("{name}.md")), render_markdown(&report))?;
        let screen = terminal::Screen {
            ink: terminal::Ink::Coloured,
            ..terminal::Screen::default()
        };
        print!("{}", render_terminal(&report, screen));
        for (state, report) in [
            ("without-consent", shop::without_consent(lang)),
            ("hostile", shop::hostile(lang)),
        ] {
            let page = folder.join(format!("{name}-{state}.html"));
            std::fs::write(page, render_html(&report)?)?;
        }
    }
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        let texts = Texts::new(lang);
        for (state, scenario) in STATES {
            write(
                &folder,
                &format!("{name}-{state}"),
                &satisfaction(scenario, &texts)?,
            )?;
        }
        let asked = WhatIf {
            satisfied: 0.85,
            interval: None,
            missing: 0.15,
            gamma: 2.0,
            target: 0.75,
        };
        let page = what_if_report(&texts, &asked, texts.format().date(DAY));
        write(&folder, &format!("{name}-what-if"), &page)?;
    }
    Ok(())
}

/// Simulated data sets, one for each state of the headline.
const STATES: [(&str, &str); 5] = [
    ("calibrated", "v02_strong_selection"),
    ("interval", "v08_touched_never_answer"),
    ("unknown", "v07_no_survey"),
    ("blind", "v09_cloud_api"),
    ("suppressed", "v15_suppressed"),
];
const DAY: jiff::civil::Date = jiff::civil::date(2026, 3, 30);

fn write(folder: &Path, name: &str, report: &Report) -> anyhow::Result<()> {
    std::fs::write(folder.join(format!("{name}.html")), render_html(report)?)?;
    std::fs::write(folder.join(format!("{name}.json")), render_json(report)?)?;
    Ok(())
}

fn satisfaction(scenario: &str, texts: &Texts) -> anyhow::Result<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/stats")
        .join(scenario);
    let read = |file: &str| std::fs::read(folder.join(file)).ok();
    let (params, conversations) = (read("params.json"), read("conversations.jsonl"));
    let [messages, deletions, daily] =
        ["messages.jsonl", "deletions.jsonl", "daily.jsonl"].map(read);
    let dataset = parse_dataset(&DatasetFiles {
        params: params.as_deref().unwrap_or_default(),
        conversations: conversations.as_deref().unwrap_or_default(),
        messages: messages.as_deref(),
        deletions: deletions.as_deref(),
        daily: daily.as_deref(),
    })?;
    let found = answer(&dataset);
    let day = texts.format().date(DAY);
    Ok(estimate_report(&dataset.params, &found, texts, day))
}
