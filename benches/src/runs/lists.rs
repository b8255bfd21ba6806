//! How the time of a check grows with lists: for each attribute that takes several values, one thing that states many of them,
//! and many things that state one, by all packs. A rule that goes through such a list again and again shows here, whichever
//! attribute it is; `ladder` has only the shapes that are known.

use std::ops::Range;
use std::time::Duration;

use irlint::analysis::analyse;
use irlint::model::{Attribute, Kind, Place, Scalar, Schema};

use super::row;
use crate::engine::Engine;
use crate::measure::{ratio, shown, time};

/// How many values are stated, and how many the second time.
const COUNTS: [usize; 2] = [1_000, 4_000];

/// How many lines of each table are printed.
const LINES: usize = 10;

/// Less than this is not told from what the machine gives and takes.
const LEAST: Duration = Duration::from_millis(20);

/// What every plan begins with: with it, most packs concern the plan.
const HEAD: &str = "plan p \"P\" { version: \"1\"; owner: boss; takes_up: governance }\n\
    person anna\n\
    role boss { function: executive_command; primary: anna; backup: none }\n\
    organisation us { country: DE; regimes: gdpr, nis2; acts_as: controller; entity: essential }\n";

/// What came out for one attribute in one form.
struct Measured {
    name: String,
    bytes: usize,
    times: [Duration; 2],
}

impl Measured {
    fn growth(&self) -> f64 {
        ratio(self.times[1], self.times[0].max(LEAST))
    }
}

/// Prints those that grow most, and those that take longest.
pub fn run() {
    let engine = Engine::of_all_packs();
    let [small, large] = COUNTS.map(|count| plans(&engine.policies.schema, count));
    let mut all: Vec<Measured> = small
        .zip(large)
        .map(|((name, small), (_, large))| Measured {
            name,
            bytes: large.len(),
            times: [check(&engine, &small), check(&engine, &large)],
        })
        .collect();
    let [small, large] = COUNTS;
    println!(
        "{} lists, of {small} and of {large} values; one list: one thing states all, many: each states one",
        all.len()
    );
    all.sort_by(|one, other| other.growth().total_cmp(&one.growth()));
    table("grows most", &all);
    all.sort_by_key(|one| std::cmp::Reverse(one.times[1]));
    table("takes longest", &all);
}

fn table(head: &str, all: &[Measured]) {
    println!();
    let heads = ["", "bytes", &COUNTS[0].to_string(), &COUNTS[1].to_string(), "times"].map(str::to_owned);
    row(head, &heads);
    for one in all.iter().take(LINES) {
        let times = one.times.map(shown);
        println!(
            "{:<37}{:>13} {:>13} {:>13} {:>13.1}",
            one.name,
            one.bytes,
            times[0],
            times[1],
            one.growth()
        );
    }
}

fn check(engine: &Engine, text: &str) -> Duration {
    let (sources, plans) = engine.plans([text]);
    time(|| drop(analyse(&sources, &plans, &engine.policies, &engine.settings)))
}

/// A plan with a list of `count` values for each attribute that takes several, in both forms; with the name of the list.
pub fn plans(schema: &Schema, count: usize) -> impl Iterator<Item = (String, String)> + '_ {
    let kinds = schema.kinds.values().filter(|kind| kind.place == Place::Top);
    let attributes = kinds.flat_map(|kind| kind.attributes.values().map(move |attribute| (kind, attribute)));
    let lists = attributes.filter(|(_, attribute)| attribute.many);
    let forms = lists.filter_map(|(kind, attribute)| Form::of(schema, kind, attribute));
    forms.flat_map(move |form| {
        let name = |how: &str| format!("{}.{}, {how}", form.kind, form.attribute);
        [(name("one list"), form.one_list(count)), (name("many"), form.many_things(count))]
    })
}

/// How an attribute is written.
struct Form<'s> {
    kind: &'s str,
    attribute: &'s str,
    value: Value<'s>,
}

/// What values are.
enum Value<'s> {
    /// Names of things of this kind.
    Name(&'s str),
    /// Blocks with this between their braces, and the kind of the thing that it names.
    Part(String, Option<&'s str>),
    /// The value of each number.
    Written(fn(usize) -> String),
}

impl<'s> Form<'s> {
    /// None where there are no thousand values to state, such as words of a list.
    fn of(schema: &'s Schema, kind: &'s Kind, attribute: &'s Attribute) -> Option<Self> {
        let value = match &attribute.scalar {
            Scalar::Thing(kinds) => {
                let named = schema.kind(*kinds.first()?);
                if named.place == Place::Nested { part(schema, named)? } else { Value::Name(&named.name) }
            }
            other => Value::Written(written(other)?),
        };
        Some(Self { kind: &kind.name, attribute: &attribute.name, value })
    }

    /// The head of the plan, with the things that `count` values name.
    fn head(&self, count: usize) -> String {
        let (kind, count) = match &self.value {
            Value::Name(kind) => (*kind, count),
            Value::Part(_, Some(kind)) => (*kind, 1),
            Value::Part(_, None) | Value::Written(_) => ("", 0),
        };
        (0..count).fold(HEAD.to_owned(), |text, number| text + &format!("{kind} t{number}\n"))
    }

    /// The statements of these values.
    fn stated(&self, numbers: Range<usize>) -> String {
        let values = match &self.value {
            Value::Name(_) => numbers.map(|number| format!("t{number}")).collect::<Vec<_>>(),
            Value::Written(value) => numbers.map(value).collect(),
            Value::Part(inside, _) => {
                return numbers.map(|_| format!("  {} {{ {inside} }}\n", self.attribute)).collect();
            }
        };
        format!("  {}: {}\n", self.attribute, values.join(", "))
    }

    /// One thing that states `count` values.
    fn one_list(&self, count: usize) -> String {
        format!("{}{} big {{\n{}}}\n", self.head(count), self.kind, self.stated(0..count))
    }

    /// `count` things that state one value, the same.
    fn many_things(&self, count: usize) -> String {
        let stated = self.stated(0..1);
        (0..count)
            .fold(self.head(1), |text, number| text + &format!("{} b{number} {{\n{stated}}}\n", self.kind))
    }
}

/// A part that states what it has to; none if that is more than the name of a thing.
fn part<'s>(schema: &'s Schema, kind: &'s Kind) -> Option<Value<'s>> {
    let required: Vec<_> = kind.attributes.values().filter(|attribute| attribute.required).collect();
    match required.as_slice() {
        [] => Some(Value::Part(String::new(), None)),
        [Attribute { name, scalar: Scalar::Thing(kinds), .. }] => {
            let named = schema.kind(*kinds.first()?);
            (named.place != Place::Nested)
                .then(|| Value::Part(format!("{name}: t0"), Some(named.name.as_str())))
        }
        _ => None,
    }
}

/// A value for each number.
fn written(scalar: &Scalar) -> Option<fn(usize) -> String> {
    Some(match scalar {
        Scalar::Text => |number| format!("\"text {number}\""),
        Scalar::Number => |number| number.to_string(),
        Scalar::Duration => |number| format!("{} minutes", number + 1),
        Scalar::Date => |number| {
            let day = jiff::civil::date(2010, 1, 1);
            day.saturating_add(jiff::Span::new().days(number as i64)).to_string()
        },
        Scalar::Hours => |number| format!("Mon-Fri {:02}:{:02}-24:00", number / 60 % 24, number % 60),
        Scalar::Email => |number| format!("m{number}@northlight.example"),
        Scalar::Phone => |number| format!("+49 30 {}", 100_000 + number),
        Scalar::Url => |number| format!("https://northlight.example/{number}"),
        Scalar::Percent
        | Scalar::YesNo
        | Scalar::Weekday
        | Scalar::Zone
        | Scalar::Code
        | Scalar::Rule
        | Scalar::Word(_)
        | Scalar::Thing(_)
        | Scalar::Any => return None,
    })
}
