//! Teams and signatures.

use tact_domain::TeamId;

use super::*;

fn teams_of(assembly: &Assembly) -> Vec<Option<TeamId>> {
    let messages = assembly.threads.iter().flat_map(|thread| &thread.messages);
    messages
        .filter_map(|message| match message.sender {
            Sender::Agent { team, .. } => Some(team),
            Sender::Contact => None,
        })
        .collect()
}

fn signed_chat() -> Export {
    export("Awa")
        .says("01-05 10:00", "Awa", "Bonjour")
        .says("01-05 10:01", SHOP, "Bonjour.\nJulien, service client")
        .says("01-05 19:00", SHOP, "C’est parti.\n— Fatou")
        .says("01-05 19:05", SHOP, "Bonne soirée")
}

#[test]
fn without_a_teams_file_signatures_are_only_counted() {
    let assembly = assembled(&[&signed_chat()]);
    assert_eq!(
        assembly.signatures,
        SignatureCount {
            messages: 2,
            distinct: 2
        }
    );
    assert_eq!(teams_of(&assembly), [None, None, None]);
    assert!(assembly.teams.is_empty());
}

#[test]
fn a_teams_file_maps_signatures_and_shifts() {
    let file =
        "match,kind,team\nJulien,signature,SAV\nlun-ven 18h-20h,shift,Soir\nFatou,signature,Lyon\n";
    let options = AssembleOptions {
        teams: Some(Teams::parse(file).unwrap()),
        ..AssembleOptions::default()
    };
    let assembly = assembled_with(&[&signed_chat()], &options);
    assert_eq!(assembly.teams, ["SAV", "Soir", "Lyon"]);
    assert_eq!(
        teams_of(&assembly),
        [Some(TeamId(0)), Some(TeamId(2)), Some(TeamId(1))]
    );
}

#[test]
fn nothing_shows_an_agents_name() {
    let shown = format!("{:?}", assembled(&[&signed_chat()]));
    assert!(
        !shown.contains("Julien") && !shown.contains("Awa") && !shown.contains("opale"),
        "{shown}"
    );
}
