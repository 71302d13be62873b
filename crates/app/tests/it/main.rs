//! Behaviour of the shell, seen from outside.

mod charts;
mod fences;
mod html;
mod journey;
#[cfg(unix)]
mod live;
mod markdown;
mod terminal;

#[path = "../../examples/sample_report/shop/mod.rs"]
mod shop;
