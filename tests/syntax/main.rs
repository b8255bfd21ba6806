//! Reading, from the outside: texts go in, trees and findings come out.

#[cfg(test)]
mod braces;
#[cfg(test)]
#[path = "../hostile/dice.rs"]
mod dice;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod messages;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod properties;
mod quick;
mod quick_policy;
#[cfg(test)]
mod support;
mod unread;
