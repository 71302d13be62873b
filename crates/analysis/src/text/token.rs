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
    };
    cutter.out.folded.push(' ');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        cutter.take(character, characters.peek().copied());
    }
    cutter.end_word();
    cutter.out
}

impl Cutter {
    fn take(&mut self, character: char, next: Option<char>) {
        if character.is_alphabetic() {
            self.letter(character);
        } else if character.is_ascii_digit() || character.is_numeric() {
            if !self.digits {
                self.end_word();
                self.digits = true;
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
            self.end_word();
            self.mark(character);
        }
    }

    fn letter(&mut self, character: char) {
        if self.digits {
            self.end_word();
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
        if character == '\n' {
            self.out.breaks += 1;
            self.push(TokenKind::Mark, "\n");
        } else if is_emoji(character) {
            let mut buffer = [0; 4];
            let text: &str = character.encode_utf8(&mut buffer);
            self.push(TokenKind::Emoji, text);
        } else {
            match character {
                '?' | '¿' | '؟' => self.push(TokenKind::Mark, "?"),
                '!' | '¡' => self.push(TokenKind::Mark, "!"),
                '…' => self.push(TokenKind::Mark, "…"),
                '.' | ';' | ':' | ',' | '(' | ')' | '،' => {
                    let mut buffer = [0; 4];
                    let text: &str = character.encode_utf8(&mut buffer);
                    self.push(TokenKind::Mark, text);
                }
                '€' | '$' | '£' | '%' | '+' => {
                    let mut buffer = [0; 4];
                    let text: &str = character.encode_utf8(&mut buffer);
                    self.push(TokenKind::Number, text);
                }
                '"' | '«' | '»' | '“' | '”' => {
                    self.out.quotes += 1;
                    self.push(TokenKind::Mark, "\"");
                }
                _ => {}
            }
        }
    }

    fn push(&mut self, kind: TokenKind, text: &str) {
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
            self.push(kind, &word);
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
    fn a_text_without_letters_has_no_words() {
        assert_eq!(tokenize("?? 12 👍").count(TokenKind::Word), 0);
    }
}
