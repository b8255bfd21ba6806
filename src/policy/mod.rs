//! Policies: packs of rules with their types checked, ready to be evaluated. Nothing here knows a rule
//! by name; what is demanded of a plan stands in `policies/`.

pub mod builtins;
pub mod eval;
pub mod ir;
pub mod typing;
