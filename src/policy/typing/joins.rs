//! Finds out which bound things can be looked up instead of tried one by one.
//!
//! In `some log l where l.covers has a and l.retention >= x` all logs would be tried for every `a`. But only
//! those can pass whose `covers` has `a` (or does not say), and an index over `covers` knows them. Such a filter
//! is a *key*: an attribute of the bound thing that must be, or have, one value, which is known before the thing
//! is bound. The forms are
//!
//! ```text
//! v.attribute = value      value = v.attribute
//! v.attribute has value    value in v.attribute
//! v = value                value = v
//! v in values              values has v
//! ```
//!
//! with `v` bound over a kind. The last four need no index: the value says which things it can be. The value may
//! mention only names that were bound before. Lengths of time and hours are left out, because they are equal as
//! ranges and not as written; so are maps, which hold several values.
//!
//! A filter may also be a call of a relation, such as `answers(n, o)`. Its body is then read in place of the
//! call, the parameters replaced by the arguments, as long as these are plain names; and so on for calls in the
//! body, [`DEPTH`] deep and [`CALLS`] in all.
//!
//! A key only saves work: the filters stay as they are, and all of them are judged.

use super::{Known, walk};
use crate::model::{AttributeId, KindId, Scalar};
use crate::policy::ir::{Access, Bind, CompareOp, Expr, ExprKind, Key, Over};

/// How many calls inside calls are looked through.
const DEPTH: u8 = 4;

/// How many calls are looked through for one bound name.
const CALLS: u8 = 100;

/// The name that is looked for: its number, the kind it is bound over, and the names that are not known before.
struct Target<'b> {
    slot: u16,
    kind: KindId,
    later: &'b [u16],
}

/// Sets the key of each bound name that has one.
pub(super) fn find_keys(binds: &mut [Bind], known: &Known<'_>) {
    let slots: Vec<u16> = binds.iter().map(|bind| bind.slot).collect();
    for (at, bind) in binds.iter_mut().enumerate() {
        let Over::Kind(kind) = bind.over else { continue };
        let later = slots.get(at..).unwrap_or(&[]);
        let target = Target { slot: bind.slot, kind, later };
        bind.key = best(&bind.filters, &target, known);
    }
}

/// The key that leaves the fewest things: the thing itself says more than another one that it names, a thing more than a
/// text, a text more than a word of a list.
fn best(filters: &[Expr], target: &Target<'_>, known: &Known<'_>) -> Option<Key> {
    let mut best: Option<(u8, Key)> = None;
    let mut keys = Keys { target, known, calls: CALLS, found: Vec::new() };
    for filter in filters {
        keys.look_at(filter, DEPTH);
    }
    for key in keys.found {
        let rank = if key.attribute.is_none() { 3 } else { rank(&key.value.ty.scalar) };
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, key));
        }
    }
    best.map(|(_, key)| key)
}

const fn rank(scalar: &Scalar) -> u8 {
    match scalar {
        Scalar::Thing(_) | Scalar::Any => 2,
        Scalar::Word(_) | Scalar::YesNo => 0,
        _ => 1,
    }
}

/// The keys among filters while they are looked for.
struct Keys<'b, 'f> {
    target: &'b Target<'b>,
    known: &'b Known<'f>,
    calls: u8,
    found: Vec<Key>,
}

impl Keys<'_, '_> {
    fn look_at(&mut self, filter: &Expr, depth: u8) {
        match &filter.kind {
            ExprKind::Compare(left, op, right) => {
                self.found.extend(key(left, *op, right, self.target, self.known));
            }
            ExprKind::Call(number, args) if depth > 0 && self.calls > 0 => {
                self.calls -= 1;
                for part in inlined(*number, args, self.known) {
                    self.look_at(&part, depth - 1);
                }
            }
            _ => {}
        }
    }
}

fn key(left: &Expr, op: CompareOp, right: &Expr, target: &Target<'_>, known: &Known<'_>) -> Option<Key> {
    let itself = |one, values| itself(one, values, target);
    match op {
        CompareOp::Equal => itself(left, right)
            .or_else(|| itself(right, left))
            .or_else(|| side(left, right, target, known))
            .or_else(|| side(right, left, target, known)),
        CompareOp::Has => itself(right, left).or_else(|| side(left, right, target, known)),
        CompareOp::In => itself(left, right).or_else(|| side(right, left, target, known)),
        CompareOp::Unequal
        | CompareOp::Less
        | CompareOp::AtMost
        | CompareOp::More
        | CompareOp::AtLeast
        | CompareOp::Covers => None,
    }
}

/// A key if `path` is an attribute of the bound thing and `value` is known before it.
fn side(path: &Expr, value: &Expr, target: &Target<'_>, known: &Known<'_>) -> Option<Key> {
    let ExprKind::Attribute(base, access) = &path.kind else { return None };
    let attribute = place(access, target.kind)?;
    let declared = known.schema.attribute(target.kind, attribute);
    let exact = !matches!(declared.scalar, Scalar::Duration | Scalar::Hours) && declared.per.is_none();
    (target.is(base) && target.is_after(value) && exact)
        .then(|| Key { attribute: Some(attribute), value: value.clone() })
}

/// A key if `one` is the bound thing and `values`, which it is or is one of, are known before it.
fn itself(one: &Expr, values: &Expr, target: &Target<'_>) -> Option<Key> {
    let things = matches!(values.ty.scalar, Scalar::Thing(_) | Scalar::Any);
    (target.is(one) && target.is_after(values) && things)
        .then(|| Key { attribute: None, value: values.clone() })
}

impl Target<'_> {
    /// Whether `expr` is the name.
    fn is(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Local(slot) if slot == self.slot)
    }

    /// Whether `value` is known before the name.
    fn is_after(&self, value: &Expr) -> bool {
        !self.later.iter().any(|slot| walk::mentions(value, *slot))
    }
}

fn place(access: &Access, kind: KindId) -> Option<AttributeId> {
    access.on.iter().find(|(on, _)| *on == kind).map(|(_, attribute)| *attribute)
}

/// The conjuncts of a relation's body with its parameters replaced by `args`; none unless all are plain names.
fn inlined(number: u16, args: &[Expr], known: &Known<'_>) -> Vec<Expr> {
    let Some(function) = known.functions.get(usize::from(number)) else { return Vec::new() };
    let plain = args.iter().all(|arg| matches!(arg.kind, ExprKind::Local(_)));
    if !plain || args.len() != function.params.len() {
        return Vec::new();
    }
    walk::conjuncts(&function.body).into_iter().filter_map(|part| replaced(part, args)).collect()
}

/// A copy of `expr` with parameters replaced. None if it binds names of its own: their numbers mean other
/// values where the copy would stand.
fn replaced(expr: &Expr, args: &[Expr]) -> Option<Expr> {
    let copy = |inner: &Expr| replaced(inner, args).map(Box::new);
    let kind = match &expr.kind {
        ExprKind::Local(slot) => return args.get(usize::from(*slot)).cloned(),
        ExprKind::Literal(_) | ExprKind::Param(_) | ExprKind::AsOf | ExprKind::Single(_) => expr.kind.clone(),
        ExprKind::Attribute(inner, access) => ExprKind::Attribute(copy(inner)?, access.clone()),
        ExprKind::Entry(map, entry) => ExprKind::Entry(copy(map)?, copy(entry)?),
        ExprKind::Cell(matrix, row, column) => ExprKind::Cell(*matrix, copy(row)?, copy(column)?),
        ExprKind::Compare(left, op, right) => ExprKind::Compare(copy(left)?, *op, copy(right)?),
        ExprKind::Call(number, inner) => {
            let inner: Option<Vec<Expr>> = inner.iter().map(|arg| replaced(arg, args)).collect();
            ExprKind::Call(*number, inner?)
        }
        ExprKind::Builtin(..)
        | ExprKind::Set(_)
        | ExprKind::Comprehension(_)
        | ExprKind::If(..)
        | ExprKind::Default(..)
        | ExprKind::Add(..)
        | ExprKind::Or(_)
        | ExprKind::And(_)
        | ExprKind::Not(_)
        | ExprKind::Every(..)
        | ExprKind::Exists(..)
        | ExprKind::Is(..) => return None,
    };
    Some(Expr { kind, ty: expr.ty.clone(), span: expr.span })
}
