//! Storeys: a room of `src/` uses lower rooms only, never a neighbour, and the world outside where it may.

use crate::support::files::{self, File};
use crate::support::paths::{Path, paths};
use crate::support::rust::tokens;

/// The rooms, top to bottom; neighbours stand on one line.
const STOREYS: [&[&str]; 13] = [
    &["cli", "lsp"],
    &["workspace"],
    &["report", "probe", "whatif"],
    &["evidence"],
    &["analysis"],
    &["accept", "chart", "explain", "trial"],
    &["check", "drill"],
    &["policy"],
    &["resolve", "format", "mend"],
    &["model"],
    &["syntax", "config"],
    &["finding"],
    &["text"],
];

/// What belongs to some rooms alone: the path, and the modules that may use it.
const RESERVED: [(&str, &[&str]); 23] = [
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("pest_meta", &["syntax"]),
    ("miette", &["report::text", "cli"]),
    ("lsp_server", &["lsp"]),
    ("lsp_types", &["lsp"]),
    ("gen_lsp_types", &["lsp"]),
    ("clap", &["cli"]),
    ("anstream", &["cli"]),
    ("notify", &["cli"]),
    ("walkdir", &["workspace", "cli"]),
    ("ignore", &["workspace", "cli"]),
    ("std::fs", &["workspace", "cli"]),
    ("std::env", &["workspace", "cli"]),
    ("std::io::stdin", &["workspace", "cli", "lsp"]),
    ("std::io::stdout", &["workspace", "cli", "lsp"]),
    ("std::io::stderr", &["workspace", "cli", "lsp"]),
    ("std::time::SystemTime", &["workspace", "cli"]),
    ("std::time::Instant", &["workspace", "cli"]),
    ("std::process::Command", &[]),
    ("std::net", &[]),
    ("std::collections::HashMap", &[]),
    ("std::collections::HashSet", &[]),
];

#[test]
fn a_room_uses_lower_rooms_only() {
    let files = files::below("src", &[".rs"]);
    assert!(files.len() > 10, "only {} sources were found", files.len());
    super::none(&files.iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn every_room_of_the_library_has_a_storey() {
    let library = files::below("src/lib.rs", &[]);
    let rooms: Vec<_> = library[0].text.lines().filter_map(|line| line.strip_prefix("pub mod ")).collect();
    assert!(!rooms.is_empty(), "no room was found in src/lib.rs");
    for room in rooms.iter().map(|room| room.trim_end_matches(';')) {
        assert!(storey(room).is_some(), "`{room}` has no storey");
    }
}

/// What is wrong with the paths that a source uses.
fn faults(file: &File) -> Vec<String> {
    let module = module(&file.path);
    let Some(room) = module.first() else { return Vec::new() };
    let say = |path: &Path, what: String| format!("{}:{}: {what}", file.path, path.line);
    paths(&tokens(&file.text), &module)
        .iter()
        .filter_map(|path| edge(room, path).or_else(|| trespass(&module, path)).map(|what| say(path, what)))
        .collect()
}

/// The module that a file holds: `src/check/cases.rs` holds `check::cases`; `lib.rs` and `main.rs` hold none.
fn module(path: &str) -> Vec<String> {
    let inside = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs").trim_end_matches("/mod");
    let exempt = ["lib", "main"].contains(&inside);
    if exempt { Vec::new() } else { inside.split('/').map(str::to_owned).collect() }
}

fn storey(room: &str) -> Option<usize> {
    STOREYS.iter().position(|storey| storey.contains(&room))
}

/// What is wrong with a path from `room` to another one.
fn edge(room: &str, path: &Path) -> Option<String> {
    if path.segments[0] != "crate" {
        return None;
    }
    let written = path.segments.join("::");
    let Some(other) = path.segments.get(1).filter(|other| *other != "*") else {
        return Some(format!("`{room}` uses `{written}`, which hides the room it means"));
    };
    let (Some(from), Some(to)) = (storey(room), storey(other)) else {
        return Some(format!("`{room}` uses `{written}`: one of the two has no storey"));
    };
    match from.cmp(&to) {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal if room == other => None,
        std::cmp::Ordering::Equal => Some(format!("`{room}` uses its neighbour `{other}` (`{written}`)")),
        std::cmp::Ordering::Greater => {
            Some(format!("`{room}` uses `{other}`, a storey above it (`{written}`)"))
        }
    }
}

/// What is wrong with a path from `module` to something outside the crate.
fn trespass(module: &[String], path: &Path) -> Option<String> {
    let here = module.join("::");
    let may =
        |rooms: &[&str]| rooms.iter().any(|room| here == *room || here.starts_with(&format!("{room}::")));
    let written = path.segments.join("::");
    if path.segments[0] != "crate" && path.segments.last().is_some_and(|last| last == "now") {
        return (!may(&["workspace", "cli"])).then(|| format!("`{here}` asks the clock (`{written}`)"));
    }
    let (reserved, rooms) = RESERVED.iter().find(|(reserved, _)| path.starts_with(reserved))?;
    let owners = if rooms.is_empty() { "nobody".to_owned() } else { rooms.join(" and ") };
    (!may(rooms)).then(|| format!("`{here}` uses `{written}`, but `{reserved}` is for {owners}"))
}

#[cfg(test)]
mod tests {
    use super::faults;
    use crate::support::files::File;

    fn said(path: &str, text: &str) -> Vec<String> {
        faults(&File { path: path.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn a_way_down_is_silent() {
        let text = "//! `crate::report` may stand in a comment.\nuse crate::text::Span;\nuse super::verdict::Verdict;";
        assert!(said("src/check/cases.rs", text).is_empty());
    }

    #[test]
    fn a_way_up_is_said_with_its_line_and_edge() {
        let text = "\nuse crate::{text::Span, report::Format};";
        let expected =
            "src/check/cases.rs:2: `check` uses `report`, a storey above it (`crate::report::Format`)";
        assert_eq!(said("src/check/cases.rs", text), [expected]);
    }

    #[test]
    fn a_way_up_through_super_is_said() {
        let expected = "src/check/cases.rs:1: `check` uses `cli`, a storey above it (`crate::cli::run`)";
        assert_eq!(said("src/check/cases.rs", "fn f() { super::super::cli::run() }"), [expected]);
    }

    #[test]
    fn a_neighbour_is_said() {
        let expected = "src/format/mod.rs:1: `format` uses its neighbour `resolve` (`crate::resolve::Plan`)";
        assert_eq!(said("src/format/mod.rs", "use crate::resolve::Plan;"), [expected]);
    }

    #[test]
    fn a_hidden_room_is_said() {
        assert_eq!(said("src/text/mod.rs", "use crate::*;").len(), 1);
        assert_eq!(said("src/text/mod.rs", "use crate as house;").len(), 1);
        assert_eq!(said("src/text/mod.rs", "use crate::attic::Box;").len(), 1);
    }

    #[test]
    fn pest_and_miette_stay_at_home() {
        assert!(said("src/syntax/plan/mod.rs", "use pest::Parser;").is_empty());
        assert!(said("src/report/text.rs", "use miette::Report;").is_empty());
        assert!(said("src/report/text/frame.rs", "use miette::Report;").is_empty());
        let expected = "src/report/json.rs:1: `report::json` uses `miette::Report`, but `miette` is for report::text and cli";
        assert_eq!(said("src/report/json.rs", "use miette::Report;"), [expected]);
        assert_eq!(said("src/policy/mod.rs", "type Pair = pest::iterators::Pair;").len(), 1);
    }

    #[test]
    fn disk_environment_and_clock_are_for_the_top() {
        assert!(said("src/workspace/mod.rs", "use std::{env, fs};").is_empty());
        assert_eq!(said("src/analysis.rs", "use std::{env, fs};").len(), 2);
        assert_eq!(said("src/analysis.rs", "use std::io; fn f() { io::stdin(); }").len(), 1);
        assert_eq!(said("src/model/mod.rs", "use jiff::Zoned; fn f() { Zoned::now(); }").len(), 1);
        assert_eq!(said("src/cli/mod.rs", "use std::net::TcpStream;").len(), 1);
    }
}
