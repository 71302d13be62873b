//! What a figure rests on, closed until asked for.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::Texts;
use crate::report::model::Meaning;

#[derive(Template)]
#[template(path = "report/meaning.html", whitespace = "minimize")]
pub(super) struct MeaningView<'a> {
    pub(super) meaning: &'a Meaning,
    pub(super) texts: &'a Texts,
}

impl HtmlSafe for MeaningView<'_> {}
