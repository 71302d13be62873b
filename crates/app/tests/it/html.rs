//! The page: what it allows, what it says, what it cannot be made to do.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tact_app::report::inert::for_every_text;
use tact_app::report::model::{Bar, BarState, Lang, Report};
use tact_app::report::{render_html, render_json};

use crate::shop;

fn page(report: &Report) -> String {
    render_html(report).unwrap_or_default()
}

/// What stands between each `open` and the next `close`.
fn between<'a>(page: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    page.split(open)
        .skip(1)
        .filter_map(|rest| rest.split(close).next())
        .collect()
}

fn policy(page: &str) -> &str {
    between(page, "Content-Security-Policy\" content=\"", "\"")
        .first()
        .copied()
        .unwrap_or_default()
}

#[test]
fn the_policy_allows_exactly_the_sheets_and_the_script_of_the_page() {
    let page = page(&shop::report(Lang::Fr));
    let mut own = between(&page, "<style>", "</style>");
    own.extend(
        between(&page, "<style id=\"dark\"", "</style>")
            .iter()
            .filter_map(|sheet| sheet.split_once('>'))
            .map(|(_, sheet)| sheet),
    );
    own.extend(between(&page, "<script>", "</script>"));
    assert_eq!(own.len(), 3);
    for content in own {
        let hash = STANDARD.encode(Sha256::digest(content));
        let escaped = hash.replace('+', "&#43;");
        let policy = policy(&page);
        assert!(
            policy.contains(&hash) || policy.contains(&escaped),
            "{policy}"
        );
    }
    assert!(policy(&page).starts_with("default-src &#39;none&#39;"));
}

#[test]
fn the_page_names_no_address_but_its_own_parts() {
    for lang in [Lang::Fr, Lang::En] {
        let page = page(&shop::report(lang));
        for scheme in ["http:", "https:", "//", "url(http", "@import"] {
            let without_script = page.split("<script>").next().unwrap_or_default();
            let body = without_script.split("</head>").nth(1).unwrap_or_default();
            assert!(!body.contains(scheme), "{scheme}");
        }
        for target in between(&page, "href=\"", "\"") {
            let anchor = target.strip_prefix('#').unwrap_or_default();
            assert!(page.contains(&format!("id=\"{anchor}\"")), "{target}");
        }
    }
}

#[test]
fn every_anchor_is_given_once() {
    let page = page(&shop::report(Lang::Fr));
    let mut ids = between(&page, " id=\"", "\"");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn headings_never_skip_a_level() {
    let page = page(&shop::report(Lang::En));
    let levels: Vec<u32> = between(&page, "<h", ">")
        .iter()
        .filter_map(|tag| tag.chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{levels:?}");
    }
}

#[test]
fn the_first_screen_comes_first_then_coverage_figures_and_the_rest() {
    let page = page(&shop::report(Lang::Fr));
    let order = [
        "class=\"remember\"",
        "class=\"gauge\"",
        "class=\"monday\"",
        "id=\"coverage\"",
        "id=\"figures\"",
        "class=\"part\"",
    ];
    let places: Vec<_> = order.iter().map(|mark| page.find(mark)).collect();
    assert!(places.iter().all(Option::is_some), "{places:?}");
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn every_chart_has_its_table_and_is_an_image_with_a_name() {
    let page = page(&shop::report(Lang::Fr));
    let charts = page.matches("class=\"chart\"").count();
    assert_eq!(charts, 7);
    assert_eq!(page.matches("class=\"numbers\"").count(), charts);
    // Two drawings for each chart, two for the first bar.
    assert_eq!(page.matches("role=\"img\"").count(), 2 * charts + 2);
    assert_eq!(
        page.matches("role=\"img\" aria-labelledby=").count(),
        2 * charts + 2
    );
}

#[test]
fn without_consent_the_page_says_why_instead_of_drawing_the_bar() {
    let page = page(&shop::without_consent(Lang::Fr));
    assert!(page.contains("aucun client n’a donné son accord"));
    let first = page.split("class=\"monday\"").next().unwrap_or_default();
    assert!(!first.contains("<svg"));
}

#[test]
fn a_report_of_nothing_still_makes_a_page() {
    let empty = Report {
        schema: 1,
        lang: Lang::Fr,
        title: "Rien".to_owned(),
        period: String::new(),
        generated: "30 mars 2026".to_owned(),
        remember: "Aucune conversation.".to_owned(),
        monday: Vec::new(),
        bar: Bar::empty(BarState::Tone, "Satisfaction"),
        coverage: Vec::new(),
        cards: Vec::new(),
        predicted: None,
        sections: Vec::new(),
        notices: Vec::new(),
    };
    let page = page(&empty);
    let body = page.split("</head>").nth(1).unwrap_or_default();
    insta::assert_snapshot!(body.split("<script>").next().unwrap_or_default());
}

#[test]
fn the_language_of_the_page_is_declared_and_kept() {
    let french = page(&shop::report(Lang::Fr));
    let english = page(&shop::report(Lang::En));
    assert!(french.contains("<html lang=\"fr\"") && english.contains("<html lang=\"en\""));
    assert!(!french.contains("How do we know") && !english.contains("Comment le sait-on"));
}

#[test]
fn json_is_the_model_and_nothing_else() {
    let report = shop::report(Lang::Fr);
    let written = render_json(&report).unwrap_or_default();
    let read: serde_json::Value = serde_json::from_str(&written).unwrap_or_default();
    let model = serde_json::to_value(&report).unwrap_or_default();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        let object = value.as_object();
        object
            .map(|object| object.keys().cloned().collect())
            .unwrap_or_default()
    };
    assert!(!keys(&model).is_empty());
    assert_eq!(keys(&read), keys(&model));
    assert_eq!(read["cards"], model["cards"]);
    // A share that is not a number is unknown.
    assert!(written.contains("null") && !written.contains("NaN"));
    assert_eq!(written.matches("\"lang\": \"fr\"").count(), 1);
}

/// Names of the elements of a page.
fn elements(page: &str) -> std::collections::BTreeSet<String> {
    page.split('<')
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| !c.is_whitespace() && *c != '>' && *c != '/')
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_text_adds_an_element_or_leaves_its_attribute(
        text in "[<>\"'&/=!a-z \u{202e}\u{200b}\u{0}א-ת`-]{0,60}",
    ) {
        let sample = shop::report(Lang::Fr);
        let mut report = sample.clone();
        for_every_text(&mut report, &mut |place| place.push_str(&text));
        let (before, after) = (page(&sample), page(&report));
        let body = |page: &str| {
            let body = page.split("</head>").nth(1).unwrap_or_default();
            body.split("<script>").next().unwrap_or_default().to_owned()
        };
        let (before, after) = (body(&before), body(&after));
        prop_assert!(elements(&after).is_subset(&elements(&before)));
        let has_hidden = after.contains(['\u{202e}', '\u{200b}', '\u{0}']);
        prop_assert!(!has_hidden);
        // A quote inside a value would end it: every quote left is one of ours, in pairs.
        prop_assert_eq!(after.matches('"').count() % 2, 0);
        prop_assert_eq!(
            between(&after, "<p class=\"remember\">", "</p>").len(),
            1
        );
    }
}
