//! Behaviour of the statistics room, from a folder of data to the whole answer.

mod scenarios;
