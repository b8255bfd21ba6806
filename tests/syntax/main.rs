//! Reading, from the outside: texts go in, trees and findings come out.

#![allow(clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod braces;
mod hostile;
mod messages;
mod plans;
mod policies;
mod properties;
mod support;
