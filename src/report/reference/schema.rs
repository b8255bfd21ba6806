//! The page of the kinds: what a plan may say of each thing.

use super::MADE;
use super::table::{cell, code, table};
use crate::model::{Attribute, Kind, Place, Scalar, Schema, Union};

const INTRODUCTION: &str = "\
A plan is a list of things. Each is of a kind, and each kind has attributes. This is all of them: what stands here may be
said, and hardly anything must be; what a good plan has to say is asked by [policies](packs.md), not by this list. A pack
of your own adds kinds with `kind`, and attributes with `extend kind`.

How to read the tables:

- **Type** is what a value looks like. Small words such as `duration` are told in
  [the plan language](plan-language.md#values); links lead to a [list of words](words.md) or to the kind of thing that is named there.
- **How many**: `one` takes one value, `several` takes any number with commas between them.
- **Left out** is what it means not to write the attribute. `not stated` is a gap: a rule that needs the fact cannot decide
  and says so. `none` means that there is none. `must be there` are the few parts without which the thing would mean nothing.";

/// The page.
pub(super) fn text(schema: &Schema) -> String {
    let mut kinds: Vec<&Kind> = schema.kinds.values().collect();
    kinds.sort_by(|one, two| one.name.cmp(&two.name));
    let mut unions: Vec<&Union> = schema.unions.values().collect();
    unions.sort_by(|one, two| one.name.cmp(&two.name));
    let rows = kinds.iter().map(|kind| [format!("[{0}](#{0})", kind.name), cell(&kind.title)]);
    let overview = table(["Kind", "What it is"], rows);
    let sections: String = kinds.iter().map(|kind| section(kind, schema)).collect();
    let unions: String = unions.iter().map(|union| union_section(union, schema)).collect();
    format!(
        "# What a plan may say\n\n{MADE}\n\n{INTRODUCTION}\n\n{overview}\n{sections}\
         ## Several kinds under one name\n\nWhere one of these names stands as a type, a thing of any of its kinds may be named.\n\n{unions}"
    )
}

fn section(kind: &Kind, schema: &Schema) -> String {
    let rows = kind.attributes.values().map(|attribute| row(attribute, schema));
    let attributes = table(["Attribute", "Type", "How many", "Left out", "Meaning"], rows);
    format!("## {}\n\n{}\n\n{}\n\n{attributes}\n", kind.name, cell(&kind.doc), place(kind, schema))
}

/// Where things of a kind stand, in a sentence.
fn place(kind: &Kind, schema: &Schema) -> String {
    match kind.place {
        Place::Top => "Stands on its own, any number of times.".to_owned(),
        Place::Single => "Stands on its own, once in a plan.".to_owned(),
        Place::Nested => {
            let outer = schema.kinds.values().flat_map(|outer| {
                let holding = outer.attributes.values().filter(|own| own.type_name == kind.name);
                holding.map(move |own| format!("[`{0}.{1}`](#{0})", outer.name, own.name))
            });
            format!("Stands inside {}.", outer.collect::<Vec<_>>().join(", "))
        }
    }
}

fn row(attribute: &Attribute, schema: &Schema) -> [String; 5] {
    let left_out = match (attribute.required, attribute.else_none || schema.is_part(&attribute.scalar)) {
        (true, _) => "must be there",
        (false, true) => "none",
        (false, false) => "not stated",
    };
    let head = if attribute.head { " Written first in the short form." } else { "" };
    let said = attribute.doc.contains("private");
    let private = if attribute.private && !said { " Private: masked in output." } else { "" };
    [
        code(&attribute.name),
        type_of(attribute, schema),
        if attribute.many { "several" } else { "one" }.to_owned(),
        left_out.to_owned(),
        format!("{}{head}{private}", cell(&attribute.doc)),
    ]
}

fn type_of(attribute: &Attribute, schema: &Schema) -> String {
    let name = &attribute.type_name;
    let written = match &attribute.scalar {
        Scalar::Word(_) => format!("[{name}](words.md#{name})"),
        Scalar::Thing(_) => format!("[{name}](#{name})"),
        Scalar::Any => "any named thing".to_owned(),
        Scalar::Text
        | Scalar::Number
        | Scalar::Percent
        | Scalar::Duration
        | Scalar::Date
        | Scalar::Hours
        | Scalar::YesNo
        | Scalar::Weekday
        | Scalar::Zone
        | Scalar::Code
        | Scalar::Email
        | Scalar::Phone
        | Scalar::Url
        | Scalar::Rule => name.clone(),
    };
    match attribute.per {
        Some(kind) => format!("{written}, or one for each [{0}](#{0})", schema.kind(kind).name),
        None => written,
    }
}

fn union_section(union: &Union, schema: &Schema) -> String {
    let kinds = union.kinds.iter().map(|kind| format!("[{0}](#{0})", schema.kind(*kind).name));
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    format!("### {}\n\n{}\n\nOne of {kinds}.\n\n", union.name, cell(&union.doc))
}
