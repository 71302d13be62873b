//! One pass over a message: folded tokens, and the facts about its surface that folding loses.

use super::fold_char;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, folded.
    Word,
    /// Digits, whatever their value.
    Number,
    /// A pictograph, without its skin tone and joiners.
    Emoji,
    /// A mark that ends or cuts a sentence.
    Mark,
}

/// One token, as a range of [`Tokens::folded`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Start in the folded text, in bytes.
    pub(crate) start: u32,
    /// End in the folded text, in bytes.
    pub(crate) end: u32,
    /// Was it typed in capitals (two letters at least)?
    pub(crate) capitals: bool,
    /// Did it start with a capital?
    pub(crate) titled: bool,
    /// Had a letter three times or more in a row?
    pub(crate) elongated: bool,
    /// Hangs on the word before it by a hyphen, as in « voulez-vous »?
    pub(crate) hyphened: bool,
    /// Start in the text as typed, in bytes.
    pub(crate) from: u32,
    /// End in the text as typed, in bytes.
    pub(crate) to: u32,
}

/// A message cut into tokens.
///
/// `folded` holds the tokens' texts separated by single spaces, with a space at either end, so that
/// a phrase is found in it by plain search with its own spaces.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// Folded text, ` token token `.
    pub(crate) folded: String,
    /// The tokens.
    pub(crate) list: Vec<Token>,
    /// Letters with accents or of another script, as typed but in lower case.
    pub(crate) marked_letters: Vec<char>,
    /// Letters of any script.
    pub(crate) letters: u32,
    /// Upper-case letters.
    pub(crate) upper: u32,
    /// Letters of the Arabic script.
    pub(crate) arabic: u32,
    /// Letters of the Latin script.
    pub(crate) latin: u32,
    /// Letters of the Devanagari script.
    pub(crate) devanagari: u32,
    /// Names addressed with an at sign.
    pub(crate) mentions: u32,
    /// Web addresses.
    pub(crate) links: u32,
    /// Words marked with a number sign.
    pub(crate) hashtags: u32,
    /// Quotation marks.
    pub(crate) quotes: u32,
    /// Line breaks.
    pub(crate) breaks: u32,
}

impl Tokens {
    /// The folded text of one token.
    pub(crate) fn text(&self, token: &Token) -> &str {
        self.folded
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// Folded texts of the tokens of words and numbers, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.list
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| self.text(token))
    }

    /// How many tokens are of one kind.
    pub(crate) fn count(&self, kind: TokenKind) -> usize {
        self.list.iter().filter(|token| token.kind == kind).count()
    }
}

/// Is this a pictograph that carries meaning on its own?
pub(crate) fn is_emoji(character: char) -> bool {
    matches!(
        character,
        '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{1f1e6}'..='\u{1f1ff}'
    ) && !matches!(character, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Words cut off by an apostrophe that stand on their own in French and Italian.
const ELIDED: [&str; 9] = [
    "jusqu", "lorsqu", "puisqu", "quelqu", "presqu", "dell", "nell", "all", "quoiqu",
];

struct Cutter {
    out: Tokens,
    word: String,
    word_letters: u32,
    word_upper: u32,
    word_titled: bool,
    run: u32,
    last: char,
    elongated: bool,
    digits: bool,
    hyphened: bool,
    /// Where the word being read starts, and where the reading stands, in bytes of the text as typed.
    word_from: usize,
    at: usize,
}

/// Length of the web address a text starts with; a bare `http` stands for one that was cut out.
fn link_length(text: &str) -> Option<usize> {
    let starts = |prefix: &str| {
        text.as_bytes()
            .get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    if starts("http://") || starts("https://") || starts("www.") {
        return Some(text.find(char::is_whitespace).unwrap_or(text.len()));
    }
    let bare = starts("http") && !text.chars().nth(4).is_some_and(char::is_alphanumeric);
    bare.then_some(4)
}

/// Length of the `@name` a text starts with.
fn mention_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix('@')?;
    let length = name
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(name.len());
    (length > 0).then_some(length + 1)
}

/// Cuts a message into tokens. Never fails; a text without letters gives no words.
pub(crate) fn tokenize(text: &str) -> Tokens {
    let mut cutter = Cutter {
        out: Tokens {
            folded: String::with_capacity(text.len() + 16),
            list: Vec::with_capacity(text.len() / 4 + 2),
            ..Tokens::default()
        },
        word: String::with_capacity(24),
        word_letters: 0,
        word_upper: 0,
        word_titled: false,
        run: 0,
        last: '\0',
        elongated: false,
        digits: false,
        hyphened: false,
        word_from: 0,
        at: 0,
    };
    cutter.out.folded.push(' ');
    let mut characters = text.char_indices().peekable();
    let mut resume = 0;
    while let Some((at, character)) = characters.next() {
        if at < resume {
            continue;
        }
        cutter.at = at;
        if let Some(length) = cutter.address(character, text.get(at..).unwrap_or_default()) {
            resume = at + length;
            continue;
        }
        cutter.take(character, characters.peek().map(|(_, next)| *next));
    }
    cutter.at = text.len();
    cutter.end_word();
    cutter.out
}

impl Cutter {
    /// Reads a web address or an `@name` as one marker word: whose it is says nothing of the feeling.
    /// Its length, when there is one here.
    fn address(&mut self, character: char, rest: &str) -> Option<usize> {
        if !self.word.is_empty() {
            return None;
        }
        let (length, marker) = match character {
            'h' | 'H' | 'w' | 'W' => (link_length(rest)?, "http"),
            '@' => (mention_length(rest)?, "user"),
            _ => return None,
        };
        if character == '@' {
            self.out.mentions += 1;
        } else {
            self.out.links += 1;
        }
        self.push(TokenKind::Word, marker, self.at, self.at + length);
        Some(length)
    }

    fn take(&mut self, character: char, next: Option<char>) {
        if character.is_alphabetic() {
            self.letter(character);
        } else if character.is_ascii_digit() || character.is_numeric() {
            if !self.digits {
                self.end_word();
                self.digits = true;
                self.word_from = self.at;
                self.word.push('0');
            }
        } else if self.digits
            && matches!(character, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
            && next.is_some_and(|next| next.is_ascii_digit())
        {
            // "1 234,50" is one number.
        } else if matches!(fold_char(character), Some(('\'', _))) {
            self.apostrophe(next);
        } else if fold_char(character).is_some() {
            let hyphen = character == '-' && self.word_letters > 0;
            self.end_word();
            self.hyphened = hyphen && next.is_some_and(char::is_alphabetic);
            self.mark(character);
            self.out.hashtags +=
                u32::from(character == '#' && next.is_some_and(char::is_alphanumeric));
        }
    }

    fn letter(&mut self, character: char) {
        if self.digits {
            self.end_word();
        }
        if self.word.is_empty() {
            self.word_from = self.at;
        }
        self.out.letters += 1;
        self.word_letters += 1;
        let upper = character.is_uppercase();
        if upper {
            self.out.upper += 1;
            self.word_upper += 1;
            self.word_titled |= self.word.is_empty();
        }
        if !character.is_ascii() {
            self.out.marked_letters.extend(character.to_lowercase());
            match character {
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => self.out.arabic += 1,
                '\u{900}'..='\u{97f}' => self.out.devanagari += 1,
                '\u{80}'..='\u{24f}' | 'ẞ' => self.out.latin += 1,
                _ => {}
            }
        } else {
            self.out.latin += 1;
        }
        if let Some((first, second)) = fold_char(character) {
            self.run = if first == self.last { self.run + 1 } else { 1 };
            self.last = first;
            if self.run >= 3 {
                // "merciiii": two are kept, so that "troop" and "trooooop" meet.
                self.elongated = true;
            } else {
                self.word.push(first);
            }
            if let Some(second) = second {
                self.word.push(second);
                self.last = second;
            }
        }
    }

    fn apostrophe(&mut self, next: Option<char>) {
        let inside = next.is_some_and(char::is_alphabetic) && self.word_letters > 0;
        if !inside {
            self.end_word();
            return;
        }
        // "l'appli" is two words; "don't" and "aujourd'hui" are one.
        if self.word.chars().count() <= 2 || ELIDED.contains(&self.word.as_str()) {
            self.end_word();
        }
    }

    fn mark(&mut self, character: char) {
        let (from, to) = (self.at, self.at + character.len_utf8());
        if character == '\n' {
            self.out.breaks += 1;
            self.push(TokenKind::Mark, "\n", from, to);
        } else if is_emoji(character) {
            let mut buffer = [0; 4];
            let text: &str = character.encode_utf8(&mut buffer);
            self.push(TokenKind::Emoji, text, from, to);
        } else {
            match character {
                '?' | '¿' | '؟' => self.push(TokenKind::Mark, "?", from, to),
                '!' | '¡' => self.push(TokenKind::Mark, "!", from, to),
                '…' => self.push(TokenKind::Mark, "…", from, to),
                '.' | ';' | ':' | ',' | '(' | ')' | '،' => {
                    let mut buffer = [0; 4];
                    let text: &str = character.encode_utf8(&mut buffer);
                    self.push(TokenKind::Mark, text, from, to);
                }
                '€' | '$' | '£' | '%' | '+' => {
                    let mut buffer = [0; 4];
                    let text: &str = character.encode_utf8(&mut buffer);
                    self.push(TokenKind::Number, text, from, to);
                }
                '"' | '«' | '»' | '“' | '”' => {
                    self.out.quotes += 1;
                    self.push(TokenKind::Mark, "\"", from, to);
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, kind: TokenKind, text: &str, from: usize, to: usize) {
        let start = self.out.folded.len() as u32;
        self.out.folded.push_str(text);
        let end = self.out.folded.len() as u32;
        self.out.folded.push(' ');
        self.out.list.push(Token {
            kind,
            start,
            end,
            capitals: self.word_upper >= 2 && self.word_upper == self.word_letters,
            titled: self.word_titled,
            elongated: self.elongated,
            hyphened: std::mem::take(&mut self.hyphened),
            from: from as u32,
            to: to as u32,
        });
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            let kind = if self.digits {
                TokenKind::Number
            } else {
                TokenKind::Word
            };
            let word = std::mem::take(&mut self.word);
            self.push(kind, &word, self.word_from, self.at);
            self.word = word;
            self.word.clear();
        }
        self.word_letters = 0;
        self.word_upper = 0;
        self.word_titled = false;
        self.run = 0;
        self.last = '\0';
        self.elongated = false;
        self.digits = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        assert_eq!(tokenize(text).folded.trim(), folded);
    }

    #[test]
    fn an_elided_word_stands_apart_and_a_contraction_stays_whole() {
        check("L’appli n'est pas là", "l appli n est pas la");
        check("I don't", "i dont");
    }

    #[test]
    fn numbers_become_one_token_whatever_their_value() {
        check("1 234,50 € le 12/03", "0 € le 0 0");
    }

    #[test]
    fn long_letters_are_cut_and_remembered() {
        let tokens = tokenize("Merciiiii");
        assert_eq!(tokens.folded, " mercii ");
        assert!(tokens.list.iter().all(|token| token.elongated));
    }

    #[test]
    fn skin_tones_and_joiners_do_not_make_another_emoji() {
        check("👍🏾", "👍");
    }

    #[test]
    fn addresses_and_names_become_markers_and_an_e_mail_address_is_no_mention() {
        let tokens = tokenize("@Bob_1 voir https://exemple.fr/a?b=c#d ou www.exemple.fr #retard");
        assert_eq!(tokens.folded, " user voir http ou http retard ");
        assert_eq!((tokens.mentions, tokens.links, tokens.hashtags), (1, 2, 1));
        assert_eq!(tokenize("lea@exemple.fr").mentions, 0);
        check("httpd", "httpd");
    }

    #[test]
    fn a_pronoun_behind_a_hyphen_is_seen() {
        let tokens = tokenize("Voulez-vous -vous");
        let hyphened: Vec<bool> = tokens.list.iter().map(|token| token.hyphened).collect();
        assert_eq!(hyphened, [false, true, false]);
    }

    #[test]
    fn a_token_knows_where_it_stood() {
        let text = "Déçue… L’été 12,50 € 👍🏾 @zoe";
        let stood: Vec<&str> = tokenize(text)
            .list
            .iter()
            .filter_map(|token| text.get(token.from as usize..token.to as usize))
            .collect();
        assert_eq!(
            stood,
            ["Déçue", "…", "L", "été", "12,50", "€", "👍", "@zoe"]
        );
    }

    #[test]
    fn a_hindi_word_with_joined_letters_stays_whole() {
        check("धन्यवाद सेवा", "धनयवाद सेवा");
    }

    #[test]
    fn a_text_without_letters_has_no_words() {
        assert_eq!(tokenize("?? 12 👍").count(TokenKind::Word), 0);
    }
}
