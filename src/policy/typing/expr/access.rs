//! Attributes of things: which kinds have one, and of what type it is on all of them.

use super::super::types;
use crate::finding::{Finding, did_you_mean};
use crate::model::{Attribute, KindId, Scalar, Schema};
use crate::policy::ir::{Access, Type};
use crate::resolve::a;
use crate::syntax::Name;
use crate::text::Span;

/// An attribute as it is read from things of some kinds.
pub(super) struct Read {
    /// Where it stands.
    pub access: Access,
    /// The type of what one thing says.
    pub ty: Type,
}

/// The attribute `name` of things of `kinds`; `span` is marked if there is none.
pub(super) fn read(
    kinds: &[KindId],
    name: Name<'_>,
    span: Span,
    schema: &Schema,
) -> Result<Read, Box<Finding>> {
    let found: Vec<(KindId, &Attribute)> = having(kinds, name.text, schema).collect();
    let Some((first, rest)) = found.split_first() else {
        return Err(unknown(kinds, name, span, schema).into());
    };
    let mut ty = type_of(first.1);
    for (kind, attribute) in rest {
        let other = type_of(attribute);
        let joined = types::join(&ty.scalar, &other.scalar);
        let Some(scalar) = joined else {
            return Err(disagree(name, span, [*first, (*kind, attribute)], schema).into());
        };
        ty = Type { scalar, set: ty.set || other.set };
    }
    let on = found
        .iter()
        .filter_map(|(kind, _)| schema.attribute_named(*kind, name.text).map(|attribute| (*kind, attribute)));
    Ok(Read { access: Access { name: name.text.to_owned(), on: on.collect() }, ty })
}

/// The kinds that have the attribute `name`, with it.
pub(super) fn having<'s>(
    kinds: &[KindId],
    name: &str,
    schema: &'s Schema,
) -> impl Iterator<Item = (KindId, &'s Attribute)> {
    kinds
        .iter()
        .filter_map(move |kind| schema.kind(*kind).attributes.get(name).map(|attribute| (*kind, attribute)))
}

/// The kinds of the things that a value of this type can be.
pub(super) fn kinds_of(scalar: &Scalar, schema: &Schema) -> Option<Vec<KindId>> {
    match scalar {
        Scalar::Thing(kinds) => Some(kinds.clone()),
        Scalar::Any => Some((0..schema.kinds.len() as u16).map(KindId).collect()),
        _ => None,
    }
}

/// The type of what one thing says about `attribute`.
pub(super) fn type_of(attribute: &Attribute) -> Type {
    Type { scalar: attribute.scalar.clone(), set: attribute.many }
}

fn unknown(kinds: &[KindId], name: Name<'_>, span: Span, schema: &Schema) -> Finding {
    let kind = a(&types::kinds_name(kinds, schema));
    let known = kinds.iter().flat_map(|kind| schema.kind(*kind).attributes.keys().map(String::as_str));
    Finding::unreadable("type/attribute", span, format!("{kind} has no `{}`", name.text))
        .maybe_help(did_you_mean(name.text, known))
}

fn disagree(name: Name<'_>, span: Span, of: [(KindId, &Attribute); 2], schema: &Schema) -> Finding {
    let [(one, first), (other, second)] = of;
    let message = format!(
        "`{}` is {} of {} but {} of {}",
        name.text,
        types::with_article(&type_of(first), schema),
        a(&schema.kind(one).name),
        types::with_article(&type_of(second), schema),
        a(&schema.kind(other).name),
    );
    Finding::unreadable("type/attribute", span, message)
        .also(first.span, "declared here")
        .also(second.span, "and here")
}
