//! Writes a sample report of an invented clothing shop, in French and in English, to look at.
//!
//! Usage: `cargo run -p tact-app --example sample_report -- FOLDER`

mod shop;

use std::path::PathBuf;

use tact_app::report::model::Lang;
use tact_app::report::{render_html, render_json, render_markdown, render_terminal, terminal};

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
    Ok(())
}
