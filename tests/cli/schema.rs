//! As much of JSON Schema as `schemas/` uses. A word that is not understood is a fault, so that no part of
//! a schema goes unread.

use serde_json::Value;

/// What is wrong with `value`.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let mut fault = |text: String| faults.push(format!("{at}: {text}"));
    for (word, wanted) in schema.as_object().unwrap() {
        match word.as_str() {
            "const" if value != wanted => fault(format!("is not {wanted}")),
            "enum" if !wanted.as_array().unwrap().contains(value) => {
                fault(format!("{value} is not of {wanted}"));
            }
            "type" if !types(wanted).any(|wanted| is(value, wanted)) => {
                fault(format!("{value} is no {wanted}"));
            }
            "minimum" if value.as_i64().unwrap_or(0) < wanted.as_i64().unwrap() => {
                fault(format!("{value} is too small"));
            }
            "minItems"
                if value.as_array().is_some_and(|items| (items.len() as u64) < wanted.as_u64().unwrap()) =>
            {
                fault(format!("{value} has too few items"));
            }
            "required" => {
                let missing = types(wanted).filter(|name| value.is_object() && value.get(name).is_none());
                missing.for_each(|name| fault(format!("lacks {name}")));
            }
            "$schema"
            | "$defs"
            | "title"
            | "description"
            | "properties"
            | "additionalProperties"
            | "items"
            | "$ref"
            | "oneOf"
            | "const"
            | "enum"
            | "type"
            | "minItems"
            | "minimum" => {}
            other => fault(format!("the schema says `{other}`, which this test does not understand")),
        }
    }
    below(root, schema, value, at, faults);
}

/// The parts of a value, and the schemas that a schema refers to.
fn below(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(path) = schema.get("$ref") {
        let path = path.as_str().unwrap().trim_start_matches('#');
        check(root, root.pointer(path).unwrap(), value, at, faults);
    }
    if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
        let tried = choices.iter().map(|choice| {
            let mut faults = Vec::new();
            check(root, choice, value, at, &mut faults);
            faults.len()
        });
        if tried.filter(|faults| *faults == 0).count() != 1 {
            faults.push(format!("{at}: {value} is not one of the choices"));
        }
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        let known = schema.get("properties").and_then(|properties| properties.get(name));
        match (known, schema.get("additionalProperties")) {
            (Some(known), _) => check(root, known, part, &format!("{at}/{name}"), faults),
            (None, Some(Value::Bool(false))) => faults.push(format!("{at}: has {name}")),
            (None, Some(other)) => check(root, other, part, &format!("{at}/{name}"), faults),
            (None, None) => {}
        }
    }
    for (number, part) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(items) = schema.get("items") {
            check(root, items, part, &format!("{at}/{number}"), faults);
        }
    }
}

fn types(wanted: &Value) -> impl Iterator<Item = &str> {
    let one = wanted.as_str();
    one.into_iter().chain(wanted.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn is(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}
