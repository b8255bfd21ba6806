//! Values in words.

use super::nouns::{Nouns, spaced};
use super::{Mood, Speaker, listed};
use crate::model::{Datum, Word};
use crate::policy::builtins::Builtin;
use crate::policy::ir::{Access, AddOp, Argument, Expr, ExprKind};
use crate::syntax::{decimal, weekday};

impl Speaker<'_> {
    /// A value as a noun.
    pub(super) fn value(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Literal(datum) => self.datum(datum),
            ExprKind::Local(slot) => self.nouns.the(*slot),
            ExprKind::Param(number) => self.param(*number),
            ExprKind::AsOf => "the date of the check".to_owned(),
            ExprKind::Single(kind) => format!("the {}", spaced(&self.policies.schema.kind(*kind).name)),
            ExprKind::Attribute(base, access) => self.attribute(base, &access.name),
            ExprKind::Entry(map, key) => {
                let map = self.value(map);
                format!("{map} for {}", self.operand(key))
            }
            ExprKind::Cell(matrix, row, column) => {
                let matrix = self.policies.matrices.get(usize::from(*matrix));
                let name = matrix.map_or_else(String::new, |matrix| matrix.name.clone());
                let row = self.operand(row);
                format!("what the matrix `{name}` says for {row} and {}", self.operand(column))
            }
            ExprKind::Call(number, arguments) => self.call(*number, arguments),
            ExprKind::Builtin(builtin, arguments) => self.builtin(*builtin, arguments),
            ExprKind::Set(members) => {
                let members: Vec<String> = members.iter().map(|member| self.operand(member)).collect();
                format!("the set of {}", listed(&members, "and"))
            }
            ExprKind::Comprehension(binder) => format!("every {}", self.bound(binder, Nouns::bare)),
            ExprKind::If(condition, then, otherwise) => {
                let (then, condition) = (self.value(then), self.condition(condition, Mood::Is));
                format!("{then} if {condition}, and otherwise {}", self.value(otherwise))
            }
            ExprKind::Default(known, instead) => {
                let known = self.value(known);
                format!("{known}, or {} if that is not known", self.operand(instead))
            }
            ExprKind::Add(left, op, right) => self.sum(left, *op, right),
            ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Every(..)
            | ExprKind::Exists(..)
            | ExprKind::Compare(..)
            | ExprKind::Is(..) => format!("whether {}", self.condition(expr, Mood::Is)),
        }
    }

    /// A value beside others, in brackets where it would otherwise reach too far.
    pub(super) fn operand(&mut self, expr: &Expr) -> String {
        let value = self.value(expr);
        match &expr.kind {
            ExprKind::Add(..)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Comprehension(_)
            | ExprKind::Set(_)
            | ExprKind::Or(_)
            | ExprKind::And(_)
            | ExprKind::Not(_)
            | ExprKind::Every(..)
            | ExprKind::Exists(..)
            | ExprKind::Compare(..)
            | ExprKind::Is(..) => format!("({value})"),
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Param(_)
            | ExprKind::AsOf
            | ExprKind::Single(_)
            | ExprKind::Attribute(..)
            | ExprKind::Entry(..)
            | ExprKind::Cell(..)
            | ExprKind::Call(..)
            | ExprKind::Builtin(..) => value,
        }
    }

    /// "the role's `rotation.shift.when`": attributes of attributes make one path.
    fn attribute(&mut self, base: &Expr, path: &str) -> String {
        match &base.kind {
            ExprKind::Attribute(inner, access) => self.attribute(inner, &format!("{}.{path}", access.name)),
            ExprKind::Local(slot) if self.topic == Some(*slot) => format!("whose `{path}`"),
            ExprKind::Local(_) | ExprKind::Single(_) => {
                let base = self.value(base);
                if base.ends_with('`') {
                    format!("the `{path}` of {base}")
                } else {
                    format!("{base}'s `{path}`")
                }
            }
            _ => format!("the `{path}` of {}", self.operand(base)),
        }
    }

    fn param(&mut self, number: u16) -> String {
        self.params.insert(number);
        let Some(param) = self.policies.params.get(usize::from(number)) else { return String::new() };
        format!("`{}` ({})", param.name, self.datum(&param.value))
    }

    /// "`holder` of the area and the asset".
    pub(super) fn call(&mut self, number: u16, arguments: &[Expr]) -> String {
        if !self.functions.contains(&number) {
            self.functions.push(number);
        }
        let name = self.policies.functions.get(usize::from(number)).map_or("", |function| &function.name);
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| match argument.kind {
                ExprKind::Call(..) => format!("({})", self.value(argument)),
                _ => self.operand(argument),
            })
            .collect();
        format!("`{name}` of {}", listed(&arguments, "and"))
    }

    fn sum(&mut self, left: &Expr, op: AddOp, right: &Expr) -> String {
        let word = match (op, left.ty.set || right.ty.set) {
            (AddOp::Plus, true) => "together with",
            (AddOp::Minus, true) => "without",
            (AddOp::Plus, false) => "plus",
            (AddOp::Minus, false) => "minus",
        };
        let left = match left.kind {
            ExprKind::Add(..) => self.value(left),
            _ => self.operand(left),
        };
        format!("{left} {word} {}", self.operand(right))
    }

    fn builtin(&mut self, builtin: Builtin, arguments: &[Argument]) -> String {
        let words: Vec<String> = arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(value) => self.operand(value),
                Argument::Path(path) => format!("`{}`", dotted(path)),
            })
            .collect();
        let word = |at: usize| words.get(at).map_or("", String::as_str);
        let (first, second, third, fourth) = (word(0), word(1), word(2), word(3));
        match builtin {
            Builtin::Count => format!("the count of {first}"),
            Builtin::Sum => format!("the sum of {first}"),
            Builtin::Min => format!("the smallest of {first}"),
            Builtin::Max => format!("the largest of {first}"),
            Builtin::Union => format!("the hours in any of {first}"),
            Builtin::Overlap => format!("the hours in all of {first}"),
            Builtin::Gaps => format!("the gaps in {first}"),
            Builtin::Covered => format!("the share of the week in {first}"),
            Builtin::Age => format!("the time from {first} to the date of the check"),
            Builtin::Reach => format!("everything reached from {first} along {second}"),
            Builtin::Trail => format!("the shortest way from {first} to {second} along {third}"),
            Builtin::Longest => {
                format!(
                    "the longest sum of {fourth} from {first} to {second} along {third}, both ends included"
                )
            }
            Builtin::Between => {
                format!(
                    "the longest sum of {fourth} between {first} and {second} along {third}, both ends left out"
                )
            }
            Builtin::CriticalPath => {
                format!("the way with the longest sum of {fourth} between {first} and {second} along {third}")
            }
            Builtin::AtLeast => format!("the shortest that {first} can be"),
            Builtin::AtMost => format!("the longest that {first} can be"),
            Builtin::Later => format!("the day {second} after {first}"),
            Builtin::Part => format!("{second} of {first}"),
            Builtin::Names => format!("what {first} is called"),
            Builtin::NamedBy => format!("what names {first}"),
            Builtin::Wait => format!("the longest wait for {first} and then {second}"),
            Builtin::WaitFrom => format!("when the longest wait for {first} and then {second} begins"),
            Builtin::SeverityOf => format!("the severity of {first}"),
        }
    }

    /// A value as written, and a word of a list as people call it.
    fn datum(&self, datum: &Datum) -> String {
        match datum {
            Datum::Text(text) => format!("\"{text}\""),
            Datum::Number(number) => decimal(*number),
            Datum::Percent(percent) => format!("{}%", decimal(*percent)),
            Datum::Duration(length) => length.to_string(),
            Datum::Date(day) => day.to_string(),
            Datum::Hours(hours) => hours.to_string(),
            Datum::YesNo(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Datum::Weekday(day) => weekday(*day).to_owned(),
            Datum::Zone(text)
            | Datum::Code(text)
            | Datum::Email(text)
            | Datum::Phone(text)
            | Datum::Url(text)
            | Datum::Rule(text) => text.to_string(),
            Datum::Word(word) => self.word(*word),
            // No policy names a thing of a plan.
            Datum::Thing(_) => "it".to_owned(),
        }
    }

    fn word(&self, word: Word) -> String {
        let listed = self.policies.schema.list(word.list).words.get_index(word.at as usize);
        match listed {
            Some((_, listed)) if listed.title.contains(' ') => format!("\"{}\"", listed.title),
            Some((_, listed)) if !listed.title.is_empty() => listed.title.clone(),
            Some((name, _)) => spaced(name),
            None => String::new(),
        }
    }
}

fn dotted(path: &[Access]) -> String {
    path.iter().map(|access| access.name.as_str()).collect::<Vec<_>>().join(".")
}
