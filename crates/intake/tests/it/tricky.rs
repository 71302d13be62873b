//! Traps, each by hand: what only looks like a header, a notice, a marker.

use tact_intake::export::{
    Body, DeletedBy, EntryKind, ExportWarning, MediaKind, Notice, parse_export,
};

/// `messages system deleted edited media unreadable | authors`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let s = parse_export(text).summary();
    let found = format!(
        "{} {} {} {} {} {} | {}",
        s.messages,
        s.system,
        s.deleted,
        s.edited,
        s.media,
        s.unreadable,
        s.authors.join(", ")
    );
    assert_eq!(found, expected, "{text}");
}

fn kinds(text: &str) -> Vec<EntryKind> {
    parse_export(text)
        .entries
        .iter()
        .map(|entry| entry.kind)
        .collect()
}

fn bodies(text: &str) -> Vec<String> {
    let export = parse_export(text);
    export
        .entries
        .iter()
        .map(|e| export.text[e.body.clone()].to_owned())
        .collect()
}

#[test]
fn pasted_conversations_of_another_shape_stay_in_the_message() {
    check(
        "18/04/2025, 08:00 - Yann: Voici :\n[17/04/2025 19:20:00] Opal: Bonjour\n[17/04/2025 19:21:00] Yann: Bonsoir\n[17/04/2025 19:22:00] Yann: Bon\nfin\n18/04/2025, 08:02 - Opal: Merci\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
    check(
        "18/04/2025, 08:00 - Yann: Voici :\n17/04/2025 19:20 - Opal: Bonjour\n17/04/2025 19:21 - Yann: Bonsoir\n18/04/2025, 08:02 - Opal: Merci\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
    check(
        "18/04/2025, 08:00 - Yann: logs\n2025-03-05 14:07:09 ERROR x: y\n2025-03-05 14:07:10 - INFO: z\n18/04/2025, 08:02 - Opal: Merci\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
    check(
        "[18/04/2025, 08:00:00] Yann: Voici\n[17/04, 19:20] Opal: Bonjour\n18/04/2025, 07:00 - Opal: a\n4/18/25, 7:20 PM - Kim: hi\n[19/04/2025, 08:02:00] Opal: Merci\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
    // At the end of the file a quotation is older than the message it is in.
    check(
        "18/04/2025, 07:00 - Opal: a\n18/04/2025, 08:00 - Yann: Voici :\n[17/04/2025 19:20:00] Opal: Bonjour\n[17/04/2025 19:21:00] Yann: Bonsoir\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
    check(
        "18/04/2025, 08:00 - Yann: horaires\n10:30 - ouverture\n14:07, demain\n05/03/2025 : fermé\n05/03/2025, 14h\n19/04/2025, 08:00 - Opal: ok\n",
        "2 0 0 0 0 0 | Opal, Yann",
    );
}

#[test]
fn two_exports_joined_into_one_file_are_both_read() {
    let text = "18/04/2025, 08:00 - Yann: un\n19/04/2025, 08:00 - Opal: deux\n[20/04/2025 08:00:00] Yann: trois\n[21/04/2025 08:00:00] Opal: quatre\n";
    check(text, "4 0 0 0 0 0 | Opal, Yann");
    assert!(
        parse_export(text)
            .warnings
            .contains(&ExportWarning::JoinedExports)
    );
    // The second one is older, but starts as every export starts.
    check(
        "18/04/2025, 08:00 - Yann: un\n19/04/2025, 08:00 - Opal: deux\n[20/03/2025 08:00:00] Opal: \u{200E}Les messages et les appels sont chiffrés de bout en bout.\n[21/03/2025 08:00:00] Opal: quatre\n",
        "3 1 0 0 0 0 | Opal, Yann",
    );
    check(
        "4/18/25, 8:00 AM - Yann: un\n4/19/25, 8:00 AM - Opal: deux\n18/04/2025, 08:00 - Les messages et les appels sont chiffrés de bout en bout. Aucun tiers\n20/04/2025, 08:00 - Yann: trois\n",
        "3 1 0 0 0 0 | Opal, Yann",
    );
}

#[test]
fn a_stray_line_in_front_does_not_make_the_shape() {
    check(
        "[17/04/2025 19:20:00] Opal: Bonjour\n18/04/2025, 08:00 - Yann: un\n18/04/2025, 08:01 - Opal: deux\n19/04/2025, 08:00 - Yann: trois\n",
        "3 0 0 0 0 1 | Opal, Yann",
    );
    let pasted = "[17/04/2025 19:20:00] Opal: Bonjour\n".repeat(60);
    check(
        &format!("18/04/2025, 08:00 - Yann: Voici\n{pasted}18/04/2025, 08:01 - Opal: deux\n"),
        "2 0 0 0 0 0 | Opal, Yann",
    );
}

#[test]
fn a_file_may_start_in_the_middle_of_a_message() {
    let text = "fin d’un message\net encore\n18/04/2025, 08:00 - Yann: un\n19/04/2025, 08:00 - Opal: deux\n";
    check(text, "2 0 0 0 0 2 | Opal, Yann");
    assert_eq!(
        parse_export(text).warnings,
        [ExportWarning::StartsMidMessage { lines: 2 }]
    );
}

#[test]
fn android_notices_may_hold_colons() {
    check(
        "18/04/2025, 08:00 - Marie a créé le groupe « Famille : été »\n18/04/2025, 08:01 - Marie: Bonjour : prêt ?\n",
        "1 1 0 0 0 0 | Marie",
    );
    check(
        "18/04/2025, 08:00 - Marie a créé le groupe « Famille: été »\n18/04/2025, 08:01 - Marie: ok\n",
        "1 1 0 0 0 0 | Marie",
    );
    check(
        "4/18/25, 8:00 AM - Amy changed the group name from \"Sale: May\" to \"Sale: June\"\n4/18/25, 8:01 AM - Amy: ok\n",
        "1 1 0 0 0 0 | Amy",
    );
    check(
        "4/18/25, 8:00 AM - Amy changed the subject from “Sale: May” to “Sale: June”\n4/18/25, 8:01 AM - Amy: ok\n",
        "1 1 0 0 0 0 | Amy",
    );
    check(
        "18/04/2025, 08:00 - Votre code de sécurité avec SAV: Yann a changé. Appuyez pour en savoir plus.\n18/04/2025, 08:01 - SAV: ok\n",
        "1 1 0 0 0 0 | SAV",
    );
    check(
        "18/04/2025, 08:00 - Cette discussion est entre vous et le compte professionnel officiel de Opal: SAV. Appuyez pour en savoir plus.\n18/04/2025, 08:01 - Opal: ok\n",
        "1 1 0 0 0 0 | Opal",
    );
    check(
        "18.04.25, 08:00 - Ute hat die Gruppe „Büro: Süd“ erstellt\n18.04.25, 08:01 - Ute: ja\n",
        "1 1 0 0 0 0 | Ute",
    );
    check(
        "18/4/25, 8:00 - Lupe creó el grupo \"Ventas: mayo\"\n18/4/25, 8:01 - Lupe: sí\n",
        "1 1 0 0 0 0 | Lupe",
    );
    // A language whose notices are not in the tables: the quotation gives them away.
    check(
        "18.04.2025 08:00 - Ayşe \"Satış: Mayıs\" grubunu oluşturdu\n18.04.2025 08:01 - Ayşe: tamam\n",
        "1 1 0 0 0 0 | Ayşe",
    );
}

#[test]
fn words_alone_prove_nothing() {
    check(
        "4/18/25, 8:00 AM - Kim: I added two items\n4/18/25, 8:01 AM - Kim: only 3 left\n4/18/25, 8:02 AM - Kim: Amy left\n4/18/25, 8:03 AM - Kim: You deleted this message?\n4/19/25, 8:04 AM - Kim: Messages and calls are end-to-end encrypted.\n",
        "5 0 0 0 0 0 | Kim",
    );
    check(
        "[18/04/2025 08:00:00] Kim: Kim a créé ce groupe\n[18/04/2025 08:00:01] Kim: Appel vocal manqué\n[18/04/2025 08:00:02] Kim: image absente\n[18/04/2025 08:00:03] Kim: Ce message a été supprimé.\n[18/04/2025 08:00:04] Kim: ah <Ce message a été modifié>\n[18/04/2025 08:00:05] Kim: \u{200E}ok\n",
        "6 0 0 0 0 0 | Kim",
    );
    check(
        "18/04/2025, 08:00 - Yann: Voici la preuve (fichier joint)\n18/04/2025, 08:01 - Yann: image absente\n18/04/2025, 08:02 - Yann: Médias omis\n18/04/2025, 08:03 - Yann: Appel vocal manqué\n18/04/2025, 08:04 - Yann: « <Médias omis> »\n",
        "5 0 0 0 0 0 | Yann",
    );
    check(
        "18/04/2025, 08:00 - Yann: Ce message a été supprimé par erreur\n18/04/2025, 08:01 - Yann: Ce message a été supprimé\npar Yann\n18/04/2025, 08:02 - Yann: CE MESSAGE A ÉTÉ SUPPRIMÉ.\n18/04/2025, 08:03 - Yann: Ce message a été supprimé !\n18/04/2025, 08:04 - Yann: Ce message a été supprimé..\n18/04/2025, 08:05 - Yann:  Ce message a été supprimé \n",
        "6 0 2 0 0 0 | Yann",
    );
    check(
        "18/04/2025, 08:00 - Yann: Tu as supprimé ce message\n",
        "1 0 0 0 0 0 | Yann",
    );
}

#[test]
fn words_that_say_deleted_may_mean_left_out() {
    check(
        "[18/04/2025, 08:00:00] سلمى: \u{200E}تم حذف الملصقات\n[18/04/2025, 08:00:01] سلمى: \u{200E}تم حذف هذه الرسالة.\n",
        "2 0 1 0 1 0 | سلمى",
    );
    check(
        "[18/04/2025, 08:00:00] Nok: \u{200E}วิดีโอถูกลบ\n[18/04/2025, 08:00:01] Nok: \u{200E}ข้อความนี้ถูกลบแล้ว\n",
        "2 0 1 0 1 0 | Nok",
    );
    check(
        "۲۰۲۵/۳/۵،\u{200F} ۱۴:۰۷ - Sara: < پيوست نما/آهنگ حذف شد >\n۲۰۲۵/۳/۵،\u{200F} ۱۴:۰۸ - Sara: این پیام حذف شد\n",
        "2 0 1 0 1 0 | Sara",
    );
}

#[test]
fn ios_notices_have_names_in_front() {
    check(
        "[18/04/2025 08:00:00] SAV: urgences: \u{200E}Les messages et les appels sont chiffrés de bout en bout.\n[18/04/2025 08:00:01] Sonia: \u{200E}Sonia a ajouté Yann\n[18/04/2025 08:00:02] Sonia: ok\n",
        "1 2 0 0 0 0 | Sonia",
    );
    check(
        "[18/04/2025 08:00:00] Yann: \u{200E}Appel vocal manqué\n[18/04/2025 08:00:01] Yann: \u{200E}Appel vidéo manqué à 14:07\n[18/04/2025 08:00:02] Opal: oui\n",
        "1 2 0 0 0 0 | Opal",
    );
    check(
        "[4/18/25, 8:00:00 AM] Kim: \u{200E}Missed voice call, \u{200E}Tap to call back\n[4/18/25, 8:00:01 AM] Kim: \u{200E}Kim is a contact.\n[4/18/25, 8:00:02 AM] Opal: hi\n",
        "1 2 0 0 0 0 | Opal",
    );
    // Polish group notices are told by the name they start with.
    check(
        "[18.04.2025, 08:00:00] Ola: \u{200E}Ola zaktualizowała coś w grupie\n[18.04.2025, 08:00:01] Ola: cześć\n",
        "1 1 0 0 0 0 | Ola",
    );
    check(
        "[18/04/2025 08:00:00] Yann: \u{200E}Votre code de sécurité avec Yann a changé.\nAppuyez pour en savoir plus.\n[18/04/2025 08:00:02] Opal: oui\n",
        "1 1 0 0 0 0 | Opal",
    );
}

#[test]
fn names_may_hold_anything() {
    check(
        "18/04/2025, 08:00 - Jean - Luc, SAV 🌻: a\n18/04/2025, 08:01 - +33 7 66 55 44 33: b\n18/04/2025, 08:02 - \u{202A}+1 (555) 010\u{2011}0199\u{202C}: c\n19/04/2025, 08:03 - ~ Momo: d\n19/04/2025, 08:03 - ~\u{202F}Momo: d\n",
        "5 0 0 0 0 0 | +1 (555) 010\u{2011}0199, +33 7 66 55 44 33, Jean - Luc, SAV 🌻, Momo",
    );
    let long = "x".repeat(80);
    check(
        &format!("18/04/2025, 08:00 - {long}: a\n"),
        &format!("1 0 0 0 0 0 | {long}"),
    );
    check(
        "[18/04/2025 08:00:00] ~\u{A0}Awa: a\n[18/04/2025 08:00:01] Awa: b\n",
        "2 0 0 0 0 0 | Awa",
    );
    check(
        "18/04/2025, 08:00 - Léa :) : a\n18/04/2025, 08:00 - Yann: b\n",
        "1 1 0 0 0 0 | Yann",
    );
}

#[test]
fn empty_bodies_are_messages_of_their_own_kind() {
    let text = "18/04/2025, 08:00 - Yann:\n18/04/2025, 08:01 - Yann: \n18/04/2025, 08:02 - Yann: null\n18/04/2025, 08:03 - Yann: \nplus bas\n";
    check(text, "4 0 0 0 0 0 | Yann");
    use EntryKind::Message;
    assert_eq!(
        kinds(text),
        [
            Message(Body::Empty),
            Message(Body::Empty),
            Message(Body::ViewOnce),
            Message(Body::Text)
        ]
    );
}

#[test]
fn android_media_and_documents_carry_captions() {
    let text = "18/04/2025, 08:00 - Yann: <Médias omis>\nma légende\n18/04/2025, 08:01 - Yann: \u{200E}Bon de retour.pdf • \u{200E}3 pages (fichier joint)\n18/04/2025, 08:02 - Yann: DOC-20250418-WA0001. (fichier joint)\n18/04/2025, 08:03 - Yann: Paul Martin.vcf (fichier joint)\n18/04/2025, 08:04 - Yann: PTT-20250418-WA0003.opus (fichier joint)\n18/04/2025, 08:05 - Yann: STK-20250418-WA0003.webp (fichier joint)\n";
    check(text, "6 0 0 0 6 0 | Yann");
    let media = |kind| EntryKind::Message(Body::Media(kind));
    use MediaKind as K;
    assert_eq!(
        kinds(text),
        [
            media(K::Unknown),
            media(K::Document),
            media(K::Document),
            media(K::Contact),
            media(K::Audio),
            media(K::Sticker)
        ]
    );
    assert_eq!(bodies(text), ["ma légende", "", "", "", "", ""]);
}

#[test]
fn ios_attachments_may_have_a_caption_in_front() {
    let text = "\u{200E}[18/04/2025 08:00:00] Yann: regardez ça\nbien \u{200E}< pièce jointe\u{A0}: 00000007-PHOTO-2025-04-18-08-00-00.jpg >\r\n\u{200E}[18/04/2025 08:00:01] Yann: \u{200E}<00000008-AUDIO-2025-04-18.opus eklendi>\r\n[18/04/2025 08:00:02] Yann: 2015-03-05-PHOTO-00000012.jpg <\u{200E}attached>\r\n\u{200E}[18/04/2025 08:00:03] Yann: Facture.pdf • \u{200E}2 pages \u{200E}document manquant\r\n\u{200E}[18/04/2025 08:00:04] Yann: voilà \u{200E}image absente\r\n[18/04/2025 08:00:05] Yann: un <chevron> fermant>\r\n";
    check(text, "6 0 0 0 5 0 | Yann");
    assert_eq!(
        bodies(text),
        [
            "regardez ça\nbien",
            "",
            "",
            "",
            "voilà",
            "un <chevron> fermant>"
        ]
    );
}

#[test]
fn edits_are_told_only_at_the_end() {
    let text = "18/04/2025, 08:00 - Yann: a <Ce message a été modifié>\n18/04/2025, 08:01 - Yann: a <Ce message a été modifié>\nb\n18/04/2025, 08:02 - Yann: a\nb <Ce message a été modifié>\n18/04/2025, 08:03 - Yann: a<Ce message a été modifié>\n18/04/2025, 08:04 - Yann: IMG-20250418-WA0001.jpg (fichier joint)\nlégende <Ce message a été modifié>\n18/04/2025, 08:05 - Yann: a <Diese Nachricht wurde bearbeitet>\n";
    check(text, "6 0 0 4 1 0 | Yann");
    assert_eq!(bodies(text)[2], "a\nb");
    assert_eq!(bodies(text)[4], "légende");
    // iOS marks its words; a person does not.
    check(
        "[18/04/2025 08:00:00] Yann: a \u{200E}<Ce message a été modifié>\n[18/04/2025 08:00:01] Yann: a <Ce message a été modifié>\n",
        "2 0 0 1 0 0 | Yann",
    );
}

#[test]
fn polls_events_and_places_are_one_entry_each() {
    let text = "18/04/2025, 08:00 - Sonia: SONDAGE :\nQuel jour ?\nOPTION : lundi (2 votes)\nOPTION : mardi (0 vote)\n18/04/2025, 08:01 - Sonia: POLL:\nq\nOPTION: a (1 vote)\n18/04/2025, 08:02 - Sonia: EVENT:\nNoël\n18/04/2025, 08:03 - Sonia: position : https://maps.google.com/?q=48.8566,2.3522\n18/04/2025, 08:04 - Sonia: Localisation en direct partagée\n18/04/2025, 08:05 - Sonia: SONDAGE :\n18/04/2025, 08:06 - Sonia: sondage : pour ou contre\n";
    check(text, "7 0 0 0 0 0 | Sonia");
    use Body as B;
    use EntryKind::Message;
    assert_eq!(
        kinds(text),
        [
            B::Poll,
            B::Poll,
            B::Event,
            B::Location,
            B::Location,
            B::Text,
            B::Text
        ]
        .map(Message)
    );
}

#[test]
fn waiting_messages_have_authors() {
    let text =
        "18/04/2025, 08:00 - Yann: En attente de ce message. Ceci pourrait prendre un moment.\n";
    check(text, "1 0 0 0 0 0 | Yann");
    assert_eq!(kinds(text), [EntryKind::Message(Body::Waiting)]);
}

#[test]
fn only_lf_and_crlf_end_a_line() {
    let text = "[18/04/2025 08:00:00] Yann: a\u{2028}[18/04/2025 08:00:01] Opal: b\u{85}c\u{B}d\u{C}e\rf\r\n[18/04/2025 08:00:02] Opal: fin\r\n";
    check(text, "2 0 0 0 0 0 | Opal, Yann");
}

#[test]
fn view_once_media_named_by_the_app_are_media() {
    check(
        "[4/18/25, 8:00:00 AM] Kim: \u{200E}<View once voice message omitted>\n[4/18/25, 8:00:01 AM] Kim: \u{200E}<Video note omitted>\n4/18/25, 8:00 AM\n",
        "2 0 0 0 2 0 | Kim",
    );
}

#[test]
fn notices_are_told_apart() {
    let text = "24/09/2025, 08:00 - Cette entreprise utilise désormais un service sécurisé de Meta pour gérer cette discussion. Appuyez pour en savoir plus.\n24/09/2025, 08:00 - Yann est enregistré comme compte professionnel.\n24/09/2025, 08:01 - Le code de sécurité de Yann a changé. Appuyez pour plus d'informations.\n24/09/2025, 08:02 - Yann a activé les messages éphémères. Tous les nouveaux messages disparaîtront de cette discussion 7 jours après avoir été envoyés.\n24/09/2025, 08:03 - Sonia a supprimé l'icône de ce groupe\n24/09/2025, 08:04 - Appel vocal de groupe manqué\n24/09/2025, 08:05 - Les messages envoyés dans cette discussion et les appels sont désormais protégés avec le chiffrement de bout en bout. Appuyez.\n24/09/2025, 08:06 - quelque chose d’inconnu\n24/09/2025, 08:07 - Yann: a\n";
    use Notice as N;
    let notices = [
        N::Business,
        N::Business,
        N::SecurityCode,
        N::DisappearingTimer,
        N::Group,
        N::MissedCall,
        N::Encryption,
        N::Other,
    ]
    .map(EntryKind::Notice);
    assert_eq!(kinds(text)[..8], notices);
    check(text, "1 8 0 0 0 0 | Yann");
}

#[test]
fn an_export_whose_marks_were_stripped_is_still_understood() {
    check(
        "[18/04/2025 08:00:00] Opal: Les messages et les appels sont chiffrés de bout en bout.\n[18/04/2025 08:00:01] Yann: image absente\n[18/04/2025 08:00:02] Yann: Ce message a été supprimé.\n[18/04/2025 08:00:03] Yann: a <Ce message a été modifié>\n",
        "3 1 1 1 1 0 | Yann",
    );
}

#[test]
fn deletions_by_an_admin_and_by_the_account_are_told_apart() {
    let text = "[18/04/2025 08:00:00] Yann: \u{200E}Ce message a été supprimé par un ou une admin.\n[18/04/2025 08:00:01] Opal: \u{200E}Vous avez supprimé ce message.\n[18/04/2025 08:00:02] Yann: \u{200E}Ce message a été supprimé.\n";
    let by = [
        DeletedBy::Admin,
        DeletedBy::ExportingAccount,
        DeletedBy::OtherSide,
    ]
    .map(|by| EntryKind::Message(Body::Deleted(by)));
    assert_eq!(kinds(text), by);
}

#[test]
fn diaries_logs_and_lists_are_no_exports() {
    for text in [
        "À faire\n12/04/2025 : appeler Yann\n",
        "",
        "\n\n",
        "12/04/2025, 14:00 - appeler\n13/04/2025, 15:00 - rappeler\n",
        "2025-03-05 14:07:09 ERROR disk full\n2025-03-05 14:07:10 INFO ok\n",
        "nom;prix\nstylo;2\n",
        "\u{0}\u{0}\u{1}\u{2}",
    ] {
        let export = parse_export(text);
        assert!(export.entries.is_empty(), "{text}");
        assert_eq!(export.warnings, [ExportWarning::NotAnExport]);
    }
}

#[test]
fn an_older_limit_that_cut_the_history_is_said() {
    let text: String = (0..10_000)
        .map(|i| format!("18/04/2025, 08:00 - Yann: {i}\n"))
        .collect();
    assert!(
        parse_export(text)
            .warnings
            .contains(&ExportWarning::OldLimitReached { messages: 10_000 })
    );
}

#[test]
fn endless_lines_and_messages_are_cut_and_their_line_is_named() {
    let line = "é".repeat(100_000);
    let export = parse_export(format!(
        "18/04/2025, 08:00 - Yann: {line}\n18/04/2025, 08:01 - Opal: ok\n"
    ));
    assert_eq!(export.warnings, [ExportWarning::Cut { line: 1 }]);
    assert_eq!(export.entries.len(), 2);
    assert!(export.text.len() < 70_000);
    let many = "mot\n".repeat(300_000);
    let export = parse_export(format!(
        "18/04/2025, 08:00 - Yann: {many}18/04/2025, 08:01 - Opal: ok\n"
    ));
    assert!(
        matches!(
            export.warnings[..],
            [ExportWarning::Cut {
                line: 262_140..262_150
            }]
        ),
        "{:?}",
        export.warnings
    );
    assert!(export.entries[0].body.len() <= 1 << 20);
    let marks = format!(
        "18/04/2025, 08:00 - Yann: a{}\n18/04/2025, 08:00 - Opal: b\n",
        "\u{301}".repeat(1_000_000)
    );
    assert_eq!(parse_export(marks).entries.len(), 2);
}

#[test]
fn broken_bytes_and_zeros_do_no_harm() {
    let mut bytes =
        b"18/04/2025, 08:00 - Yann: caf\xE9 \xFF\xFE ok\x00 \n18/04/2025, 08:01 - Opal: ".to_vec();
    bytes.extend("\u{202E}txt.exe\n".as_bytes());
    let export = parse_export(bytes);
    assert_eq!(export.entries.len(), 2);
    assert_eq!(export.warnings, [ExportWarning::BrokenBytes { count: 3 }]);
}
