//! What holds for any exports.

use proptest::prelude::*;

use super::*;

/// One message as it truly was, and what became of it.
#[derive(Clone, Debug)]
struct Truth {
    gap: i64,
    by_contact: bool,
    duplicate: bool,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Kept,
    Deleted,
    Edited,
}

fn truths() -> impl Strategy<Value = Vec<Truth>> {
    let fate =
        prop_oneof![6 => Just(Fate::Kept), 2 => Just(Fate::Deleted), 1 => Just(Fate::Edited)];
    let truth = (0..3_i64, any::<bool>(), prop::bool::weighted(0.2), fate).prop_map(
        |(gap, by_contact, duplicate, fate)| Truth {
            gap,
            by_contact,
            duplicate,
            fate,
        },
    );
    prop::collection::vec(truth, 3..25)
}

/// An export taken when `length` messages existed and the first `fates_known` fates had happened;
/// the first `cut` messages are lost.
fn taken(truths: &[Truth], cut: usize, length: usize, fates_known: usize, seconds: bool) -> Export {
    let mut export = export("Awa");
    let mut minute = 0;
    for (nth, truth) in truths.iter().enumerate().take(length.max(1)) {
        minute += truth.gap;
        if nth < cut {
            continue;
        }
        let author = if truth.by_contact { "Awa" } else { SHOP };
        let words = if truth.duplicate {
            "ok".to_owned()
        } else {
            format!("texte{nth}fin de message")
        };
        let fate = if nth < fates_known {
            truth.fate
        } else {
            Fate::Kept
        };
        let said = match fate {
            Fate::Kept => text(&words),
            Fate::Edited => edited(&format!("version{nth}fin")),
            Fate::Deleted if truth.by_contact => DELETED,
            Fate::Deleted => OWN_DELETED,
        };
        let second = if seconds { (nth % 60) as i64 } else { 0 };
        let at = jiff::civil::date(2026, 1, 5).at(10, 0, 0, 0);
        let after = jiff::SignedDuration::from_secs(minute * 60 + second);
        export
            .lines
            .push((at.checked_add(after).unwrap(), author.to_owned(), said));
    }
    export
}

/// A truth and three exports of it, taken one after the other.
fn exports() -> impl Strategy<Value = (Vec<Truth>, Vec<Export>)> {
    (
        truths(),
        any::<[prop::sample::Index; 5]>(),
        any::<[bool; 3]>(),
    )
        .prop_map(|(truths, at, seconds)| {
            let count = truths.len();
            let mut ends = [at[0].index(count) + 1, at[1].index(count) + 1, count];
            ends.sort_unstable();
            let mut fates = [at[2].index(count), at[3].index(count), count];
            fates.sort_unstable();
            let exports = (0..3)
                .map(|nth| {
                    // The oldest phone had lost the beginning of the chat, or not.
                    let cut = if nth == 0 {
                        at[4].index(ends[0]) / 2
                    } else {
                        0
                    };
                    taken(&truths, cut, ends[nth], fates[nth], seconds[nth])
                })
                .collect();
            (truths, exports)
        })
}

fn state(exports: &[&Export]) -> (Vec<String>, MergeReport) {
    let assembly = assembled_with(exports, &for_business(SHOP));
    (
        assembly.threads.iter().map(shown).collect(),
        assembly.merged,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_the_exports_gives_the_same_state((_, exports) in exports()) {
        let [a, b, c] = [&exports[0], &exports[1], &exports[2]];
        let expected = state(&[a, b, c]);
        for order in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
            prop_assert_eq!(&state(&order), &expected);
        }
    }

    #[test]
    fn an_export_given_twice_changes_nothing((_, exports) in exports()) {
        let [a, b] = [&exports[0], &exports[2]];
        prop_assert_eq!(state(&[a, a]).0, state(&[a]).0);
        prop_assert_eq!(state(&[a, b, a, b]).0, state(&[a, b]).0);
    }

    #[test]
    fn a_deletion_never_loses_and_its_text_is_nowhere((truths, exports) in exports()) {
        let all: Vec<&Export> = exports.iter().collect();
        let assembly = assembled_with(&all, &for_business(SHOP));
        let strings = every_string(&assembly);
        for (nth, truth) in truths.iter().enumerate().filter(|(_, truth)| !truth.duplicate) {
            if truth.fate != Fate::Kept {
                let old = format!("texte{nth}fin");
                prop_assert!(!strings.contains(&old), "{old} is left in {:?}", assembly.threads.iter().map(shown).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_newest_complete_export_tells_how_many_messages_there_are((truths, exports) in exports()) {
        let all: Vec<&Export> = exports.iter().collect();
        let assembly = assembled_with(&all, &for_business(SHOP));
        let threads = assembly.threads.iter().map(|thread| thread.messages.len()).sum::<usize>();
        let left = assembly.internal.messages + assembly.undecided.messages;
        prop_assert_eq!(threads + usize::try_from(left).unwrap(), truths.len());
        let deleted = truths.iter().filter(|truth| truth.fate == Fate::Deleted).count();
        let withdrawn = assembly.threads.iter().flat_map(|thread| &thread.messages);
        let withdrawn = withdrawn.filter(|message| message.withdrawn.is_some()).count();
        let left = assembly.internal.withdrawn + assembly.undecided.withdrawn;
        prop_assert_eq!(withdrawn + usize::try_from(left).unwrap(), deleted);
    }

    #[test]
    fn a_kept_text_of_the_newest_export_is_not_lost((truths, exports) in exports()) {
        let newest = state(&[&exports[2]]);
        let merged = state(&exports.iter().collect::<Vec<_>>());
        prop_assume!(merged.1.texts_in_doubt == 0);
        for (nth, truth) in truths.iter().enumerate() {
            let words = format!("texte{nth}fin de message");
            if truth.fate == Fate::Kept && !truth.duplicate && !newest.0.is_empty() {
                prop_assert!(merged.0.concat().contains(&words));
            }
        }
    }
}
