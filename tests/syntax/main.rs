//! Reading, from the outside: texts go in, trees and findings come out.

mod braces;
mod hostile;
mod messages;
mod plans;
mod policies;
mod properties;
mod support;
