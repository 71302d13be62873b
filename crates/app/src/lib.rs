//! The shell: command line, pipeline and reports.
pub mod report;
