//! "What if 15% of the messages were missing?": the reader sets what is believed, and sees which
//! conclusion survives. Needs no export.

mod page;

use tact_domain::Estimate;
use tact_metrics::estimate::{Sides, conversations_touched, missing_share_bounds};

use super::{
    Page,
    explore::{Conclusion, gamma_dial, gamma_sign},
    figure::{Of, ends},
    meaning::{Figure, meaning},
    satisfaction,
    tone::DEFAULT_GOAL,
};
use crate::{
    i18n::{Texts, args},
    report::model::{Block, Cell, Dial, DialKind, Explorer, Outcome, Section, Stop, Table},
};

pub use page::{WhatIf, what_if_report};

/// Shares of the table without script.
const LISTED_MISSING: [f64; 5] = [0.05, 0.10, 0.15, 0.20, 0.30];
/// Γ of that table.
const LISTED_GAMMA: [f64; 6] = [1.0, 1.5, 2.0, 3.0, 5.0, f64::INFINITY];
/// Shares a reader may choose.
const MISSING_STOPS: [f64; 10] = [0.02, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50, 0.60];
/// Γ a reader may choose.
const GAMMA_STOPS: [f64; 11] = [
    1.0,
    1.25,
    1.5,
    2.0,
    2.5,
    3.0,
    4.0,
    5.0,
    7.0,
    10.0,
    f64::INFINITY,
];
/// The share of the question, and where the dials stand without anything known.
const MISSING: f64 = 0.15;
const GAMMA: f64 = 2.0;
/// Messages per conversation of the trap.
const LENGTHS: [u32; 5] = [1, 2, 3, 5, 10];

/// The share read among what was kept, from which the question starts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    /// Share satisfied (or of positive tone) among the kept.
    pub(crate) share: f64,
    /// Its interval, where the number of conversations is known.
    pub(crate) interval: Option<[f64; 2]>,
    /// Share of conversations touched, where it is known.
    pub(crate) touched: Option<f64>,
    /// The conclusion is "at least" this.
    pub(crate) target: f64,
    /// Keys of the sentence and of the lead.
    pub(crate) sentence: &'static str,
    pub(crate) lead: &'static str,
}

/// Where the dials stand first.
#[derive(Clone, Copy)]
struct Start {
    missing: f64,
    gamma: f64,
}

impl Kept {
    /// Bounds with the sampling of the kept share carried through, and the smallest without it.
    fn bounds(&self, missing: f64, gamma: f64, sides: Sides) -> ([f64; 2], f64) {
        let [low, high] = self.interval.unwrap_or([self.share; 2]);
        let at = |share: f64| missing_share_bounds(share, missing, gamma, sides);
        ([at(low)[0], at(high)[1]], at(self.share)[0])
    }

    fn conclusion(&self, missing: f64, gamma: f64, sides: Sides) -> ([f64; 2], Conclusion) {
        let (range, low) = self.bounds(missing, gamma, sides);
        (
            range,
            Conclusion::of(self.share, low, range[0], self.target),
        )
    }
}

/// The section of a report, starting from the company's own kept share.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let kept = satisfaction::kept(page).or_else(|| tone(page))?;
    let mut section = of_kept(page.texts, &kept);
    if let Some(own) = own_trap(page) {
        section.blocks.push(Block::Text { text: own });
    }
    Some(section)
}

/// The section of one kept share, the dials where it stands.
pub(super) fn of_kept(texts: &Texts, kept: &Kept) -> Section {
    let start = Start {
        missing: kept.touched.filter(|share| *share > 0.0).unwrap_or(MISSING),
        gamma: GAMMA,
    };
    build(texts, kept, start)
}

fn tone(page: &Page<'_>) -> Option<Kept> {
    let counts = page.tone.counts()?;
    Some(Kept {
        share: counts.p()?,
        interval: counts.intact_estimate().interval().map(ends),
        touched: Some(counts.touched()),
        target: DEFAULT_GOAL,
        sentence: "what-if-sentence-tone",
        lead: "what-if-lead-tone",
    })
}

/// Share of messages beside share of conversations, as observed.
fn own_trap(page: &Page<'_>) -> Option<String> {
    let channel = page.findings.service.deletions.first()?;
    let written = |estimate: &Estimate, of: Of| {
        let written = page.figures().share(estimate, of);
        written
            .raw
            .filter(|share| *share > 0.0)
            .map(|_| format!("{} ({})", written.value, written.range))
    };
    Some(page.texts.get(
        "what-if-trap-own",
        args![
            "messages" => written(&channel.messages.rate, Of::Messages)?,
            "conversations" => written(&channel.conversations.rate, Of::Conversations)?
        ],
    ))
}

fn build(texts: &Texts, kept: &Kept, start: Start) -> Section {
    let format = texts.format();
    let target = format.share(kept.target);
    let mut blocks = vec![
        Block::Text {
            text: texts.say("what-if-do"),
        },
        Block::Explorer(Box::new(explorer(texts, kept, start))),
        Block::Note {
            text: match kept.interval {
                Some(range) => texts.get(
                    "what-if-margin",
                    args!["range" => format.between_shares(range)],
                ),
                None => texts.say("what-if-no-margin"),
            },
        },
    ];
    blocks.extend(trap(texts));
    Section {
        id: "what-if".to_owned(),
        title: texts.get("section-what-if", args!["missing" => format.share(MISSING)]),
        lead: texts.get(
            kept.lead,
            args![
                "share" => format.share(kept.share),
                "range" => kept
                    .interval
                    .map_or_else(String::new, |range| format!(" ({})", format.between_shares(range))),
                "target" => target
            ],
        ),
        blocks,
    }
}

fn explorer(texts: &Texts, kept: &Kept, start: Start) -> Explorer {
    let format = texts.format();
    let missing = with(&MISSING_STOPS, start.missing);
    let gammas = with(&GAMMA_STOPS, start.gamma);
    let sides = [Sides::Both, Sides::One];
    let outcomes = missing
        .iter()
        .flat_map(|share| gammas.iter().map(move |gamma| (*share, *gamma)))
        .flat_map(|(share, gamma)| sides.map(|sides| kept.conclusion(share, gamma, sides)))
        .map(|([low, high], verdict)| Outcome {
            low,
            high,
            verdict: Some(verdict.position()),
        })
        .collect();
    Explorer {
        id: "what-if-explorer".to_owned(),
        title: texts.say("what-if-title"),
        intro: texts.say("what-if-intro"),
        dials: vec![
            Dial {
                id: "missing".to_owned(),
                label: texts.say("what-if-missing"),
                kind: DialKind::Slider,
                stops: missing
                    .iter()
                    .map(|share| Stop {
                        value: Some(*share),
                        text: missing_words(texts, *share),
                    })
                    .collect(),
                first: place(&missing, start.missing),
            },
            gamma_dial(texts, "what-if-gamma", &gammas, start.gamma),
            Dial {
                id: "sides".to_owned(),
                label: texts.say("what-if-sides"),
                kind: DialKind::Choice,
                stops: ["what-if-both", "what-if-one"]
                    .map(|key| Stop {
                        value: None,
                        text: texts.say(key),
                    })
                    .to_vec(),
                first: 0,
            },
        ],
        outcomes,
        sentence: texts.get(
            kept.sentence,
            args![
                "missing" => "{missing}",
                "gamma" => "{gamma}",
                "sides" => "{sides}",
                "low" => "{low}",
                "high" => "{high}"
            ],
        ),
        verdicts: Conclusion::sentences(texts, kept.target),
        point: Some(kept.share),
        target: Some(kept.target),
        breakdown: texts.get(
            "what-if-marks",
            args!["target" => format.share(kept.target)],
        ),
        tables: vec![
            table(texts, kept, Sides::One, "what-if-table-one"),
            table(texts, kept, Sides::Both, "what-if-table-both"),
        ],
        meaning: meaning(texts, Figure::WhatIf),
    }
}

fn missing_words(texts: &Texts, share: f64) -> String {
    let percent = share * 100.0;
    if (percent - percent.round()).abs() < 1e-9 {
        texts.format().share(share)
    } else {
        texts.format().share_to(share, 1)
    }
}

/// The usual stops with one more where it is not among them, in order.
fn with(stops: &[f64], chosen: f64) -> Vec<f64> {
    let mut stops = stops.to_vec();
    if !stops.contains(&chosen) {
        stops.push(chosen);
        stops.sort_by(f64::total_cmp);
    }
    stops
}

fn place(stops: &[f64], chosen: f64) -> usize {
    stops.iter().position(|stop| *stop == chosen).unwrap_or(0)
}

fn table(texts: &Texts, kept: &Kept, sides: Sides, caption: &str) -> Table {
    let format = texts.format();
    let mut head = vec![texts.say("col-missing")];
    head.extend(
        LISTED_GAMMA
            .iter()
            .map(|gamma| format!("Γ\u{a0}{}", gamma_sign(texts, *gamma))),
    );
    let rows = LISTED_MISSING
        .iter()
        .map(|missing| {
            let mut row = vec![Cell::number(*missing, missing_words(texts, *missing))];
            row.extend(LISTED_GAMMA.iter().map(|gamma| {
                let (range, verdict) = kept.conclusion(*missing, *gamma, sides);
                let value = match sides {
                    Sides::One => format.share_to(range[0], 1),
                    Sides::Both if range[0] == range[1] => format.share_to(range[0], 1),
                    Sides::Both => format!(
                        "{}–{}",
                        format.decimal(range[0] * 100.0, 1),
                        format.share_to(range[1], 1)
                    ),
                };
                Cell::number(
                    range[0],
                    texts.get(verdict.marked(), args!["value" => value]),
                )
            }));
            row
        })
        .collect();
    Table {
        caption: texts.say(caption),
        head,
        rows,
    }
}

/// A share of messages is not a share of conversations.
fn trap(texts: &Texts) -> Vec<Block> {
    let format = texts.format();
    let messages = format.share(MISSING);
    let touched = |length: u32| conversations_touched(MISSING, f64::from(length));
    vec![
        Block::Heading {
            text: texts.say("what-if-trap-title"),
        },
        Block::Text {
            text: texts.get(
                "what-if-trap",
                args![
                    "messages" => messages.clone(),
                    "length" => 5,
                    "touched" => format.share(touched(5))
                ],
            ),
        },
        Block::Table(Table {
            caption: texts.get("what-if-trap-table", args!["messages" => messages]),
            head: vec![texts.say("col-length"), texts.say("col-missing")],
            rows: LENGTHS
                .iter()
                .map(|length| {
                    let share = touched(*length);
                    vec![
                        Cell::number(f64::from(*length), format.count(u64::from(*length))),
                        Cell::number(share, format.share(share)),
                    ]
                })
                .collect(),
        }),
    ]
}
