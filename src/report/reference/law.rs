//! The law sheet: the rows of every pack in the folder of regimes, with what each pack is made from and since when it is
//! in force. Knows no law and no kind of row by name.

use jiff::civil::Date;

use super::table::{cell, cited, table};
use super::{MADE, rows};
use crate::model::time::Calendar;
use crate::policy::eval::World;
use crate::policy::ir::{Pack, Policies};
use crate::report::catalogue::{self, PackEntry, without_plan};
use crate::text::Sources;

/// The folder of policies that holds a folder for each law.
const FOLDER: &str = "regimes/";

const INTRODUCTION: &str = "\
Every duty to report that the program knows, one row for each clock: whom it binds, what sets it off, who is told, within
what time, from when that time runs, where it is written, how sure the row is, and on which day it was compared with its
source. What the columns mean stands in [What a plan may say](schema.md), what the words of confidence mean in
[Lists of words](words.md#confidence).

This is a reading aid and no legal advice. Where no time is stated, the law names no figure. National law, contracts and
supervisors may ask for more, and a row is as old as its day.";

/// The page.
pub(super) fn text(policies: &Policies, sources: &Sources, as_of: Date) -> String {
    let plan = without_plan(policies);
    let world = World::new(policies, &plan, as_of, (Calendar::default(), None));
    let entries = catalogue::packs(policies, sources, as_of);
    let packs = entries.iter().zip(&policies.packs).enumerate();
    let laws: Vec<_> = packs.filter(|(_, (_, pack))| is_law(pack, sources)).collect();
    let overview = laws.iter().map(|(_, (entry, _))| overview(entry));
    let overview = table(["Law", "What it is about", "Made from", "In force"], overview);
    let section = |(number, (entry, pack)): &(usize, (&PackEntry, &Pack))| {
        let rows = rows::of_pack(*number as u16, &world);
        format!("\n## {}\n\n{}.\n\n{}\n\n{rows}\n", entry.name, cell(&entry.title), pack.doc.trim_end())
    };
    let sections = laws.iter().map(section).collect::<Vec<_>>().concat();
    format!("# The law sheet\n\n{MADE}\n\n{INTRODUCTION}\n\n{overview}{sections}")
}

fn is_law(pack: &Pack, sources: &Sources) -> bool {
    sources.get(pack.span.file).path.contains(FOLDER)
}

fn overview(entry: &PackEntry) -> [String; 4] {
    let source = entry.source.as_deref().map(|source| cited(source, entry.link.as_deref()));
    [format!("[{0}](#{0})", entry.name), cell(&entry.title), source.unwrap_or_default(), entry.force.words()]
}
