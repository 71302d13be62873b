//! Every header of the reference, in an export of its own, gives the right times.

use tact_intake::export::{Body, DateOrder, EntryKind, OrderEvidence, Platform, parse_export};

/// Three messages under a header form: 5 March 14:07, 18 March 9:08, 1 April 0:09 of 2025.
#[track_caller]
fn check(platform: Platform, order: DateOrder, seconds: bool, headers: [&str; 3]) {
    let text: String = headers
        .iter()
        .map(|h| format!("{h}Zoé: mot\nsuite\n"))
        .collect();
    let export = parse_export(text.as_str());
    let tail =
        |minute: &str, second: &str| format!("{minute}:{}", if seconds { second } else { "00" });
    let times: Vec<String> = export.entries.iter().map(|e| e.at.to_string()).collect();
    let expected = [
        format!("2025-03-05T14:{}", tail("07", "09")),
        format!("2025-03-18T09:{}", tail("08", "10")),
        format!("2025-04-01T00:{}", tail("09", "11")),
    ];
    assert_eq!(times, expected, "{text}");
    assert_eq!(export.authors, ["Zoé"], "{text}");
    assert_eq!(
        (export.format.platform, export.format.date_order),
        (platform, order),
        "{text}"
    );
    assert!(export.warnings.is_empty(), "{text}: {:?}", export.warnings);
    for entry in &export.entries {
        assert_eq!(entry.kind, EntryKind::Message(Body::Text));
        assert_eq!(export.text.get(entry.body.clone()), Some("mot\nsuite"));
    }
}

const DAY: DateOrder = DateOrder::DayFirst;
const MONTH: DateOrder = DateOrder::MonthFirst;
const YEAR: DateOrder = DateOrder::YearFirst;

#[test]
fn android_headers_of_every_locale_are_read() {
    let a = Platform::Android;
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025, 14:07 - ",
            "18/03/2025, 09:08 - ",
            "01/04/2025, 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025 14:07 - ",
            "18/03/2025 09:08 - ",
            "01/04/2025 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025 à 14:07 - ",
            "18/03/2025 à 09:08 - ",
            "01/04/2025 à 00:09 - ",
        ],
    );
    check(
        a,
        MONTH,
        false,
        [
            "3/5/25, 2:07\u{202F}PM - ",
            "3/18/25, 9:08\u{202F}AM - ",
            "4/1/25, 12:09\u{202F}AM - ",
        ],
    );
    check(
        a,
        MONTH,
        false,
        [
            "3/5/25, 2:07 PM - ",
            "3/18/25, 9:08 AM - ",
            "4/1/25, 12:09 AM - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025, 2:07\u{202F}pm - ",
            "18/03/2025, 9:08\u{202F}am - ",
            "01/04/2025, 12:09\u{202F}am - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/25, 2:07 pm - ",
            "18/03/25, 9:08 am - ",
            "01/04/25, 12:09 am - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025-03-05, 2:07\u{202F}p.m. - ",
            "2025-03-18, 9:08\u{202F}a.m. - ",
            "2025-04-01, 12:09\u{202F}a.m. - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025-03-05 14 h 07 - ",
            "2025-03-18 09 h 08 - ",
            "2025-04-01 00 h 09 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025/03/05, 14:07 - ",
            "2025/03/18, 09:08 - ",
            "2025/04/01, 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05.03.25, 14:07 - ",
            "18.03.25, 09:08 - ",
            "01.04.25, 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        ["5/3/25, 14:07 - ", "18/3/25, 9:08 - ", "1/4/25, 0:09 - "],
    );
    check(
        a,
        DAY,
        false,
        [
            "5/3/2025, 14:07 - ",
            "18/3/2025, 9:08 - ",
            "1/4/2025, 0:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "5/3/2025, 2:07\u{202F}p.\u{A0}m. - ",
            "18/3/2025, 9:08\u{202F}a.\u{A0}m. - ",
            "1/4/2025, 12:09\u{202F}a.\u{A0}m. - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "5/3/2025, 2:07 p.\u{202F}m. - ",
            "18/3/2025, 9:08 a.\u{202F}m. - ",
            "1/4/2025, 12:09 a.\u{202F}m. - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025 às 14:07 - ",
            "18/03/2025 às 09:08 - ",
            "01/04/2025 às 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05-03-2025 14:07 - ",
            "18-03-2025 09:08 - ",
            "01-04-2025 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05.03.2025, 14:07 - ",
            "18.03.2025, 09:08 - ",
            "01.04.2025, 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "5.03.2025 14:07 - ",
            "18.03.2025 09:08 - ",
            "1.04.2025 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05.03.25 14:07 - ",
            "18.03.25 09:08 - ",
            "01.04.25 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "5.3.2025 klo 14.07 - ",
            "18.3.2025 klo 9.08 - ",
            "1.4.2025 klo 0.09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05.03.2025 14.07 - ",
            "18.03.2025 09.08 - ",
            "01.04.2025 00.09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/25 14.07 - ",
            "18/03/25 09.08 - ",
            "01/04/25 00.09 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025. 03. 05. 14:07 - ",
            "2025. 03. 18. 09:08 - ",
            "2025. 04. 01. 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05. 03. 2025. 14:07 - ",
            "18. 03. 2025. 09:08 - ",
            "01. 04. 2025. 00:09 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025-03-05 14:07 - ",
            "2025-03-18 09:08 - ",
            "2025-04-01 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "14:07, 05/03/2025 - ",
            "09:08, 18/03/2025 - ",
            "00:09, 01/04/2025 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        ["14:07 5/3/25 - ", "9:08 18/3/25 - ", "0:09 1/4/25 - "],
    );
    check(
        a,
        DAY,
        false,
        [
            "٥\u{200F}/٣\u{200F}/٢٠٢٥، ٢:٠٧ م - ",
            "١٨\u{200F}/٣\u{200F}/٢٠٢٥، ٩:٠٨ ص - ",
            "١\u{200F}/٤\u{200F}/٢٠٢٥، ١٢:٠٩ ص - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "\u{200F}5\u{200F}/\u{200F}3\u{200F}/\u{200F}2025، 2:07\u{A0}م - ",
            "\u{200F}18\u{200F}/\u{200F}3\u{200F}/\u{200F}2025، 9:08\u{A0}ص - ",
            "\u{200F}1\u{200F}/\u{200F}4\u{200F}/\u{200F}2025، 12:09\u{A0}ص - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "۲۰۲۵/۳/۵،\u{200F} ۱۴:۰۷ - ",
            "۲۰۲۵/۳/۱۸،\u{200F} ۹:۰۸ - ",
            "۲۰۲۵/۴/۱،\u{200F} ۰:۰۹ - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "०५/०३/२०२५, १४:०७ - ",
            "१८/०३/२०२५, ०९:०८ - ",
            "०१/०४/२०२५, ००:०९ - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "৫/৩/২৫, ২:০৭ PM - ",
            "১৮/৩/২৫, ৯:০৮ AM - ",
            "১/৪/২৫, ১২:০৯ AM - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025/3/5 下午2:07 - ",
            "2025/3/18 上午9:08 - ",
            "2025/4/1 上午12:09 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025/3/5 午後2:07 - ",
            "2025/3/18 午前9:08 - ",
            "2025/4/1 午前0:09 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025/3/5 2:07 下午 - ",
            "2025/3/18 9:08 上午 - ",
            "2025/4/1 12:09 上午 - ",
        ],
    );
    check(
        a,
        YEAR,
        false,
        [
            "2025. 3. 5. 오후 2:07 - ",
            "2025. 3. 18. 오전 9:08 - ",
            "2025. 4. 1. 오전 12:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "5/3/2568 14:07 - ",
            "18/3/2568 09:08 - ",
            "1/4/2568 00:09 - ",
        ],
    );
    check(
        a,
        DAY,
        false,
        [
            "05/03/2025, 14:07 – ",
            "18/03/2025, 09:08 – ",
            "01/04/2025, 00:09 – ",
        ],
    );
}

#[test]
fn ios_headers_of_every_locale_are_read() {
    let i = Platform::Ios;
    check(
        i,
        DAY,
        true,
        [
            "[05/03/2025 14:07:09] ",
            "[18/03/2025 09:08:10] ",
            "[01/04/2025 00:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[05/03/2025, 14:07:09] ",
            "[18/03/2025, 09:08:10] ",
            "[01/04/2025, 00:09:11] ",
        ],
    );
    check(
        i,
        MONTH,
        true,
        [
            "[3/5/25, 2:07:09\u{202F}PM] ",
            "[3/18/25, 9:08:10\u{202F}AM] ",
            "[4/1/25, 12:09:11\u{202F}AM] ",
        ],
    );
    check(
        i,
        MONTH,
        true,
        [
            "[3/5/25 14:07:09] ",
            "[3/18/25 09:08:10] ",
            "[4/1/25 00:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[05.03.25, 14:07:09] ",
            "[18.03.25, 09:08:10] ",
            "[01.04.25, 00:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[05.03.25, 2:07:09 PM] ",
            "[18.03.25, 9:08:10 AM] ",
            "[01.04.25, 12:09:11 AM] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[5/3/25, 14:07:09] ",
            "[18/3/25, 9:08:10] ",
            "[1/4/25, 0:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[5/3/25 2:07:09 p. m.] ",
            "[18/3/25 9:08:10 a. m.] ",
            "[1/4/25 12:09:11 a. m.] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[05-03-2025 14:07:09] ",
            "[18-03-2025 09:08:10] ",
            "[01-04-2025 00:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[5.3.2025 klo 14.07.09] ",
            "[18.3.2025 klo 9.08.10] ",
            "[1.4.2025 klo 0.09.11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[05/03/25 14.07.09] ",
            "[18/03/25 09.08.10] ",
            "[01/04/25 00.09.11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[5. 3. 2025. 14:07:09] ",
            "[18. 3. 2025. 09:08:10] ",
            "[1. 4. 2025. 00:09:11] ",
        ],
    );
    check(
        i,
        YEAR,
        true,
        [
            "[2025. 03. 05. 14:07:09] ",
            "[2025. 03. 18. 9:08:10] ",
            "[2025. 04. 01. 0:09:11] ",
        ],
    );
    check(
        i,
        YEAR,
        true,
        [
            "[2025-03-05 14:07:09] ",
            "[2025-03-18 09:08:10] ",
            "[2025-04-01 00:09:11] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[14:07:09, 5/3/25] ",
            "[09:08:10, 18/3/25] ",
            "[00:09:11, 1/4/25] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[٥\u{200F}/٣\u{200F}/٢٠٢٥، ٢:٠٧:٠٩ م] ",
            "[١٨\u{200F}/٣\u{200F}/٢٠٢٥، ٩:٠٨:١٠ ص] ",
            "[١\u{200F}/٤\u{200F}/٢٠٢٥، ١٢:٠٩:١١ ص] ",
        ],
    );
    check(
        i,
        YEAR,
        true,
        [
            "[2025/3/5 下午2:07:09] ",
            "[2025/3/18 上午9:08:10] ",
            "[2025/4/1 凌晨12:09:11] ",
        ],
    );
    check(
        i,
        YEAR,
        false,
        [
            "[2025/03/05 오후 02:07] ",
            "[2025/03/18 오전 09:08] ",
            "[2025/04/01 오전 12:09] ",
        ],
    );
    check(
        i,
        DAY,
        true,
        [
            "[5/3/2568 BE, 14:07:09] ",
            "[18/3/2568 BE, 09:08:10] ",
            "[1/4/2568 BE, 00:09:11] ",
        ],
    );
    check(
        i,
        MONTH,
        true,
        [
            "[3/5/R7, 14:07:09] ",
            "[3/18/R7, 09:08:10] ",
            "[4/1/R7, 00:09:11] ",
        ],
    );
    check(
        i,
        YEAR,
        true,
        [
            "[R7/3/5 14:07:09] ",
            "[R7/3/18 9:08:10] ",
            "[R7/4/1 0:09:11] ",
        ],
    );
    check(
        i,
        YEAR,
        true,
        [
            "[2025-03-05 14 h 07 min 09 s] ",
            "[2025-03-18 09 h 08 min 10 s] ",
            "[2025-04-01 00 h 09 min 11 s] ",
        ],
    );
}

#[test]
fn old_ios_headers_are_read() {
    let o = Platform::IosOld;
    check(
        o,
        DAY,
        true,
        [
            "05.03.25 14:07:09: ",
            "18.03.25 09:08:10: ",
            "01.04.25 00:09:11: ",
        ],
    );
    check(
        o,
        MONTH,
        true,
        [
            "3/5/25, 2:07:09 PM: ",
            "3/18/25, 9:08:10 AM: ",
            "4/1/25, 12:09:11 AM: ",
        ],
    );
    check(
        o,
        DAY,
        true,
        [
            "05/03/2025 14:07:09: ",
            "18/03/2025 09:08:10: ",
            "01/04/2025 00:09:11: ",
        ],
    );
}

#[test]
fn the_order_of_dates_is_decided_by_the_first_rule_that_can() {
    let decided = |text: &str| {
        let format = parse_export(text).format;
        (format.date_order, format.order_decided_by)
    };
    use OrderEvidence as E;
    assert_eq!(
        decided("07/03/2025, 08:00 - Y: a\n02/04/2025, 08:00 - Y: b\n"),
        (DAY, E::LineOrder)
    );
    assert_eq!(
        decided("3/7/25, 8:00 - Y: a\n4/2/25, 8:00 - Y: b\n"),
        (MONTH, E::LineOrder)
    );
    // Bodies never count.
    assert_eq!(
        decided("05/03/2025, 08:00 - Y: le 03/18/2025\n05/03/2025, 08:00 - Y: <Médias omis>\n"),
        (DAY, E::Language)
    );
    assert_eq!(
        decided("03/05/2025, 08:00 - Y: IMG-20250305-WA0001.jpg (file attached)\n"),
        (MONTH, E::AttachmentNames)
    );
    assert_eq!(
        decided(
            "[3/5/25, 8:00:00\u{202F}AM] Y: \u{200E}Messages and calls are end-to-end encrypted.\n"
        ),
        (MONTH, E::Language)
    );
    assert_eq!(decided("05/03/2025, 08:00 - Y: hello\n"), (DAY, E::Guess));
}

#[test]
fn a_guess_is_said_only_where_it_changes_a_date() {
    use tact_intake::export::ExportWarning as W;
    let warns = |text: &str| parse_export(text).warnings.contains(&W::DateOrderGuessed);
    assert!(warns("05/03/2025, 08:00 - Y: hello\n"));
    assert!(!warns("05/05/2025, 08:00 - Y: hello\n"));
    assert!(!warns("18/05/2025, 08:00 - Y: hello\n"));
}
