//! Views: what they are given, their rows and columns, cells, facts and gaps, all with their types. A view with a
//! mistake is reported and left out whole.

use std::collections::{BTreeMap, BTreeSet};

use super::expr::Typer;
use super::settings::{Settings, literal};
use super::{Known, Placed, packs, reads, rule, sense, types, walk};
use crate::finding::{Finding, did_you_mean};
use crate::model::Scalar;
use crate::policy::ir::{self, Binder, Expr, ExprKind, Gap, Template, Type, View};
use crate::syntax::LiteralKind;
use crate::syntax::policy::tree::{self, Item};
use crate::text::Span;

/// The settings of a view.
const ALLOWED: [&str; 2] = ["command", "source"];

/// The commands that show views unasked.
const COMMANDS: [&str; 2] = ["matrix", "duties"];

/// Checks all views and gives the sound ones in the order of their packs and places.
pub(super) fn check(known: &Known<'_>, placed: &[Placed<'_>], findings: &mut Vec<Finding>) -> Vec<View> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut views = Vec::new();
    for one in placed {
        let Item::View(tree) = one.item else { continue };
        let before = findings.len();
        let name = tree.name;
        if let Some(other) = first.get(name.text) {
            let message = format!("there are two views `{}`", name.text);
            findings
                .push(Finding::unreadable("type/twice", name.span, message).also(*other, "the other one"));
        } else {
            first.insert(name.text, name.span);
        }
        let mut typer = Typer::new(known, one.pack);
        let view = typer.view(tree).filter(|_| typer.fits(name.span));
        findings.append(&mut typer.said(tree.broken));
        if packs::has_error(findings, before) || tree.broken {
            continue;
        }
        let unproven = view.iter().filter(|_| !known.is_proven(name.span));
        findings.extend(unproven.flat_map(|view| sense::of_view(known, view)));
        views.extend(view.filter(|_| !packs::has_error(findings, before)));
    }
    views
}

/// The rows of a view, and its columns.
fn axes(view: &View) -> impl Iterator<Item = &Binder> {
    std::iter::once(&view.rows).chain(&view.columns)
}

/// All expressions of a view outside of its rows and columns.
pub(super) fn expressions(view: &View) -> impl Iterator<Item = &Expr> {
    let cells = view.show.iter().chain(&view.was);
    let facts = view.facts.iter().map(|(_, value)| value);
    let gaps = view.gaps.iter().flat_map(|gap| rule::holes(&gap.says).chain([&gap.when]));
    cells.chain(facts).chain(gaps).chain(view.notes.iter().flat_map(rule::holes))
}

/// Marks the functions that views call and neither rules nor packs do, be it through others.
pub(super) fn mark_what_is_shown_only(known: &mut Known<'_>, rules: &[ir::Rule], views: &[View]) {
    let (mut asked, mut shown) = (BTreeSet::new(), BTreeSet::new());
    for rule in rules {
        rule::binders(rule)
            .for_each(|each| walk::visit_binder(each, &mut |expr| note_call(expr, &mut asked)));
        for expr in rule::expressions(rule) {
            calls(expr, &mut asked);
        }
    }
    let applies = known.packs.list.iter().filter_map(|entry| entry.pack.applies.as_ref());
    applies.for_each(|applies| calls(applies, &mut asked));
    for view in views {
        axes(view).for_each(|axis| walk::visit_binder(axis, &mut |expr| note_call(expr, &mut shown)));
        expressions(view).for_each(|expr| calls(expr, &mut shown));
    }
    // Callees stand before their callers.
    for (number, function) in known.functions.iter_mut().enumerate().rev() {
        let number = number as u16;
        for set in [&mut asked, &mut shown] {
            if set.contains(&number) {
                calls(&function.body, set);
            }
        }
        function.shown_only = shown.contains(&number) && !asked.contains(&number);
    }
}

fn calls(expr: &Expr, found: &mut BTreeSet<u16>) {
    walk::visit(expr, &mut |inner| note_call(inner, found));
}

fn note_call(expr: &Expr, found: &mut BTreeSet<u16>) {
    if let ExprKind::Call(number, _) = expr.kind {
        found.insert(number);
    }
}

/// What a view says in its settings.
struct Plain {
    command: Option<String>,
    source: Option<String>,
    link: Option<String>,
}

impl Typer<'_> {
    fn view(&mut self, tree: &tree::View<'_>) -> Option<View> {
        let plain = self.settings_of_view(tree);
        let params: Vec<_> = tree.params.iter().map(|(ty, name)| self.given(*ty, *name)).collect();
        // Notes are about what is given: neither rows nor columns have a name yet.
        let notes: Vec<_> = tree.notes.iter().map(|note| self.template(note)).collect();
        let columns = tree.columns.as_ref().map(|binder| self.columns(binder));
        let columns_from = tree.params.len();
        let columns_to = self.locals.len();
        let rows = tree.rows.as_ref().map(|binder| self.binder(binder));
        let show = tree.show.as_ref().map(|value| self.expr(value, None));
        let was = tree.was.as_ref().map(|value| self.compared(value, show.as_ref()));
        let of_columns: Vec<u16> =
            (self.locals.iter().take(columns_to).skip(columns_from)).map(|local| local.slot).collect();
        let facts: Vec<_> = tree.facts.iter().map(|fact| self.fact(fact, &of_columns)).collect();
        let gaps: Vec<_> = tree.gaps.iter().map(|gap| self.gap(gap, &of_columns)).collect();
        let (source, link) = self.cited(&plain);
        let view = View {
            name: tree.name.text.to_owned(),
            pack: self.pack,
            title: tree.title.text.to_string(),
            doc: tree.doc.as_ref().map_or_else(String::new, |doc| doc.text.to_string()),
            command: plain.command,
            source,
            link,
            params: params.into_iter().collect::<Option<_>>()?,
            rows: rows??,
            columns: transposed(columns)?,
            show: transposed(show)?,
            was: transposed(was)?,
            facts: facts.into_iter().collect::<Option<_>>()?,
            gaps: gaps.into_iter().collect::<Option<_>>()?,
            notes: notes.into_iter().collect::<Option<_>>()?,
            slots: self.slots(),
            reads: Vec::new(),
            span: tree.head,
        };
        let reads = reads::kinds(&self.known.functions, axes(&view), expressions(&view));
        Some(View { reads, ..view })
    }

    fn settings_of_view(&mut self, tree: &tree::View<'_>) -> Plain {
        let mut settings = Settings::open(&tree.settings, "a view", &ALLOWED, &mut self.findings);
        let command = settings.one_of("command", &COMMANDS).map(str::to_owned);
        let citation = settings.citation("source");
        let source = citation.as_ref().and_then(|(text, _)| match literal(text) {
            Some(LiteralKind::Text(text)) => Some(text.to_string()),
            _ => settings.wrong(text.span, "the source of a view is a text in quotes".to_owned(), None),
        });
        Plain { command, source, link: citation.and_then(|(_, link)| link) }
    }

    /// The citation of the view, else that of its pack.
    fn cited(&self, plain: &Plain) -> (Option<String>, Option<String>) {
        if plain.source.is_some() {
            return (plain.source.clone(), plain.link.clone());
        }
        let pack = self.known.packs.get(self.pack).map(|entry| &entry.pack);
        pack.map_or((None, None), |pack| (pack.source.clone(), pack.link.clone()))
    }

    /// What a view is given: a thing of a kind, or a word of a list.
    fn given(
        &mut self,
        ty: crate::syntax::Name<'_>,
        name: crate::syntax::Name<'_>,
    ) -> Option<(String, Type)> {
        let scalar = match types::named(ty, &self.known.schema) {
            Ok(scalar @ (Scalar::Thing(_) | Scalar::Word(_))) => Some(scalar),
            Ok(_) => {
                let message = format!("a view is given things or words, and no {}", ty.text);
                let kinds = self.known.schema.kinds.keys().chain(self.known.schema.lists.keys());
                let help = did_you_mean(ty.text, kinds.map(String::as_str));
                self.fail(Finding::unreadable("type/kind", ty.span, message).maybe_help(help))
            }
            Err(finding) => self.fail(finding),
        };
        let ty = scalar.map(types::one);
        self.bind(name, ty.clone());
        Some((name.text.to_owned(), ty?))
    }

    /// The columns are the same for all rows and have one name each.
    fn columns(&mut self, tree: &tree::Binder<'_>) -> Option<Binder> {
        if let [_, second, ..] = tree.binds.as_slice() {
            let message = "a column is about one thing, and this names several";
            self.findings.push(Finding::unreadable("type/view", second.name.span, message));
        }
        self.binder(tree)
    }

    /// What a cell is compared with has the type of what it shows.
    fn compared(&mut self, tree: &tree::Expr<'_>, show: Option<&Option<Expr>>) -> Option<Expr> {
        let show = show.and_then(Option::as_ref).map(|show| show.ty.clone());
        let was = self.expr(tree, show.as_ref().map(|ty| &ty.scalar))?;
        match show {
            Some(show) if show.set != was.ty.set || !types::meet(&show.scalar, &was.ty.scalar) => {
                let (now, was) = (self.with_article(&show), self.with_article(&was.ty));
                let message = format!("a cell shows {now}, and this is {was}");
                self.fail(Finding::unreadable("type/view", tree.span, message))
            }
            _ => Some(was),
        }
    }

    fn fact(&mut self, tree: &tree::Fact<'_>, columns: &[u16]) -> Option<(String, Expr)> {
        let value = self.expr(&tree.value, None)?;
        if columns.iter().any(|slot| walk::mentions(&value, *slot)) {
            let message = "a fact is about a whole row, and this looks at a column";
            let finding = Finding::unreadable("type/view", tree.value.span, message);
            return self.fail(finding.help("only `show`, `was` and `gap` can look at a column"));
        }
        Some((tree.title.text.to_string(), value))
    }

    fn gap(&mut self, tree: &tree::Gap<'_>, columns: &[u16]) -> Option<Gap> {
        let when = self.condition(&tree.when);
        let says = self.template(&tree.says)?;
        let when = when?;
        if says_nothing(&says) {
            let finding = Finding::unreadable("type/view", when.span, "the text of this gap is empty");
            return self
                .fail(finding.help("say what is wrong there, such as `gap \"nobody owns it\" when ...`"));
        }
        let of_cell = columns.iter().any(|slot| {
            walk::mentions(&when, *slot) || rule::holes(&says).any(|hole| walk::mentions(hole, *slot))
        });
        Some(Gap { says, when, of_cell })
    }
}

/// What may be left out, but not be wrong.
#[expect(clippy::option_option, reason = "the outer one is a mistake, the inner one nothing said")]
fn transposed<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    part.map_or(Some(None), |read| read.map(Some))
}

/// Whether a mark would stand there without a word.
fn says_nothing(says: &Template) -> bool {
    says.parts.iter().all(|part| matches!(part, ir::Part::Text(text) if text.trim().is_empty()))
}
