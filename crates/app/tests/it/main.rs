//! Behaviour of the shell, seen from outside.

mod fences;
