//! What can be measured, one file each. Each prints a table, and nothing that is not measured.

pub mod edit;
pub mod finding;
pub mod ladder;
pub mod lists;
pub mod outside;
pub mod profile;
pub mod rule;
pub mod stages;

/// The sizes of plans that are measured, with their names.
const SIZES: [(&str, usize); 4] =
    [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

/// Whoever measures a run that takes longer than this measures it once.
const LONG: std::time::Duration = std::time::Duration::from_secs(2);

/// Prints a line of a table: a name, and values under each other.
fn row(name: &str, values: &[String]) {
    let values: String = values.iter().map(|value| format!(" {value:>13}")).collect();
    println!("{name:<24}{values}");
}
