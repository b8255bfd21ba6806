//! Plans are checked by all packs of the program, and what came out is written in every format: every place lies inside the
//! text, a second time the same bytes come out, none of them steers a terminal, and JSON is JSON. What can be mended is.

use irlint::analysis::{Analysis, Limits, PlanFiles, Settings, analyse, fix, read};
use irlint::chart;
use irlint::check;
use irlint::finding::Level;
use irlint::report::chart::{FORMATS as DRAWINGS, Told};
use irlint::report::{Detail, FORMATS, Format, Options, steers, write};
use irlint::text::{Language, Sources};
use jiff::civil::{Date, date};

use crate::shipped::{Shipped, packs};
use crate::{may_be_document, places, source};

const AS_OF: Date = date(2026, 11, 23);

/// Checks a text as a plan that stands alone.
pub fn holds(text: &str) {
    let Shipped { sources, policies } = packs();
    let mut sources = sources.clone();
    let language = if may_be_document(text) { Language::Markdown } else { Language::Plan };
    let root = sources.add(source(text, language));
    let plans = [PlanFiles { root, files: vec![root] }];
    let settings = Settings::new(AS_OF);
    let analysis = analyse(&sources, &plans, policies, &settings);
    places::of_findings(&analysis.findings, &sources);
    let again = analyse(&sources, &plans, policies, &settings);
    assert!(analysis.findings == again.findings, "a second time other findings come out");
    let options = if text.len() % 2 == 0 { Options::default() } else { odd() };
    for (number, format) in FORMATS.iter().enumerate() {
        let bytes = bytes(format, &analysis, &options);
        is_harmless(format.name, &bytes);
        // One of them a text, for writing takes longer than checking.
        let same = text.len() % FORMATS.len() != number || bytes == self::bytes(format, &again, &options);
        assert!(same, "{}: a second time other bytes come out", format.name);
    }
    draw(&sources, &plans[0]);
    if analysis.findings.iter().any(|finding| !finding.fixes.is_empty()) {
        let limits = Limits { asked: true, may: &|file| file == root, known: None };
        let fixed = fix(&sources, &plans, (policies, &settings), &limits);
        assert!(fixed.made <= fixed.found, "{} of {} were mended", fixed.made, fixed.found);
    }
}

/// A narrow terminal that shows everything.
fn odd() -> Options {
    Options {
        width: 20,
        unicode: false,
        reveal: true,
        detail: Detail::Verbose,
        fail_on: Level::Note,
        suppressions: true,
        ..Options::default()
    }
}

fn bytes(format: &Format, analysis: &Analysis, options: &Options) -> String {
    let mut bytes = Vec::new();
    write(format, (analysis, &packs().policies), options, &mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("formats are text")
}

fn is_harmless(format: &str, text: &str) {
    // RFC 5545, 3.1: the lines of a calendar end with both signs, and those of no other format do.
    let lines = if format == "ics" { text.replace("\r\n", "\n") } else { text.to_owned() };
    let steering = lines.chars().find(|sign| *sign != '\n' && steers(*sign));
    assert!(steering.is_none(), "{format} writes {steering:?}: {text}");
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    match format {
        "json" | "sarif" | "gitlab" => assert!(is_json(text), "{format} is no JSON: {text}"),
        "jsonl" => assert!(text.lines().all(is_json), "a line of {format} is no JSON: {text}"),
        _ => {}
    }
}

/// Draws every view that takes nothing.
fn draw(sources: &Sources, files: &PlanFiles) {
    let policies = &packs().policies;
    let (plan, _) = read(sources, files, policies);
    let (mut world, undecided) = check::world(&plan, policies, AS_OF);
    let views = policies.views.iter().filter(|view| view.params.is_empty());
    let drawn = views.filter_map(|view| chart::draw(&mut world, view, &[], &undecided).ok());
    let charts: Vec<_> = drawn.collect();
    for format in DRAWINGS {
        let told = Told { charts: charts.clone(), plan: None, as_of: AS_OF, sources };
        is_harmless(format.name, &told.write(format, &Options::default()));
    }
}
