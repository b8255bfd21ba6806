//! Values that users set for parameters: stricter than the pack says if it has bounds, never laxer. Each one that
//! differs from the pack's own is recorded, so that nothing changes unseen.

use super::params::broken_bound;
use super::{Known, Tuning, literal, types};
use crate::finding::{Finding, did_you_mean};
use crate::model::{Datum, Scalar, Schema};
use crate::policy::ir::{Adjustment, Change};
use crate::resolve::shown;
use crate::syntax::LiteralKind;

/// Sets one value.
pub(super) fn tune(known: &mut Known<'_>, tuning: &Tuning) -> Result<(), Box<Finding>> {
    let pack = pack_of(known, tuning)?;
    let Some(at) = param_of(known, pack, tuning)? else { return Ok(()) };
    let Some(param) = known.params.get_mut(at) else { return Ok(()) };
    let value = as_word(&tuning.value, &param.ty.scalar, &known.schema);
    let found = value.scalar();
    if found != param.ty.scalar {
        let wanted = types::with_article(&param.ty, &known.schema);
        let found = types::with_article(&types::one(found), &known.schema);
        let message = format!("`{}` is set to {found}, and {wanted} is wanted", param.name);
        return Err(wrong(tuning, message).also(param.span, "declared here").into());
    }
    if let Some(broken) = broken_bound(param, &value) {
        let finding = wrong(tuning, broken.message(param, &value, &known.schema));
        let because = Some(param.doc.as_str().into()).filter(|_| !param.doc.is_empty());
        let help = format!("set it to {}, or delete the line", broken.allowed(&known.schema));
        let finding = finding.also(param.span, "the bound stands here").help(help);
        return Err(Finding { because, ..finding }.into());
    }
    let (from, to) = (written(&param.value, &known.schema), written(&value, &known.schema));
    if param.value != value {
        known.adjustments.push(Adjustment {
            of: param.name.clone(),
            pack: tuning.pack.clone(),
            change: Change::Value { from, to },
            by: None,
            because: None,
            span: tuning.at,
        });
    }
    param.value = value;
    Ok(())
}

fn pack_of(known: &Known<'_>, tuning: &Tuning) -> Result<u16, Box<Finding>> {
    known.packs.named(&tuning.pack).ok_or_else(|| {
        let names = known.packs.list.iter().map(|entry| entry.pack.name.as_str());
        let message = format!("there is no pack `{}`", tuning.pack);
        wrong(tuning, message).maybe_help(did_you_mean(&tuning.pack, names)).into()
    })
}

/// Which parameter is meant; none if it has a mistake, which was reported.
fn param_of(known: &Known<'_>, pack: u16, tuning: &Tuning) -> Result<Option<usize>, Box<Finding>> {
    let own = || known.params.iter().enumerate().filter(|(_, param)| param.pack == pack);
    let found = own().find(|(_, param)| param.name == tuning.param).map(|(at, _)| at);
    if found.is_some() || known.names.iter().any(|(name, one)| name == tuning.param && one.pack == pack) {
        return Ok(found);
    }
    let message = format!("the pack `{}` has no parameter `{}`", tuning.pack, tuning.param);
    let names = own().map(|(_, param)| param.name.as_str());
    Err(wrong(tuning, message).maybe_help(did_you_mean(&tuning.param, names)).into())
}

fn wrong(tuning: &Tuning, message: String) -> Finding {
    Finding::unreadable("type/tuning", tuning.at, message)
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

/// A value as policies write it.
pub(super) fn written(value: &Datum, schema: &Schema) -> String {
    shown(&match value {
        Datum::Text(text) => LiteralKind::Text(text.as_ref().into()),
        Datum::Number(number) => LiteralKind::Number(*number),
        Datum::Percent(percent) => LiteralKind::Percent(*percent),
        Datum::Duration(amount) => LiteralKind::Duration(*amount),
        Datum::Date(date) => LiteralKind::Date(*date),
        Datum::YesNo(yes) => LiteralKind::YesNo(*yes),
        Datum::Weekday(day) => LiteralKind::Weekday(*day),
        Datum::Url(text) => LiteralKind::Url(text),
        Datum::Email(text) => LiteralKind::Email(text),
        Datum::Phone(text) => LiteralKind::Phone(text),
        Datum::Rule(text) => LiteralKind::RuleId(text),
        Datum::Zone(text) => LiteralKind::Zone(text),
        Datum::Code(text) => LiteralKind::Code(text),
        Datum::Word(word) => LiteralKind::Reference(schema.word(*word)),
        Datum::Hours(_) => return "other hours".to_owned(),
        Datum::Thing(_) => return "a thing".to_owned(),
    })
}
