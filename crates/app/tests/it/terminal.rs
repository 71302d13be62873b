//! The summary on a terminal of 80 columns and 24 lines.

use tact_app::report::model::{Lang, Report};
use tact_app::report::render_terminal;
use tact_app::report::terminal::{Glyphs, Ink, Screen};
use unicode_width::UnicodeWidthStr;

use crate::shop;

fn every_report() -> Vec<Report> {
    [Lang::Fr, Lang::En]
        .into_iter()
        .flat_map(|lang| {
            [
                shop::report(lang),
                shop::without_consent(lang),
                shop::hostile(lang),
            ]
        })
        .collect()
}

#[test]
fn the_summary_fits_one_screen() {
    for report in every_report() {
        for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
            for columns in [40, 80, 100] {
                let screen = Screen {
                    glyphs,
                    columns,
                    ..Screen::default()
                };
                let text = render_terminal(&report, screen);
                assert!(text.ends_with('\n'));
                assert!(text.lines().count() <= 23, "{text}");
                for line in text.lines() {
                    assert!(line.width() <= columns, "{line}");
                }
            }
        }
    }
}

#[test]
fn the_summary_reads_well() {
    insta::assert_snapshot!(render_terminal(&shop::report(Lang::Fr), Screen::default()));
}

#[test]
fn without_utf8_the_summary_is_plain_ascii() {
    let screen = Screen {
        glyphs: Glyphs::Ascii,
        ..Screen::default()
    };
    for report in every_report() {
        assert!(render_terminal(&report, screen).is_ascii());
    }
    insta::assert_snapshot!(render_terminal(&shop::without_consent(Lang::Fr), screen));
}

#[test]
fn colours_come_only_when_asked_for_and_only_from_us() {
    let coloured = Screen {
        ink: Ink::Coloured,
        ..Screen::default()
    };
    for report in every_report() {
        let plain = render_terminal(&report, Screen::default());
        assert!(!plain.contains(['\u{1b}', '\u{9b}', '\u{202e}']));
        let mut text = render_terminal(&report, coloured);
        for code in ["0", "1", "2", "31", "32", "34"] {
            text = text.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(text, plain);
    }
}
