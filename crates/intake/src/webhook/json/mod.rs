//! Reads JSON piece by piece, so that one damaged piece costs that piece only, and texts land in
//! memory that is wiped.

mod depth;
mod object;
mod place;
mod text;

pub(super) use depth::is_within_depth;
pub(super) use object::{Object, Piece, excerpt, whole};
pub(super) use place::Place;
