//! What frames look like, and that they cost the same in a large file and in a long line.

use std::time::Instant;

use irlint::analysis::Analysis;
use irlint::finding::{Finding, Outcome};
use irlint::policy::ir::Policies;
use irlint::report::{Options, format_named, write};
use irlint::text::{Language, Origin, Source, Sources, Span};
use jiff::civil::date;

use crate::sample;

fn text(analysis: &Analysis, options: &Options) -> String {
    let mut out = Vec::new();
    write(format_named("text").unwrap(), (analysis, &Policies::default()), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn one(source: &str, findings: impl Fn(irlint::text::FileId) -> Vec<Finding>) -> Analysis {
    let mut sources = Sources::new();
    let file = sources.add(Source::new("plan.irp", source, Language::Plan, Origin::User));
    Analysis { findings: findings(file), ..Analysis::empty(sources, date(2026, 11, 23)) }
}

#[test]
fn a_finding_shows_its_places_in_all_files() {
    let shown = text(&sample::analysis(), &Options { width: 80, ..Options::default() });
    let expected = include_str!("frames.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/frames.txt"), &shown).unwrap();
    } else {
        assert_eq!(shown, expected);
    }
}

#[test]
fn frames_can_be_drawn_with_ascii_and_in_colour() {
    let ascii = text(&sample::analysis(), &Options { unicode: false, reveal: true, ..Options::default() });
    assert!(!ascii.contains(['│', '╭', '─', '×']), "{ascii}");
    let colour = text(&sample::analysis(), &Options { color: true, ..Options::default() });
    assert!(colour.contains("\u{1b}["), "{colour}");
}

#[test]
fn places_at_the_edges_of_a_file_are_shown() {
    for source in ["", "\n", "plan p", "plan p\n", "\r\nplan \u{fc}\r\n"] {
        let analysis = one(source, |file| {
            let ends = [0, source.len() as u32];
            ends.map(|end| Finding::unreadable("syntax/x", Span::new(file, end, end), "a message")).into()
        });
        let shown = text(&analysis, &Options::default());
        assert_eq!(shown.matches("plan.irp:").count(), 2, "{source:?}:\n{shown}");
        assert!(!shown.contains("Failed to read"), "{source:?}:\n{shown}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_marked_words() {
    let words = "person anna \"\u{fc}\" ".repeat(60_000);
    let analysis = one(&words, |file| {
        let start = words.len() as u32 / 2;
        let start = (0..=start).rev().find(|at| words.is_char_boundary(*at as usize)).unwrap();
        let finding =
            Finding::unreadable("syntax/x", Span::new(file, start, words.len() as u32), "a message");
        vec![finding.label("here").also(Span::new(file, 0, 6), "and here")]
    });
    let shown = text(&analysis, &Options::default());
    assert!(shown.len() < 4000, "{} bytes", shown.len());
    assert!(shown.contains("here") && shown.contains("and here"), "{shown}");
}

#[test]
fn a_frame_costs_the_same_in_a_large_file() {
    let line = "person anna \"Anna\" { phone: +49 30 23125 101 }\n";
    let seconds = |lines: usize| {
        let source = line.repeat(lines);
        let analysis = one(&source, |file| {
            let place = |at: usize| {
                Span::new(file, (at % lines * line.len()) as u32, (at % lines * line.len() + 6) as u32)
            };
            let finding = |at| Finding {
                at: sample::label(place(at)),
                outcome: Outcome::Failed,
                ..Finding::unreadable("x", place(at), "m")
            };
            (0..2000).map(finding).collect()
        });
        let start = Instant::now();
        text(&analysis, &Options::default());
        start.elapsed().as_secs_f64()
    };
    seconds(100);
    let (small, large) = (seconds(100), seconds(20_000));
    assert!(large < small * 4.0 + 0.3, "2,000 frames: {small} s in a small file, {large} s in a large one");
}
