//! What a rule offers to write into a plan. The text is read as the plan would be, with a stand-in in each hole, so that
//! a fix that breaks the plan is found before there is one.

use std::sync::Arc;

use super::expr::Typer;
use super::show;
use crate::finding::{Finding, Level};
use crate::model::{KindId, Place, Scalar, Schema};
use crate::policy::eval::ends_quoted;
use crate::policy::ir::{Expr, ExprKind, Fix, Part, Template, Type};
use crate::resolve::{self, Context};
use crate::syntax::plan::{
    self,
    tree::{Block, Entry, Item},
};
use crate::syntax::policy::tree;
use crate::text::{FileId, Language, Origin, Source};

/// How far parts stand inside parts at most.
const DEEPEST: usize = 8;

impl Typer<'_> {
    /// A fix: what says more, or whose values are replaced, and the text.
    pub(super) fn fix(&mut self, tree: &tree::Fix<'_>) -> Option<Fix> {
        let path = self.expr(&tree.path, None);
        let text = self.template(&tree.text);
        let (path, text) = (path?, text?);
        let written = show::expr(&tree.path);
        let of = match (&path.kind, tree.adds) {
            (ExprKind::Attribute(of, access), false) => Some((of.as_ref(), Some(access.name.as_str()))),
            (_, false) => None,
            (_, true) => Some((&path, None)),
        };
        let Some((of, attribute)) = of else {
            let message = format!("`{written}` is no attribute to replace");
            return self.fail(Finding::unreadable("type/fix", tree.path.span, message));
        };
        let Some(kinds) = kinds_of(of) else {
            let what = self.with_article(&of.ty);
            let message = match attribute {
                None => format!("`{written}` is {what}, not a thing to add to"),
                Some(name) => format!("`{name}` is replaced in one thing, and here stands {what}"),
            };
            return self.fail(Finding::unreadable("type/fix", tree.path.span, message));
        };
        match self.states(&kinds, &text, attribute) {
            Ok(states) => Some(Fix { adds: tree.adds, path, text, states }),
            Err(why) => {
                let message = format!("the text of this fix cannot stand in a plan: {why}");
                let help =
                    "write it on one line as the plan would, such as `owner: todo \\\"Who owns it?\\\"`";
                self.fail(Finding::unreadable("type/fix", tree.text.span, message).help(help))
            }
        }
    }

    /// The attributes that the text states of things of each of these kinds, or what is wrong with it.
    fn states(
        &self,
        kinds: &[KindId],
        text: &Template,
        attribute: Option<&str>,
    ) -> Result<Vec<String>, String> {
        let schema = &self.known.schema;
        let text = match attribute {
            None => stand_in(text, schema),
            Some(name) => format!("{name}: {}", stand_in(text, schema)),
        };
        if text.contains(['\n', '\r', '#']) {
            return Err("it is more than one line, or holds a `#`".to_owned());
        }
        let mut states = Vec::new();
        for kind in kinds {
            states = read(schema, *kind, &text)?;
        }
        if attribute.is_some() && states.len() != 1 {
            return Err("it is more than the values of one attribute".to_owned());
        }
        Ok(states)
    }
}

/// The kinds of the one thing that an expression gives.
fn kinds_of(of: &Expr) -> Option<Vec<KindId>> {
    match &of.ty {
        Type { scalar: Scalar::Thing(kinds), set: false } => Some(kinds.clone()),
        Type { .. } => None,
    }
}

/// The name that stands for things, in a plan that has nothing of that name.
const THING: &str = "stand_in";

/// The text with a value of the right type in each hole.
fn stand_in(template: &Template, schema: &Schema) -> String {
    let mut text = String::new();
    for part in &template.parts {
        match part {
            Part::Text(words) => text.push_str(words),
            Part::Hole(_) if ends_quoted(&text, false) => text.push_str("text"),
            Part::Hole(hole) => text.push_str(&value(&hole.ty.scalar, schema)),
        }
    }
    text
}

fn value(scalar: &Scalar, schema: &Schema) -> String {
    let word = match scalar {
        Scalar::Text => "\"text\"",
        Scalar::Number => "1",
        Scalar::Percent => "1%",
        Scalar::Duration => "1 hour",
        Scalar::Date => "2026-01-01",
        Scalar::Hours => "24x7",
        Scalar::YesNo => "yes",
        Scalar::Weekday => "Mon",
        Scalar::Zone => "UTC",
        Scalar::Code => "DE",
        Scalar::Email => "a@b.example",
        Scalar::Phone => "+49 30 1",
        Scalar::Url => "https://a.example/",
        Scalar::Rule => "stand-in",
        Scalar::Word(list) => schema.list(*list).words.keys().next().map_or(THING, String::as_str),
        Scalar::Thing(_) | Scalar::Any => THING,
    };
    word.to_owned()
}

/// The attributes that `text` states in a block of this kind, or the first mistake in it.
fn read(schema: &Schema, kind: KindId, text: &str) -> Result<Vec<String>, String> {
    let (open, close) = around(schema, kind, DEEPEST);
    let start = open.len() as u32;
    let source = Source::new("", format!("{open}{text}{close}"), Language::Plan, Origin::User);
    let (tree, mut mistakes) = plan::read(FileId(0), &source);
    let block = tree.items.first().and_then(|item| match item {
        Item::Block(block) => Some(innermost(block, start)),
        Item::Table(_) | Item::Use(_) => None,
    });
    let states = block.map(names).unwrap_or_default();
    let none = Arc::default();
    let rows = Context { schema, rows: &none, rules: &[] };
    mistakes.extend(resolve::plan(&[(FileId(0), tree)], rows).1);
    let end = start + text.len() as u32;
    let inside = |finding: &&Finding| finding.at.span.start >= start && finding.at.span.end <= end;
    // What a stand-in is called is no fault of the text.
    let own = |finding: &&Finding| {
        !source.slice(finding.at.span).contains("stand") && finding.level == Level::Error
    };
    let mistake = mistakes
        .iter()
        .filter(inside)
        .find(own)
        .or(mistakes.iter().find(|one| one.rule.starts_with("syntax/")));
    mistake.map_or(Ok(states), |mistake| Err(mistake.message.clone()))
}

/// What stands around the statements of a thing of this kind.
fn around(schema: &Schema, kind: KindId, deepest: usize) -> (String, String) {
    let known = schema.kind(kind);
    let (name, head) = (&known.name, format!("{} {THING} {{ ", known.name));
    if known.place != Place::Nested || deepest == 0 {
        return (head, " }".to_owned());
    }
    let holds = |(_, outer): &(KindId, &crate::model::Kind)| {
        outer.attributes.values().any(|attribute| attribute.scalar == Scalar::Thing(vec![kind]))
    };
    let kinds = schema.kinds.values().enumerate().map(|(at, kind)| (KindId(at as u16), kind));
    let Some((outer, found)) = kinds.into_iter().find(holds) else { return (head, " }".to_owned()) };
    let attributes = found.attributes.values();
    let as_part = attributes.into_iter().find(|attribute| attribute.scalar == Scalar::Thing(vec![kind]));
    let named = as_part.map_or(name, |attribute| &attribute.name);
    let (open, close) = around(schema, outer, deepest - 1);
    (format!("{open}{named} {THING} {{ "), format!(" }}{close}"))
}

/// The block that the text at `start` stands in.
fn innermost<'b>(block: &'b Block<'b>, start: u32) -> &'b Block<'b> {
    let inner = block.entries.iter().find_map(|entry| match entry {
        Entry::Block(inner) if inner.head.end < start && inner.whole.end > start => Some(inner),
        Entry::Block(_) | Entry::Attribute(_) | Entry::Map(_) | Entry::Broken(_) => None,
    });
    inner.map_or(block, |inner| innermost(inner, start))
}

fn names(block: &Block<'_>) -> Vec<String> {
    let name = |entry: &Entry<'_>| match entry {
        Entry::Attribute(attribute) => Some(attribute.name.text.to_owned()),
        Entry::Map(map) => Some(map.name.text.to_owned()),
        Entry::Block(_) | Entry::Broken(_) => None,
    };
    block.entries.iter().filter_map(name).collect()
}
