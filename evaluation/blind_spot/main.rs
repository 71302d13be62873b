//! Bias and coverage of every satisfaction figure, in worlds whose truth is known.
//!
//! `cargo run --release -p tact-metrics --example blind_spot > evaluation/blind_spot/results.md`
#![expect(clippy::indexing_slicing, reason = "a study over its own fixed tables")]

mod world;

use tact_domain::Interval;
use tact_metrics::estimate::random::SplitMix64;
use tact_metrics::estimate::{
    Cell, Headline, PostStratified, Stratum, Z_95, all_customers_gamma, all_customers_worst_case,
    calibrated, gamma_calibrated, headline, manski, odds_ratio, post_stratified, robust, stratum,
    transport, wilson, worst_case_calibrated,
};
use world::{BASE, Period, World, worlds};

const SEED: u64 = 20_261_122;
const REPETITIONS: u32 = 2_000;
const SIZES: [u64; 3] = [300, 1_500, 6_000];

/// One figure over all repetitions.
#[derive(Default)]
struct Score {
    points: u32,
    error: f64,
    covered: u32,
    width: f64,
}

impl Score {
    fn add(&mut self, point: Option<f64>, interval: Interval, truth: f64) {
        if let Some(point) = point {
            self.points += 1;
            self.error += point - truth;
        }
        self.covered += u32::from(interval.contains(truth));
        self.width += interval.width();
    }

    /// Bias in points, coverage, mean width in points.
    fn cells(&self) -> String {
        let bias = match self.points {
            0 => "—".to_owned(),
            points => format!("{:+.1}", 100.0 * self.error / f64::from(points)),
        };
        let share = 100.0 * f64::from(self.covered) / f64::from(REPETITIONS);
        let width = 100.0 * self.width / f64::from(REPETITIONS);
        format!("{bias} | {share:.1} % | {width:.0}")
    }
}

const FIGURES: [&str; 10] = [
    "kept messages, labels perfect (never shown)",
    "survey as it stands",
    "survey weighted by touched",
    "**calibrated, Λ = 1** (inner band)",
    "**calibrated, Λ = 1.5** (range shown)",
    "calibrated, Λ = 2.5",
    "transport by odds ratio",
    "Γ = 2 around the intact stratum",
    "deletions unknown, intact calibrated",
    "survey, nothing assumed",
];

fn figures(period: &Period) -> ([(Option<f64>, Interval); 10], Headline) {
    let (intact, touched) = (period.intact, period.touched);
    let n = intact.conversations + touched.conversations;
    let pi = touched.conversations as f64 / n as f64;
    let parts: [Stratum; 2] = [stratum(&intact, 1.0), stratum(&touched, 1.0)];
    let joined = calibrated(&parts);
    let (satisfied, answers) = (
        intact.satisfied + touched.satisfied,
        intact.answers() + touched.answers(),
    );
    let share = |k: u64, n: u64| ((n > 0).then(|| k as f64 / n as f64), wilson(k, n, Z_95));
    let cell = |counts: &tact_metrics::estimate::StratumCounts| Cell {
        conversations: counts.conversations,
        answers: counts.answers(),
        satisfied: counts.satisfied,
    };
    let weighted = match post_stratified(&[cell(&intact), cell(&touched)]) {
        PostStratified::Known {
            theta,
            lower,
            upper,
            ..
        } => (
            Some(theta),
            Interval {
                low: lower,
                high: upper,
            },
        ),
        _ => (None, Interval::UNIT),
    };
    let range = |lambda| (joined.theta, robust(&[intact, touched], lambda).interval());
    let carried = transport(&parts[0], &odds_ratio(&touched, &intact), pi, n);
    let gamma = gamma_calibrated(&parts[0], pi, n, 2.0);
    let survey = manski(satisfied, answers, n);
    let rows = [
        share(period.intact_satisfied, intact.conversations),
        share(satisfied, answers),
        weighted,
        (joined.theta, joined.interval()),
        range(1.5),
        range(2.5),
        (
            carried.theta,
            Interval {
                low: carried.lower,
                high: carried.upper,
            },
        ),
        (
            None,
            Interval {
                low: gamma.ci_lower,
                high: gamma.ci_upper,
            },
        ),
        (None, worst_case_calibrated(&parts[0], pi).interval()),
        (None, survey.interval()),
    ];
    (rows, headline(&parts, &joined))
}

fn selection(random: &mut SplitMix64) {
    println!("## Selection by deletion and by answering\n");
    for world in worlds() {
        println!("### {}\n", world.name);
        println!(
            "| figure | {} |",
            SIZES
                .map(|n| format!("n = {n}: bias | covers | width"))
                .join(" | ")
        );
        println!("|---|{}", "--:|--:|--:|".repeat(SIZES.len()));
        let mut shown = [0u32; SIZES.len()];
        let mut scores: Vec<[Score; FIGURES.len()]> = Vec::new();
        for (size, shown) in SIZES.iter().zip(&mut shown) {
            let mut table: [Score; FIGURES.len()] = Default::default();
            for _ in 0..REPETITIONS {
                let (found, top) = figures(&world.period(*size, random));
                *shown += u32::from(top == Headline::Calibrated);
                for (score, (point, interval)) in table.iter_mut().zip(found) {
                    score.add(point, interval, world.theta);
                }
            }
            scores.push(table);
        }
        for (row, name) in FIGURES.iter().enumerate() {
            let cells: Vec<String> = scores.iter().map(|table| table[row].cells()).collect();
            println!("| {name} | {} |", cells.join(" | "));
        }
        let shares = shown
            .map(|count| format!("{:.0} %", 100.0 * f64::from(count) / f64::from(REPETITIONS)));
        println!(
            "\nHeadline shown with its point in {} of periods.\n",
            shares.join(", ")
        );
    }
}

const CONSENT_FIGURES: [&str; 7] = [
    "headline of the consenting, read as if of all (Λ = 1.5)",
    "Γ = 1: those who declined are alike",
    "Γ = 2",
    "Γ = 3",
    "Γ = 5",
    "nothing believed of the others, Λ = 1",
    "**nothing believed of the others, Λ = 1.5**",
];

fn consent_figures(period: &Period) -> [(Option<f64>, Interval); 7] {
    let counts = [period.intact, period.touched];
    let n = period.conversations;
    let seen = counts.iter().map(|part| part.conversations).sum::<u64>();
    let consenting = seen as f64 / n as f64;
    let joined = calibrated(&counts.map(|part| stratum(&part, 1.0)));
    let shown = robust(&counts, 1.5).interval();
    let gamma = |gamma: f64| {
        let found = all_customers_gamma(&joined, shown, consenting, n, gamma);
        (
            None,
            Interval {
                low: found.ci_lower,
                high: found.ci_upper,
            },
        )
    };
    let worst = |limits: Interval| {
        (
            None,
            all_customers_worst_case(joined.theta, limits, consenting, n).interval(),
        )
    };
    [
        (joined.theta, shown),
        gamma(1.0),
        gamma(2.0),
        gamma(3.0),
        gamma(5.0),
        worst(joined.interval()),
        worst(shown),
    ]
}

fn consent(random: &mut SplitMix64) {
    println!("## Consent, where the satisfied consent more\n");
    println!(
        "Base world; the odds of consenting are 3 times as high among the satisfied. Truth: the \
         share satisfied among *all* customers.\n"
    );
    // Shares among the satisfied and the dissatisfied with odds ratio 3 that make 5, 20 and 50 %.
    for (name, consents) in [
        ("5 %", [0.0573, 0.0199]),
        ("20 %", [0.2251, 0.0883]),
        ("50 %", [0.5472, 0.2872]),
    ] {
        let world = World {
            consents: Some(consents),
            ..BASE
        };
        println!("### {name} consent\n");
        println!(
            "| figure | {} |",
            SIZES
                .map(|n| format!("n = {n}: bias | covers | width"))
                .join(" | ")
        );
        println!("|---|{}", "--:|--:|--:|".repeat(SIZES.len()));
        let tables: Vec<[Score; CONSENT_FIGURES.len()]> = SIZES
            .iter()
            .map(|size| {
                let mut table: [Score; CONSENT_FIGURES.len()] = Default::default();
                for _ in 0..REPETITIONS {
                    let found = consent_figures(&world.period(*size, random));
                    for (score, (point, interval)) in table.iter_mut().zip(found) {
                        score.add(point, interval, world.theta);
                    }
                }
                table
            })
            .collect();
        for (row, name) in CONSENT_FIGURES.iter().enumerate() {
            let cells: Vec<String> = tables.iter().map(|table| table[row].cells()).collect();
            println!("| {name} | {} |", cells.join(" | "));
        }
        println!();
    }
}

fn main() {
    let mut random = SplitMix64::new(SEED);
    println!("# Blind spot: bias and coverage in worlds whose truth is known\n");
    println!(
        "{REPETITIONS} periods each, seed {SEED}; truth 80 % satisfied. Bias and width in points; \
         *covers*: share of periods whose interval holds the truth. All data are simulated. Remade \
         by `cargo run --release -p tact-metrics --example blind_spot > \
         evaluation/blind_spot/results.md`.\n"
    );
    selection(&mut random);
    consent(&mut random);
}
