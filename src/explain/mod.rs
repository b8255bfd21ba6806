//! What rules mean and why they came out as they did: a rule in plain sentences, made from its checked form, and
//! the reasons behind a verdict as a tree. Judges nothing itself; every value is asked of the evaluation.

pub mod plain;
pub mod why;
