//! Service figures end to end: threads in, figures out.

mod blind_spot;
mod conversations;
mod grouping;
mod properties;
mod speed;
mod thread;
