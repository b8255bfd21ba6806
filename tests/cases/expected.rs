//! `.expected` files: `rule thing` lines for plans, `line:column words` lines for mistakes.

use std::fs;
use std::path::Path;

use irlint::analysis::Analysis;
use irlint::finding::{Finding, Outcome};

/// The `rule thing` lines of the findings that nobody accepted, sorted.
pub fn findings(analysis: &Analysis) -> Vec<String> {
    let open = analysis.findings.iter().filter(|finding| finding.accepted.is_none());
    let mut lines: Vec<String> = open.map(line).collect();
    lines.sort();
    lines
}

fn line(finding: &Finding) -> String {
    format!("{} {}", finding.rule, finding.thing.as_deref().unwrap_or("-"))
}

/// The mistakes in reading as `line:column message; help`, in the order of the file.
pub fn mistakes(analysis: &Analysis) -> Vec<String> {
    let unreadable = analysis.findings.iter().filter(|finding| finding.outcome == Outcome::Unreadable);
    unreadable.map(|finding| place_and_words(analysis, finding)).collect()
}

fn place_and_words(analysis: &Analysis, finding: &Finding) -> String {
    let place = analysis.sources.start(finding.at.span);
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{}:{} {}{help}", place.line, place.column, finding.message)
}

/// The lines of an `.expected` file.
pub fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

/// Writes `got` to `path` when `UPDATE` is set, else compares.
pub fn compare(path: &Path, got: &[String]) -> Result<(), String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, got.join("\n") + "\n").unwrap();
        return Ok(());
    }
    let wanted = lines(path);
    if wanted == got {
        return Ok(());
    }
    let only = |these: &[String], others: &[String], sign: &str| {
        let mut rest = others.to_vec();
        let mut text = String::new();
        for line in these {
            match rest.iter().position(|other| other == line) {
                Some(at) => drop(rest.remove(at)),
                None => text.extend([sign, " ", line, "\n"]),
            }
        }
        text
    };
    Err(format!("{}{}", only(&wanted, got, "-"), only(got, &wanted, "+")))
}
