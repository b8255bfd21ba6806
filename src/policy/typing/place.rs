//! What may stand in which file, and in which order statements are looked at.

use super::packs::{Home, Packs};
use super::settings::Settings;
use super::{File, Known, Placed};
use crate::finding::{Finding, did_you_mean};
use crate::model::KindId;
use crate::resolve::a;
use crate::syntax::Name;
use crate::syntax::policy::tree::{ExpectKind, Item, LostKind, Test, Tree};
use crate::text::{FileId, Span};

/// The version of the schema language that is read.
const VERSION: i64 = 1;

/// The statements of all files that make the schema.
pub(super) fn schema_trees<'f>(files: &[File<'f>]) -> Vec<(FileId, Tree<'f>)> {
    let belongs =
        |item: &&Item<'_>| matches!(item, Item::Schema(_) | Item::Kind(_) | Item::Enum(_) | Item::Union(_));
    let tree = |file: &File<'f>| Tree { items: file.tree.items.iter().filter(belongs).cloned().collect() };
    files.iter().map(|file| (file.id, tree(file))).collect()
}

/// The statements of all packs, pack by pack.
pub(super) fn in_order<'f>(files: &'f [File<'f>], packs: &Packs<'_>) -> Vec<Placed<'f>> {
    let homes = files.iter().zip(&packs.homes);
    let mut placed: Vec<Placed<'f>> = homes
        .filter_map(|(file, home)| match home {
            Home::Pack(pack) => Some((file, *pack)),
            Home::LeftOut | Home::None => None,
        })
        .flat_map(|(file, pack)| file.tree.items.iter().map(move |item| Placed { pack, file, item }))
        .collect();
    placed.sort_by_key(|one| one.pack);
    placed
}

/// The names of all rules, sorted, each once.
pub(super) fn rule_names(files: &[File<'_>]) -> Vec<String> {
    let items = files.iter().flat_map(|file| &file.tree.items);
    let mut names: Vec<String> = items
        .filter_map(|item| match item {
            Item::Rule(rule) => Some(rule.id.text.to_owned()),
            Item::Lost(lost) if lost.what == LostKind::Rule => Some(lost.name.text.to_owned()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Says which statements stand where they cannot: in a file of no pack, or in a file of the schema.
pub(super) fn report_strays(files: &[File<'_>], packs: &Packs<'_>, findings: &mut Vec<Finding>) {
    for (file, home) in files.iter().zip(&packs.homes) {
        let schema = check_version(file, findings);
        if *home != Home::None && !schema {
            continue;
        }
        for item in &file.tree.items {
            let Some((what, span)) = needs_pack(item) else { continue };
            let finding = if schema {
                Finding::unreadable(
                    "type/place",
                    span,
                    format!("{what} cannot stand in a file of the schema"),
                )
                .help("move it to a file of a pack")
            } else {
                Finding::unreadable("type/place", span, format!("{what} belongs to no pack")).help(
                    "open the file with `pack name \"Title\" { ... }`, or move it beside a `pack.irpolicy`",
                )
            };
            findings.push(finding);
        }
    }
}

/// Whether a file is of the schema; says if it is of a version that cannot be read.
fn check_version(file: &File<'_>, findings: &mut Vec<Finding>) -> bool {
    let mut found = false;
    for item in &file.tree.items {
        let Item::Schema(head) = item else { continue };
        found = true;
        if head.version != VERSION {
            let message = format!(
                "`schema {} {}` is a version that this program cannot read",
                head.name.text, head.version
            );
            findings.push(
                Finding::unreadable("type/version", head.span, message).help("only version 1 is known"),
            );
        }
    }
    found
}

/// What a statement is called and where it is named, if it can only stand in a pack.
fn needs_pack(item: &Item<'_>) -> Option<(String, Span)> {
    match item {
        Item::Schema(_) | Item::Kind(_) | Item::Enum(_) | Item::Union(_) | Item::Lost(_) => None,
        Item::Pack(pack) => Some((format!("pack `{}`", pack.name.text), pack.name.span)),
        Item::Param(param) => Some((format!("parameter `{}`", param.name.text), param.name.span)),
        Item::Table(table) => Some((format!("table `{}`", table.kind.text), table.kind.span)),
        Item::Row(row) => {
            let name = row.id.unwrap_or(row.kind);
            Some((format!("row `{}`", name.text), name.span))
        }
        Item::Matrix(matrix) => Some((format!("matrix `{}`", matrix.name.text), matrix.name.span)),
        Item::Function(function) => {
            let what = if function.result.is_some() { "define" } else { "relation" };
            Some((format!("{what} `{}`", function.name.text), function.name.span))
        }
        Item::View(view) => Some((format!("view `{}`", view.name.text), view.name.span)),
        Item::Rule(rule) => Some((format!("rule `{}`", rule.id.text), rule.id.span)),
        Item::Test(test) => Some((format!("test \"{}\"", test.title.text), test.title.span)),
        Item::Adjust(adjust) => Some((format!("adjustment of `{}`", adjust.rule.text), adjust.rule.span)),
    }
}

/// Says which tests are about rules that do not exist, which settings they do not have, and which expect what
/// can never come out.
pub(super) fn check_tests(known: &Known<'_>, placed: &[Placed<'_>], findings: &mut Vec<Finding>) {
    for one in placed {
        let Item::Test(test) = one.item else { continue };
        if !known.has_rule(test.rule.text) {
            findings.push(unknown_rule(test.rule.text, test.rule.span, known));
        }
        Settings::open(&test.settings, "a test", &["as_of"], findings).date("as_of");
        let expected = test.expect.iter().map(|expect| check_expected(known, test, &expect.kind));
        findings.extend(expected.filter_map(Result::err).map(|finding| *finding));
    }
}

/// What a test expects is about its own rule, and about kinds and attributes that there are.
fn check_expected(known: &Known<'_>, test: &Test<'_>, kind: &ExpectKind<'_>) -> Result<(), Box<Finding>> {
    match kind {
        ExpectKind::Nothing | ExpectKind::NotApplicable | ExpectKind::Undecided(None) => Ok(()),
        ExpectKind::Undecided(Some((kind, _, attribute))) => {
            let kind = known_kind(*kind, known)?;
            let names = known.schema.kind(kind).attributes.keys().map(String::as_str);
            if known.schema.attribute_named(kind, attribute.text).is_some() {
                return Ok(());
            }
            let message = format!("{} has no `{}`", a(&known.schema.kind(kind).name), attribute.text);
            let finding = Finding::unreadable("type/attribute", attribute.span, message);
            Err(finding.maybe_help(did_you_mean(attribute.text, names)).into())
        }
        ExpectKind::Finding(rule, _) if !known.has_rule(rule.text) => {
            Err(unknown_rule(rule.text, rule.span, known).into())
        }
        ExpectKind::Finding(rule, _) if rule.text != test.rule.text => {
            let message = format!("this test runs `{}` alone, and never `{}`", test.rule.text, rule.text);
            Err(Finding::unreadable("type/rule", rule.span, message).into())
        }
        ExpectKind::Finding(_, place) => place.map_or(Ok(()), |(kind, _)| known_kind(kind, known).map(drop)),
    }
}

fn known_kind(name: Name<'_>, known: &Known<'_>) -> Result<KindId, Box<Finding>> {
    known.schema.kind_named(name.text).ok_or_else(|| {
        let kinds = known.schema.kinds.keys().map(String::as_str);
        let finding =
            Finding::unreadable("type/kind", name.span, format!("there is no kind `{}`", name.text));
        finding.maybe_help(did_you_mean(name.text, kinds)).into()
    })
}

/// Says that there is no rule of this name.
pub(super) fn unknown_rule(name: &str, span: Span, known: &Known<'_>) -> Finding {
    let names = known.rule_names.iter().map(String::as_str);
    Finding::unreadable("type/rule", span, format!("there is no rule `{name}`"))
        .maybe_help(did_you_mean(name, names))
}
