//! The attributes of kinds, out of their declarations. Runs when all names of types are known.

use crate::finding::{Finding, did_you_mean};
use crate::model::{Attribute, KindId, Place, Scalar};
use crate::resolve::schema::{Draft, MOST, doc, too_many};
use crate::resolve::wording::a;
use crate::syntax::policy::tree::{AttributeDecl, Kind, Many};

/// The columns of a table that are no attributes: a thing's name and its title.
const RESERVED: [&str; 2] = ["id", "name"];

/// Adds the attributes that a `kind` or `extend kind` statement declares.
pub(super) fn add(draft: &mut Draft, kind: &Kind<'_>) {
    let Some(known) = draft.schema.kinds.get(kind.name.text) else {
        if kind.extends {
            let help = did_you_mean(kind.name.text, draft.schema.kinds.keys().map(String::as_str));
            draft.say(kind.name, "name/kind", format!("there is no kind `{}`", kind.name.text), help);
        }
        return;
    };
    if !kind.extends && known.span != kind.name.span {
        return;
    }
    for declared in &kind.attributes {
        if is_free(draft, kind, declared) && may_be_added(draft, kind, declared) {
            let attribute = attribute(draft, kind, declared);
            if let Some(kind) = draft.schema.kinds.get_mut(kind.name.text) {
                kind.add(attribute);
            }
        }
    }
}

fn is_free(draft: &mut Draft, kind: &Kind<'_>, declared: &AttributeDecl<'_>) -> bool {
    let name = declared.name;
    let attributes = draft.schema.kinds.get(kind.name.text).map(|kind| &kind.attributes);
    let before = attributes.and_then(|attributes| attributes.get(name.text)).map(|before| before.span);
    let full = attributes.is_some_and(|attributes| attributes.len() >= MOST);
    if let Some(before) = before {
        let message = format!("{} has `{}` already", a(kind.name.text), name.text);
        let twice = Finding::unreadable("name/twice", name.span, message);
        draft.findings.push(twice.also(before, "declared here first"));
    } else if RESERVED.contains(&name.text) {
        let message = format!("`{}` is a column of every table, so no attribute can be called so", name.text);
        draft.say(name, "type/schema", message, None);
    } else if full {
        draft.findings.push(too_many(name.span, "attributes"));
    }
    before.is_none() && !full && !RESERVED.contains(&name.text)
}

/// What is added to a kind must leave plans readable that know nothing of it.
fn may_be_added(draft: &mut Draft, kind: &Kind<'_>, declared: &AttributeDecl<'_>) -> bool {
    let what = match (kind.extends, declared.many == Many::One, declared.head) {
        (false, ..) | (true, false, false) => return true,
        (true, true, _) => "required",
        (true, false, true) => "its head",
    };
    let name = declared.name.text;
    let message = format!("`{name}` is added to {}, so it cannot be {what}", a(kind.name.text));
    let help = format!("write `{name}: {}?`, and demand it with a rule", declared.ty.text);
    draft.say(declared.name, "type/schema", message, Some(help));
    false
}

fn attribute(draft: &mut Draft, kind: &Kind<'_>, declared: &AttributeDecl<'_>) -> Attribute {
    let scalar = draft.type_named(declared.ty);
    let part = draft.schema.is_part(&scalar);
    Attribute {
        name: declared.name.text.to_owned(),
        doc: doc(declared.doc.as_ref()),
        type_name: declared.ty.text.to_owned(),
        many: declared.many == Many::Any,
        required: declared.many == Many::One,
        per: per(draft, declared),
        head: declared.head && may_be_head(draft, kind, declared, part),
        else_none: declared.else_none || part,
        private: declared.private || matches!(scalar, Scalar::Email | Scalar::Phone),
        span: declared.span,
        scalar,
    }
}

/// The kind behind `per`.
fn per(draft: &mut Draft, declared: &AttributeDecl<'_>) -> Option<KindId> {
    let name = declared.per?;
    let Some(kind) = draft.schema.kind_named(name.text) else {
        let help = did_you_mean(name.text, draft.schema.kinds.keys().map(String::as_str));
        draft.say(name, "name/kind", format!("there is no kind `{}`", name.text), help);
        return None;
    };
    if draft.schema.kind(kind).place == Place::Nested {
        let message = format!("`{}` stands only inside other things and has no name to count by", name.text);
        draft.say(name, "type/schema", message, None);
        return None;
    }
    Some(kind)
}

/// A head is one value that is no part itself, and there is one head for a kind.
fn may_be_head(draft: &mut Draft, kind: &Kind<'_>, declared: &AttributeDecl<'_>, part: bool) -> bool {
    let before = draft.schema.kinds.get(kind.name.text);
    let before =
        before.and_then(|kind| kind.attributes.get_index(kind.head?.0 as usize)).map(|(_, head)| head);
    if let Some(before) = before {
        let message = format!("{} has a head already", a(kind.name.text));
        let twice = Finding::unreadable("type/schema", declared.name.span, message);
        let twice = twice.also(before.span, "this one");
        draft.findings.push(twice);
        return false;
    }
    if part || declared.many == Many::Any {
        let message = format!("a head is one value, and `{}` is not", declared.name.text);
        draft.say(declared.name, "type/schema", message, None);
        return false;
    }
    true
}
