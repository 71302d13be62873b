//! How markers are compared: marks, spaces, quotes, case and one final stop do not count.

use super::marks::is_mark;

/// Writes `text` to `out` in the form in which markers and notices are compared.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    for c in text.chars() {
        match c {
            // Joiners come and go in Persian and Indic words without being seen.
            '\u{200B}'..='\u{200D}' => {}
            c if is_mark(c) => {}
            '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '「' | '」' | '『' | '』' => {
                out.push('"')
            }
            '’' | '‘' | 'ʼ' | '′' | '`' | '´' => out.push('\''),
            '：' => out.push(':'),
            '（' => out.push('('),
            '）' => out.push(')'),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out.truncate(out.trim_end().len());
    if let Some(cut) = out.strip_suffix(['.', '。', '।', '۔', '．']) {
        out.truncate(cut.trim_end().len());
    }
}

/// [`fold_into`] for data and tests.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_case_quotes_and_one_final_stop_do_not_count() {
        assert_eq!(
            fold("\u{200E}Ce  Message\u{A0}a été\u{202F}SUPPRIMÉ. "),
            "ce message a été supprimé"
        );
        assert_eq!(fold("l’admin « X »"), "l'admin \" x \"");
        assert_eq!(fold("supprimé.."), "supprimé.");
        assert_eq!(fold("已删除。"), "已删除");
    }
}
