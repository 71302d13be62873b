//! Words of strangers stay words: no markup, no formula, no hidden direction comes alive.

use super::export::{Line, Phone};
use super::program::{Folder, command, run};
use super::shop::{self, BUSINESS};

const IMAGE: &str = "<img src=x onerror=alert(1)>";
const SCRIPT: &str = "</script><script>alert(2)</script>";
const DIRECTION: &str = "\u{202E}";

/// Sixteen customers whose names and messages are traps, and a business whose name is one.
fn folder(business: &str) -> Folder {
    let folder = Folder::new();
    for index in 0..16 {
        let question =
            format!("{SCRIPT} quelle taille prendre {IMAGE} pour le pantalon {DIRECTION}velours ?");
        let mut chat = shop::chat(index, &question, "[ici](javascript:alert(3)) `x` |a|b|");
        let name = if index == 0 {
            IMAGE.to_owned()
        } else {
            format!("={}(){DIRECTION}", shop::name(index))
        };
        for line in &mut chat.lines {
            line.author = if line.author == BUSINESS {
                business.to_owned()
            } else {
                name.clone()
            };
        }
        let at = chat.lines[1].at;
        chat.lines[1] = Line::new(at, business, &format!("Prenez votre taille {IMAGE}"));
        chat.contact = format!("customer {index}");
        chat.save(&folder, "exports", Phone::AndroidFr);
    }
    folder
}

/// One report with consent for everything, as text, with what the terminal showed.
fn report(folder: &Folder, format: &str, declared: &str) -> (String, String) {
    let path = folder.path("report");
    let mut command = command();
    command
        .args(["analyze", "--format", format, "--out"])
        .arg(&path)
        .args(["--consent-declared", declared])
        .args(["--declared-purposes", "analysis,quotation"])
        .arg(folder.path("exports"));
    let run = run(command).ended(0);
    let page = std::fs::read_to_string(&path).expect("a report");
    (page, run.out + &run.err)
}

fn count(page: &str, word: &str) -> usize {
    page.to_lowercase().matches(word).count()
}

/// Directions and other characters that act without being seen.
fn hidden(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| {
            matches!(
                *c,
                '\u{202A}'..='\u{202E}' | '\u{1b}' | '\u{7}' | '\0' | '\u{200E}' | '\u{200F}'
            )
        })
        .collect()
}

#[test]
fn no_markup_of_a_stranger_is_markup_of_the_page() {
    let plain = {
        let folder = Folder::new();
        for chat in shop::chats(16) {
            chat.save(&folder, "exports", Phone::AndroidFr);
        }
        report(&folder, "html", "en caisse").0
    };
    for business in ["=cmd|'/c calc'!A0()", IMAGE, "\"><svg onload=alert(4)>"] {
        let folder = folder(business);
        let (page, shown) = report(&folder, "html", &format!("{SCRIPT}{IMAGE}"));
        // The traps did reach the page, as words.
        assert!(page.contains("onerror=alert(1)&gt;") || page.contains("onerror=alert(1)&#62;"));
        for tag in [
            "<script",
            "</script",
            "<img",
            "<svg onload",
            "<iframe",
            "javascript:alert(3)\"",
        ] {
            assert_eq!(count(&page, tag), count(&plain, tag), "{business}: {tag}");
        }
        assert_eq!(hidden(&page), Vec::<char>::new(), "{business}");
        assert_eq!(hidden(&shown), Vec::<char>::new(), "{business}");
    }
}

#[test]
fn no_markup_of_a_stranger_is_alive_in_markdown() {
    let folder = folder(IMAGE);
    let (page, _) = report(&folder, "md", &format!("{SCRIPT}{IMAGE}"));
    assert!(page.contains("onerror=alert(1)"));
    for tag in [IMAGE, "<script>", "](javascript:"] {
        for (at, _) in page.match_indices(tag) {
            // A backslash in front makes it a letter like any other.
            assert!(
                page[..at].ends_with('\\'),
                "{}",
                &page[at.saturating_sub(40)..at + 20]
            );
        }
    }
    assert_eq!(hidden(&page), Vec::<char>::new());
}

#[test]
fn json_holds_the_words_without_what_acts_unseen() {
    let folder = folder("=cmd|'/c calc'!A0()");
    let (page, _) = report(&folder, "json", IMAGE);
    assert!(serde_json::from_str::<serde_json::Value>(&page).is_ok());
    assert_eq!(hidden(&page), Vec::<char>::new());
}

#[test]
fn the_page_loads_nothing_and_allows_nothing_from_outside() {
    let folder = folder("http://evil.example/x.js");
    let (page, _) = report(&folder, "html", "https://evil.example/y.png");
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    for loads in [
        "src=\"http",
        "href=\"http",
        "url(http",
        "@import",
        "src=http",
    ] {
        assert_eq!(count(&page, loads), 0, "{loads}");
    }
}
