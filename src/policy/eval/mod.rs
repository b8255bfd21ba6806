//! Evaluation: expressions to values, with three-valued logic and ranges. Ends always.
