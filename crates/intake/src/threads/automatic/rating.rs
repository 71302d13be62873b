//! Questions that ask for a rating.

/// Scales, as they are written in [`super::super::comparison::wording`].
const SCALES: &[&str] = &[
    "de 1 à 5",
    "de 1 a 5",
    "de 0 à 5",
    "de 0 à 10",
    "de 0 a 10",
    "de 1 à 10",
    "de 1 a 10",
    "de 1 (",
    "entre 1 et 5",
    "entre 0 et 10",
    "entre 1 et 10",
    "sur 5",
    "sur 10",
    "de un à cinq",
    "from 1 to 5",
    "1 to 5",
    "1-5",
    "1 - 5",
    "from 0 to 10",
    "0 to 10",
    "0-10",
    "1 to 10",
    "1-10",
    "out of 5",
    "out of 10",
    "scale of",
    "del 1 al 5",
    "de 1 al 5",
    "del 0 al 10",
    "von 1 bis 5",
    "von 0 bis 10",
    "da 1 a 5",
    "da 0 a 10",
    "van 1 tot 5",
    "1 = ",
    "1️⃣",
];

/// Words that make a scale a question about the service.
const RATINGS: &[&str] = &[
    "not",
    "satisf",
    "avis",
    "recommand",
    "évalu",
    "eval",
    "expérience",
    "qualité",
    "service",
    "rate",
    "rating",
    "experience",
    "recommend",
    "feedback",
    "score",
    "valor",
    "calific",
    "puntu",
    "recomend",
    "bewert",
    "zufrieden",
    "empfehl",
    "valut",
    "soddisf",
    "consigli",
    "tevreden",
];

/// True when the text, in `wording`, asks for a rating on a scale.
pub(super) fn asks_for_a_rating(text: &str) -> bool {
    SCALES.iter().any(|scale| text.contains(scale))
        && RATINGS.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::super::comparison::wording;
    use super::*;

    #[test]
    fn a_scale_with_a_question_about_the_service_asks_for_a_rating() {
        for text in [
            "Sur une échelle de 1 à 5, quelle note donnez-vous à cet échange ?",
            "Êtes-vous satisfait ? Répondez de 1 (pas du tout) à 5 (tout à fait).",
            "How would you rate our service from 1 to 5?",
            "¿Cómo valora nuestra atención del 1 al 5?",
        ] {
            assert!(asks_for_a_rating(&wording(text)), "{text}");
        }
    }

    #[test]
    fn numbers_in_a_reply_do_not() {
        for text in [
            "Comptez de 1 à 5 jours ouvrés pour la livraison.",
            "La taille va de 1 à 5, laquelle vous faut-il ?",
            "Nous vous recommandons le modèle en coton.",
        ] {
            assert!(!asks_for_a_rating(&wording(text)), "{text}");
        }
    }
}
