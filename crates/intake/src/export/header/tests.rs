//! Headers of every form, one line each.

use super::*;

#[track_caller]
fn reads(line: &str, stamp: &str) {
    let header = parse_header(line.as_bytes()).unwrap_or_else(|| panic!("no header in {line}"));
    let s = header.stamp;
    let found = format!(
        "{} {} {} {:02}:{:02}:{:02} {}",
        s.year,
        s.first,
        s.second,
        s.hour,
        s.minute,
        s.sec,
        &line[header.end..]
    );
    assert_eq!(found, stamp);
}

#[test]
fn every_row_of_the_header_table_is_read() {
    reads("05/03/2025, 14:07 - Nom: x", "2025 5 3 14:07:00 Nom: x");
    reads("05/03/2025 14:07 - Nom: x", "2025 5 3 14:07:00 Nom: x");
    reads("05/03/2021 à 14:07 - Nom: x", "2021 5 3 14:07:00 Nom: x");
    reads("[05/03/2025 14:07:09] Nom: x", "2025 5 3 14:07:09 Nom: x");
    reads("[05/03/2025, 14:07:09] N: x", "2025 5 3 14:07:09 N: x");
    reads("3/5/25, 2:07\u{202F}PM - N: x", "2025 3 5 14:07:00 N: x");
    reads("3/5/25, 12:07 AM - N: x", "2025 3 5 00:07:00 N: x");
    reads("[3/5/25, 2:07:09\u{202F}PM] N: x", "2025 3 5 14:07:09 N: x");
    reads(
        "05/03/2025, 2:07\u{202F}pm - N: x",
        "2025 5 3 14:07:00 N: x",
    );
    reads(
        "2025-03-05, 2:07\u{202F}p.m. - N: x",
        "2025 3 5 14:07:00 N: x",
    );
    reads("2025-03-05, 14 h 07 - N: x", "2025 3 5 14:07:00 N: x");
    reads("2025/03/05, 14:07 - N: x", "2025 3 5 14:07:00 N: x");
    reads("05.03.25, 14:07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("[07.03.26, 9:22:39 PM] N: x", "2026 7 3 21:22:39 N: x");
    reads(
        "5/3/2025, 2:07\u{202F}p.\u{A0}m. - N: x",
        "2025 5 3 14:07:00 N: x",
    );
    reads("[5/3/25 2:07:09 p. m.] N: x", "2025 5 3 14:07:09 N: x");
    reads("05/03/2025 às 14:07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("05-03-2025 14:07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("5.03.2025 14:07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("5.3.2025 klo 14.07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("05.03.2025 14.07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("[05/03/25 14.07.09] N: x", "2025 5 3 14:07:09 N: x");
    reads("2025. 03. 05. 14:07 - N: x", "2025 3 5 14:07:00 N: x");
    reads("[5. 3. 2025. 14:07:09] N: x", "2025 5 3 14:07:09 N: x");
    reads("14:07, 05/03/2025 - N: x", "2025 5 3 14:07:00 N: x");
    reads("[14:07:09, 3/5/25] N: x", "2025 3 5 14:07:09 N: x");
    reads(
        "٥\u{200F}/٣\u{200F}/٢٠٢٥، ٢:٠٧ م - N: x",
        "2025 5 3 14:07:00 N: x",
    );
    reads(
        "[٥\u{200F}/٣\u{200F}/٢٠٢٥، ٢:٠٧:٠٩ م] N: x",
        "2025 5 3 14:07:09 N: x",
    );
    reads(
        "\u{200F}5\u{200F}/\u{200F}3\u{200F}/\u{200F}2025، 2:07 ص - N: x",
        "2025 5 3 02:07:00 N: x",
    );
    reads("۲۰۲۵/۳/۵،\u{200F} ۱۴:۰۷ - N: x", "2025 3 5 14:07:00 N: x");
    reads("०५/०३/२०२५, १४:०७ - N: x", "2025 5 3 14:07:00 N: x");
    reads("2025/3/5 下午2:07 - N: x", "2025 3 5 14:07:00 N: x");
    reads("2025. 3. 5. 오후 2:07 - N: x", "2025 3 5 14:07:00 N: x");
    reads("[2025/03/05 오후 02:07] N: x", "2025 3 5 14:07:00 N: x");
    reads("2025/03/05 02:07 下午 - N: x", "2025 3 5 14:07:00 N: x");
    reads("[3/5/2568 BE, 14:07:09] N: x", "2025 3 5 14:07:09 N: x");
    reads("[3/5/R7, 14:07:09] N: x", "2025 3 5 14:07:09 N: x");
    reads("[3/5/H31, 14:07:09] N: x", "2019 3 5 14:07:09 N: x");
    reads("05.03.15 14:07:09: N: x", "2015 5 3 14:07:09 N: x");
    reads("3/5/15, 2:07:09 PM: N: x", "2015 3 5 14:07:09 N: x");
    reads(
        "\u{200E}[05/03/2025 14:07:09] N: x",
        "2025 5 3 14:07:09 N: x",
    );
    reads("\u{FEFF}05/03/2025, 14:07 - N: x", "2025 5 3 14:07:00 N: x");
    reads("05/03/2025, 14:07 – N: x", "2025 5 3 14:07:00 N: x");
}

#[track_caller]
fn refuses(line: &str) {
    assert!(
        parse_header(line.as_bytes()).is_none(),
        "a header in {line}"
    );
}

#[test]
fn what_only_looks_like_a_header_is_refused() {
    refuses("[17/04, 19:20] Maison Opale: Bonjour");
    refuses("12/04/2025 : appeler Yann");
    refuses("2025-03-05 14:07:09 ERROR disk full");
    refuses("2025-03-05 14:07:09,123 - root - INFO");
    refuses("45/99/2025, 14:07 - N: x");
    refuses("05/03/2025, 25:07 - N: x");
    refuses("05/03/2025, 14:67 - N: x");
    refuses("05/03/2025, 14:07 -N: x");
    refuses("05/03/2025, 14:07-15:00 N: x");
    refuses("31/02/2025, 14:07 - N: x");
    refuses("1. acheter du pain");
    refuses("10:30 rendez-vous");
    refuses("");
    refuses("12345/1/2025, 14:07 - N: x");
}
