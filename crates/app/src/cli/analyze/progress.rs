//! A bar on long work, on a terminal only.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{cli::Common, i18n::Texts, pipeline::Stage};

/// Files under which a bar would only flicker.
const FEW: usize = 8;

/// Progress of one run.
pub(super) struct Progress {
    bar: ProgressBar,
    words: [String; 4],
}

impl Progress {
    /// A bar over `files`, hidden when quiet or when nobody is watching.
    pub(super) fn new(common: &Common, texts: &Texts, files: usize) -> Self {
        let watched = io::stderr().is_terminal() && !common.quiet && files >= FEW;
        let bar = if watched {
            ProgressBar::new(files as u64)
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template("{msg:<28} {bar:32} {pos}/{len}") {
            bar.set_style(style.progress_chars("━╸ "));
        }
        bar.set_message(texts.say("progress-read"));
        Self {
            bar,
            words: [
                "progress-assemble",
                "progress-admit",
                "progress-understand",
                "progress-count",
            ]
            .map(|key| texts.say(key)),
        }
    }

    /// One file is done.
    pub(super) fn tick(&self) {
        self.bar.inc(1);
    }

    /// A stage begins.
    pub(super) fn stage(&self, stage: Stage) {
        let [assemble, admit, read, count] = &self.words;
        self.bar.set_message(match stage {
            Stage::Assemble => assemble.clone(),
            Stage::Admit => admit.clone(),
            Stage::Read => read.clone(),
            Stage::Count => count.clone(),
        });
    }

    /// Everything is done: the bar leaves the screen.
    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
