//! `tact what-if`: a calculation anybody can make before any export.

use super::program::tact;

#[test]
fn the_worked_example_is_what_comes_out_without_any_option() {
    let run = tact(["what-if", "--lang", "en"]).ended(0);
    for figure in ["83.3%", "82.1%", "80.2%", "72.3–87.3% ✗", "25.2 times"] {
        assert!(run.out.contains(figure), "{figure} in\n{}", run.out);
    }
    assert!(run.err.is_empty());
}

#[test]
fn sampling_is_added_once_the_number_of_conversations_is_known() {
    let low = |arguments: &[&str]| {
        let mut all = vec!["what-if", "--json", "--lang", "en"];
        all.extend(arguments);
        let report = tact(all).ended(0).json();
        report["bar"]["inner"][0].as_f64().unwrap_or(f64::NAN)
    };
    let (few, many, all) = (
        low(&["--conversations", "100"]),
        low(&["--conversations", "10000"]),
        low(&[]),
    );
    assert!(few < many && many < all, "{few} {many} {all}");
}

#[test]
fn the_page_is_written_where_it_is_asked_for_and_calls_no_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("what-if.html");
    let run = tact([
        "what-if".as_ref(),
        "--missing".as_ref(),
        "20".as_ref(),
        "--gamma".as_ref(),
        "inf".as_ref(),
        "--out".as_ref(),
        place.as_os_str(),
    ])
    .ended(0);
    assert!(run.out.is_empty());
    let page = std::fs::read_to_string(place).expect("the page");
    assert!(page.contains("Content-Security-Policy") && page.contains("sans aucune limite"));
    assert!(!page.contains("http:") && !page.contains("https:"));
}

#[test]
fn what_cannot_be_a_share_or_an_odds_ratio_is_wrong_usage() {
    for arguments in [
        ["--satisfied", "120"],
        ["--missing", "some"],
        ["--gamma", "0.5"],
        ["--target", "-3"],
        ["--conversations", "0"],
    ] {
        let mut all = vec!["what-if"];
        all.extend(arguments);
        tact(all).ended(2);
    }
}

#[test]
fn edges_keep_their_meaning() {
    for arguments in [
        vec!["--satisfied", "0"],
        vec!["--satisfied", "100"],
        vec!["--missing", "0"],
        vec!["--missing", "100"],
        vec!["--target", "0"],
        vec!["--target", "100", "--satisfied", "100"],
    ] {
        let mut all = vec!["what-if", "--lang", "en"];
        all.extend(&arguments);
        let run = tact(all).ended(0);
        assert!(
            !run.out.contains("NaN") && !run.out.contains('['),
            "{arguments:?}"
        );
    }
}
