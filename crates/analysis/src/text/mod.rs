//! How a message is cut into pieces before anything is understood of it.

mod fold;
mod token;

pub use fold::fold;
pub(crate) use fold::fold_char;
pub(crate) use token::{Token, TokenKind, Tokens, tokenize};
