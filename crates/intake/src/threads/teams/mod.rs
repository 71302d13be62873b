//! Teams: what a teams file says of signatures, names, numbers and shifts.
//!
//! Without a teams file no figure by team exists. The file is CSV with the header
//! `match,kind,team`; see `docs/formats/teams.md`.

mod shift;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::DateTime;
use tact_domain::TeamId;
use thiserror::Error;

pub use self::shift::InvalidShift;
use self::shift::Shift;
use super::comparison::name_key;
use super::identity::{InvalidPhoneNumber, PhoneNumber};
use super::signature::{Signature, signature_key};

/// The teams of a run and what tells them apart.
#[derive(Clone, Default)]
pub struct Teams {
    names: Vec<String>,
    signatures: BTreeMap<String, (TeamId, u64)>,
    authors: BTreeMap<String, (TeamId, u64)>,
    numbers: BTreeMap<PhoneNumber, (TeamId, u64)>,
    shifts: Vec<(Shift, TeamId)>,
}

impl fmt::Debug for Teams {
    /// Counts: a signature is the name of an employee.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Teams")
            .field("names", &self.names.len())
            .field("signatures", &self.signatures.len())
            .field("authors", &self.authors.len())
            .field("numbers", &self.numbers.len())
            .field("shifts", &self.shifts.len())
            .finish()
    }
}

/// Why a teams file was refused. Nothing of a refused file is used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct TeamsError {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong there.
    pub problem: TeamsProblem,
}

/// What is wrong in a line of a teams file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TeamsProblem {
    /// The first line is not the header.
    #[error("the first line must be `match,kind,team`")]
    Header,
    /// The line cannot be read as three cells.
    #[error("expected three cells: match, kind and team; put cells that hold a comma in quotes")]
    Cells,
    /// A cell is empty.
    #[error("no cell may be empty")]
    EmptyCell,
    /// The kind is unknown.
    #[error("the kind must be signature, author, number or shift")]
    UnknownKind,
    /// The number cannot be read.
    #[error("{0}")]
    Number(InvalidPhoneNumber),
    /// The shift cannot be read.
    #[error("{0}")]
    Shift(InvalidShift),
    /// The same match already names another team.
    #[error("line {earlier} already gives this match to another team")]
    Contradiction {
        /// The earlier line.
        earlier: u64,
    },
    /// More teams than can be told apart.
    #[error("too many teams")]
    TooMany,
}

impl Teams {
    /// Reads a teams file. The first line that cannot be used is the error.
    pub fn parse(text: &str) -> Result<Self, TeamsError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(csv::Trim::All)
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let mut teams = Self::default();
        let mut header_seen = false;
        for record in reader.records() {
            let record = record.map_err(|error| TeamsError {
                line: error.position().map_or(1, csv::Position::line),
                problem: TeamsProblem::Cells,
            })?;
            let line = record.position().map_or(1, |start| line_of(text, start));
            let cells: Vec<&str> = record.iter().collect();
            let refused = |problem| TeamsError { line, problem };
            let cells: [&str; 3] = cells.try_into().map_err(|_| {
                refused(if header_seen {
                    TeamsProblem::Cells
                } else {
                    TeamsProblem::Header
                })
            })?;
            if !header_seen {
                if cells.map(str::to_lowercase) != ["match", "kind", "team"] {
                    return Err(refused(TeamsProblem::Header));
                }
                header_seen = true;
                continue;
            }
            teams.add(cells, line).map_err(refused)?;
        }
        if header_seen {
            Ok(teams)
        } else {
            Err(TeamsError {
                line: 1,
                problem: TeamsProblem::Header,
            })
        }
    }

    /// Team names, in the order of the file; a [`TeamId`] is an index of it.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn add(&mut self, [what, kind, team]: [&str; 3], line: u64) -> Result<(), TeamsProblem> {
        if what.is_empty() || team.is_empty() {
            return Err(TeamsProblem::EmptyCell);
        }
        let team = self.team(team)?;
        match kind.to_lowercase().as_str() {
            "signature" => {
                let key = signature_key(what);
                if key.is_empty() {
                    return Err(TeamsProblem::EmptyCell);
                }
                once(&mut self.signatures, key, team, line)
            }
            "author" => once(&mut self.authors, name_key(what), team, line),
            "number" => {
                let number = what.parse().map_err(TeamsProblem::Number)?;
                once(&mut self.numbers, number, team, line)
            }
            "shift" => {
                let shift = what.parse().map_err(TeamsProblem::Shift)?;
                self.shifts.push((shift, team));
                Ok(())
            }
            _ => Err(TeamsProblem::UnknownKind),
        }
    }

    fn team(&mut self, name: &str) -> Result<TeamId, TeamsProblem> {
        let known = self.names.iter().position(|other| other == name);
        let at = known.unwrap_or(self.names.len());
        let id = u16::try_from(at).map_err(|_| TeamsProblem::TooMany)?;
        if known.is_none() {
            self.names.push(name.to_owned());
        }
        Ok(TeamId(id))
    }

    /// Team of one message of the business: by signature (the whole one, then the name, then the
    /// service), else by the name it was sent under, else by that name's number, else by shift.
    pub(super) fn team_of(
        &self,
        signature: Option<Signature<'_>>,
        author: &Author,
        at: DateTime,
    ) -> Option<TeamId> {
        let signed = || {
            let keys = signature?.keys();
            keys.iter()
                .flatten()
                .find_map(|key| self.signatures.get(key))
                .map(|(team, _)| *team)
        };
        let on_shift = || self.shifts.iter().find(|(shift, _)| shift.covers(at));
        signed()
            .or_else(|| {
                let team = author.keys.iter().find_map(|key| self.authors.get(key));
                team.map(|(team, _)| *team)
            })
            .or_else(|| {
                let number = author.number.as_ref()?;
                self.numbers.get(number).map(|(team, _)| *team)
            })
            .or_else(|| on_shift().map(|(_, team)| *team))
    }
}

/// Line of a record: the reader's position stands before the empty lines and comments it skipped.
fn line_of(text: &str, start: &csv::Position) -> u64 {
    let rest = usize::try_from(start.byte())
        .ok()
        .and_then(|at| text.get(at..))
        .unwrap_or_default();
    let skipped = rest
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'))
        .count();
    start.line() + skipped as u64
}

fn once<K: Ord>(
    known: &mut BTreeMap<K, (TeamId, u64)>,
    key: K,
    team: TeamId,
    line: u64,
) -> Result<(), TeamsProblem> {
    match known.get(&key) {
        Some((other, earlier)) if *other != team => {
            Err(TeamsProblem::Contradiction { earlier: *earlier })
        }
        Some(_) => Ok(()),
        None => {
            known.insert(key, (team, line));
            Ok(())
        }
    }
}

/// The name under which the business wrote.
#[derive(Clone, Debug, Default)]
pub(super) struct Author {
    pub(super) keys: Vec<String>,
    pub(super) number: Option<PhoneNumber>,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const MONDAY_NOON: DateTime = date(2026, 1, 5).at(12, 0, 0, 0);
    const SUNDAY_NIGHT: DateTime = date(2026, 1, 4).at(23, 30, 0, 0);

    const FILE: &str = "\
match,kind,team
# The shop
Julien,signature,Boutique
\"Julien, service client\",signature,Service client
support,signature,Support
Maison Opale Lyon,author,Lyon
+33 6 39 98 00 01,number,Mobile
Mon-Fri 09:00-17:00,shift,Journée
\"sam, dim 21h-2h\",shift,Nuit
";

    fn team_name(
        signed: Option<(&str, Option<&str>)>,
        author: &str,
        at: DateTime,
    ) -> Option<String> {
        let teams = Teams::parse(FILE).unwrap();
        let signature = signed.map(|(name, role)| Signature { name, role });
        let author = Author {
            keys: vec![name_key(author)],
            number: author.parse().ok(),
        };
        let team = teams.team_of(signature, &author, at)?;
        teams.names().get(usize::from(team.0)).cloned()
    }

    #[test]
    fn the_whole_signature_is_more_telling_than_the_name_and_the_name_than_the_service() {
        let named = |name, role| team_name(Some((name, role)), "Opale", SUNDAY_NIGHT);
        assert_eq!(
            named("Julien", Some("Service client")).as_deref(),
            Some("Service client")
        );
        assert_eq!(
            named("Julien", Some("support")).as_deref(),
            Some("Boutique")
        );
        assert_eq!(named("Fatou", Some("Support")).as_deref(), Some("Support"));
    }

    #[test]
    fn a_signature_comes_before_the_author_the_number_and_the_shift() {
        let signed = Some(("Julien", None));
        assert_eq!(
            team_name(signed, "Maison Opale Lyon", MONDAY_NOON).as_deref(),
            Some("Boutique")
        );
        assert_eq!(
            team_name(None, "Maison Opale LYON", MONDAY_NOON).as_deref(),
            Some("Lyon")
        );
        assert_eq!(
            team_name(None, "+33639980001", MONDAY_NOON).as_deref(),
            Some("Mobile")
        );
        assert_eq!(
            team_name(None, "Opale", MONDAY_NOON).as_deref(),
            Some("Journée")
        );
        assert_eq!(
            team_name(None, "Opale", SUNDAY_NIGHT).as_deref(),
            Some("Nuit")
        );
    }

    #[test]
    fn outside_every_rule_there_is_no_team() {
        assert_eq!(
            team_name(None, "Opale", date(2026, 1, 5).at(18, 0, 0, 0)),
            None
        );
    }

    #[track_caller]
    fn refused(file: &str, line: u64) -> TeamsProblem {
        let error = Teams::parse(file).unwrap_err();
        assert_eq!(error.line, line);
        error.problem
    }

    #[test]
    fn each_error_names_its_line() {
        assert_eq!(refused("", 1), TeamsProblem::Header);
        assert_eq!(
            refused("Julien,signature,Boutique\n", 1),
            TeamsProblem::Header
        );
        assert_eq!(
            refused("match,kind,team\nJulien,signature\n", 2),
            TeamsProblem::Cells
        );
        assert_eq!(
            refused("match,kind,team\n\nJulien,signature,\n", 3),
            TeamsProblem::EmptyCell
        );
        assert_eq!(
            refused("match,kind,team\nJulien,tone,A\n", 2),
            TeamsProblem::UnknownKind
        );
        assert!(matches!(
            refused("match,kind,team\n12,number,A\n", 2),
            TeamsProblem::Number(_)
        ));
        assert!(matches!(
            refused("match,kind,team\nlundi,shift,A\n", 2),
            TeamsProblem::Shift(_)
        ));
        let twice = "match,kind,team\nJulien,signature,A\nLéa,signature,B\njulien,signature,B\n";
        assert_eq!(
            refused(twice, 4),
            TeamsProblem::Contradiction { earlier: 2 }
        );
    }

    #[test]
    fn debug_shows_no_employees_name() {
        assert!(
            !format!("{:?}", Teams::parse(FILE))
                .to_lowercase()
                .contains("julien")
        );
    }
}
