//! What the name of a file tells: whether it is a chat, and with whom.

/// Words in front of and behind the name of the other side, by language. Sources: the app's own
/// file names as listed by mlomb/chat-analytics and public parsers; the rows after the eleventh are
/// translations seen on public exports only, so they serve for titles and never exclude a file.
const PATTERNS: &[(&str, &str)] = &[
    ("Discussion WhatsApp avec ", ""),
    ("WhatsApp Chat with ", ""),
    ("Chat de WhatsApp con ", ""),
    ("Conversa do WhatsApp com ", ""),
    ("Conversa no WhatsApp com ", ""),
    ("Chat WhatsApp con ", ""),
    ("WhatsApp Chat mit ", ""),
    ("Чат WhatsApp с контактом ", ""),
    ("Чат WhatsApp с ", ""),
    ("WhatsApp-chat met ", ""),
    ("WhatsApp Chat - ", ""),
    ("WhatsApp Chat – ", ""),
    ("与", "的 WhatsApp 聊天"),
    ("與", "的 WhatsApp 對話"),
    ("Chat WhatsApp s uživatelem ", ""),
    ("Chat WhatsApp dengan ", ""),
    ("Chat WhatsApp cu ", ""),
    ("WhatsApp-chatt med ", ""),
    ("WhatsApp-chat med ", ""),
    ("Czat WhatsApp z ", ""),
    ("Xat de WhatsApp amb ", ""),
    ("WhatsApp Sohbeti - ", ""),
    ("Чат WhatsApp з ", ""),
    ("محادثة واتساب مع ", ""),
    ("", " ile WhatsApp Sohbeti"),
];

/// The last part of a path, whichever way its folders are separated.
pub(super) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Everything in front of the base name.
pub(super) fn folder(path: &str) -> &str {
    path.get(..path.len() - base_name(path).len())
        .unwrap_or_default()
}

/// A name without its extension, if it has this one.
pub(super) fn without_extension<'n>(name: &'n str, extension: &str) -> Option<&'n str> {
    let at = name.len().checked_sub(extension.len())?;
    let (stem, end) = name.split_at_checked(at)?;
    end.eq_ignore_ascii_case(extension).then_some(stem)
}

/// The other side's name, from the name WhatsApp gives to a file: «Discussion WhatsApp avec NOM.txt»,
/// `WhatsApp Chat - NAME.zip`. A number in parentheses at the end, of a second download, is no part of it.
pub fn chat_title(name: &str) -> Option<String> {
    let name = base_name(name);
    let stem = without_extension(name, ".txt").or_else(|| without_extension(name, ".zip"))?;
    let spaced = stem.replace(['\u{A0}', '\u{202F}'], " ");
    let read = |stem: &str| {
        PATTERNS.iter().find_map(|(before, behind)| {
            let title = stem.strip_prefix(before)?.strip_suffix(behind)?;
            let title = without_copy_number(title.trim());
            (!title.is_empty()).then(|| title.to_owned())
        })
    };
    read(&spaced).or_else(|| {
        // Some ways of sending a file turn its spaces into underscores.
        if spaced.contains(' ') {
            None
        } else {
            read(&spaced.replace('_', " "))
        }
    })
}

fn without_copy_number(title: &str) -> &str {
    let copy = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once(" ("))
        .filter(|(_, number)| {
            (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
        });
    copy.map_or(title, |(title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::chat_title;

    #[test]
    fn the_file_name_tells_the_other_side_in_every_language() {
        let title = |name: &str| chat_title(name).unwrap_or_default();
        assert_eq!(title("Discussion WhatsApp avec Awa Diop.txt"), "Awa Diop");
        assert_eq!(
            title("Discussion WhatsApp avec Awa Diop (2).txt"),
            "Awa Diop"
        );
        assert_eq!(title("WhatsApp Chat with +33 7 66 55.txt"), "+33 7 66 55");
        assert_eq!(title("exports/WhatsApp Chat - Léa.zip"), "Léa");
        assert_eq!(title("Chat de WhatsApp con Lupe.txt"), "Lupe");
        assert_eq!(title("与小明的 WhatsApp 聊天.txt"), "小明");
        assert_eq!(title("Чат WhatsApp с Анной.txt"), "Анной");
        assert_eq!(title("WhatsApp_Chat_with_Kim_Lee.txt"), "Kim Lee");
        assert_eq!(chat_title("_chat.txt"), None);
        assert_eq!(chat_title("note.txt"), None);
    }
}
