//! Questions that come back, products, quotes.

use tact_app::report::model::{
    BarItem, Block, Cell, Chart, Lang, Plot, Quote, Section, Table, Topic, Unit,
};

use super::Say;

/// The section of questions and problems.
pub(super) fn section(s: Say) -> Section {
    Section {
        id: "questions".to_owned(),
        title: s.say("Les questions qui reviennent", "Questions that come back"),
        lead: s.say(
            "La taille à choisir vient en tête, et monte~: 12 conversations par semaine en janvier, 31 en mars.",
            "Which size to choose comes first, and is rising: 12 conversations a week in January, 31 in March.",
        ),
        blocks: vec![
            Block::Topics { items: topics(s) },
            Block::Chart(impact(s)),
            Block::Heading {
                text: s.say("Ton par produit", "Tone by product"),
            },
            Block::Chart(tone(s)),
            Block::Quotes {
                items: vec![Quote {
                    text: s.say(
                        "Bonjour, la robe est magnifique mais elle taille petit, je fais du 40 d’habitude et là je ne rentre pas dedans…",
                        "Hello, the dress is gorgeous but it runs small, I usually wear a 40 and I cannot get into this one…",
                    ),
                    source: s.say("Tailles, mars 2026", "Sizes, March 2026"),
                }],
            },
        ],
    }
}

fn topics(s: Say) -> Vec<Topic> {
    vec![
        Topic {
            name: s.say("Quelle taille choisir", "Which size to choose"),
            conversations: 118,
            contacts: 97,
            share: s.say("19~% des conversations (entre 16 et 22~%)", "19% of conversations (16–22%)"),
            trend: s.say("en hausse~: de 12 à 31 par semaine", "rising: from 12 to 31 a week"),
            direction: 1,
            weekly: [12, 14, 13, 17, 19, 24, 28, 31].map(Some).to_vec(),
            example: Some(s.say(
                "Je fais 1,68~m, d’habitude du M, je prends quoi pour la veste [PRODUIT]^?",
                "I am 1.68~m, usually an M, what should I take for the [PRODUCT] jacket?",
            )),
            tone: s.say("neutre, un peu inquiète", "neutral, slightly worried"),
            terms: ["taille", "petit", "M ou L", "guide"]
                .iter()
                .zip(["size", "small", "M or L", "guide"])
                .map(|(french, english)| s.say(french, english))
                .collect(),
            suggestion: Some(s.say(
                "Mesurez votre tour de poitrine~: jusqu’à 92~cm prenez M, au-delà L. Nos vestes taillent petit.",
                "Measure your chest: up to 92~cm take M, above that L. Our jackets run small.",
            )),
        },
        Topic {
            name: s.say("Retour et remboursement", "Returns and refunds"),
            conversations: 74,
            contacts: 66,
            share: s.say("12~% (entre 10 et 15~%)", "12% (10–15%)"),
            trend: s.say("stable", "stable"),
            direction: 0,
            weekly: vec![Some(18), Some(17), None, Some(19), Some(18), Some(20), Some(18), Some(18)],
            example: None,
            tone: s.say("masquée~: moins de 10 clients", "withheld: fewer than 10 customers"),
            terms: ["retour", "remboursement", "étiquette"]
                .iter()
                .zip(["return", "refund", "label"])
                .map(|(french, english)| s.say(french, english))
                .collect(),
            suggestion: None,
        },
        Topic {
            name: s.say("Où est ma commande", "Where is my order"),
            conversations: 52,
            contacts: 49,
            share: s.say("8~% (entre 6 et 11~%)", "8% (6–11%)"),
            trend: s.say("en baisse~: de 19 à 9 par semaine", "falling: from 19 to 9 a week"),
            direction: -1,
            weekly: [19, 18, 17, 15, 14, 11, 10, 9].map(Some).to_vec(),
            example: None,
            tone: s.say("plutôt négative", "rather negative"),
            terms: Vec::new(),
            suggestion: None,
        },
    ]
}

fn impact(s: Say) -> Chart {
    let items = [
        (
            "Attente du soir et du week-end",
            "Waiting in the evening and at weekends",
            Some((0.051, 0.032, 0.071)),
        ),
        (
            "Tailles qui ne correspondent pas à l’étiquette",
            "Sizes that do not match the label",
            Some((0.034, 0.018, 0.05)),
        ),
        (
            "Retour et remboursement",
            "Returns and refunds",
            Some((0.022, 0.008, 0.037)),
        ),
        ("Colis abîmé", "Damaged parcel", None),
        (
            "Retrait en boutique",
            "Pick-up in the shop",
            Some((0.006, 0.0, 0.014)),
        ),
    ];
    let format = s.format();
    let points = |share: f64| format.decimal(share * 100.0, 1);
    let written = |item: Option<(f64, f64, f64)>| match item {
        Some((value, low, high)) => {
            let range = format.between(&points(low), &points(high));
            let word = if value < 0.02 && s.0 == Lang::Fr {
                "point"
            } else {
                "points"
            };
            format!("{}\u{a0}{word} ({range})", points(value))
        }
        None => s.say("masqué", "withheld"),
    };
    Chart {
        id: "themes".to_owned(),
        title: s.say(
            "L’attente du soir coûte le plus de satisfaction",
            "Waiting in the evening costs the most satisfaction",
        ),
        subtitle: s.say(
            "Points de satisfaction perdus par thème, 612 conversations~; association, pas preuve de cause",
            "Points of satisfaction lost per theme, 612 conversations; an association, not proof of cause",
        ),
        description: s.say(
            "Cinq thèmes, de 5,1~points perdus à 0,6~; un thème est masqué.",
            "Five themes, from 5.1~points lost to 0.6; one theme is withheld.",
        ),
        plot: Plot::Bars {
            unit: Unit::Share,
            bars: items
                .iter()
                .map(|(french, english, item)| BarItem {
                    label: s.say(french, english),
                    value: item.map(|(value, ..)| value),
                    interval: item.map(|(_, low, high)| [low, high]),
                    text: written(*item),
                })
                .collect(),
        },
        table: Table {
            caption: s.say("Points perdus par thème", "Points lost per theme"),
            head: vec![s.say("Thème", "Theme"), s.say("Points perdus", "Points lost")],
            rows: items
                .iter()
                .map(|(french, english, item)| {
                    vec![
                        Cell::text(s.say(french, english)),
                        match item {
                            Some((value, ..)) => Cell::number(*value, written(*item)),
                            None => Cell::text(written(None)),
                        },
                    ]
                })
                .collect(),
        },
    }
}

fn tone(s: Say) -> Chart {
    let rows: [(&str, &str, [f64; 3]); 4] = [
        ("Robes", "Dresses", [0.62, 0.25, 0.13]),
        ("Vestes", "Jackets", [0.41, 0.28, 0.31]),
        ("Chaussures", "Shoes", [0.55, 0.37, 0.08]),
        ("Accessoires", "Accessories", [f64::NAN; 3]),
    ];
    let format = s.format();
    Chart {
        id: "tone-by-product".to_owned(),
        title: s.say(
            "Les vestes concentrent les messages négatifs",
            "Jackets draw most of the negative messages",
        ),
        subtitle: s.say(
            "Part des conversations par ton, 402 conversations où un produit est nommé",
            "Share of conversations by tone, 402 conversations that name a product",
        ),
        description: s.say(
            "Vestes~: 31~% de négatif, contre 8 à 13~% ailleurs.",
            "Jackets: 31% negative, against 8 to 13% elsewhere.",
        ),
        plot: Plot::Stacked {
            parts: vec![
                s.say("positif", "positive"),
                s.say("neutre", "neutral"),
                s.say("négatif", "negative"),
            ],
            rows: rows
                .iter()
                .map(|(french, english, shares)| (s.say(french, english), shares.to_vec()))
                .collect(),
        },
        table: Table {
            caption: s.say("Ton par produit", "Tone by product"),
            head: vec![
                s.say("Produit", "Product"),
                s.say("positif", "positive"),
                s.say("neutre", "neutral"),
                s.say("négatif", "negative"),
            ],
            rows: rows
                .iter()
                .map(|(french, english, shares)| {
                    let mut row = vec![Cell::text(s.say(french, english))];
                    row.extend(shares.iter().map(|share| {
                        if share.is_finite() {
                            Cell::number(*share, format.share(*share))
                        } else {
                            Cell::text(s.say("masqué", "withheld"))
                        }
                    }));
                    row
                })
                .collect(),
        },
    }
}
