//! Packs: which files belong to which, what their headers say, and whose names each can see.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use super::circle;
use super::settings::{Settings, bare, literal};
use super::show;
use crate::finding::{Finding, Level, did_you_mean};
use crate::model::Schema;
use crate::policy::ir;
use crate::syntax::LiteralKind;
use crate::syntax::policy::tree::{Item, LostKind, Pack as Header};
use crate::text::{Origin, Span};

/// The file that makes its folder a pack.
const HEADER: &str = "pack.irpolicy";

/// The version of the schema that packs can be written for.
const SCHEMA: i64 = 1;

/// The most packs, or names of packs.
pub(super) const MOST: usize = u16::MAX as usize;

/// The most names that a statement binds: each is compared with all before it.
pub(super) const MOST_BOUND: usize = 4_096;

const ALLOWED: [&str; 10] = [
    "version",
    "schema",
    "source",
    "confidence",
    "date",
    "effective",
    "expires",
    "since",
    "uses",
    "tests_as_of",
];

/// Where a file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// To the pack of this number.
    Pack(u16),
    /// To a pack that is left out, which was reported.
    LeftOut,
    /// To none.
    None,
}

/// One pack with what is known of it before its names are.
pub(super) struct Entry<'f> {
    /// The header.
    pub header: &'f Header<'f>,
    /// True if all files of a folder belong to it.
    pub folder: bool,
    /// What the header says; without `applies`.
    pub pack: ir::Pack,
    /// The packs whose names it can see, itself included.
    pub sees: BTreeSet<u16>,
    /// Set if the header has a mistake: its rules are then not judged.
    pub broken: bool,
}

/// All packs, in the order of their names.
#[derive(Default)]
pub(super) struct Packs<'f> {
    /// The packs.
    pub list: Vec<Entry<'f>>,
    /// Where each file belongs.
    pub homes: Vec<Home>,
}

impl Packs<'_> {
    /// The pack `number`.
    pub(super) fn get(&self, number: u16) -> Option<&Entry<'_>> {
        self.list.get(usize::from(number))
    }

    /// The name of the pack `number`.
    pub(super) fn name(&self, number: u16) -> &str {
        self.list.get(usize::from(number)).map_or("", |entry| entry.pack.name.as_str())
    }

    /// The number of the pack called `name`.
    pub(super) fn named(&self, name: &str) -> Option<u16> {
        let at = self.list.iter().position(|entry| entry.pack.name == name)?;
        Some(at as u16)
    }

    /// Whether the pack `from` can see the names of the pack `to`.
    pub(super) fn sees(&self, from: u16, to: u16) -> bool {
        self.get(from).is_some_and(|entry| entry.sees.contains(&to))
    }
}

/// A file with a header, before packs are numbered.
struct Headed<'f> {
    file: usize,
    header: &'f Header<'f>,
    folder: Option<&'f str>,
}

/// Finds all packs and reads their headers.
pub(super) fn collect<'f>(files: &'f [File<'f>], schema: &Schema, findings: &mut Vec<Finding>) -> Packs<'f> {
    let headed = headed(files, findings);
    let mut packs = Packs { list: Vec::new(), homes: lost_homes(files) };
    let (mut kept, twice) = first_of_each(headed, findings);
    kept.sort_by_key(|one| one.header.name.text);
    for one in kept.drain(MOST.min(kept.len())..) {
        findings.push(too_many(one.header.name.span, MOST, "packs"));
    }
    let headless = headless(files);
    for (number, one) in kept.iter().enumerate() {
        claim(&mut packs.homes, &headless, one, Home::Pack(number as u16));
        let before = findings.len();
        let pack = read_header(one.header, schema, findings);
        packs.list.push(Entry {
            header: one.header,
            folder: one.folder.is_some(),
            pack,
            sees: BTreeSet::new(),
            broken: one.header.broken || has_error(findings, before),
        });
    }
    for one in &twice {
        claim(&mut packs.homes, &headless, one, Home::LeftOut);
    }
    link(&mut packs, findings);
    packs
}

/// Says that there are more than can be numbered.
pub(super) fn too_many(span: Span, most: usize, what: &str) -> Finding {
    Finding::unreadable("type/limit", span, format!("there are more than {most} {what}"))
}

/// Whether an error was added to `findings` since there were `before` of them.
pub(super) fn has_error(findings: &[Finding], before: usize) -> bool {
    findings.iter().skip(before).any(|finding| finding.level == Level::Error)
}

fn headed<'f>(files: &'f [File<'f>], findings: &mut Vec<Finding>) -> Vec<Headed<'f>> {
    let mut found = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let mut all = file.tree.items.iter().filter_map(|item| match item {
            Item::Pack(header) => Some(header),
            _ => None,
        });
        let Some(header) = all.next() else { continue };
        let (folder, name) = split(&file.path);
        let folder = (name == HEADER).then_some(folder);
        found.push(Headed { file: at, header, folder });
        for second in all {
            let message = "a file holds one pack";
            findings.push(
                Finding::unreadable("type/pack", second.name.span, message)
                    .also(header.name.span, "the first one"),
            );
        }
    }
    found
}

/// Files whose pack has a header that could not be read are left out from the start.
fn lost_homes(files: &[File<'_>]) -> Vec<Home> {
    let lost = |item: &Item<'_>| matches!(item, Item::Lost(lost) if lost.what == LostKind::Pack);
    let headless: Vec<&str> =
        files.iter().filter(|file| file.tree.items.iter().any(lost)).map(|file| file.path.as_str()).collect();
    let folders: Vec<&str> = headless
        .iter()
        .map(|path| split(path))
        .filter(|(_, name)| *name == HEADER)
        .map(|(folder, _)| folder)
        .collect();
    let left_out = |path: &str| headless.contains(&path) || folders.contains(&split(path).0);
    files.iter().map(|file| if left_out(&file.path) { Home::LeftOut } else { Home::None }).collect()
}

/// The folder and the name of a path.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// The first pack of each name, and the rest.
fn first_of_each<'f>(
    headed: Vec<Headed<'f>>,
    findings: &mut Vec<Finding>,
) -> (Vec<Headed<'f>>, Vec<Headed<'f>>) {
    let mut kept: Vec<Headed<'f>> = Vec::new();
    let mut twice = Vec::new();
    for one in headed {
        let name = one.header.name;
        if let Some(first) = kept.iter().find(|other| other.header.name.text == name.text) {
            findings.push(
                Finding::unreadable("type/pack", name.span, format!("there are two packs `{}`", name.text))
                    .also(first.header.name.span, "the other one")
                    .help("give this pack a name of its own"),
            );
            twice.push(one);
        } else {
            kept.push(one);
        }
    }
    (kept, twice)
}

/// The files that have no header of their own, by their folders.
fn headless<'f>(files: &'f [File<'f>]) -> BTreeMap<&'f str, Vec<usize>> {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        if !file.tree.items.iter().any(|item| matches!(item, Item::Pack(_) | Item::Schema(_))) {
            folders.entry(split(&file.path).0).or_default().push(at);
        }
    }
    folders
}

/// Gives a pack its file, and the files of its folder that have no header of their own and no pack yet.
fn claim(homes: &mut [Home], headless: &BTreeMap<&str, Vec<usize>>, one: &Headed<'_>, home: Home) {
    if let Some(own) = homes.get_mut(one.file) {
        *own = home;
    }
    for at in one.folder.and_then(|folder| headless.get(folder)).into_iter().flatten() {
        if let Some(beside) = homes.get_mut(*at).filter(|beside| **beside == Home::None) {
            *beside = home;
        }
    }
}

fn read_header(header: &Header<'_>, schema: &Schema, findings: &mut Vec<Finding>) -> ir::Pack {
    let mut settings = Settings::open(&header.settings, "a pack", &ALLOWED, findings);
    let version = settings.text("version");
    if settings.find("version").is_none() && !header.broken {
        settings.wrong::<()>(
            header.name.span,
            format!("the pack `{}` has no version", header.name.text),
            Some("add `version: \"1.0.0\"`"),
        );
    }
    check_schema(&mut settings);
    settings.date("date");
    if let Some(list) = schema.lists.get("confidence") {
        let words: Vec<&str> = list.words.keys().map(String::as_str).collect();
        settings.one_of("confidence", &words);
    }
    let citation = settings.citation("source");
    let source = citation.as_ref().and_then(|(text, _)| match literal(text) {
        Some(LiteralKind::Text(text)) => Some(text.to_string()),
        _ => settings.wrong(text.span, "the source of a pack is a text in quotes".to_owned(), None),
    });
    let (effective, expires) = settings.in_force();
    ir::Pack {
        name: header.name.text.to_owned(),
        title: header.title.text.to_string(),
        doc: header.doc.as_ref().map_or_else(String::new, |doc| doc.text.to_string()),
        version: version.unwrap_or_default(),
        source,
        link: citation.and_then(|(_, link)| link),
        effective,
        expires,
        since: settings.since().unwrap_or(ir::FIRST_EDITION),
        uses: Vec::new(),
        applies: None,
        slots: 0,
        tests_as_of: settings.date("tests_as_of"),
        fills: Vec::new(),
        origin: Origin::User,
        path: String::new(),
        span: header.head,
    }
}

fn check_schema(settings: &mut Settings<'_, '_>) {
    let Some(value) = settings.value("schema") else { return };
    if !matches!(literal(value), Some(LiteralKind::Number(version)) if *version == SCHEMA * 1000) {
        let message = "this program knows the schema of version 1 only".to_owned();
        settings.wrong::<()>(value.span, message, Some("write `schema: 1`"));
    }
}

/// Resolves `uses` and finds out whose names each pack can see.
fn link(packs: &mut Packs<'_>, findings: &mut Vec<Finding>) {
    for number in 0..packs.list.len() {
        let uses = resolve_uses(packs, number, findings);
        if let Some(entry) = packs.list.get_mut(number) {
            entry.pack.uses = uses;
        }
    }
    for number in 0..packs.list.len() as u16 {
        let sees = reachable(packs, number);
        if let Some(entry) = packs.list.get_mut(usize::from(number)) {
            entry.sees = sees;
        }
    }
    findings.extend(circles(packs));
}

fn resolve_uses(packs: &Packs<'_>, number: usize, findings: &mut Vec<Finding>) -> Vec<u16> {
    let Some(entry) = packs.list.get(number) else { return Vec::new() };
    let settings = entry.header.settings.iter().filter(|setting| setting.name.text == "uses");
    let mut uses = Vec::new();
    for value in settings.flat_map(|setting| &setting.values) {
        let found = bare(value).and_then(|name| packs.named(name.text));
        if let Some(used) = found {
            uses.push(used);
            continue;
        }
        let written = bare(value).map_or_else(|| show::expr(value), |name| name.text.to_owned());
        let known = packs.list.iter().map(|other| other.pack.name.as_str());
        findings.push(
            Finding::unreadable("type/pack", value.span, format!("there is no pack `{written}`"))
                .maybe_help(did_you_mean(&written, known)),
        );
    }
    uses
}

fn reachable(packs: &Packs<'_>, from: u16) -> BTreeSet<u16> {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(number) = open.pop() {
        for used in packs.get(number).map_or(&[][..], |entry| &entry.pack.uses) {
            if seen.insert(*used) {
                open.push(*used);
            }
        }
    }
    seen
}

/// Says which packs use each other in a circle.
fn circles(packs: &Packs<'_>) -> Vec<Finding> {
    let uses = |number: usize| {
        let used = packs.list.get(number).map_or(&[][..], |entry| &entry.pack.uses);
        used.iter().map(|number| usize::from(*number)).collect()
    };
    let circles = circle::all(0..packs.list.len(), &uses);
    circles.iter().filter_map(|circle| said_of(circle, packs)).collect()
}

fn said_of(circle: &[usize], packs: &Packs<'_>) -> Option<Finding> {
    let first = packs.list.get(*circle.first()?)?;
    let place = first.header.settings.iter().find(|setting| setting.name.text == "uses")?;
    let names: Vec<&str> =
        circle.iter().chain(circle.first()).map(|number| packs.name(*number as u16)).collect();
    let message = format!("packs use each other in a circle: {}", names.join(", "));
    Some(Finding::unreadable("type/pack", place.span, message))
}
