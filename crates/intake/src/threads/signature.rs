//! Signature lines: the only place where an export shows which agent wrote.
//!
//! Read from what the business wrote, and only by form: a dash or a closing formula before a name,
//! or a name followed by a service. Nothing else of an agent is looked at.

use super::comparison::wording;

/// A signature at the end (or, as helpdesks print it, at the start) of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature<'a> {
    pub(super) name: &'a str,
    pub(super) role: Option<&'a str>,
}

impl Signature<'_> {
    /// Keys under which a teams file may name it: whole, name, role.
    pub(super) fn keys(&self) -> [Option<String>; 3] {
        let name = signature_key(self.name);
        let role = self.role.map(signature_key);
        let whole = role.as_ref().map(|role| format!("{name} {role}"));
        [whole, Some(name), role]
    }
}

/// A signature as it is compared: wording without punctuation.
pub(super) fn signature_key(text: &str) -> String {
    let words = wording(text);
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '&')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Longest line that can be a signature, in characters.
const LONGEST: usize = 60;

/// Words that make what follows a name a service or a function.
const ROLE_WORDS: &[&str] = &[
    "service",
    "sav",
    "support",
    "client",
    "clients",
    "clientèle",
    "équipe",
    "equipe",
    "conseil",
    "conseiller",
    "conseillère",
    "conseillers",
    "assistance",
    "boutique",
    "magasin",
    "atelier",
    "accueil",
    "technique",
    "technicien",
    "technicienne",
    "responsable",
    "assistant",
    "assistante",
    "gérant",
    "gérante",
    "commercial",
    "commerciale",
    "comptabilité",
    "facturation",
    "livraison",
    "logistique",
    "expéditions",
    "hotline",
    "helpdesk",
    "team",
    "customer",
    "care",
    "advisor",
    "adviser",
    "agent",
    "manager",
    "success",
    "sales",
    "desk",
    "office",
    "billing",
    "equipo",
    "atención",
    "soporte",
    "asesor",
    "asesora",
    "tienda",
    "equipa",
    "atendimento",
    "suporte",
    "kundenservice",
    "kundendienst",
    "assistenza",
    "servizio",
    "klantenservice",
];

/// Formulas after which a name on the next line (or after a comma) signs.
const CLOSINGS: &[&str] = &[
    "cordialement",
    "bien cordialement",
    "très cordialement",
    "bien à vous",
    "sincères salutations",
    "salutations",
    "respectueusement",
    "amicalement",
    "belle journée",
    "bonne journée",
    "très bonne journée",
    "très belle journée",
    "bonne soirée",
    "belle soirée",
    "excellente journée",
    "à bientôt",
    "à très vite",
    "à très bientôt",
    "bon week-end",
    "bonne fin de journée",
    "kind regards",
    "best regards",
    "regards",
    "best",
    "best wishes",
    "warm regards",
    "sincerely",
    "yours sincerely",
    "have a nice day",
    "have a great day",
    "saludos",
    "un saludo",
    "atentamente",
    "cumprimentos",
    "atenciosamente",
    "mit freundlichen grüßen",
    "viele grüße",
    "cordiali saluti",
    "met vriendelijke groet",
    "cdt",
    "cdlt",
    "bav",
];

/// Formulas that are followed by the signer's name on the same line («Cordialement, Émilie»); a
/// wish («Bonne journée, Awa») speaks to the reader instead.
const SIGNING_CLOSINGS: usize = 8;

/// Words that stand alone after a dash or a closing without being a name.
const NOT_NAMES: &[&str] = &[
    "merci",
    "bonjour",
    "bonsoir",
    "oui",
    "non",
    "ok",
    "thanks",
    "hello",
    "yes",
    "no",
    "gracias",
    "obrigado",
    "danke",
    "grazie",
    "désolé",
    "désolée",
    "attention",
    "important",
    "note",
    "ps",
];

/// The signature of a message, if it carries one. `contact` holds the words of the contact's own
/// names, in lower case: «Bonne journée,\nAwa» to Awa is no signature.
pub(super) fn signature<'a>(text: &'a str, contact: &[String]) -> Option<Signature<'a>> {
    let mut lines = text.lines().map(bare).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let mut last = first;
    let mut before = None;
    for line in lines {
        before = Some(last);
        last = line;
    }
    let found = at_end(last, before).or_else(|| helpdesk_prefix(text))?;
    let name = signature_key(found.name);
    let is_contact = name
        .split(' ')
        .all(|word| contact.iter().any(|own| own == word));
    (!is_contact && !NOT_NAMES.contains(&name.as_str())).then_some(found)
}

fn at_end<'a>(last: &'a str, before: Option<&'a str>) -> Option<Signature<'a>> {
    if last.chars().count() <= LONGEST {
        if let Some(rest) = after_dash(last) {
            let in_list = before.is_some_and(|line| after_dash(line).is_some());
            if let Some(found) = (!in_list).then(|| name_and_role(rest)).flatten() {
                return Some(found);
            }
        }
        if let Some(found) = name_and_role(last) {
            let closed = before.is_some_and(|line| is_closing(last_sentence(line)));
            if closed || found.role.is_some() {
                return Some(found);
            }
        }
    }
    inside(last)
}

/// A signature after the last sentence of a line.
fn inside(line: &str) -> Option<Signature<'_>> {
    let sentence = last_sentence(line);
    if sentence.chars().count() > LONGEST {
        return None;
    }
    if let Some((_, rest)) = sentence.split_once(['—', '–'])
        && let Some(found) = name_and_role(rest)
        && (found.role.is_some() || sentence.trim_start().starts_with(['—', '–']))
    {
        return Some(found);
    }
    if let Some((formula, rest)) = sentence.split_once(',')
        && let Some(found) = name_and_role(rest)
    {
        let formula = wording(formula);
        let signing = &CLOSINGS[..SIGNING_CLOSINGS];
        let wishes = found.role.is_some() && is_closing(&formula);
        if wishes || signing.contains(&formula.as_str()) {
            return Some(found);
        }
    }
    name_and_role(sentence).filter(|found| found.role.is_some() && sentence.len() < line.len())
}

/// `*Julien:*` on a line of its own in front, as shared inboxes print the sender.
fn helpdesk_prefix(text: &str) -> Option<Signature<'_>> {
    let (first, rest) = text.trim_start().split_once('\n')?;
    let inner = first.trim().strip_prefix('*')?;
    let inner = inner
        .trim_end_matches([':', ' ', '\u{a0}', '\u{202f}'])
        .strip_suffix('*')?;
    let name = inner.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
    (!rest.trim().is_empty())
        .then(|| name_and_role(name))
        .flatten()
}

/// A line without the emphasis, emoji and stops around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '\u{200e}' | '\u{200f}')
    })
    .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '.' | '!' | '?' | ','))
    .trim_start_matches(is_pictogram)
    .trim()
}

fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}') || c == ' '
}

fn after_dash(line: &str) -> Option<&str> {
    line.strip_prefix(['—', '–', '-', '~', '^'])
        .map(str::trim_start)
        .filter(|rest| !rest.is_empty())
}

fn last_sentence(line: &str) -> &str {
    let trimmed = line.trim_end_matches(['.', '!', '?', ' ', '\u{a0}', '\u{202f}']);
    trimmed
        .rsplit(['.', '!', '?', '…', '\n'])
        .next()
        .unwrap_or(trimmed)
        .trim_matches(|c: char| c.is_whitespace() || is_pictogram(c))
}

fn is_closing(text: &str) -> bool {
    let words = wording(text);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    CLOSINGS.contains(&words)
}

/// «Julien», «Julien, service client», «Émilie – Support», «Fatou (SAV)», «Julien du service client».
fn name_and_role(text: &str) -> Option<Signature<'_>> {
    let text = text.trim().trim_end_matches(['.', '!', ',', ' ']);
    let cut = text
        .char_indices()
        .find(|(_, c)| matches!(c, ',' | '–' | '—' | '|' | '(' | '/' | '·'))
        .map(|(at, c)| (at, at + c.len_utf8()))
        .or_else(|| text.find(" - ").map(|at| (at, at + 3)))
        .or_else(|| joined_role(text));
    let Some((end, start)) = cut else {
        return is_name(text).then_some(Signature {
            name: text,
            role: None,
        });
    };
    let name = text.get(..end)?.trim();
    let role = text
        .get(start..)?
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '.' | '*' | '_'));
    (is_name(name) && is_role(role)).then_some(Signature {
        name,
        role: Some(role),
    })
}

/// Where «du service client», «from support» begins after a name.
fn joined_role(text: &str) -> Option<(usize, usize)> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    [
        " du ", " de la ", " de l'", " de l’", " from ", " del ", " de ",
    ]
    .iter()
    .find_map(|link| text.find(link).map(|at| (at, at + link.len())))
    .filter(|(end, start)| {
        text.get(..*end).is_some_and(is_name) && text.get(*start..).is_some_and(is_role)
    })
}

fn is_role(text: &str) -> bool {
    let words = wording(text);
    let count = words.split(' ').count();
    count <= 6
        && words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| ROLE_WORDS.contains(&word))
}

/// One to three capitalised words («Jean-Baptiste N’Diaye»), particles apart, or initials.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        matches!(
            *word,
            "de" | "la" | "le" | "van" | "von" | "ben" | "el" | "du" | "d’"
        )
    };
    let is_capitalised = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    (1..=4).contains(&words.len())
        && words.first().is_some_and(is_capitalised)
        && words
            .iter()
            .all(|word| is_capitalised(word) || is_part(word))
        && !words
            .iter()
            .any(|word| ROLE_WORDS.contains(&wording(word).as_str()) && words.len() == 1)
        && words
            .first()
            .is_some_and(|word| !NOT_NAMES.contains(&wording(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Option<&str>)>) {
        let found = signature(text, &["awa".to_owned(), "diop".to_owned()]);
        assert_eq!(
            found.map(|found| (found.name, found.role)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_name_with_its_service_signs() {
        check(
            "C’est parti.\nJulien, service client",
            Some(("Julien", Some("service client"))),
        );
        check(
            "Votre colis part demain. Julien, service client",
            Some(("Julien", Some("service client"))),
        );
        check(
            "Je regarde.\n\nFatou (SAV) 🙂",
            Some(("Fatou", Some("SAV"))),
        );
        check(
            "Bonne journée ! Léa du service client",
            Some(("Léa", Some("service client"))),
        );
    }

    #[test]
    fn a_dash_signs() {
        check("Merci de votre patience.\n— Fatou", Some(("Fatou", None)));
        check(
            "Réglé !\n- Jean-Baptiste N’Diaye",
            Some(("Jean-Baptiste N’Diaye", None)),
        );
        check("Sent this morning ^JD", None);
        check("Sent this morning\n^JD", Some(("JD", None)));
    }

    #[test]
    fn a_closing_formula_before_a_name_signs() {
        check(
            "Voilà.\nCordialement,\nÉmilie – Support",
            Some(("Émilie", Some("Support"))),
        );
        check("Done.\nKind regards,\nTom", Some(("Tom", None)));
        check("Voilà. Cordialement, Émilie", Some(("Émilie", None)));
    }

    #[test]
    fn a_shared_inbox_prints_the_sender_in_front() {
        check("*Julien:*\nBonjour, je regarde.", Some(("Julien", None)));
    }

    #[test]
    fn a_wish_to_the_customer_is_no_signature() {
        check("Bonne journée, Awa", None);
        check("Merci et bonne journée,\nAwa", None);
    }

    #[test]
    fn lists_and_plain_sentences_do_not_sign() {
        check("Il nous faut :\n- Taille\n- Couleur", None);
        check("Le service client vous rappelle", None);
        check("Bonjour, comment puis-je vous aider ?", None);
        check("Voilà.\n- Merci", None);
        check("Paris", None);
        check("", None);
    }

    #[test]
    fn a_signature_is_known_by_name_service_or_both() {
        let found = signature("Ok\nJulien, Service  Client", &[]).map(|found| found.keys());
        let expected = [
            Some("julien service client"),
            Some("julien"),
            Some("service client"),
        ];
        assert_eq!(found, Some(expected.map(|key| key.map(str::to_owned))));
    }
}
