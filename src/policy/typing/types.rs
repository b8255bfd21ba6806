//! Types: how they are named in policies and in messages, and which of them go together.
//! Never converts one into another.

use crate::finding::{Finding, did_you_mean};
use crate::model::{KindId, Scalar, Schema};
use crate::policy::ir::Type;
use crate::resolve::{SCALARS, a};
use crate::syntax::Name;
use crate::syntax::policy::tree::TypeRef;

/// One value of the type `scalar`.
pub(super) const fn one(scalar: Scalar) -> Type {
    Type { scalar, set: false }
}

/// A set of values of the type `scalar`.
pub(super) const fn set_of(scalar: Scalar) -> Type {
    Type { scalar, set: true }
}

/// The type called `name`.
pub(super) fn named(name: Name<'_>, schema: &Schema) -> Result<Scalar, Box<Finding>> {
    if let Some((_, scalar)) = SCALARS.iter().find(|(word, _)| *word == name.text) {
        return Ok(scalar.clone());
    }
    if let Some(kind) = schema.kind_named(name.text) {
        return Ok(Scalar::Thing(vec![kind]));
    }
    if let Some(list) = schema.list_named(name.text) {
        return Ok(Scalar::Word(list));
    }
    if let Some(union) = schema.unions.get(name.text) {
        return Ok(Scalar::Thing(union.kinds.clone()));
    }
    let finding = Finding::unreadable("type/kind", name.span, format!("there is no type `{}`", name.text));
    Err(finding.maybe_help(did_you_mean(name.text, type_names(schema))).into())
}

/// The type that `written` names.
pub(super) fn of_ref(written: TypeRef<'_>, schema: &Schema) -> Result<Type, Box<Finding>> {
    named(written.name, schema).map(|scalar| Type { scalar, set: written.set })
}

fn type_names(schema: &Schema) -> impl Iterator<Item = &str> {
    let declared = schema.kinds.keys().chain(schema.unions.keys()).chain(schema.lists.keys());
    SCALARS.iter().map(|(word, _)| *word).chain(declared.map(String::as_str))
}

/// Whether a value of one type can be a value of the other.
pub(super) fn meet(one: &Scalar, other: &Scalar) -> bool {
    match (one, other) {
        (Scalar::Thing(some), Scalar::Thing(others)) => some.iter().any(|kind| others.contains(kind)),
        (Scalar::Any, Scalar::Thing(_)) | (Scalar::Thing(_), Scalar::Any) => true,
        _ => one == other,
    }
}

/// The type that holds the values of both, if there is one.
pub(super) fn join(one: &Scalar, other: &Scalar) -> Option<Scalar> {
    match (one, other) {
        (Scalar::Thing(some), Scalar::Thing(others)) => {
            let mut kinds: Vec<KindId> = some.iter().chain(others).copied().collect();
            kinds.sort_unstable();
            kinds.dedup();
            Some(Scalar::Thing(kinds))
        }
        (Scalar::Any, Scalar::Thing(_)) | (Scalar::Thing(_), Scalar::Any) => Some(Scalar::Any),
        _ if one == other => Some(one.clone()),
        _ => None,
    }
}

/// Whether `<` means something for values of this type.
pub(super) const fn ordered(scalar: &Scalar) -> bool {
    matches!(scalar, Scalar::Number | Scalar::Percent | Scalar::Duration | Scalar::Date)
}

/// The name of a type of one value: "duration", "phase", "person or role or team".
pub(super) fn scalar_name(scalar: &Scalar, schema: &Schema) -> String {
    match scalar {
        Scalar::Word(list) => schema.list(*list).name.clone(),
        Scalar::Thing(kinds) => kinds_name(kinds, schema),
        Scalar::YesNo => "yes or no".to_owned(),
        Scalar::Any => "thing".to_owned(),
        _ => SCALARS
            .iter()
            .find(|(_, known)| known == scalar)
            .map_or_else(String::new, |(word, _)| (*word).to_owned()),
    }
}

/// The names of kinds in the order of the alphabet: "provider or role or team".
pub(super) fn kinds_name(kinds: &[KindId], schema: &Schema) -> String {
    let mut names: Vec<&str> = kinds.iter().map(|kind| schema.kind(*kind).name.as_str()).collect();
    names.sort_unstable();
    names.join(" or ")
}

/// The name of a type: "duration", "set of role".
pub(super) fn name(ty: &Type, schema: &Schema) -> String {
    let scalar = scalar_name(&ty.scalar, schema);
    if ty.set { format!("set of {scalar}") } else { scalar }
}

/// A type with its article: "a role", "an asset", "a set of role"; "hours" and "yes or no" have none.
pub(super) fn with_article(ty: &Type, schema: &Schema) -> String {
    let bare = !ty.set && matches!(ty.scalar, Scalar::Hours | Scalar::YesNo);
    if bare { name(ty, schema) } else { a(&name(ty, schema)) }
}
