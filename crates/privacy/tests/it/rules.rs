//! One sentence per rule of `privacy-and-security.md` §7.

use tact_privacy::redact::{PiiKind, RedactionContext, Redactor};

#[track_caller]
fn check(text: &str, kind: PiiKind, expected: &[&str]) {
    let mut spans = Vec::new();
    Redactor::new().spans(text, &RedactionContext::default(), &mut spans);
    let found: Vec<_> = spans
        .iter()
        .filter(|span| span.kind == kind)
        .map(|span| &text[span.start..span.end])
        .collect();
    assert_eq!(found, expected, "{text} gave {spans:?}");
}

#[track_caller]
fn check_clean(text: &str) {
    let redacted = Redactor::new().redact(text, &RedactionContext::default());
    assert_eq!(redacted, text);
}

#[test]
fn telephones_are_found_in_every_way_of_writing_them() {
    for number in [
        "06 12 34 56 78",
        "06.12 34-56.78",
        "+33 (0)6 12 34 56 78",
        "0033 6 12 34 56 78",
        "O6 12 34 56 78",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "+221 77 543 21 09",
        "(937) 520-2318",
        "0160/6132076",
    ] {
        check(
            &format!("Bonjour, {number} merci"),
            PiiKind::Phone,
            &[number],
        );
    }
}

#[test]
fn prices_orders_parcels_and_dates_are_no_telephones() {
    for text in [
        "prix 1 482 € au lieu de 2 050,00 €",
        "commande 536-4604889-6178404",
        "colis 1Z260E293258385153 perdu",
        "ean 3022920029978",
        "livraison le 12/03/2026 à 14h30",
    ] {
        check_clean(text);
    }
}

#[test]
fn addresses_on_the_wire_are_read_even_when_spelled() {
    check(
        "écrivez à lea.petit @ orange.fr",
        PiiKind::Email,
        &["lea.petit @ orange.fr"],
    );
    check(
        "lea point petit arobase gmail point com merci",
        PiiKind::Email,
        &["lea point petit arobase gmail point com"],
    );
    check(
        "carla chiocciola libero punto it",
        PiiKind::Email,
        &["carla chiocciola libero punto it"],
    );
    check_clean("suivez @boutique sur instagram");
}

#[test]
fn a_wrong_checksum_counts_only_after_its_cue() {
    check(
        "IBAN FR76 3000 6000 0112 3456 7890 180",
        PiiKind::Iban,
        &["FR76 3000 6000 0112 3456 7890 180"],
    );
    check(
        "carte 4764 1297 4476 6045 refusée",
        PiiKind::Card,
        &["4764 1297 4476 6045"],
    );
    check("commande 4764129744766045", PiiKind::Card, &[]);
    check_clean("commande FR12345678B");
}

#[test]
fn social_security_numbers_need_a_key_a_grouping_or_a_cue() {
    check(
        "voici 1 94 03 55 861 642 27",
        PiiKind::Nir,
        &["1 94 03 55 861 642 27"],
    );
    check("sécu 1940355861642", PiiKind::Nir, &["1940355861642"]);
    check("référence 1940355861642", PiiKind::Nir, &[]);
}

#[test]
fn streets_need_a_number_and_end_where_the_sentence_goes_on() {
    check(
        "livrer au 12 bis rue des Lilas, bât C, 75011 Paris merci",
        PiiKind::Address,
        &["12 bis rue des Lilas, bât C, 75011 Paris"],
    );
    check(
        "vivo en Calle de Alcalá 45, 2º B, 28014 Madrid gracias",
        PiiKind::Address,
        &["Calle de Alcalá 45, 2º B, 28014 Madrid"],
    );
    check(
        "wohne in der Schillerstraße 14a, 80336 München",
        PiiKind::Address,
        &["Schillerstraße 14a, 80336 München"],
    );
    check_clean("magasin place Victor Hugo : attente de 45 minutes");
    check_clean("la rue est bloquée depuis 3 jours");
}

#[test]
fn only_dates_of_birth_are_dates_that_hide() {
    check("née le 3 mars 1987 à Lyon", PiiKind::Dob, &["3 mars 1987"]);
    check(
        "ich bin am 03.04.1980 geboren",
        PiiKind::Dob,
        &["03.04.1980"],
    );
    check_clean("livraison prévue le 3 mars 2026");
}

#[test]
fn secrets_follow_their_cue_and_public_codes_stay() {
    check(
        "mot de passe : Sunshine_789$",
        PiiKind::Secret,
        &["Sunshine_789$"],
    );
    check("code reçu par sms 884 201", PiiKind::Secret, &["884 201"]);
    for text in [
        "code promo BIENVENUE10",
        "code postal 69003",
        "erreur 404012",
        "mot de passe oublié",
    ] {
        check_clean(text);
    }
}

#[test]
fn names_are_found_by_cue_by_gazetteer_and_at_the_end() {
    check(
        "je m'apelle karima ouazzani et j'attends",
        PiiKind::Name,
        &["karima ouazzani"],
    );
    check("Merci beaucoup Yann !", PiiKind::Name, &["Yann"]);
    check("le colis de M. N'Guessan", PiiKind::Name, &["N'Guessan"]);
    check("Cordialement\nJ. Picard", PiiKind::Name, &["J. Picard"]);
    check(
        "Mit freundlichen Grüßen\nSvenja Öztürk",
        PiiKind::Name,
        &["Svenja Öztürk"],
    );
}

#[test]
fn a_name_nobody_has_listed_is_found_by_its_cue() {
    check(
        "je m'appelle Quenimina Zoroc",
        PiiKind::Name,
        &["Quenimina Zoroc"],
    );
    check("le livreur Velala est passé", PiiKind::Name, &["Velala"]);
}

#[test]
fn things_shops_streets_and_months_keep_their_names() {
    for text in [
        "le fauteuil Gustave est arrivé cassé",
        "le poster Claude Monet",
        "the Oliver sofa is out of stock",
        "la table basse Oscar 120x60",
        "le forfait Orange",
        "on se voit en mai, pas à Noël",
        "lycée Thibaut Gauthier",
    ] {
        check_clean(text);
    }
}

#[test]
fn plates_and_addresses_of_machines() {
    check("ma voiture ab-345-cd", PiiKind::Plate, &["ab-345-cd"]);
    check("Kennzeichen B-XK 4412", PiiKind::Plate, &["B-XK 4412"]);
    check(
        "ip 2a01:e0a:a534:1d14::5834",
        PiiKind::Ip,
        &["2a01:e0a:a534:1d14::5834"],
    );
    for text in ["mon aspirateur WD-4521", "version 10.2.14.3 installée"] {
        check_clean(text);
    }
}

#[test]
fn links_hide_only_when_they_carry_something() {
    let link = "https://compte.example.com/reset/rYt80lir9ISwiDklS";
    check(&format!("voici {link}."), PiiKind::Url, &[link]);
    check_clean("https://www.boutique.example/retours");
}
