//! The statements at the top of a policy file, told apart by their first word.

use super::tree::{Item, Lost, LostKind};
use super::{duties, functions, packs, schema, trials, views};
use crate::finding::{Finding, did_you_mean};
use crate::syntax::Name;
use crate::syntax::expected::clip;
use crate::syntax::holes;
use crate::syntax::outline::{Statement, first_word};
use crate::syntax::plan;
use crate::syntax::reader::Reader;
use crate::text::Span;

/// The words that a statement can start with.
const WORDS: [&str; 18] = [
    "schema", "pack", "param", "kind", "single", "nested", "extend", "enum", "union", "table", "row",
    "matrix", "define", "relation", "view", "rule", "test", "adjust",
];

/// Reads a statement.
pub(super) fn item<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Item<'a>> {
    holes::in_doc(reader, statement);
    match first_word(reader.slice(statement.head)) {
        "schema" => packs::schema_head(reader, statement).map(Item::Schema),
        "pack" => packs::pack(reader, statement).map(Item::Pack),
        "param" => packs::param(reader, statement).map(Item::Param),
        "kind" | "single" | "nested" => schema::kind(reader, statement).map(Item::Kind),
        "enum" => schema::list(reader, statement).map(Item::Enum),
        "extend" => extension(reader, statement),
        "union" => schema::union(reader, statement).map(Item::Union),
        "table" => plan::table(reader, statement).map(Item::Table),
        "row" => plan::row(reader, statement).map(|block| Item::Row(Box::new(block))),
        "matrix" => functions::matrix(reader, statement).map(Item::Matrix),
        "define" | "relation" => functions::function(reader, statement).map(Item::Function),
        "view" => views::view(reader, statement).map(|view| Item::View(Box::new(view))),
        "rule" => duties::rule(reader, statement).map(|rule| Item::Rule(Box::new(rule))),
        "test" => trials::test(reader, statement).map(Item::Test),
        "adjust" => trials::adjust(reader, statement).map(Item::Adjust),
        word => {
            unknown(reader, statement, word);
            None
        }
    }
}

fn extension<'a>(reader: &mut Reader<'a>, statement: &Statement<'_>) -> Option<Item<'a>> {
    let behind = reader.slice(statement.head).strip_prefix("extend").unwrap_or("");
    if first_word(behind.trim_start()) == "enum" {
        schema::list(reader, statement).map(Item::Enum)
    } else {
        schema::kind(reader, statement).map(Item::Kind)
    }
}

/// What a statement that could not be read would have declared, as far as its first two words say.
pub(super) fn lost<'a>(reader: &Reader<'a>, statement: &Statement<'_>) -> Option<Item<'a>> {
    let text = reader.slice(statement.head);
    let word = first_word(text);
    let rest = text.get(word.len()..)?.trim_start();
    let end =
        rest.find(|sign: char| !sign.is_ascii_alphanumeric() && !"_-".contains(sign)).unwrap_or(rest.len());
    let name = rest.get(..end).filter(|name| !name.is_empty())?;
    let what = match word {
        "pack" => LostKind::Pack,
        "rule" => LostKind::Rule,
        "param" | "matrix" | "define" | "relation" => LostKind::Value,
        _ => return None,
    };
    let start = statement.head.start + (text.len() - rest.len()) as u32;
    let span = Span::new(reader.file, start, start + end as u32);
    Some(Item::Lost(Lost { what, name: Name { text: name, span } }))
}

fn unknown(reader: &mut Reader<'_>, statement: &Statement<'_>, word: &str) {
    let shown = clip(if word.is_empty() { reader.slice(statement.head) } else { word });
    let message = format!("a policy file has no statement `{shown}`");
    let help = match word {
        "use" | "import" | "include" => Some("a pack names what it builds on with `uses:`".to_owned()),
        "function" | "func" | "fn" | "def" | "let" => {
            Some("`define` gives a name to a value, `relation` to a condition".to_owned())
        }
        "policy" | "control" | "check" | "deny" => Some("what is demanded of a plan is a `rule`".to_owned()),
        word => did_you_mean(word, WORDS),
    };
    let finding = Finding::unreadable("syntax/statement", reader.span(statement.head), message);
    reader.report(finding.maybe_help(help));
}
