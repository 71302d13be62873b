//! The report as Markdown.

use tact_app::report::model::Lang;
use tact_app::report::render_markdown;

use crate::shop;

#[test]
fn the_whole_report_reads_as_markdown() {
    insta::assert_snapshot!(render_markdown(&shop::report(Lang::Fr)));
}

#[test]
fn every_row_of_a_table_has_as_many_cells_as_its_head() {
    for report in [shop::report(Lang::En), shop::hostile(Lang::En)] {
        let markdown = render_markdown(&report);
        let mut columns = None;
        let mut rows = 0;
        for line in markdown.lines() {
            if line.starts_with("| ") {
                let bars = line.replace("\\|", "").matches('|').count();
                assert_eq!(*columns.get_or_insert(bars), bars, "{line}");
                rows += 1;
            } else {
                columns = None;
            }
        }
        assert!(rows > 30);
    }
}

#[test]
fn hostile_text_makes_no_markup_no_link_and_no_heading() {
    let markdown = render_markdown(&shop::hostile(Lang::Fr));
    assert!(markdown.contains(r"\<img src=x onerror=alert(1)\>"));
    for live in ["<img", "<script", "[a](", "\u{202e}", "\u{1b}", "\u{200b}"] {
        let outside_escapes = markdown.replace(&format!("\\{live}"), "");
        assert!(!outside_escapes.contains(live), "{live:?}");
    }
    let sober = render_markdown(&shop::report(Lang::Fr));
    let headings = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(headings(&markdown), headings(&sober));
}
