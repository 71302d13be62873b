//! A bar over the messages, on a terminal only.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{cli::Common, i18n::Texts};

/// Messages under which a bar would only flicker.
const FEW: u64 = 2000;

/// Progress of one run.
pub(super) struct Progress {
    bar: ProgressBar,
    watched: bool,
    keeping: String,
}

impl Progress {
    /// Nothing is shown yet; nothing ever is when quiet or when nobody is watching.
    pub(super) fn new(common: &Common, texts: &Texts) -> Self {
        Self {
            bar: ProgressBar::hidden(),
            watched: io::stderr().is_terminal() && !common.quiet,
            keeping: texts.say("import-progress"),
        }
    }

    /// So many messages are to be taken in.
    pub(super) fn messages(&self, count: u64) {
        if !self.watched || count < FEW {
            return;
        }
        self.bar.set_length(count);
        if let Ok(style) = ProgressStyle::with_template("{msg:<28} {bar:32} {pos}/{len}") {
            self.bar.set_style(style.progress_chars("━╸ "));
        }
        self.bar.set_message(self.keeping.clone());
        self.bar
            .set_draw_target(indicatif::ProgressDrawTarget::stderr());
    }

    /// So many more are done.
    pub(super) fn tick(&self, count: u64) {
        self.bar.inc(count);
    }

    /// The bar leaves the screen.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
