//! What came of probing, as lines for people.

use std::io::{self, Write};

use super::told::{Group, Told, Unnoticed};
use crate::report::{Detail, clean_line, counted};

/// Writes the facts whose change nobody notices and, for each plan, the numbers.
pub fn write(probed: &[Told], detail: Detail, out: &mut dyn Write) -> io::Result<()> {
    for told in probed {
        for group in
            told.groups.iter().filter(|group| detail == Detail::Verbose || !group.unnoticed.is_empty())
        {
            self::group(group, detail, out)?;
        }
        writeln!(out, "{}", clean_line(&summary(told)))?;
    }
    Ok(())
}

fn group(group: &Group, detail: Detail, out: &mut dyn Write) -> io::Result<()> {
    let Group { of, changes, unnoticed } = group;
    writeln!(out, "{of}: {} of {} unnoticed", unnoticed.len(), counted(*changes, "change"))?;
    if detail == Detail::Quiet {
        return Ok(());
    }
    let of_one = unnoticed.chunk_by(|one, two| one.thing == two.thing);
    of_one.map(line).try_for_each(|line| writeln!(out, "  {}", clean_line(&line)))
}

/// All changes of one fact of one thing, none of which is noticed.
fn line(changes: &[Unnoticed]) -> String {
    let Some(Unnoticed { kind, name, attribute, path, place: (start, _), .. }) = changes.first() else {
        return String::new();
    };
    let who = if name.is_empty() { format!("the {kind}") } else { format!("{kind} `{name}`") };
    let what = attribute.as_ref().map_or_else(String::new, |attribute| format!(": `{attribute}`"));
    let said: Vec<String> = changes.iter().map(said).collect();
    format!("{path}:{}:{}: {who}{what} {}", start.line, start.column, said.join(", "))
}

fn said(change: &Unnoticed) -> String {
    let rules: Vec<String> = change.no_longer_asked.iter().map(|rule| format!("`{rule}`")).collect();
    let silent =
        if rules.is_empty() { String::new() } else { format!(" (no longer asked: {})", rules.join(", ")) };
    format!("{}{silent}", change.said)
}

fn summary(told: &Told) -> String {
    let Told { path, rules, by_rules, by_reading, .. } = told;
    let changes = counted(told.changes(), "change");
    format!(
        "probed {path} with {changes} against {}: {by_rules} noticed by rules, {by_reading} by reading, {} unnoticed",
        counted(*rules, "selected rule"),
        told.unnoticed()
    )
}
