//! The shell: command line, pipeline and reports.

#[cfg(unix)]
pub mod accounts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod exit;
pub mod figures;
pub mod format;
pub mod i18n;
pub mod models;
pub mod outbound;
pub mod pipeline;
#[cfg(unix)]
pub mod registers;
pub mod report;
#[cfg(unix)]
pub mod serve;
pub mod sources;
pub mod topics_file;
pub mod wiping;
