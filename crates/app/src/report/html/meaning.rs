//! What a figure rests on, closed until asked for.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::{Texts, args};
use crate::report::model::Meaning;

#[derive(Template)]
#[template(path = "report/meaning.html", whitespace = "minimize")]
pub(super) struct MeaningView<'a> {
    pub(super) meaning: &'a Meaning,
    pub(super) texts: &'a Texts,
}

impl MeaningView<'_> {
    fn summary(&self) -> String {
        let (label, text) = (self.texts.say("rests-on"), self.meaning.name.as_str());
        self.texts
            .get("labelled", args!["label" => label, "text" => text])
    }
}

impl HtmlSafe for MeaningView<'_> {}
