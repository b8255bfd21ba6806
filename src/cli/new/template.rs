//! The texts that a new rule starts from. Every place that only its author can fill is marked `todo "what"`, which is
//! no valid statement: a rule that nobody has finished is reported and never runs.

use crate::model::{Kind, Place, Schema};

/// How many letters a line of a comment has at most.
const WIDTH: usize = 90;

/// The header of a pack, with nothing left to fill in.
pub fn pack(name: &str) -> String {
    let mut words = name.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!(
        "## Rules of our own, beside those that come with the program.\n\
         pack {name} \"{words} rules\" {{\n\
         \x20 version: \"1.0.0\"\n\
         \x20 schema:  1\n\
         }}\n"
    )
}

/// A rule about things of `kind`, or about something still to be named.
pub fn rule(name: &str, kind: Option<(&Kind, &Schema)>) -> String {
    let looked = kind.map(|(kind, schema)| Looked::new(name, kind, schema));
    let each = match &looked {
        Some(looked) => format!("{}  for each {} {}\n", looked.says, looked.kind, looked.letter),
        None => "  for each todo \"a kind of thing and a short name for it, such as: role r\"\n".to_owned(),
    };
    let it = looked.as_ref().map_or("it".to_owned(), |looked| format!("{{{}}}", looked.letter));
    let stated = looked.as_ref().map_or("x.owner".to_owned(), |looked| looked.stated.clone());
    let sample = looked.as_ref().map_or("", |looked| looked.sample.as_str());
    format!(
        "## todo \"why the rule is there, in a sentence or two\"\n\
         rule {name} todo \"what should hold\" {{\n\
         \x20 severity: warning  # error, warning or note\n\
         \x20 source:   todo \"who asks for this, and where that is written\"\n\
         {each}\
         \x20 require todo \"what must hold, such as: {stated} is given\"\n\
         \x20 message todo \"what is wrong if it does not hold; {it} stands for what it is about\"\n\
         \x20 help    todo \"what to do about it\"\n\
         \n\
         \x20 bad todo \"what the first sample shows: a plan in which the rule finds something\" {{\n\
         {sample}\
         \x20 }}\n\
         \x20 good todo \"what the second sample shows: a plan in which it looks and finds nothing\" {{\n\
         {sample}\
         \x20 }}\n\
         }}\n"
    )
}

/// What a rule looks at, as its file writes it.
struct Looked<'s> {
    kind: &'s str,
    letter: char,
    /// Comments that name what can be said of such a thing.
    says: String,
    /// A path to one of its attributes.
    stated: String,
    /// A line of a sample with such a thing.
    sample: String,
}

impl<'s> Looked<'s> {
    fn new(rule: &str, kind: &'s Kind, schema: &Schema) -> Self {
        let letter = kind.name.chars().next().unwrap_or('x');
        let names: Vec<&str> = kind.attributes.keys().map(String::as_str).collect();
        let spoken = names.iter().find(|name| rule.split('-').any(|word| word == **name));
        let stated =
            spoken.or(names.first()).map_or_else(|| letter.to_string(), |first| format!("{letter}.{first}"));
        let sample = sample(kind, schema);
        Self { kind: &kind.name, letter, says: comment(&kind.name, &names), stated, sample }
    }
}

/// A line with such a thing, inside another one if it stands only there.
fn sample(kind: &Kind, schema: &Schema) -> String {
    let name = &kind.name;
    match kind.place {
        Place::Top | Place::Single => format!("    {name} one \"The first\" {{ }}\n"),
        Place::Nested if kind.attributes.values().any(|attribute| attribute.head) => String::new(),
        Place::Nested => match holder(name, schema) {
            Some((outer, inside)) => format!("    {outer} whole \"The whole\" {{ {inside} one {{ }} }}\n"),
            None => String::new(),
        },
    }
}

/// The kind whose things hold those of the nested kind `name`, and as what.
fn holder<'s>(name: &str, schema: &'s Schema) -> Option<(&'s str, &'s str)> {
    schema.kinds.values().find_map(|outer| {
        let holds = outer.attributes.values().find(|attribute| attribute.type_name == name)?;
        Some((outer.name.as_str(), holds.name.as_str()))
    })
}

/// Comment lines with what can be said of a thing.
fn comment(kind: &str, names: &[&str]) -> String {
    let mut lines = vec![format!("  # What can be said of `{kind}`:")];
    for (at, name) in names.iter().enumerate() {
        let word = if at + 1 < names.len() { format!(" {name},") } else { format!(" {name}") };
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= WIDTH => line.push_str(&word),
            _ => lines.push(format!("  #{word}")),
        }
    }
    lines.join("\n") + "\n"
}
