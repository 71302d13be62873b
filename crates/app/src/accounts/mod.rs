//! Who may ask the server over HTTP: names, roles, passwords, second factors, and what a browser or a
//! script comes back with. Start at [`sign_in`]; what each role may do is one table, in [`may`].

mod attempts;
mod hasher;
mod held;
mod name;
mod password;
mod role;
mod second_factor;
mod sign_in;

pub use attempts::Attempts;
pub use hasher::{Busy, Hasher};
pub use held::Held;
pub use name::{AccountName, NotAnAccountName};
pub use password::{Password, WeakPassword};
pub use role::{Action, Role, UnknownRole, may};
pub use second_factor::{SecondFactor, new_salt};
pub use sign_in::{Attempt, NotSignedIn, SignedIn, sign_in};
