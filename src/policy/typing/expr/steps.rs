//! Paths that are followed again and again: `reach(r, escalate.to)`, `longest(a, b, next, within)`.

use super::super::{show, types};
use super::access;
use crate::finding::Finding;
use crate::model::{KindId, Scalar, Schema};
use crate::policy::ir::Access;
use crate::resolve::a;
use crate::syntax::Name;
use crate::syntax::policy::tree;

/// A path of steps, and what each step costs.
pub(super) struct Follow {
    /// From a thing to the next ones.
    pub steps: Vec<Access>,
    /// From a thing to a length of time; empty where nothing is added up.
    pub cost: Vec<Access>,
    /// The kinds of things that are reached, sorted.
    pub reached: Vec<KindId>,
}

/// Where a path leads from things of some kinds.
struct Led {
    accesses: Vec<Access>,
    scalar: Scalar,
    /// Whether it may lead to several.
    several: bool,
}

/// Types the path `steps` (and `cost`) from things of the kinds `start` and of all that is reached from them.
pub(super) fn follow(
    start: Vec<KindId>,
    steps: &tree::Expr<'_>,
    cost: Option<&tree::Expr<'_>>,
    schema: &Schema,
) -> Result<Follow, Box<Finding>> {
    let names = names(steps)?;
    let mut kinds = start;
    loop {
        let led = lead(&kinds, names, schema)?;
        let reached = things(led.scalar, steps, schema)?;
        let before = kinds.len();
        kinds.extend(&reached);
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() > before {
            continue;
        }
        goes_on(&reached, names, steps, schema)?;
        let cost = cost.map_or_else(|| Ok(Vec::new()), |cost| lengths(&kinds, cost, schema))?;
        return Ok(Follow { steps: led.accesses, cost, reached });
    }
}

/// The names of a path of attributes.
fn names<'t, 'a>(tree: &'t tree::Expr<'a>) -> Result<&'t [Name<'a>], Box<Finding>> {
    if let tree::ExprKind::Path(names) = &tree.kind {
        return Ok(names);
    }
    let message = format!("`{}` is no path of attributes", show::expr(tree));
    let finding = Finding::unreadable("type/argument", tree.span, message);
    Err(finding.help("name the attributes to follow, such as `escalate.to`").into())
}

fn lead(kinds: &[KindId], names: &[Name<'_>], schema: &Schema) -> Result<Led, Box<Finding>> {
    let mut scalar = Scalar::Thing(kinds.to_vec());
    let (mut accesses, mut several) = (Vec::new(), false);
    for name in names {
        let Some(from) = access::kinds_of(&scalar, schema) else {
            let what = types::with_article(&types::one(scalar), schema);
            let message = format!("{what} has no `{}`", name.text);
            return Err(Finding::unreadable("type/attribute", name.span, message).into());
        };
        let read = access::read(&from, *name, name.span, schema)?;
        scalar = read.ty.scalar;
        several |= read.ty.set;
        accesses.push(read.access);
    }
    Ok(Led { accesses, scalar, several })
}

fn things(scalar: Scalar, steps: &tree::Expr<'_>, schema: &Schema) -> Result<Vec<KindId>, Box<Finding>> {
    if let Some(kinds) = access::kinds_of(&scalar, schema) {
        return Ok(kinds);
    }
    let what = types::with_article(&types::one(scalar), schema);
    let message = format!("`{}` leads to {what}, not to things", show::expr(steps));
    Err(Finding::unreadable("type/argument", steps.span, message).into())
}

/// Says it if the path can be followed only once.
fn goes_on(
    reached: &[KindId],
    names: &[Name<'_>],
    steps: &tree::Expr<'_>,
    schema: &Schema,
) -> Result<(), Box<Finding>> {
    let first = names.first().map_or("", |name| name.text);
    if access::having(reached, first, schema).next().is_some() {
        return Ok(());
    }
    let path = show::expr(steps);
    let kinds = a(&types::kinds_name(reached, schema));
    let message = format!("`{path}` leads to {kinds}, which has no `{first}`");
    let finding = Finding::unreadable("type/argument", steps.span, message);
    Err(finding.help("a path that is followed again must lead back to things that have it").into())
}

fn lengths(kinds: &[KindId], cost: &tree::Expr<'_>, schema: &Schema) -> Result<Vec<Access>, Box<Finding>> {
    let led = lead(kinds, names(cost)?, schema)?;
    let shown = show::expr(cost);
    if led.scalar != Scalar::Duration {
        let what = types::with_article(&types::one(led.scalar), schema);
        let message = format!("`{shown}` is {what}, and a length of time is wanted");
        return Err(Finding::unreadable("type/argument", cost.span, message).into());
    }
    if led.several {
        let message = format!("`{shown}` may be several lengths of time, and each step costs one");
        let finding = Finding::unreadable("type/argument", cost.span, message);
        return Err(finding.help("name attributes that each thing has once, such as `within`").into());
    }
    Ok(led.accesses)
}
