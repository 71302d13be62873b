//! Whose side is who.

use super::*;

#[track_caller]
fn decided(assembly: &Assembly) -> (BusinessEvidence, Certainty, Vec<&str>) {
    match &assembly.business {
        BusinessDecision::Decided {
            evidence,
            certainty,
            names,
            ..
        } => (
            *evidence,
            *certainty,
            names.iter().map(AsRef::as_ref).collect(),
        ),
        BusinessDecision::Undecided { .. } => panic!("{:?}", assembly.business),
    }
}

fn chat(contact: &str, shop: &str) -> Export {
    export("")
        .says("01-05 10:00", contact, "Bonjour, est-ce ouvert ?")
        .says("01-05 10:05", shop, "Oui, jusqu’à 18 h")
}

#[test]
fn the_business_is_the_author_common_to_most_chats() {
    let exports = ["Awa", "Yann", "Léa"].map(|contact| chat(contact, SHOP));
    let assembly = assembled(&exports.each_ref());
    assert_eq!(
        decided(&assembly),
        (
            BusinessEvidence::CommonAuthor,
            Certainty::Certain,
            vec![SHOP]
        )
    );
    assert_eq!(assembly.threads.len(), 3);
    assert!(shown(&assembly.threads[0]).contains("10:05 < Oui"));
}

#[test]
fn an_account_renamed_between_exports_has_two_names() {
    let exports = [
        chat("Awa", SHOP),
        chat("Yann", SHOP),
        chat("Léa", SHOP),
        chat("Inès", "Opale & Fils"),
        chat("Marc", "Opale & Fils"),
    ];
    let assembly = assembled(&exports.each_ref());
    assert_eq!(decided(&assembly).2, [SHOP, "Opale & Fils"]);
    assert_eq!(assembly.threads.len(), 5);
}

#[test]
fn the_operators_word_wins() {
    let one = chat("Awa", SHOP);
    let assembly = assembled_with(&[&one], &for_business("awa"));
    assert_eq!(decided(&assembly).0, BusinessEvidence::Named);
    check_thread(
        &assembly,
        "10:00 < Bonjour, est-ce ouvert ?
         10:05 > Oui, jusqu’à 18 h",
    );
}

#[test]
fn a_name_that_no_chat_knows_decides_nothing() {
    let one = chat("Awa", SHOP);
    let assembly = assembled_with(&[&one], &for_business("Opal"));
    assert_eq!(
        assembly.business,
        BusinessDecision::Undecided {
            candidates: 2,
            of: 1,
            because: UndecidedReason::NamesNotSeen
        }
    );
    assert_eq!(
        assembly.notes,
        [AssemblyNote::BusinessNamesNotSeen { names: 1 }]
    );
    assert!(assembly.threads.is_empty());
}

#[test]
fn who_deleted_a_message_of_their_own_made_the_export() {
    let one = chat("Awa", SHOP).line("01-05 10:06", SHOP, OWN_DELETED);
    let assembly = assembled(&[&one]);
    assert_eq!(
        decided(&assembly),
        (
            BusinessEvidence::OwnDeletion,
            Certainty::Certain,
            vec![SHOP]
        )
    );
    assert!(shown(one_thread(&assembly)).ends_with("10:06 < x business\n"));
}

#[test]
fn the_title_of_a_chat_is_the_other_side() {
    let mut one = chat("Awa Diop", SHOP);
    one.title = Some("Awa Diop (2)".to_owned());
    assert_eq!(decided(&assembled(&[&one])).0, BusinessEvidence::Title);
}

#[test]
fn a_deletion_by_the_other_side_tells_who_did_not_export() {
    let one = chat("Awa", SHOP).line("01-05 10:06", "Awa", DELETED);
    let assembly = assembled(&[&one]);
    assert_eq!(decided(&assembly).0, BusinessEvidence::OtherDeletion);
    assert!(shown(one_thread(&assembly)).ends_with("10:06 > x contact\n"));
}

#[test]
fn an_unsaved_number_is_the_other_side() {
    let one = chat("+33 6 39 98 11 22", SHOP);
    let assembly = assembled(&[&one]);
    assert_eq!(decided(&assembly).0, BusinessEvidence::UnsavedNumber);
    let phone = one_thread(&assembly).contact.phone.as_ref();
    assert_eq!(phone.map(PhoneNumber::e164), Some("+33639981122"));
}

#[test]
fn signatures_and_the_iphone_notice_are_hints_only() {
    let signed = chat("Awa", SHOP).says("01-05 10:07", SHOP, "C’est noté.\nJulien, service client");
    let found = assembled(&[&signed]);
    assert_eq!(decided(&found).0, BusinessEvidence::Signatures);
    assert_eq!(decided(&found).1, Certainty::Weak);
    let noticed = chat("Awa", SHOP).notice("01-05 09:00", "Awa", Notice::Encryption);
    let found = assembled(&[&noticed]);
    assert_eq!(
        decided(&found),
        (BusinessEvidence::NoticeAuthor, Certainty::Weak, vec![SHOP])
    );
}

#[test]
fn a_notice_that_the_other_side_is_a_business_makes_the_exporter_doubtful() {
    let mut one = chat("Awa", SHOP).notice("01-05 09:00", "", Notice::Business);
    one.title = Some("Awa".to_owned());
    assert_eq!(decided(&assembled(&[&one])).1, Certainty::Weak);
}

#[test]
fn a_single_chat_without_a_trace_is_left_to_the_operator() {
    let one = chat("Awa", SHOP);
    let assembly = assembled(&[&one]);
    assert_eq!(
        assembly.business,
        BusinessDecision::Undecided {
            candidates: 2,
            of: 1,
            because: UndecidedReason::NoEvidence
        }
    );
    assert_eq!(
        assembly.undecided,
        LeftOut {
            chats: 1,
            messages: 2,
            withdrawn: 0
        }
    );
}

#[test]
fn groups_and_internal_chats_are_counted_and_left_out() {
    let group = export("Retours")
        .says("01-05 10:00", "Awa", "Bonjour")
        .says("01-05 10:01", "Yann", "Salut")
        .line("01-05 10:02", SHOP, OWN_DELETED);
    let announced = chat("Momo", SHOP).notice("01-05 09:00", "", Notice::Group);
    let internal = export("Notes").says("01-06 10:00", SHOP, "Rappeler le transporteur");
    let exports = [
        &chat("Awa", SHOP),
        &chat("Yann", SHOP),
        &chat("Léa", SHOP),
        &group,
        &announced,
        &internal,
    ];
    let assembly = assembled(&exports);
    assert_eq!(assembly.threads.len(), 3);
    assert_eq!(
        assembly.groups,
        LeftOut {
            chats: 2,
            messages: 5,
            withdrawn: 1
        }
    );
    assert_eq!(
        assembly.internal,
        LeftOut {
            chats: 1,
            messages: 1,
            withdrawn: 0
        }
    );
    assert!(!every_string(&assembly).contains("transporteur"));
}

#[test]
fn a_group_named_after_the_business_without_its_account_is_internal() {
    let team = export("Équipe Maison Opale (interne)")
        .says("01-05 09:00", "Inès", "Planning sur le frigo")
        .says("01-05 09:01", "Thibault", "Merci")
        .says("01-05 09:02", "Nadia", "Je prends samedi");
    let assembly = assembled(&[&chat("Awa", SHOP), &chat("Yann", SHOP), &team]);
    assert_eq!((assembly.internal.chats, assembly.groups.chats), (1, 0));
}

#[test]
fn a_customer_nobody_answered_is_a_thread() {
    let mut alone = export("Zoé").says("01-06 10:00", "Zoé", "Il y a quelqu’un ?");
    let exports = [chat("Awa", SHOP), chat("Yann", SHOP)];
    let assembly = assembled(&[&exports[0], &exports[1], &alone]);
    assert_eq!(assembly.threads.len(), 3);
    // The same text under a title that is somebody else was written by the exporter.
    alone.title = Some("Paul".to_owned());
    let assembly = assembled(&[&exports[0], &exports[1], &alone]);
    assert_eq!((assembly.threads.len(), assembly.internal.chats), (2, 1));
}

#[test]
fn business_names_may_share_one_account() {
    let shared = chat("Awa", SHOP).says("01-05 10:09", "Opale Lyon", "Bonjour");
    let options = AssembleOptions {
        business: vec![SHOP.to_owned(), "Opale Lyon".to_owned()],
        ..AssembleOptions::default()
    };
    let assembly = assembled_with(&[&shared], &options);
    assert!(shown(one_thread(&assembly)).ends_with("10:09 < Bonjour\n"));
}

#[test]
fn a_given_time_before_the_last_message_is_noted() {
    let one = chat("+33639981122", SHOP);
    let options = AssembleOptions {
        exported_at: Some(time("01-04 10:00")),
        ..AssembleOptions::default()
    };
    let assembly = assembled_with(&[&one], &options);
    assert_eq!(
        assembly.notes,
        [AssemblyNote::GivenTimeBeforeLastMessage { threads: 1 }]
    );
    let end = one_thread(&assembly).observed_until;
    assert_eq!(
        (end.at, end.source),
        (time("01-05 10:05"), ExportTimeSource::Given)
    );
}

#[test]
fn missed_calls_are_no_messages_but_kept() {
    let one = chat("+33639981122", SHOP).notice("01-05 11:00", "", Notice::MissedCall);
    let assembly = assembled(&[&one]);
    assert_eq!(one_thread(&assembly).missed_calls, [time("01-05 11:00")]);
    assert_eq!(one_thread(&assembly).messages.len(), 2);
}
