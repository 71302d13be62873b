//! Several exports of one chat.

use super::*;

const AWA: &str = "Awa Diop";

fn chat() -> Export {
    export(AWA)
        .says("01-05 10:00", AWA, "Bonjour, mon colis est arrivé ouvert")
        .says("01-05 10:05", SHOP, "Bonjour Awa, envoyez-nous une photo")
        .says("01-05 10:06", AWA, "La voici")
}

#[test]
fn a_deletion_marked_in_a_newer_export_drops_the_older_text() {
    let older = chat().says("01-05 10:07", AWA, "Vous êtes des voleurs");
    let newer =
        chat()
            .line("01-05 10:07", AWA, DELETED)
            .says("01-06 09:00", SHOP, "Nous regardons");
    for exports in [[&older, &newer], [&newer, &older]] {
        let assembly = assembled(&exports);
        check_thread(
            &assembly,
            "10:00 > Bonjour, mon colis est arrivé ouvert
             10:05 < Bonjour Awa, envoyez-nous une photo
             10:06 > La voici
             10:07 > x contact
             09:00 < Nous regardons",
        );
        assert_eq!(assembly.merged.deletions_won, 1);
        assert_eq!(assembly.merged.repeated_messages, 4);
        assert!(!every_string(&assembly).contains("voleurs"));
    }
}

#[test]
fn a_one_message_chat_that_was_deleted_is_recognised() {
    let older = export(AWA).says("01-05 10:00", AWA, "Vous êtes des voleurs");
    let newer = export(AWA).line("01-05 10:00", AWA, DELETED);
    let assembly = assembled_with(&[&older, &newer], &for_business(SHOP));
    // The business never wrote: nothing proves the sides, and nothing of the text remains.
    assert_eq!(assembly.merged.deletions_won, 1);
    assert_eq!(
        assembly.undecided,
        LeftOut {
            chats: 1,
            messages: 1,
            withdrawn: 1
        }
    );
    assert!(!every_string(&assembly).contains("voleurs"));
}

#[test]
fn of_two_equal_texts_in_a_minute_the_right_one_is_deleted() {
    let older = chat()
        .says("01-05 11:00", AWA, "ok")
        .says("01-05 11:00", AWA, "ok")
        .says("01-05 11:00", AWA, "merci");
    let first = chat()
        .line("01-05 11:00", AWA, DELETED)
        .says("01-05 11:00", AWA, "ok")
        .says("01-05 11:00", AWA, "merci");
    let assembly = assembled(&[&older, &first]);
    assert!(
        shown(one_thread(&assembly)).ends_with("11:00 > x contact\n11:00 > ok\n11:00 > merci\n")
    );
    let second = chat()
        .says("01-05 11:00", AWA, "ok")
        .line("01-05 11:00", AWA, DELETED)
        .says("01-05 11:00", AWA, "merci");
    let assembly = assembled(&[&older, &second]);
    assert!(
        shown(one_thread(&assembly)).ends_with("11:00 > ok\n11:00 > x contact\n11:00 > merci\n")
    );
}

#[test]
fn where_it_is_unclear_which_text_was_deleted_none_is_kept() {
    let older =
        chat()
            .says("01-05 11:00", AWA, "premier secret")
            .says("01-05 11:00", AWA, "second secret");
    let newer = chat().line("01-05 11:00", AWA, DELETED);
    let assembly = assembled(&[&older, &newer]);
    assert!(shown(one_thread(&assembly)).ends_with("11:00 > x contact\n11:00 > (Empty)\n"));
    assert_eq!(assembly.merged.texts_in_doubt, 1);
    assert!(!every_string(&assembly).contains("secret"));
}

#[test]
fn lines_in_another_order_are_still_one_message_each() {
    let one = chat()
        .says("01-05 11:00", AWA, "première ligne du message")
        .says("01-05 11:00", SHOP, "réponse entre les deux")
        .says("01-05 11:00", AWA, "deuxième ligne du message");
    let other = chat()
        .says("01-05 11:00", AWA, "deuxième ligne du message")
        .says("01-05 11:00", AWA, "première ligne du message")
        .says("01-05 11:00", SHOP, "réponse entre les deux")
        .line("01-05 11:00", AWA, DELETED);
    let assembly = assembled(&[&one, &other]);
    assert_eq!(one_thread(&assembly).messages.len(), 7);
    assert_eq!(assembly.merged.deletions_won, 0);
}

#[test]
fn the_edited_version_stays_and_the_older_one_goes() {
    let older = chat().says("01-05 10:08", AWA, "Je passe a 15 h avec ma carte 4970");
    let newer = chat().line("01-05 10:08", AWA, edited("Je passe à 15 h"));
    for exports in [[&older, &newer], [&newer, &older]] {
        let assembly = assembled(&exports);
        assert!(shown(one_thread(&assembly)).ends_with("10:08 > ~Je passe à 15 h\n"));
        assert_eq!(assembly.merged.edits_won, 1);
        assert!(!every_string(&assembly).contains("4970"));
    }
}

#[test]
fn of_two_edits_the_newer_exports_stays() {
    let older = chat().line("01-05 10:08", AWA, edited("à 15 h"));
    let newer =
        chat()
            .line("01-05 10:08", AWA, edited("à 16 h"))
            .says("01-07 10:00", SHOP, "Entendu");
    let assembly = assembled(&[&newer, &older]);
    assert!(shown(one_thread(&assembly)).contains("10:08 > ~à 16 h\n"));
    assert!(!every_string(&assembly).contains("15 h"));
}

#[test]
fn a_media_placeholder_and_its_attachment_are_one_message() {
    let without = chat().line(
        "01-05 10:09",
        AWA,
        Said::Media(MediaKind::Unknown, String::new()),
    );
    let with = chat().line(
        "01-05 10:09",
        AWA,
        Said::Media(MediaKind::Image, "le carton".to_owned()),
    );
    let assembly = assembled(&[&without, &with]);
    let last = one_thread(&assembly).messages.last().copied();
    assert_eq!(
        last.map(|message| message.kind),
        Some(tact_domain::MessageKind::Image)
    );
    assert!(shown(one_thread(&assembly)).ends_with("10:09 > le carton\n"));
    assert_eq!(one_thread(&assembly).messages.len(), 4);
}

#[test]
fn a_message_one_phone_could_not_yet_show_is_the_same_message() {
    let waiting = chat().line("01-05 10:09", AWA, Said::Body(Body::Waiting));
    let arrived = chat().says("01-05 10:09", AWA, "Le carton est écrasé");
    let assembly = assembled(&[&waiting, &arrived]);
    assert!(
        shown(one_thread(&assembly)).ends_with("10:06 > La voici\n10:09 > Le carton est écrasé\n")
    );
}

#[test]
fn exports_of_both_phones_are_merged_under_other_names_and_with_seconds() {
    let shops = chat().line("01-05 10:12", SHOP, OWN_DELETED);
    let customers = export("Opale SAV")
        .says(
            "01-05 10:00:31",
            "Awa D.",
            "Bonjour, mon colis est arrivé ouvert",
        )
        .says(
            "01-05 10:05:02",
            "Opale SAV",
            "Bonjour Awa, envoyez-nous une  photo",
        )
        .says("01-05 10:06:44", "Awa D.", "La voici")
        .says("01-05 10:12:10", "Opale SAV", "Quelle idiote, celle-là");
    // Three shared texts of both sides are needed when no name is the same.
    let more = |export: Export, awa: &str, shop: &str| {
        export
            .says("01-05 10:20", shop, "Nous vous renvoyons le colis demain")
            .says("01-05 10:21", awa, "Très bien, merci de votre geste")
    };
    let (shops, customers) = (
        more(shops, AWA, SHOP),
        more(customers, "Awa D.", "Opale SAV"),
    );
    let assembly = assembled(&[&shops, &customers]);
    check_thread(
        &assembly,
        "10:00 > Bonjour, mon colis est arrivé ouvert
         10:05 < Bonjour Awa, envoyez-nous une photo
         10:06 > La voici
         10:12 < x business
         10:20 < Nous vous renvoyons le colis demain
         10:21 > Très bien, merci de votre geste",
    );
    assert!(!every_string(&assembly).contains("idiote"));
}

#[test]
fn a_contact_saved_between_two_exports_is_one_contact() {
    let with = |name: &str, title: &str| {
        export(title)
            .says("01-05 10:00", name, "Bonjour, mon colis est arrivé ouvert")
            .says("01-05 10:05", SHOP, "Bonjour Awa, envoyez-nous une photo")
            .says("01-05 10:06", name, "La voici, elle est un peu floue")
    };
    let older = with("+33 6 39 98 11 22", "+33 6 39 98 11 22");
    let newer = with(AWA, AWA).says("01-08 10:00", AWA, "Des nouvelles ?");
    let assembly = assembled(&[&older, &newer]);
    let contact = &one_thread(&assembly).contact;
    assert_eq!(
        contact.phone.as_ref().map(PhoneNumber::e164),
        Some("+33639981122")
    );
    assert_eq!(contact.names.first().map(AsRef::as_ref), Some(AWA));
    assert_eq!(assembly.merged.renamed_contacts, 1);
}

#[test]
fn two_customers_of_the_same_name_stay_two() {
    let marie = |first: &str, second: &str| {
        export("Marie")
            .says("01-05 10:00", "Marie", first)
            .says("01-05 10:09", SHOP, "Bonjour Marie")
            .says("01-05 10:12", "Marie", second)
    };
    let one = marie("Avez-vous la taille 38 ?", "Parfait");
    let other = marie("Mon jean est décousu", "D’accord, je l’apporte");
    let assembly = assembled_with(&[&one, &other], &for_business(SHOP));
    assert_eq!(
        (assembly.threads.len(), assembly.merged.same_name_apart),
        (2, 1)
    );
    let later = export("Marie")
        .says("02-05 10:00", "Marie", "Mon jean est décousu")
        .says("02-05 10:09", SHOP, "Bonjour");
    let assembly = assembled_with(&[&one, &later], &for_business(SHOP));
    assert_eq!(assembly.threads.len(), 2);
    assert_eq!(assembly.merged.same_name_apart, 1);
}

/// A long exchange, on a clock that is ahead of ours.
fn exchange(ahead: impl Fn(i64) -> i64) -> Export {
    let start = jiff::civil::date(2026, 1, 5).at(10, 0, 0, 0);
    let mut chat = export(AWA);
    for nth in 0..30_i64 {
        let author = if nth % 2 == 0 { AWA } else { SHOP };
        let minutes = nth * 7 + ahead(nth);
        let at = start
            .checked_add(jiff::SignedDuration::from_mins(minutes))
            .unwrap();
        chat.lines.push((
            at,
            author.to_owned(),
            text(&format!("message numéro {nth} de la série")),
        ));
    }
    chat
}

#[test]
fn a_phone_in_another_time_zone_is_moved_by_whole_quarter_hours() {
    let here = exchange(|_| 0);
    let mut there = exchange(|_| 330);
    there.lines[4].2 = DELETED;
    let assembly = assembled(&[&here, &there]);
    assert_eq!(one_thread(&assembly).messages.len(), 30);
    assert_eq!(
        (assembly.merged.clocks_moved, assembly.merged.deletions_won),
        (1, 1)
    );
    assert!(!every_string(&assembly).contains("numéro 4 de"));
}

#[test]
fn the_clock_of_the_businesss_own_phone_counts() {
    let mut shops = exchange(|_| 0);
    shops.lines[1].2 = OWN_DELETED;
    let mut customers = exchange(|_| -60).says("01-06 10:00", AWA, "Encore une chose");
    customers.title = Some(SHOP.to_owned());
    let assembly = assembled_with(&[&shops, &customers], &for_business(SHOP));
    let thread = one_thread(&assembly);
    assert_eq!(thread.messages[0].sent_at, time("01-05 10:00"));
    assert_eq!(
        thread.messages.last().map(|message| message.sent_at),
        Some(time("01-06 11:00"))
    );
}

#[test]
fn exports_whose_clocks_cannot_agree_are_not_merged_and_only_the_newer_is_read() {
    let older = exchange(|_| 0);
    let mut newer = exchange(|nth| if nth < 15 { 60 } else { 137 });
    newer.lines[3].2 = DELETED;
    let assembly = assembled(&[&older, &newer]);
    assert_eq!(assembly.merged.clocks_unclear, 1);
    assert_eq!(one_thread(&assembly).messages.len(), 30);
    assert!(!every_string(&assembly).contains("numéro 3 de"));
}

#[test]
fn chats_made_of_the_same_sentences_in_another_order_are_different_chats() {
    let one = exchange(|_| 0);
    let mut other = export("Yann");
    for nth in 0..30_usize {
        let (at, author, said) = one.lines[(nth * 7) % 30].clone();
        let author = if author == AWA {
            "Yann".to_owned()
        } else {
            author
        };
        other.lines.push((
            at.checked_add(jiff::SignedDuration::from_mins(31)).unwrap(),
            author,
            said,
        ));
    }
    let assembly = assembled(&[&one, &other]);
    assert_eq!(
        (assembly.threads.len(), assembly.merged.clocks_unclear),
        (2, 0)
    );
}

#[test]
fn an_agents_copy_of_deleted_words_is_masked() {
    let secret = "mon mari est hospitalisé à Rouen depuis mardi et je ne peux pas venir chercher la commande";
    let older = chat()
        .says("01-05 10:07", AWA, secret)
        .says(
            "01-05 10:09",
            SHOP,
            &format!("Vous écrivez : « {secret} ». Nous la gardons."),
        )
        .says("01-05 10:15", AWA, "Merci");
    let newer = {
        let mut same = older.clone();
        same.lines[3].2 = DELETED;
        same
    };
    let assembly = assembled(&[&older, &newer]);
    assert_eq!(assembly.merged.echoes_masked, 1);
    assert!(
        shown(one_thread(&assembly)).contains("10:09 < Vous écrivez : « ‹…› ». Nous la gardons.\n")
    );
    assert!(!every_string(&assembly).contains("hospitalisé"));
}

#[test]
fn the_observation_ends_with_the_latest_export() {
    let mut older = chat();
    older.times.zip_entry = Some(time("01-06 12:00"));
    let mut newer = chat().says("01-08 10:00", AWA, "Des nouvelles ?");
    newer.times.modified = Some(time("01-09 12:00"));
    let end = one_thread(&assembled(&[&older, &newer])).observed_until;
    assert_eq!(
        (end.at, end.source),
        (time("01-09 12:00"), ExportTimeSource::FileModified)
    );
}

#[test]
fn what_only_one_export_holds_stands_in_its_place() {
    let cut = export(AWA)
        .says("01-05 10:05", SHOP, "Bonjour Awa, envoyez-nous une photo")
        .says("01-05 10:06", AWA, "La voici")
        .says("01-07 08:00", AWA, "Alors ?");
    let assembly = assembled(&[&cut, &chat()]);
    check_thread(
        &assembly,
        "10:00 > Bonjour, mon colis est arrivé ouvert
         10:05 < Bonjour Awa, envoyez-nous une photo
         10:06 > La voici
         08:00 > Alors ?",
    );
}

#[test]
fn a_contact_renamed_between_two_short_exports_keeps_nothing_that_was_deleted() {
    let reply = "Bonjour, je regarde et je reviens vers vous.";
    let other_chat = || {
        export("Karim Benali")
            .says(
                "01-05 09:00",
                "Karim Benali",
                "Bonjour, une question sur ma commande",
            )
            .says("01-05 09:10", SHOP, "Bonjour Karim, nous regardons")
    };
    let older = export("Client10")
        .says("01-05 10:00", "Client10", "Vous êtes des voleurs")
        .says("01-05 10:05", SHOP, reply)
        .says("01-05 10:06", "Client10", "Merci beaucoup");
    let newer = export("Mme Durand")
        .line("01-05 10:00", "Mme Durand", DELETED)
        .says("01-05 10:05", SHOP, reply)
        .says("01-05 10:06", "Mme Durand", "Merci beaucoup");
    for exports in [[&older, &newer], [&newer, &older]] {
        let third = other_chat();
        let assembly = assembled_with(&[exports[0], exports[1], &third], &for_business(SHOP));
        assert_eq!(assembly.threads.len(), 2);
        assert_eq!(assembly.merged.deletions_won, 1);
        assert!(!every_string(&assembly).contains("voleurs"));
    }
}

#[test]
fn a_short_chat_from_a_phone_an_hour_away_keeps_nothing_that_was_deleted() {
    let older = chat().says("01-05 10:07", AWA, "Vous êtes des voleurs");
    let newer = export(AWA)
        .says("01-05 11:00", AWA, "Bonjour, mon colis est arrivé ouvert")
        .says("01-05 11:05", SHOP, "Bonjour Awa, envoyez-nous une photo")
        .says("01-05 11:06", AWA, "La voici")
        .line("01-05 11:07", AWA, DELETED);
    for exports in [[&older, &newer], [&newer, &older]] {
        let assembly = assembled_with(&exports, &for_business(SHOP));
        assert_eq!(assembly.threads.len(), 1);
        assert_eq!(assembly.merged.deletions_won, 1);
        assert!(!every_string(&assembly).contains("voleurs"));
    }
}
