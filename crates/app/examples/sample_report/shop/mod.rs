//! An invented clothing shop's report: full, withheld, not observable and empty states together.
#![allow(dead_code, reason = "tests and the example use different parts")]

mod blind_spot;
mod questions;
mod service;

use tact_app::format::Format;
use tact_app::report::inert::for_every_text;
use tact_app::report::model::{
    Action, Bar, BarState, Block, Card, Cell, Chart, Fact, Lang, Notice, NoticeLevel, Plot, Report,
    Section, Series, Table, TargetState, Unit, Verdict,
};

/// Picks the wording of one language.
#[derive(Clone, Copy)]
pub(crate) struct Say(pub(crate) Lang);

impl Say {
    fn say(self, french: &str, english: &str) -> String {
        match self.0 {
            Lang::Fr => french.replace('~', "\u{a0}").replace('^', "\u{202f}"),
            Lang::En => english.replace('~', "\u{a0}"),
        }
    }

    fn format(self) -> Format {
        Format::new(self.0)
    }
}

/// The whole report.
pub(crate) fn report(lang: Lang) -> Report {
    let s = Say(lang);
    Report {
        schema: 1,
        lang,
        title: s.say(
            "Style&Co~: ce que disent vos clients sur WhatsApp",
            "Style&Co: what your customers say on WhatsApp",
        ),
        period: s.say(
            "Du 2 au 29~mars 2026 · exports WhatsApp de la boutique et du service client",
            "2–29~March 2026 · WhatsApp exports from the shop and customer service",
        ),
        generated: s.say("30~mars 2026 à 9~h~12", "30~March 2026 at 09:12"),
        remember: s.say(
            "Vos clients sont plutôt contents, sauf quand ils attendent le soir~: après 18~h, une conversation sur trois reste sans réponse avant le lendemain.",
            "Your customers are fairly happy, except when they wait in the evening: after 6~pm, one conversation in three gets no answer before the next day.",
        ),
        monday: vec![
            s.say(
                "Publier un guide des tailles et l’envoyer dès la première question~: 31 conversations par semaine portent dessus.",
                "Publish a size guide and send it at the first question: 31 conversations a week are about sizes.",
            ),
            s.say(
                "Tenir une permanence de 18~h à 20~h du lundi au vendredi, deux semaines, pour mesurer.",
                "Staff 6 to 8~pm, Monday to Friday, for two weeks, and measure.",
            ),
        ],
        bar: Bar {
            state: BarState::Calibrated,
            compared: None,
            key: Vec::new(),
            meaning: None,
            label: s.say(
                "Satisfaction estimée des clients qui ont donné leur accord",
                "Estimated satisfaction of consenting customers",
            ),
            point: Some(0.79),
            inner: Some([0.72, 0.86]),
            outer: Some([0.66, 0.91]),
            target: Some(0.85),
            sentence: s.say(
                "79~%, plausible entre 66~% et 91~% (entre 72~% et 86~% si, à satisfaction égale, ceux qui ne répondent pas écrivent exactement comme ceux qui répondent)~; 612 conversations.",
                "79%, plausibly between 66% and 91% (between 72% and 86% if equally satisfied customers write exactly alike whether or not they answer); 612 conversations.",
            ),
            withheld: None,
        },
        coverage: coverage(s),
        cards: cards(s),
        predicted: None,
        sections: vec![
            main_curve(s),
            questions::section(s),
            service::section(s),
            blind_spot::section(s),
            actions(s),
            Section {
                id: "teams".to_owned(),
                title: s.say("Équipes", "Teams"),
                lead: s.say(
                    "Aucune équipe n’est reconnue dans ces exports~: la direction de l’entreprise y est un seul auteur.",
                    "No team can be told apart in these exports: the business side is a single author.",
                ),
                blocks: Vec::new(),
            },
            method(s),
        ],
        notices: vec![
            Notice {
                level: NoticeLevel::Confirm,
                text: s.say(
                    "Fuseau horaire supposé~: Europe/Paris. Un export ne dit pas son fuseau.",
                    "Assumed time zone: Europe/Paris. An export does not state its zone.",
                ),
                details: Vec::new(),
            },
            Notice {
                level: NoticeLevel::Warning,
                text: s.say(
                    "Un fichier a été refusé~: une sauvegarde chiffrée de WhatsApp contient aussi ce que vos clients ont supprimé.",
                    "One file was refused: an encrypted WhatsApp backup also holds what your customers deleted.",
                ),
                details: vec!["msgstore.db.crypt15".to_owned()],
            },
        ],
    }
}

/// The same shop before any consent was recorded: content-free, with the reason said.
pub(crate) fn without_consent(lang: Lang) -> Report {
    let s = Say(lang);
    let full = report(lang);
    let masked = s.say("masqué", "withheld");
    Report {
        remember: s.say(
            "Aucun accord n’est enregistré~: ce rapport ne lit aucun message, il ne mesure que les délais et les volumes.",
            "No consent is recorded: this report reads no message and measures only waiting times and volumes.",
        ),
        monday: Vec::new(),
        bar: Bar {
            point: None,
            inner: None,
            outer: None,
            target: None,
            sentence: String::new(),
            withheld: Some(s.say(
                "La satisfaction est masquée~: aucun client n’a donné son accord à l’analyse de ses messages. Pour la voir, fournissez le registre des accords (--consent).",
                "Satisfaction is withheld: no customer has agreed to the analysis of their messages. To see it, provide the consent register (--consent).",
            )),
            ..full.bar
        },
        cards: full
            .cards
            .into_iter()
            .map(|card| {
                if matches!(card.id.as_str(), "csat_adj" | "fcr") {
                    Card {
                        value: masked.clone(),
                        raw: None,
                        interval: None,
                        n: None,
                        range: s.say("sans accord des clients", "without customers’ consent"),
                        change: None,
                        target: None,
                        spark: Vec::new(),
                        ..card
                    }
                } else {
                    card
                }
            })
            .collect(),
        ..full
    }
}

/// What a stranger may put into a name or a message.
pub(crate) const HOSTILE: &str = concat!(
    "\"><img src=x onerror=alert(1)></script></style></title></svg><script>alert(2)</script>",
    "<svg onload=alert(3)> [a](javascript:alert(4)) `b` | --> ]]> {{7*7}} {low} ",
    "\u{202e}desrever\u{2066} \u{200b}\u{feff}\u{1b}[31m\u{9b}31m \u{2069} שלום =1+1 ",
    "unbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakable"
);

/// The same report in which every text is hostile.
pub(crate) fn hostile(lang: Lang) -> Report {
    let mut report = report(lang);
    for_every_text(&mut report, &mut |text| *text = format!("{HOSTILE} {text}"));
    report
}

fn coverage(s: Say) -> Vec<Fact> {
    let format = s.format();
    let fact = |label: String, raw: f64, value: String, note: Option<String>| Fact {
        label,
        value,
        raw: Some(raw),
        note,
    };
    vec![
        fact(
            s.say("Conversations", "Conversations"),
            1284.0,
            format.count(1284),
            None,
        ),
        fact(
            s.say("Clients", "Customers"),
            871.0,
            format.count(871),
            None,
        ),
        fact(
            s.say("Ont donné leur accord", "Have consented"),
            0.71,
            format.ratio(618, 871),
            Some(s.say(
                "Les autres peuvent penser autrement~: aucun chiffre ne leur est étendu.",
                "The others may think differently: no figure is extended to them.",
            )),
        ),
        Fact {
            label: s.say("Suppressions", "Deletions"),
            value: s.say("visibles, sans l’heure", "visible, without their time"),
            raw: None,
            note: Some(s.say(
                "L’export montre qu’un message a été supprimé, pas quand.",
                "The export shows that a message was deleted, not when.",
            )),
        },
    ]
}

fn cards(s: Say) -> Vec<Card> {
    let format = s.format();
    let weekly = |values: &[f64]| values.iter().map(|value| Some(*value)).collect::<Vec<_>>();
    vec![
        Card {
            id: "conversations".to_owned(),
            label: "Conversations".to_owned(),
            value: format.count(1284),
            raw: Some(1284.0),
            interval: None,
            n: Some(871),
            range: s.say("de 871 clients", "from 871 customers"),
            change: Some(s.say("+6~% par rapport à février", "+6% against February")),
            target: None,
            definition: Some(s.say(
                "Un échange de service, de son premier message à sa résolution.",
                "One service exchange, from its first message to its resolution.",
            )),
            assumption: s.say(
                "Un silence de 72~h clôt la conversation, sauf si le client attend.",
                "A silence of 72~h ends the conversation, unless the customer is waiting.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: weekly(&[280.0, 290.0, 301.0, 295.0, 322.0, 318.0, 330.0, 314.0]),
        },
        Card {
            id: "csat_adj".to_owned(),
            label: s.say("Satisfaction estimée", "Estimated satisfaction"),
            value: format.share(0.79),
            raw: Some(0.79),
            interval: Some([0.66, 0.91]),
            n: Some(612),
            range: s.say(
                "plausible entre 66~% et 91~%, sur 612 conversations",
                "plausibly between 66% and 91%, from 612 conversations",
            ),
            change: Some(s.say(
                "+2~points (entre −4 et +8)~: on ne peut pas conclure",
                "+2~points (between −4 and +8): not conclusive",
            )),
            target: Some(TargetState {
                text: s.say("objectif~: 85~%", "target: 85%"),
                verdict: Verdict::Open,
            }),
            definition: Some(s.say(
                "Part des clients satisfaits (4 ou 5 sur 5), redressée de ceux qui ne répondent pas et de ceux qui suppriment.",
                "Share of satisfied customers (4 or 5 out of 5), corrected for those who do not answer and those who delete.",
            )),
            assumption: s.say(
                "À satisfaction égale, ceux qui se taisent écrivent presque comme ceux qui répondent.",
                "Equally satisfied customers write almost alike whether or not they answer.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: vec![
                Some(0.74),
                Some(0.76),
                None,
                Some(0.77),
                Some(0.79),
                Some(0.78),
                Some(0.8),
                Some(0.79),
            ],
        },
        Card {
            id: "frt".to_owned(),
            label: s.say("Première réponse, médiane", "First response, median"),
            value: format.duration(840.0),
            raw: Some(840.0),
            interval: Some([720.0, 1020.0]),
            n: Some(1284),
            range: s.say(
                "entre 12 et 17~min~; neuf sur dix en moins de 5~h~40~min",
                "between 12 and 17~min; nine in ten within 5~h~40~min",
            ),
            change: Some(s.say("−3~min (entre −6 et −1)", "−3~min (between −6 and −1)")),
            target: Some(TargetState {
                text: s.say("objectif~: 30~min", "target: 30~min"),
                verdict: Verdict::Met,
            }),
            definition: Some(s.say(
                "Temps entre le premier message du client et la première réponse d’une personne.",
                "Time from the customer’s first message to the first reply of a person.",
            )),
            assumption: s.say(
                "Les conversations encore sans réponse comptent comme plus longues.",
                "Conversations still unanswered count as longer.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: weekly(&[1080.0, 1020.0, 990.0, 1000.0, 930.0, 900.0, 870.0, 840.0]),
        },
        Card {
            id: "fcr".to_owned(),
            label: s.say("FRC (résolution au premier contact)", "First contact resolution"),
            value: format.share(0.64),
            raw: Some(0.64),
            interval: Some([0.6, 0.68]),
            n: Some(574),
            range: s.say(
                "entre 60~% et 68~%, sur 574 conversations",
                "between 60% and 68%, from 574 conversations",
            ),
            change: None,
            target: Some(TargetState {
                text: s.say("objectif~: 75~%", "target: 75%"),
                verdict: Verdict::Missed,
            }),
            definition: None,
            assumption: s.say(
                "Estimée~: un export ne porte pas de statut.",
                "Estimated: an export carries no status.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: Vec::new(),
        },
        Card {
            id: "response_rate".to_owned(),
            label: s.say("Réponses à l’enquête", "Survey responses"),
            value: s.say("masqué", "withheld"),
            raw: None,
            interval: None,
            n: None,
            range: s.say("moins de 10 clients interrogés", "fewer than 10 customers asked"),
            change: None,
            target: None,
            definition: None,
            assumption: s.say(
                "En dessous de 10 personnes, un chiffre pourrait en désigner une.",
                "Below 10 people, a figure could point at one of them.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: Vec::new(),
        },
        Card {
            id: "unanswered".to_owned(),
            label: s.say("Sans réponse", "Unanswered"),
            value: format.share(0.043),
            raw: Some(0.043),
            interval: Some([0.033, 0.056]),
            n: Some(1284),
            range: s.say("entre 3~% et 6~%~; 55 conversations", "between 3% and 6%; 55 conversations"),
            change: Some(s.say("inchangé", "unchanged")),
            target: None,
            definition: None,
            assumption: s.say(
                "À la fin de l’export~; une réponse plus tardive n’est pas vue.",
                "At the end of the export; a later reply is not seen.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: weekly(&[0.05, 0.04, 0.045, 0.05, 0.04, 0.044, 0.041, 0.043]),
        },
        Card {
            id: "withdrawn_delay".to_owned(),
            label: s.say("Délai avant suppression", "Delay before deletion"),
            value: s.say("non observable", "not observable"),
            raw: None,
            interval: None,
            n: None,
            range: s.say(
                "un export ne date pas les suppressions",
                "an export does not date deletions",
            ),
            change: None,
            target: None,
            definition: None,
            assumption: s.say(
                "Seul l’accès direct (API en mode coexistence) donne l’heure.",
                "Only direct access (the API in coexistence mode) gives the time.",
            ),
            reference: None,
            beside: Vec::new(),
            spark: Vec::new(),
        },
    ]
}

fn main_curve(s: Say) -> Section {
    let format = s.format();
    let weeks: Vec<String> = (0..12)
        .map(|week| {
            let start = jiff::civil::date(2026, 1, 5);
            let monday = start
                .checked_add(jiff::Span::new().weeks(week))
                .unwrap_or(start);
            format.short_date(monday)
        })
        .collect();
    let values = [
        Some(0.71),
        Some(0.73),
        Some(0.72),
        Some(0.74),
        None,
        Some(0.74),
        Some(0.76),
        Some(0.75),
        Some(0.78),
        Some(0.77),
        Some(0.8),
        Some(0.79),
    ];
    let previous = [
        0.70, 0.69, 0.71, 0.72, 0.70, 0.69, 0.71, 0.73, 0.72, 0.71, 0.72, 0.74,
    ];
    let band = values.map(|value: Option<f64>| value.map(|value| [value - 0.07, value + 0.06]));
    let rows = weeks
        .iter()
        .zip(values)
        .zip(band)
        .map(|((week, value), band)| {
            vec![
                Cell::text(week.clone()),
                match value {
                    Some(value) => Cell::number(value, format.share(value)),
                    None => Cell::text(s.say("masqué", "withheld")),
                },
                Cell::text(band.map_or_else(|| "—".to_owned(), |band| format.share_range(band))),
            ]
        })
        .collect();
    Section {
        id: "satisfaction".to_owned(),
        title: s.say("La satisfaction, semaine après semaine", "Satisfaction, week by week"),
        lead: s.say(
            "Elle monte depuis janvier, d’environ huit points~; la semaine du 2~février est masquée, trop peu de clients ont écrit.",
            "It has been rising since January, by about eight points; the week of 2~February is withheld, too few customers wrote.",
        ),
        blocks: vec![
            Block::Chart(Chart {
                id: "satisfaction-curve".to_owned(),
                title: s.say(
                    "La satisfaction dépasse depuis mars celle de l’an dernier",
                    "Since March, satisfaction has been above last year’s",
                ),
                subtitle: s.say(
                    "Satisfaction estimée par semaine, fourchette à 95~%~; clients ayant donné leur accord",
                    "Estimated satisfaction per week, 95% range; consenting customers",
                ),
                description: s.say(
                    "Courbe hebdomadaire du 5~janvier au 23~mars 2026, de 71~% à 79~%, avec sa fourchette~; en gris, les mêmes semaines de 2025.",
                    "Weekly line from 5~January to 23~March 2026, from 71% to 79%, with its range; in grey, the same weeks of 2025.",
                ),
                plot: Plot::Lines {
                    unit: Unit::Share,
                    x: weeks,
                    series: vec![
                        Series {
                            name: "2026".to_owned(),
                            values: values.to_vec(),
                            band: band.to_vec(),
                            muted: false,
                        },
                        Series {
                            name: "2025".to_owned(),
                            values: previous.map(Some).to_vec(),
                            band: Vec::new(),
                            muted: true,
                        },
                    ],
                    marks: vec![
                        (5, s.say("Guide des tailles", "Size guide")),
                        (6, s.say("Permanence du soir", "Evening shift")),
                    ],
                },
                table: Table {
                    caption: s.say("Satisfaction estimée par semaine", "Estimated satisfaction per week"),
                    head: vec![
                        s.say("Semaine du", "Week of"),
                        s.say("Estimation", "Estimate"),
                        s.say("Fourchette", "Range"),
                    ],
                    rows,
                },
            }),
            Block::Note {
                text: s.say(
                    "La semaine la plus récente sera complète le 6~avril~: les suppressions restent possibles 60~heures.",
                    "The newest week will be complete on 6~April: deletions remain possible for 60~hours.",
                ),
            },
        ],
    }
}

fn actions(s: Say) -> Section {
    Section {
        id: "actions".to_owned(),
        title: s.say("Ce que l’on peut faire", "What can be done"),
        lead: s.say(
            "Deux actions proposées~; le guide des tailles est la plus utile.",
            "Two actions proposed; the size guide is the most useful.",
        ),
        blocks: vec![Block::Actions {
            items: vec![
                Action {
                    title: s.say("Publier un guide des tailles", "Publish a size guide"),
                    because: s.say(
                        "31 conversations par semaine demandent quelle taille choisir (entre 24 et 39).",
                        "31 conversations a week ask which size to choose (between 24 and 39).",
                    ),
                    measure: s.say(
                        "Conversations sur la taille, quatre semaines avant et après, avec leur fourchette.",
                        "Conversations about size, four weeks before and after, with their range.",
                    ),
                },
                Action {
                    title: s.say("Tenir une permanence du soir", "Staff the evening"),
                    because: s.say(
                        "Après 18~h, l’attente médiane passe de 14~min à 13~h.",
                        "After 6~pm the median wait goes from 14~min to 13~h.",
                    ),
                    measure: s.say(
                        "Part des conversations du soir répondues avant 20~h.",
                        "Share of evening conversations answered before 8~pm.",
                    ),
                },
            ],
        }],
    }
}

fn method(s: Say) -> Section {
    Section {
        id: "method".to_owned(),
        title: s.say("Méthode, définitions, confidentialité", "Method, definitions, privacy"),
        lead: s.say(
            "Rien de ce qu’un client a supprimé n’est lu~; rien ne quitte votre machine.",
            "Nothing a customer deleted is read; nothing leaves your machine.",
        ),
        blocks: vec![
            Block::List {
                items: vec![
                    s.say(
                        "Les groupes de moins de 10 clients sont masqués, et le plus petit suivant avec eux s’il les trahirait.",
                        "Groups of fewer than 10 customers are withheld, and the next smallest with them if it would give them away.",
                    ),
                    s.say(
                        "Les fourchettes sont à 95~%~: l’attente exacte peut tomber dehors une fois sur vingt.",
                        "Ranges are at 95%: the exact value may fall outside one time in twenty.",
                    ),
                ],
            },
            Block::Details {
                summary: s.say("Comment l’estimation est faite", "How the estimate is made"),
                blocks: vec![Block::Text {
                    text: s.say(
                        "On compte ceux qui ont répondu~; on déduit les autres de leurs messages, avec l’exactitude mesurée sur ceux qui ont fait les deux.",
                        "Those who answered are counted; the others are inferred from their messages, with the accuracy measured on those who did both.",
                    ),
                }],
            },
        ],
    }
}
