//! The page of the packs: what each is made from, when it concerns a plan, what can be tuned, its rules, the rows of its
//! tables and its matrices.

use jiff::civil::Date;

use super::table::{cell, cited, code, table, wide_table};
use super::{MADE, rows, rules};
use crate::model::time::Calendar;
use crate::policy::eval::World;
use crate::policy::ir::{Matrix, Pack, Policies, Rule};
use crate::report::catalogue::{self, PackEntry, Parameter, ViewEntry, without_plan};
use crate::text::Sources;

const INTRODUCTION: &str = "\
The policies that come with the program. All packs are loaded in every check, and each decides by itself whether it
concerns a plan. `irlint packs` lists them in the terminal. Parameters are tuned in
`irlint.toml`, under the name of the pack:

```toml
[packs.core]
exercise_gap = \"6 months\"
```

A bound cannot be tuned away: where a law sets the figure, yours may be stricter and not laxer. Nothing here is legal
advice, and the rows of laws say how well they were checked, and when.";

/// The page.
pub(super) fn text(policies: &Policies, sources: &Sources, as_of: Date) -> String {
    let plan = without_plan(policies);
    let world = World::new(policies, &plan, as_of, (Calendar::default(), None));
    let entries = catalogue::packs(policies, sources, as_of);
    let rows = entries.iter().map(|entry| [format!("[{0}](#{0})", entry.name), cell(&entry.title)]);
    let overview = table(["Pack", "What it is about"], rows);
    let sections: String = entries
        .iter()
        .zip(&policies.packs)
        .enumerate()
        .map(|(number, (entry, pack))| section(entry, (number as u16, pack), &world, sources))
        .collect();
    format!("# Packs\n\n{MADE}\n\n{INTRODUCTION}\n\n{overview}\n{sections}")
}

fn section(entry: &PackEntry, (number, pack): (u16, &Pack), world: &World<'_>, sources: &Sources) -> String {
    let policies = world.policies;
    let own: Vec<&Rule> = policies.rules.iter().filter(|rule| rule.pack == number).collect();
    let matrices = policies.matrices.iter().filter(|matrix| belongs(matrix, pack, sources));
    let parts = [
        format!("## {}\n\n{}.", entry.name, cell(&entry.title)),
        pack.doc.clone(),
        facts(entry),
        parameters(&entry.parameters),
        if own.is_empty() { String::new() } else { rules::rows(&own, policies, "../rules/") },
        views(&entry.views),
        matrices.map(|matrix| matrix_table(matrix, policies)).collect::<Vec<_>>().join("\n\n"),
        rows::of_pack(number, world),
    ];
    let parts = parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n") + "\n\n"
}

fn facts(entry: &PackEntry) -> String {
    let source = entry.source.as_deref().map(|source| cited(source, entry.link.as_deref()));
    let applies = entry.applies_when.as_ref().map(|applies| code(applies));
    let uses = entry.uses.iter().map(|used| format!("[{used}](#{used})")).collect::<Vec<_>>().join(", ");
    let rows = [
        ("Version", Some(cell(&entry.version))),
        ("Made from", source),
        ("In force", Some(entry.force.words())),
        ("Concerns a plan when", Some(applies.unwrap_or_else(|| "always".to_owned()))),
        ("Builds on", Some(uses).filter(|uses| !uses.is_empty())),
    ];
    let rows = rows.into_iter().filter_map(|(name, fact)| Some([name.to_owned(), fact?]));
    table(["", ""], rows)
}

fn parameters(parameters: &[Parameter]) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let bound = |words: &str, bound: &Option<String>| bound.as_ref().map(|bound| format!("{words} {bound}"));
    table(
        ["Parameter", "Value", "Bound", "What it is for"],
        parameters.iter().map(|one| {
            let bounds = [bound("at least", &one.at_least), bound("at most", &one.at_most)];
            let bounds = bounds.into_iter().flatten().collect::<Vec<_>>().join(", ");
            [code(&one.name), cell(&one.value), bounds, cell(&one.title)]
        }),
    )
}

fn views(views: &[ViewEntry]) -> String {
    if views.is_empty() {
        return String::new();
    }
    table(
        ["View", "Shows", "Given", "About"],
        views.iter().map(|view| {
            let given: Vec<String> = view.given.iter().map(|given| code(given)).collect();
            [code(&view.name), cell(&view.title), given.join(", "), cell(&view.doc)]
        }),
    )
}

/// Whether a matrix stands in the file of a pack, or in its folder.
fn belongs(matrix: &Matrix, pack: &Pack, sources: &Sources) -> bool {
    let header = &sources.get(pack.span.file).path;
    let own = &sources.get(matrix.span.file).path;
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    own == header || header.ends_with("/pack.irpolicy") && folder(own) == folder(header)
}

fn matrix_table(matrix: &Matrix, policies: &Policies) -> String {
    let schema = &policies.schema;
    let (rows, columns) = (schema.list(matrix.rows), schema.list(matrix.columns));
    let cells = schema.list(matrix.cells_of);
    let held = |at: &u16| cells.words.get_index(usize::from(*at)).map_or("", |(word, _)| word.as_str());
    let heads = std::iter::once(String::new()).chain(columns.words.keys().map(|word| code(word)));
    let lines = rows.words.keys().zip(&matrix.cells).map(|(row, cells)| {
        std::iter::once(code(row)).chain(cells.iter().map(|at| held(at).to_owned())).collect()
    });
    let (heads, lines): (Vec<String>, Vec<Vec<String>>) = (heads.collect(), lines.collect());
    let word = |name: &str| format!("[{name}](words.md#{name})");
    format!(
        "The matrix `{}`: the {} for each {} and {}.\n\n{}",
        matrix.name,
        word(&cells.name),
        word(&rows.name),
        word(&columns.name),
        wide_table(&heads, &lines)
    )
}
