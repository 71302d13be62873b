//! Exports with survey answers, reviews and actions beside them.

use jiff::civil::date;

use super::feedback::Run;
use super::program::project;

fn example(name: &str) -> Run {
    let folder = project().join("examples").join(name);
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).expect("an example file");
    let run = Run::of(&folder.join("exports"), date(2026, 4, 2).at(9, 0, 0, 0))
        .recorded(&text("consent.csv"));
    match name {
        "style-and-co" => run
            .survey(&text("surveys.csv"))
            .reviews(&text("reviews.csv"))
            .action("2026-02-14", "Guide des tailles"),
        _ => run
            .survey(&text("surveys.jsonl"))
            .action("2026-02-03", "Mise à jour 6.4"),
    }
}

#[test]
fn dump() {
    for name in ["style-and-co", "techsolutions"] {
        let found = example(name).findings();
        let s = found.satisfaction.as_ref().unwrap();
        println!(
            "{name}\n{:#?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
            s.surveys, s.fcr_declared, s.nps, s.ces, s.evidence, s.params.sources
        );
        println!("{}", serde_json::to_string_pretty(&s.answer).unwrap());
        println!("{:#?}", found.reviews);
        println!("{:#?}\n{:#?}", found.change.actions, found.change.alerts);
        for d in &found.change.daily {
            println!(
                "{:?} {} {} people {}",
                d.measure,
                d.first,
                d.days.len(),
                d.people
            );
        }
    }
}
