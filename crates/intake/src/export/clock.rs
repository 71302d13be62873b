//! Words around a time: halves of the day, and the words that join a date to a time. Data only.

/// Half of the day a clock word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    /// Before noon: 12 is 0.
    Morning,
    /// From noon: 12 stays, the rest is later by twelve hours.
    Afternoon,
    /// Around noon (Chinese 中午): 11 stays 11.
    Noon,
}

/// Clock words beside Latin `am` and `pm`, with the language they give away. Longer words first
/// where one starts another.
///
/// The first ten are of the reference of formats; the others are the abbreviated day periods of
/// the Unicode CLDR (<https://cldr.unicode.org>, Unicode licence) for languages WhatsApp speaks.
pub(crate) const CLOCK_WORDS: &[(&str, Half, Option<&str>)] = &[
    ("ص", Half::Morning, Some("ar")),
    ("م", Half::Afternoon, Some("ar")),
    ("上午", Half::Morning, Some("zh")),
    ("下午", Half::Afternoon, Some("zh")),
    ("午前", Half::Morning, Some("ja")),
    ("午後", Half::Afternoon, Some("ja")),
    ("오전", Half::Morning, Some("ko")),
    ("오후", Half::Afternoon, Some("ko")),
    ("凌晨", Half::Morning, Some("zh")),
    ("清晨", Half::Morning, Some("zh")),
    ("早上", Half::Morning, Some("zh")),
    ("中午", Half::Noon, Some("zh")),
    ("晚上", Half::Afternoon, Some("zh")),
    ("ق.ظ.", Half::Morning, Some("fa")),
    ("ب.ظ.", Half::Afternoon, Some("fa")),
    ("ق.ظ", Half::Morning, Some("fa")),
    ("ب.ظ", Half::Afternoon, Some("fa")),
    ("قبل‌ازظهر", Half::Morning, Some("fa")),
    ("بعدازظهر", Half::Afternoon, Some("fa")),
    ("לפנה״צ", Half::Morning, Some("he")),
    ("אחה״צ", Half::Afternoon, Some("he")),
    ("π.μ.", Half::Morning, Some("el")),
    ("μ.μ.", Half::Afternoon, Some("el")),
    ("ÖÖ", Half::Morning, Some("tr")),
    ("ÖS", Half::Afternoon, Some("tr")),
    ("дп", Half::Morning, Some("uk")),
    ("пп", Half::Afternoon, Some("uk")),
    ("пр.об.", Half::Morning, Some("bg")),
    ("сл.об.", Half::Afternoon, Some("bg")),
    ("dop.", Half::Morning, Some("cs")),
    ("odp.", Half::Afternoon, Some("cs")),
    ("de.", Half::Morning, Some("hu")),
    ("du.", Half::Afternoon, Some("hu")),
    ("ap.", Half::Morning, Some("fi")),
    ("ip.", Half::Afternoon, Some("fi")),
    ("fm", Half::Morning, Some("sv")),
    ("em", Half::Afternoon, Some("sv")),
    ("SA", Half::Morning, Some("vi")),
    ("CH", Half::Afternoon, Some("vi")),
    ("PTG", Half::Afternoon, Some("ms")),
    ("PG", Half::Morning, Some("ms")),
    ("r.n.", Half::Morning, Some("ga")),
    ("i.n.", Half::Afternoon, Some("ga")),
    ("ก่อนเที่ยง", Half::Morning, Some("th")),
    ("หลังเที่ยง", Half::Afternoon, Some("th")),
    ("पूर्वाह्न", Half::Morning, Some("hi")),
    ("अपराह्न", Half::Afternoon, Some("hi")),
    ("म.पू.", Half::Morning, Some("mr")),
    ("म.उ.", Half::Afternoon, Some("mr")),
    ("முற்பகல்", Half::Morning, Some("ta")),
    ("பிற்பகல்", Half::Afternoon, Some("ta")),
];

/// Words between a date and its time, with the language they give away.
pub(crate) const JOINING_WORDS: &[(&str, Option<&str>)] = &[
    ("à", Some("fr")),
    ("klo", Some("fi")),
    ("às", Some("pt")),
    ("kl.", None),
    ("kl", None),
    ("a las", Some("es")),
    ("at", Some("en")),
    ("um", Some("de")),
    ("om", Some("nl")),
    ("alle", Some("it")),
    ("ore", Some("it")),
    ("в", Some("ru")),
    ("о", Some("uk")),
    ("lúc", Some("vi")),
    ("pukul", Some("id")),
    ("เวลา", Some("th")),
];

/// What may follow the year: the Buddhist era moves it by 543 years, the others say nothing new.
pub(crate) const YEAR_SUFFIXES: &[(&str, YearSuffix)] = &[
    ("BE", YearSuffix::Buddhist),
    ("B.E.", YearSuffix::Buddhist),
    ("พ.ศ.", YearSuffix::Buddhist),
    ("AD", YearSuffix::Common),
    ("CE", YearSuffix::Common),
    ("г.", YearSuffix::Common),
    ("р.", YearSuffix::Common),
    ("ж.", YearSuffix::Common),
];

/// Meaning of a word after the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YearSuffix {
    /// Buddhist era: 2568 is 2025.
    Buddhist,
    /// "Year", or the common era.
    Common,
}

/// Letters in front of the year of a Japanese era, and the year before its first.
pub(crate) const JAPANESE_ERAS: &[(&str, i16)] = &[
    ("R", 2018),
    ("H", 1988),
    ("S", 1925),
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
];
