//! irlint checks incident response plans against policies.
//!
//! Data flows one way: text → tree → plan → outcomes and findings → bytes. Each module is a room that
//! knows only the rooms below it:
//!
//! ```text
//! cli
//! workspace
//! report · probe · whatif
//! evidence
//! analysis
//! accept · chart · explain · trial
//! check
//! policy
//! resolve · format · mend
//! model
//! syntax · config
//! finding
//! text
//! ```

pub mod accept;
pub mod analysis;
pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod evidence;
pub mod explain;
pub mod finding;
pub mod format;
pub mod mend;
pub mod model;
pub mod policy;
pub mod probe;
pub mod report;
pub mod resolve;
pub mod syntax;
pub mod text;
pub mod trial;
pub mod whatif;
pub mod workspace;
