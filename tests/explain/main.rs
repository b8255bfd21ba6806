//! What is said about rules: their pages, their sentences, and why they came out as they did.

#[cfg(test)]
mod causes;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod support;
