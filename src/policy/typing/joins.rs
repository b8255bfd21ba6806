//! Finds out which bound things can be looked up instead of tried one by one.
//!
//! In `some log l where l.covers has a and l.retention >= x` all logs would be tried for every `a`. But only
//! those can pass whose `covers` has `a` (or does not say), and an index over `covers` knows them. Such a filter
//! is a *key*: something that the bound thing says must be, or have, one value, which is known before the thing
//! is bound. The forms are
//!
//! ```text
//! v.attribute = value      value = v.attribute
//! v.attribute has value    value in v.attribute
//! v = value                value = v
//! v in values              values has v
//! ```
//!
//! with `v` bound over a kind. The last four need no index: the value says which things it can be. In the others, more
//! attributes may follow on the first: `v.step.owner has value`. The value may mention only names that were bound before.
//! Lengths of time and hours are left out, because they are equal as ranges and not as written; so are maps, which hold
//! several values.
//!
//! Of `one and other` either is enough. Of `one or other` both are needed, and things are found by either. In `some x in
//! v.attribute where x.other = value` the filters on `x` are read as ones on `v.attribute`. A call of a relation, such as
//! `answers(n, o)`, is read as its body with the parameters replaced by the arguments, as long as these are plain names; and
//! so on for calls in the body, [`DEPTH`] deep and [`CALLS`] in all.
//!
//! A key only saves work: the filters stay as they are, and all of them are judged. So it must be one that whatever passes
//! has, also where it passes because something is not known.

use super::{Known, walk};
use crate::model::{AttributeId, KindId, Scalar};
use crate::policy::ir::{Access, Bind, Binder, By, CompareOp, Exists, Expr, ExprKind, Key, Over};

/// How many calls inside calls are looked through.
const DEPTH: u8 = 4;

/// How many calls are looked through for one bound name.
const CALLS: u8 = 100;

/// From here on local values are numbered that functions bind themselves: they mean nothing where the function is called.
const INNER: u16 = 1 << 15;

/// How many of them one call can have.
const INNER_OF_CALL: u16 = 256;

/// Sets the keys of each bound name that has some.
pub(super) fn find_keys(binds: &mut [Bind], known: &Known<'_>) {
    let slots: Vec<u16> = binds.iter().map(|bind| bind.slot).collect();
    for (at, bind) in binds.iter_mut().enumerate() {
        let Over::Kind(kind) = bind.over else { continue };
        let later = slots.get(at..).unwrap_or(&[]);
        let mut search = Search { slot: bind.slot, kind, later, known, calls: CALLS, aliases: Vec::new() };
        let best = search.best(bind.filters.iter(), DEPTH);
        bind.keys = best.map_or_else(Vec::new, |found| found.keys);
    }
}

/// Keys of which whatever passes has one, and how few things that leaves.
struct Found {
    rank: u8,
    keys: Vec<Key>,
}

/// The keys of one bound name while they are looked for.
struct Search<'b, 'f> {
    /// The number of the name.
    slot: u16,
    /// The kind it is bound over.
    kind: KindId,
    /// It and the names that are bound after it.
    later: &'b [u16],
    known: &'b Known<'f>,
    calls: u8,
    /// Names that are bound over what the thing says, and what that is.
    aliases: Vec<(u16, Vec<Access>)>,
}

impl Search<'_, '_> {
    /// The keys that leave the fewest things: the thing itself says more than another one that it names, a thing more than a
    /// text, a text more than a word of a list, and one key more than several.
    fn best<'e>(&mut self, filters: impl Iterator<Item = &'e Expr>, depth: u8) -> Option<Found> {
        let mut best: Option<Found> = None;
        for filter in filters {
            let found = self.of(filter, depth);
            if found.as_ref().map(|found| found.rank) > best.as_ref().map(|best| best.rank) {
                best = found;
            }
        }
        best
    }

    fn of(&mut self, filter: &Expr, depth: u8) -> Option<Found> {
        match &filter.kind {
            ExprKind::Compare(left, op, right) => self.compare(left, *op, right),
            ExprKind::And(parts) => self.best(parts.iter(), depth),
            ExprKind::Or(parts) => self.either(parts, depth),
            ExprKind::Exists(Exists::Some, binder) => self.some(binder, depth),
            ExprKind::Call(number, args) if depth > 0 && self.calls > 0 => {
                self.calls -= 1;
                let inner = INNER + u16::from(self.calls) * INNER_OF_CALL;
                let parts = inlined(*number, args, self.known, inner);
                self.best(parts.iter(), depth - 1)
            }
            _ => None,
        }
    }

    /// Whatever passes one of `parts` has a key of each.
    fn either(&mut self, parts: &[Expr], depth: u8) -> Option<Found> {
        let mut all = Found { rank: u8::MAX, keys: Vec::new() };
        for part in parts {
            let found = self.of(part, depth)?;
            all.rank = all.rank.min(found.rank.saturating_sub(1));
            all.keys.extend(found.keys);
        }
        Some(all)
    }

    /// Filters on the first name alone: those on later ones are never asked where the sets of these are open.
    fn some(&mut self, binder: &Binder, depth: u8) -> Option<Found> {
        let Bind { slot, over: Over::Set(set), filters, .. } = binder.binds.first()? else { return None };
        let path = self.path(set)?;
        self.aliases.push((*slot, path.into_iter().cloned().collect()));
        let found = self.best(filters.iter(), depth);
        self.aliases.pop();
        found
    }

    fn compare(&self, left: &Expr, op: CompareOp, right: &Expr) -> Option<Found> {
        match op {
            CompareOp::Equal => self
                .itself(left, right)
                .or_else(|| self.itself(right, left))
                .or_else(|| self.side(left, right))
                .or_else(|| self.side(right, left)),
            CompareOp::Has => self.itself(right, left).or_else(|| self.side(left, right)),
            CompareOp::In => self.itself(left, right).or_else(|| self.side(right, left)),
            CompareOp::Unequal
            | CompareOp::Less
            | CompareOp::AtMost
            | CompareOp::More
            | CompareOp::AtLeast
            | CompareOp::Covers => None,
        }
    }

    /// A key if `path` is something that the thing says and `value` is known before it.
    fn side(&self, path: &Expr, value: &Expr) -> Option<Found> {
        let path = self.path(path)?;
        let is_exact = path.last()?.on.iter().all(|(kind, attribute)| {
            let scalar = &self.known.schema.attribute(*kind, *attribute).scalar;
            !matches!(scalar, Scalar::Duration | Scalar::Hours)
        });
        let by = match path.as_slice() {
            [one] => By::Attribute(one.of(self.kind)?),
            several => By::Path(several.iter().map(|access| (*access).clone()).collect()),
        };
        let rank = match &value.ty.scalar {
            Scalar::Thing(_) | Scalar::Any => 6,
            Scalar::Word(_) | Scalar::YesNo => 2,
            _ => 4,
        };
        (is_exact && self.is_known(value))
            .then(|| Found { rank, keys: vec![Key { by, value: value.clone() }] })
    }

    /// A key if `one` is the thing and `values`, which it is or is one of, are known before it.
    fn itself(&self, one: &Expr, values: &Expr) -> Option<Found> {
        let things = matches!(values.ty.scalar, Scalar::Thing(_) | Scalar::Any);
        (self.is_the_thing(one) && things && self.is_known(values))
            .then(|| Found { rank: 8, keys: vec![Key { by: By::Itself, value: values.clone() }] })
    }

    /// Whether `expr` is the name.
    fn is_the_thing(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Local(slot) if slot == self.slot)
    }

    /// Whether `value` is known before the name.
    fn is_known(&self, value: &Expr) -> bool {
        let mut known = true;
        walk::visit(value, &mut |inner| {
            if let ExprKind::Local(slot) = inner.kind {
                let of_the_thing = self.aliases.iter().any(|(alias, _)| *alias == slot);
                known &= slot < INNER && !of_the_thing && !self.later.contains(&slot);
            }
        });
        known
    }

    /// The attributes that lead from the thing to `expr`, at least one; none if it is something else, or if there is a map among
    /// them.
    fn path<'e>(&'e self, expr: &'e Expr) -> Option<Vec<&'e Access>> {
        let ExprKind::Attribute(base, access) = &expr.kind else {
            let ExprKind::Local(slot) = expr.kind else { return None };
            let (_, path) = self.aliases.iter().rev().find(|(alias, _)| *alias == slot)?;
            return Some(path.iter().collect());
        };
        let is_map = |(kind, attribute): &(KindId, AttributeId)| {
            self.known.schema.attribute(*kind, *attribute).per.is_some()
        };
        if access.on.iter().any(is_map) {
            return None;
        }
        let mut path = if self.is_the_thing(base) { Vec::new() } else { self.path(base)? };
        path.push(access);
        Some(path)
    }
}

/// The conjuncts of a relation's body with its parameters replaced by `args`; none unless all are plain names. The names that it
/// binds itself are numbered from `inner` on.
fn inlined(number: u16, args: &[Expr], known: &Known<'_>, inner: u16) -> Vec<Expr> {
    let Some(function) = known.functions.get(usize::from(number)) else { return Vec::new() };
    let plain = args.iter().all(|arg| matches!(arg.kind, ExprKind::Local(_)));
    if !plain || args.len() != function.params.len() {
        return Vec::new();
    }
    walk::conjuncts(&function.body).into_iter().filter_map(|part| replaced(part, args, inner)).collect()
}

/// A copy of a condition with parameters replaced, as far as keys are looked for in it.
fn replaced(condition: &Expr, args: &[Expr], inner: u16) -> Option<Expr> {
    let each = |parts: &[Expr]| -> Vec<Option<Expr>> {
        parts.iter().map(|part| replaced(part, args, inner)).collect()
    };
    let kind = match &condition.kind {
        ExprKind::Or(parts) => ExprKind::Or(each(parts).into_iter().collect::<Option<_>>()?),
        // What cannot be copied is not needed.
        ExprKind::And(parts) => ExprKind::And(each(parts).into_iter().flatten().collect()),
        ExprKind::Exists(Exists::Some, binder) => {
            let Bind { slot, over: Over::Set(set), filters, .. } = binder.binds.first()? else { return None };
            let over = Over::Set(replaced_value(set, args, inner)?);
            let filters = each(filters).into_iter().flatten().collect();
            let bind = Bind { slot: renumbered(*slot, inner)?, over, filters, keys: Vec::new() };
            ExprKind::Exists(Exists::Some, Box::new(Binder { binds: vec![bind] }))
        }
        _ => return replaced_value(condition, args, inner),
    };
    Some(Expr { kind, ty: condition.ty.clone(), span: condition.span })
}

/// A copy of a value with parameters replaced, which is whole: a key is looked up by it.
fn replaced_value(expr: &Expr, args: &[Expr], inner: u16) -> Option<Expr> {
    let copy = |part: &Expr| replaced_value(part, args, inner).map(Box::new);
    let kind = match &expr.kind {
        ExprKind::Local(slot) => match args.get(usize::from(*slot)) {
            Some(arg) => return Some(arg.clone()),
            None => ExprKind::Local(renumbered(*slot, inner)?),
        },
        ExprKind::Literal(_) | ExprKind::Param(_) | ExprKind::AsOf | ExprKind::Single(_) => expr.kind.clone(),
        ExprKind::Attribute(of, access) => ExprKind::Attribute(copy(of)?, access.clone()),
        ExprKind::Entry(map, entry) => ExprKind::Entry(copy(map)?, copy(entry)?),
        ExprKind::Cell(matrix, row, column) => ExprKind::Cell(*matrix, copy(row)?, copy(column)?),
        ExprKind::Compare(left, op, right) => ExprKind::Compare(copy(left)?, *op, copy(right)?),
        ExprKind::Call(number, given) => {
            let given: Option<Vec<Expr>> =
                given.iter().map(|part| replaced_value(part, args, inner)).collect();
            ExprKind::Call(*number, given?)
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

fn renumbered(slot: u16, inner: u16) -> Option<u16> {
    (slot < INNER_OF_CALL).then_some(inner + slot)
}
