//! Parameters: their types, values and bounds, and the values that users set instead.

use super::tuning::{tune, written};
use super::{Known, Placed, Tuning, literal, types};
use crate::finding::Finding;
use crate::model::time::{Calendar, Minutes};
use crate::model::{Datum, Scalar, Schema};
use crate::policy::ir;
use crate::syntax::policy::tree::{Item, Param};
use crate::syntax::{Amount, Literal, LiteralKind};
use crate::text::Span;

/// Checks all parameters, adds the sound ones to what is known, and sets what users have set.
pub(super) fn check<'f>(
    known: &mut Known<'f>,
    placed: &[Placed<'f>],
    tunings: &[Tuning],
    findings: &mut Vec<Finding>,
) {
    for one in placed {
        let Item::Param(tree) = one.item else { continue };
        if known.names.declared_at(tree.name).is_none() {
            continue;
        }
        let Some(param) = read(tree, one.pack, &known.schema, findings) else { continue };
        let number = known.params.len() as u16;
        known.params.push(param);
        if let Some(declared) = known.names.declared_at(tree.name) {
            declared.number.set(Some(number));
        }
    }
    for tuning in tunings {
        findings.extend(tune(known, tuning).err().map(|finding| *finding));
    }
}

fn read(tree: &Param<'_>, pack: u16, schema: &Schema, findings: &mut Vec<Finding>) -> Option<ir::Param> {
    let ty = note(types::of_ref(tree.ty, schema), findings)?;
    if ty.set {
        let message = "a parameter holds one value";
        findings.push(Finding::unreadable("type/param", tree.ty.name.span, message));
        return None;
    }
    let mut value = |literal: &Literal<'_>| note(constant(literal, &ty.scalar, schema), findings);
    let default = value(&tree.default);
    let highest = tree.at_most.as_ref().map(|bound| (bound.span, value(bound)));
    let lowest = tree.at_least.as_ref().map(|bound| (bound.span, value(bound)));
    let param = ir::Param {
        name: tree.name.text.to_owned(),
        pack,
        title: tree.title.as_ref().map_or_else(String::new, |title| title.text.to_string()),
        doc: tree.doc.as_ref().map_or_else(String::new, |doc| doc.text.to_string()),
        value: default?,
        at_most: bound(highest, &ty.scalar, findings)?,
        at_least: bound(lowest, &ty.scalar, findings)?,
        ty,
        span: tree.span,
    };
    if let (Some(least), Some(most)) = (&param.at_least, &param.at_most)
        && !at_most(least, most)
    {
        let (least, most) = (written(least, schema), written(most, schema));
        let message = format!("no value is at least {least} and at most {most}");
        findings
            .push(Finding::unreadable("type/param", tree.span, message).help("mend one of the two bounds"));
        return None;
    }
    if let Some(broken) = broken_bound(&param, &param.value) {
        let message = broken.message(&param, &param.value, schema);
        findings.push(Finding::unreadable("type/param", tree.default.span, message));
        return None;
    }
    Some(param)
}

/// A bound as far as there is one; nothing at all if it has a mistake.
#[expect(clippy::option_option, reason = "the outer one is a mistake, the inner one no bound")]
fn bound(
    bound: Option<(Span, Option<Datum>)>,
    scalar: &Scalar,
    findings: &mut Vec<Finding>,
) -> Option<Option<Datum>> {
    let Some((span, value)) = bound else { return Some(None) };
    if types::ordered(scalar) {
        return value.map(Some);
    }
    let message = "only numbers, percentages, lengths of time and dates have bounds";
    findings.push(Finding::unreadable("type/param", span, message));
    None
}

fn note<T>(result: Result<T, Box<Finding>>, findings: &mut Vec<Finding>) -> Option<T> {
    result.map_err(|finding| findings.push(*finding)).ok()
}

/// A value as written, of the type `wanted`.
fn constant(literal: &Literal<'_>, wanted: &Scalar, schema: &Schema) -> Result<Datum, Box<Finding>> {
    if let (LiteralKind::Reference(text), Scalar::Word(list)) = (&literal.kind, wanted) {
        return literal::word(text, *list, schema)
            .ok_or_else(|| literal::unknown_word(text, literal.span, *list, schema).into());
    }
    let datum = literal::datum(literal)?;
    let found = datum.scalar();
    if found == *wanted {
        return Ok(datum);
    }
    let (wanted, found) = (types::one(wanted.clone()), types::one(found));
    let (wanted, found) = (types::with_article(&wanted, schema), types::with_article(&found, schema));
    let message = format!("{wanted} is wanted here, this is {found}");
    Err(Finding::unreadable("type/param", literal.span, message).into())
}

/// A bound that a value is beyond.
pub(super) struct Broken<'p> {
    bound: &'p Datum,
    most: bool,
}

impl Broken<'_> {
    /// What is wrong with `value`.
    pub(super) fn message(&self, param: &ir::Param, value: &Datum, schema: &Schema) -> String {
        let (name, value, allowed) = (&param.name, written(value, schema), self.allowed(schema));
        if self.most {
            format!("`{name}` is {value}, and may be {allowed}")
        } else {
            format!("`{name}` is {value}, and must be {allowed}")
        }
    }

    /// `24 hours at most`.
    pub(super) fn allowed(&self, schema: &Schema) -> String {
        let end = if self.most { "at most" } else { "at least" };
        format!("{} {end}", written(self.bound, schema))
    }
}

/// The bound that `value` is beyond, if it is beyond one.
pub(super) fn broken_bound<'p>(param: &'p ir::Param, value: &Datum) -> Option<Broken<'p>> {
    let most = param.at_most.as_ref().filter(|most| !at_most(value, most));
    let least = param.at_least.as_ref().filter(|least| !at_most(least, value));
    let most = most.map(|bound| Broken { bound, most: true });
    most.or_else(|| least.map(|bound| Broken { bound, most: false }))
}

/// Whether the first is at most the second; lengths of time by both of their ends, so that a calendar length
/// never passes for a shorter one.
fn at_most(one: &Datum, other: &Datum) -> bool {
    match (one, other) {
        (Datum::Number(one), Datum::Number(other)) | (Datum::Percent(one), Datum::Percent(other)) => {
            one <= other
        }
        (Datum::Date(one), Datum::Date(other)) => one <= other,
        (Datum::Duration(one), Datum::Duration(other)) if one.unit == other.unit => {
            one.thousandths <= other.thousandths
        }
        (Datum::Duration(one), Datum::Duration(other)) => {
            let (one, other) = (minutes(*one), minutes(*other));
            one.least <= other.least && one.most <= other.most
        }
        _ => false,
    }
}

/// The range of a length of time without knowing the plan: a plain calendar, from any day.
fn minutes(amount: Amount) -> Minutes {
    Calendar::default().range(amount, jiff::civil::date(2026, 1, 1))
}
