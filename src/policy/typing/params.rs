//! Parameters: their types, values and bounds, and the values that users set instead.

use super::{Known, Placed, Tuning, literal, types};
use crate::finding::{Finding, did_you_mean};
use crate::model::time::{Calendar, Minutes};
use crate::model::{Datum, Scalar, Schema};
use crate::policy::ir;
use crate::resolve::shown;
use crate::syntax::policy::tree::{Item, Param};
use crate::syntax::{Amount, Literal, LiteralKind};
use crate::text::{FileId, Span};

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
        if let Err(finding) = tune(known, tuning) {
            findings.push(*finding);
        }
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
        value: default?,
        at_most: bound(highest, &ty.scalar, findings)?,
        at_least: bound(lowest, &ty.scalar, findings)?,
        ty,
        span: tree.span,
    };
    if let (Some(least), Some(most)) = (&param.at_least, &param.at_most)
        && !at_most(least, most)
    {
        let message = format!("no value is at least {} and at most {}", text(least), text(most));
        findings
            .push(Finding::unreadable("type/param", tree.span, message).help("mend one of the two bounds"));
        return None;
    }
    if let Some(message) = out_of_bounds(&param, &param.value) {
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

/// What is wrong with `value`, if it is beyond a bound.
fn out_of_bounds(param: &ir::Param, value: &Datum) -> Option<String> {
    if let Some(most) = param.at_most.as_ref().filter(|most| !at_most(value, most)) {
        return Some(format!("`{}` is {}, and may be {} at most", param.name, text(value), text(most)));
    }
    let least = param.at_least.as_ref().filter(|least| !at_most(least, value))?;
    Some(format!("`{}` is {}, and must be {} at least", param.name, text(value), text(least)))
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

fn text(value: &Datum) -> String {
    let literal = match value {
        Datum::Number(number) => LiteralKind::Number(*number),
        Datum::Percent(percent) => LiteralKind::Percent(*percent),
        Datum::Duration(amount) => LiteralKind::Duration(*amount),
        Datum::Date(date) => LiteralKind::Date(*date),
        _ => return "this value".to_owned(),
    };
    shown(&literal)
}

fn tune(known: &mut Known<'_>, tuning: &Tuning) -> Result<(), Box<Finding>> {
    let pack = pack_of(known, tuning)?;
    let own = |param: &ir::Param| param.pack == pack;
    let found = known.params.iter().position(|param| own(param) && param.name == tuning.param);
    let Some(param) = found.and_then(|at| known.params.get_mut(at)) else {
        if known.names.iter().any(|(name, one)| name == tuning.param && one.pack == pack) {
            return Ok(());
        }
        let names = known.params.iter().filter(|param| own(param)).map(|param| param.name.as_str());
        let span = known.packs.get(pack).map_or_else(nowhere, |entry| entry.pack.span);
        let message = format!("the pack {} has no parameter `{}`", tuning.pack, tuning.param);
        let finding = Finding::unreadable("type/tuning", span, message);
        return Err(finding.maybe_help(did_you_mean(&tuning.param, names)).into());
    };
    let value = as_word(&tuning.value, &param.ty.scalar, &known.schema);
    let found = value.scalar();
    if found != param.ty.scalar {
        let wanted = types::with_article(&param.ty, &known.schema);
        let found = types::with_article(&types::one(found), &known.schema);
        let message = format!("`{}` is set to {found}, and {wanted} is wanted", param.name);
        return Err(Finding::unreadable("type/tuning", param.span, message).into());
    }
    if let Some(message) = out_of_bounds(param, &value) {
        let finding = Finding::unreadable("type/tuning", param.span, message);
        return Err(finding.label("the bound stands here").help("mend the value in the settings").into());
    }
    param.value = value;
    Ok(())
}

fn pack_of(known: &Known<'_>, tuning: &Tuning) -> Result<u16, Box<Finding>> {
    known.packs.named(&tuning.pack).ok_or_else(|| {
        let names = known.packs.list.iter().map(|entry| entry.pack.name.as_str());
        let message = format!("the settings speak of a pack `{}`, which is not there", tuning.pack);
        let finding = Finding::unreadable("type/tuning", nowhere(), message);
        finding.maybe_help(did_you_mean(&tuning.pack, names)).into()
    })
}

/// The settings have no place in the policies.
const fn nowhere() -> Span {
    Span::head_of(FileId(0))
}

/// A word that the settings write as text.
fn as_word(value: &Datum, wanted: &Scalar, schema: &Schema) -> Datum {
    match (value, wanted) {
        (Datum::Text(text), Scalar::Word(list)) => {
            literal::word(text, *list, schema).unwrap_or_else(|| value.clone())
        }
        _ => value.clone(),
    }
}
