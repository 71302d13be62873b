//! The shell: command line, pipeline and reports.
pub mod format;
pub mod i18n;
pub mod report;
