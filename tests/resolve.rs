//! From trees to plans: what is understood, and what is said about what is not.

use std::fs;

use irlint::finding::Finding;
use irlint::model::{Datum, Plan, Schema, Slot, Stated, Thing};
use irlint::resolve::{self, Context};
use irlint::syntax;
use irlint::text::{Language, Origin, Source, Sources};

/// The shipped schema.
fn schema() -> Schema {
    let mut paths: Vec<_> =
        fs::read_dir("policies/schema").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let (schema, said) = schema_of(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(said, Vec::<String>::new());
    schema
}

fn schema_of(texts: &[&str]) -> (Schema, Vec<String>) {
    let mut sources = Sources::new();
    let ids: Vec<_> = texts
        .iter()
        .map(|text| sources.add(Source::new("s.irpolicy", *text, Language::Policy, Origin::Embedded)))
        .collect();
    let read = ids.iter().map(|id| (*id, syntax::policy::read(*id, sources.get(*id))));
    let mut findings = Vec::new();
    let trees: Vec<_> = read
        .map(|(id, (tree, mut mistakes))| {
            findings.append(&mut mistakes);
            (id, tree)
        })
        .collect();
    let (schema, mistakes) = resolve::schema(&trees);
    findings.extend(mistakes);
    (schema, findings.iter().map(|finding| say(&sources, finding)).collect())
}

/// `line:column rule message; help`.
fn say(sources: &Sources, finding: &Finding) -> String {
    let place = sources.start(finding.at.span);
    let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{}:{} {} {}{help}", place.line, place.column, finding.rule, finding.message)
}

struct Read {
    schema: Schema,
    plan: Plan,
    said: Vec<String>,
    sources: Sources,
}

fn read(texts: &[&str]) -> Read {
    read_with(schema(), &[], texts)
}

fn read_with(schema: Schema, rows: &[Thing], texts: &[&str]) -> Read {
    let mut sources = Sources::new();
    let ids: Vec<_> = texts
        .iter()
        .map(|text| sources.add(Source::new("p.irp", *text, Language::Plan, Origin::User)))
        .collect();
    let mut said = Vec::new();
    let mut trees = Vec::new();
    for id in ids {
        let (tree, mistakes) = syntax::plan::read(id, sources.get(id));
        said.extend(mistakes);
        trees.push((id, tree));
    }
    let rules = ["backup-is-primary".to_owned(), "stage-without-owner".to_owned()];
    let (plan, mistakes) = resolve::plan(&trees, Context { schema: &schema, rows, rules: &rules });
    said.extend(mistakes);
    said.sort_by_key(|finding| finding.at.span);
    let said = said.iter().map(|finding| say(&sources, finding)).collect();
    Read { schema, plan, said, sources }
}

/// A plan without mistakes.
fn good(texts: &[&str]) -> Read {
    let read = read(texts);
    assert_eq!(read.said, Vec::<String>::new());
    read
}

impl Read {
    fn slot(&self, thing: &str, attribute: &str) -> &Slot {
        let id = *self.plan.names.get(thing).unwrap_or_else(|| panic!("nothing is called {thing}"));
        self.slot_of(self.plan.thing(id), attribute)
    }

    fn slot_of<'a>(&self, thing: &'a Thing, attribute: &str) -> &'a Slot {
        let at = self.schema.attribute_named(thing.kind, attribute).unwrap();
        &thing.slots[at.0 as usize]
    }

    /// A slot as text: values as written or named, with their severities.
    fn text(&self, slot: &Slot) -> String {
        match slot {
            Slot::Missing => "missing".to_owned(),
            Slot::Todo { note, by, .. } => format!("todo {note:?} {by:?}"),
            Slot::Unread(_) => "unread".to_owned(),
            Slot::None(Some(_)) => "none".to_owned(),
            Slot::None(None) => "left out".to_owned(),
            Slot::Given(given) => {
                let values: Vec<_> = given.values.iter().map(|stated| self.value(stated)).collect();
                format!("{}{}", values.join(", "), if given.open { ", ..." } else { "" })
            }
        }
    }

    fn value(&self, stated: &Stated) -> String {
        let text = match &stated.datum {
            Datum::Thing(id) => {
                let thing = self.plan.thing(*id);
                if thing.name.is_empty() { self.part(thing) } else { thing.name.to_string() }
            }
            Datum::Word(word) => format!("'{}", self.schema.word(*word)),
            Datum::Hours(hours) => hours.to_string(),
            _ => self.sources.slice(stated.span).to_owned(),
        };
        match stated.per {
            Some(per) => format!("{}={text}", self.plan.thing(per).name),
            None => text,
        }
    }

    fn part(&self, thing: &Thing) -> String {
        let attributes = self.schema.kind(thing.kind).attributes.keys();
        let slots = attributes.zip(&thing.slots).map(|(name, slot)| format!("{name}: {}", self.text(slot)));
        format!("({})", slots.collect::<Vec<_>>().join("; "))
    }

    fn says(&self, thing: &str, attribute: &str) -> String {
        self.text(self.slot(thing, attribute))
    }
}

#[test]
fn the_shipped_schema_reads_with_its_parts_lists_and_unions() {
    let schema = schema();
    let role = schema.kind(schema.kind_named("role").unwrap());
    let escalate = &role.attributes["escalate"];
    assert!(escalate.else_none && escalate.many && schema.is_part(&escalate.scalar));
    assert!(role.attributes["may"].else_none && !role.attributes["primary"].else_none);
    let person = schema.kind(schema.kind_named("person").unwrap());
    assert!(person.attributes["email"].private && person.attributes["phone"].private);
    assert!(!person.attributes["hours"].private);
    let stage = schema.kind(schema.kind_named("stage").unwrap());
    assert_eq!(stage.attributes["within"].per, schema.kind_named("severity"));
    assert_eq!(schema.unions["responder"].kinds.len(), 3);
    assert!(schema.lists["phase"].words.contains_key("manage_fallout"));
}

#[test]
fn a_schema_says_what_is_misspelt_or_doubled() {
    let (schema, said) = schema_of(&[
        "schema core 1\nkind role \"A role\" {\n  a: persn*\n  b: text?\n  b: text?\n  id: text?\n}\nkind person \"P\" { c: text? }\nkind role \"Again\" { d: text? }\nunion who = person | rle\n",
        "extend kind person { e: who*  f: text per rol? }\nextend kind nobody { g: text? }\nextend enum word { x }\nenum text { y }\n",
    ]);
    assert_eq!(
        said,
        [
            "9:6 name/twice `role` is already a kind",
            "4:6 name/twice `text` is already a type",
            "3:13 name/list there is no list `word`",
            "10:22 name/kind there is no kind `rle`; did you mean `role`?",
            "3:6 type/schema there is no type `persn`; did you mean `person`?",
            "5:3 name/twice a role has `b` already",
            "6:3 type/schema `id` is a column of every table, so no attribute can be called so",
            "1:43 name/kind there is no kind `rol`; did you mean `role`?",
            "2:13 name/kind there is no kind `nobody`",
        ]
    );
    let person = schema.kind(schema.kind_named("person").unwrap());
    assert_eq!(person.attributes.keys().collect::<Vec<_>>(), ["c", "e", "f"]);
}

#[test]
fn names_may_be_used_before_they_are_declared_and_in_any_file() {
    let read = good(&["plan p { owner: lead }\nrole lead { primary: anna }", "person anna"]);
    assert_eq!(read.says("p", "owner"), "lead");
    assert_eq!(read.says("lead", "primary"), "anna");
    assert_eq!(read.plan.files.len(), 2);
}

#[test]
fn each_way_of_giving_no_value_is_kept_apart() {
    let read = good(&["role lead { primary: none; backup: todo \"Hiring\" by 2027-01-31 }"]);
    assert_eq!(read.says("lead", "primary"), "none");
    assert_eq!(read.says("lead", "backup"), "todo \"Hiring\" Some(2027-01-31)");
    assert_eq!(read.says("lead", "function"), "missing");
    assert_eq!(read.says("lead", "may"), "left out");
    assert_eq!(read.says("lead", "escalate"), "left out");
}

#[test]
fn a_tail_belongs_to_the_nearest_thing_that_has_such_an_attribute() {
    let read = good(&["\
plan p { approved: 2026-03-02 by lead }
role lead { escalate: desk, crisis after 15 minutes via pager, phone }
role desk
team crisis
channel pager
channel phone
authority bsi
notify tell to bsi { within: 48 hours after awareness during watch }
stage watch"]);
    assert_eq!(read.says("p", "by"), "lead");
    assert_eq!(
        read.says("lead", "escalate"),
        "(to: desk; after: 15 minutes; via: pager, phone), (to: crisis; after: 15 minutes; via: pager, phone)"
    );
    assert_eq!(read.says("tell", "to"), "bsi");
    assert_eq!(read.says("tell", "within"), "48 hours");
    assert_eq!(read.says("tell", "after"), "'awareness");
    assert_eq!(read.says("tell", "during"), "watch");
}

#[test]
fn parts_are_written_short_or_long_and_add_up() {
    let read = good(&["\
rotation rota { shift day { when: Mon-Sun 07:00-19:00 }; shift night \"Night\" { who: anna } }
person anna
role desk {
  escalate: lead after 5 minutes
  escalate { to: boss }
  escalation { to: lead; after: 1 hour }
}
role lead
role boss"]);
    assert_eq!(read.says("rota", "shift"), "rota.day, rota.night");
    assert_eq!(read.says("rota.night", "who"), "anna");
    let escalate = read.says("desk", "escalate");
    assert_eq!(escalate.matches("to: ").count(), 3, "{escalate}");
    let night = read.plan.thing(read.plan.names["rota.night"]);
    assert_eq!(night.parent, Some(read.plan.names["rota"]));
    assert_eq!(night.title.as_deref(), Some("Night"));
    let escalation = read.schema.kind_named("escalation").unwrap();
    let spans: Vec<_> = read.plan.of_kind(escalation).iter().map(|id| read.plan.thing(*id).span).collect();
    assert!(spans.is_sorted(), "things of a kind stand in the order of the file");
}

#[test]
fn tables_declare_a_thing_for_each_row() {
    let read = good(&["\
table detection {
  id   | name      | watches    | alerts
  siem | \"Alarms\" | shop, mail | desk via pager, phone within 10 minutes
  edr  |           | none       |
}
table asset {
  id
  shop
  mail
}
role desk
channel pager
channel phone
table review {
  date       | by
  2026-03-02 | desk
}"]);
    assert_eq!(read.says("siem", "watches"), "shop, mail");
    assert_eq!(read.says("siem", "alerts"), "(to: desk; via: pager, phone; within: 10 minutes)");
    assert_eq!(read.says("edr", "alerts"), "left out");
    assert_eq!(read.says("edr", "watches"), "none");
    assert_eq!(read.says("edr", "areas"), "missing");
    let siem = read.plan.thing(read.plan.names["siem"]);
    assert_eq!((siem.title.as_deref(), read.sources.slice(siem.span)), (Some("Alarms"), "siem"));
    let review = read.schema.kind_named("review").unwrap();
    assert_eq!(read.plan.of_kind(review).len(), 1);
}

#[test]
fn a_value_for_each_severity_is_kept_with_its_severity() {
    let read = good(&["\
severity sev1
severity sev2
stage detect { within: { sev1: 15 minutes; sev2: 30 minutes } }
stage assess { within: 2 hours }"]);
    assert_eq!(read.says("detect", "within"), "sev1=15 minutes, sev2=30 minutes");
    assert_eq!(read.says("assess", "within"), "2 hours");
}

#[test]
fn hours_are_one_set_in_their_own_zone_or_the_plans() {
    let read = good(&["\
person a { hours: Sat 10:00-14:00, Sun 10:00-12:00 }
person b { hours: Mon-Fri 09:00-17:00 America/New_York }
person c { hours: 24x7 }
plan p { timezone: Europe/Berlin }"]);
    assert_eq!(read.says("a", "hours"), "Sat 10:00-14:00, Sun 10:00-12:00 Europe/Berlin");
    assert_eq!(read.says("b", "hours"), "Mon-Fri 09:00-17:00 America/New_York");
    assert_eq!(read.says("c", "hours"), "24x7");
    let without = good(&["person a { hours: Mon-Fri 09:00-17:00 }"]);
    assert_eq!(without.says("a", "hours"), "Mon-Fri 09:00-17:00");
}

#[test]
fn an_acceptance_names_a_rule_where_others_have_their_name() {
    let read = good(&["\
role lead
accept backup-is-primary on lead by lead until 2027-03-31 because \"Hiring\"
accept backup-is-primary { on: lead }"]);
    let kind = read.schema.kind_named("accept").unwrap();
    let accepts = read.plan.of_kind(kind);
    assert_eq!(accepts.len(), 2);
    let first = read.plan.thing(accepts[0]);
    assert_eq!(read.text(read.slot_of(first, "rule")), "backup-is-primary");
    assert_eq!(read.text(read.slot_of(first, "until")), "2027-03-31");
    assert_eq!(read.sources.slice(first.span), "accept backup-is-primary");
    assert!(first.name.is_empty());
}

#[test]
fn rows_of_packs_follow_the_plans_own_things_and_names() {
    let text = "kind duty \"A duty\" { within: duration?  next: duty*  on: trigger? }\ntable duty {\n  id | within | next | on\n  one | limit | two | data_breach\n  two | 3 days | none | data_breach\n}\nenum trigger { data_breach }\n";
    let mut sources = Sources::new();
    let id = sources.add(Source::new("d.irpolicy", text, Language::Policy, Origin::User));
    let (tree, said) = syntax::policy::read(id, sources.get(id));
    assert!(said.is_empty(), "{said:?}");
    let trees = [(id, tree)];
    let (schema, said) = resolve::schema(&trees);
    assert!(said.is_empty(), "{said:?}");
    let table = trees[0].1.items.iter().find_map(|item| match item {
        syntax::policy::tree::Item::Table(table) => Some(table),
        _ => None,
    });
    let limit = syntax::Amount { thousandths: 24_000, unit: syntax::Unit::Hour };
    let parameter = |name: &str| (name == "limit").then_some(Datum::Duration(limit));
    let (rows, said) = resolve::rows(table.unwrap(), 7, &schema, &parameter);
    assert!(said.is_empty(), "{said:?}");
    assert!(
        matches!(&rows[0].slots[0], Slot::Given(given) if given.values[0].datum == Datum::Duration(limit))
    );

    let read = read_with(schema, &rows, &["duty two { next: one }\nduty three { next: two }"]);
    assert_eq!(read.said, Vec::<String>::new());
    assert_eq!(read.plan.things.len(), 4);
    assert_eq!(read.plan.names["one"].0, 2);
    assert_eq!(read.plan.names["two"].0, 0, "the plan's own name goes first");
    assert_eq!(read.says("two", "next"), "one");
    let one = &read.plan.things[2];
    assert!(
        matches!(&one.slots[1], Slot::Given(given) if given.values[0].datum == Datum::Thing(irlint::model::ThingId(3)))
    );
}

/// What is said about a plan.
fn said(text: &str) -> Vec<String> {
    read(&[text]).said
}

#[test]
fn a_misspelt_attribute_is_said_once_and_counts_as_stated() {
    let read = read(&["person anna {\n  fone: +49 30 23125 101\n}"]);
    assert_eq!(read.said, ["2:3 name/attribute a person has no `fone`; did you mean `phone`?"]);
    assert_eq!(read.says("anna", "phone"), "unread");
}

#[test]
fn unknown_names_are_said_once_each_with_the_nearest() {
    assert_eq!(
        said("person anna\nrole lead { primary: ana; backup: zebra; function: first_respons }"),
        [
            "2:22 name/thing nothing is called `ana`; did you mean `anna`?",
            "2:35 name/thing nothing is called `zebra`",
            "2:52 name/word `first_respons` is not known as a function; did you mean `first_response`?",
        ]
    );
    assert_eq!(
        said(
            "pesron anna\nrole lead { primary: anna }\ntable persn {\n  id\n  ben\n}\nrole desk { primary: ben }"
        ),
        [
            "1:1 name/kind there is no kind `pesron`; did you mean `person`?",
            "3:7 name/kind there is no kind `persn`; did you mean `person`?",
        ]
    );
}

#[test]
fn the_wrong_kind_is_named_and_the_right_one_too() {
    assert_eq!(
        said("authority bsi\nasset web\nrole lead { primary: bsi }\nteam crisis { members: web }"),
        [
            "3:22 type/kind `bsi` is an authority; a person is wanted here",
            "4:24 type/kind `web` is an asset; a person, role or team is wanted here",
        ]
    );
}

#[test]
fn the_wrong_type_is_named_and_the_right_one_too() {
    assert_eq!(
        said(
            "stage a { within: \"soon\" }\nstage b { within: 15; entry: detect }\nsupplier c { retained: true }"
        ),
        [
            "1:19 type/value `\"soon\"` is a text, but a duration is wanted here; \
             a duration looks like this: `15 minutes`",
            "2:19 type/value `15` is a number, but a duration is wanted here; \
             say of what: `15 minutes`, `72 hours`",
            "2:30 type/value `detect` is a name, but a text in quotes is wanted here; \
             put it in quotes: `\"detect\"`",
            "3:24 type/value `true` is a name, but a yes or no is wanted here; write `yes` or `no`",
        ]
    );
}

#[test]
fn no_message_repeats_a_private_value() {
    assert_eq!(
        said(
            "person a { phone: \"030 23125\" }\nstage b { within: anna@example.org; entry: +49 30 23125 101 }"
        ),
        [
            "1:19 type/value this is a text, but a telephone number is wanted here; \
             a number looks like this: `+49 30 23125 101`",
            "2:19 type/value this is an email address, but a duration is wanted here; \
             a duration looks like this: `15 minutes`",
            "2:44 type/value this is a telephone number, but a text in quotes is wanted here",
        ]
    );
}

#[test]
fn what_is_given_twice_is_said_at_the_second_place() {
    assert_eq!(
        said(
            "person anna\nrole anna\nrole lead {\n  primary: none\n  primary: none\n}\nplan one\nplan two\n\
              notify tell to lead {\n  to: lead\n}\nrotation r { shift day {}; shift day {} }"
        ),
        [
            "2:6 name/twice `anna` is already a person",
            "5:3 name/attribute-twice `primary` is given twice",
            "8:1 name/twice there is already a plan; a second one stands here",
            "10:3 name/attribute-twice `to` is given twice",
            "12:34 name/twice `r.day` is already a shift",
        ]
    );
}

#[test]
fn things_that_stand_at_the_wrong_place_are_known_all_the_same() {
    assert_eq!(
        said("shift night { when: 24x7 }\nrole desk {\n  person anna {}\n}\nrole lead { primary: anna }"),
        [
            "1:1 name/place a `shift` stands inside a rotation; write it between the braces of a `rotation` block",
            "3:3 name/place a role has no `person`; close the block around it with `}` first",
        ]
    );
}

#[test]
fn tables_say_what_stands_below_no_column() {
    assert_eq!(
        said(
            "table person {\n  id   | name   | fone | hours\n  anna | \"Anna\" | 1    | 24x7 | x\n       | \"Ben\"\n  12   | \"Cleo\"\n}"
        ),
        [
            "2:19 name/attribute a person has no `fone`; did you mean `phone`?",
            "3:33 type/cells this row has 5 cells, but the table has 4 columns",
            "4:8 name/missing this row gives its thing no name; write a short name in the column `id`",
            "5:3 type/value `12` is a number, but a name is wanted here; \
             names are small letters, digits and `_`, without quotes",
        ]
    );
}

#[test]
fn demands_of_the_schema_are_few_and_said_at_the_thing() {
    assert_eq!(
        said(
            "role a { escalate { after: 5 minutes } }\nrole b { escalate: a, none }\nstage c { owner: a, b }\naccept { on: a }"
        ),
        [
            "1:10 type/required this escalation does not say `to`",
            "2:23 type/alone `none` stands alone: it speaks for the whole of `escalate`",
            "3:21 type/one `owner` takes one value, and here are 2",
            "4:1 type/required this accept does not say `rule`",
        ]
    );
}

#[test]
fn rules_zones_and_severities_must_exist() {
    assert_eq!(
        said(
            "plan p { timezone: Europe/Berln }\nrole a\naccept stage-without-ownr on a\nseverity sev1\n\
              stage b { within: { sev1: 1 hour; sev9: 2 hours } }\nstage c { owner: { sev1: a } }\n\
              person d { hours: Mon-Fri 09:00-17:00 Europe/berlin }"
        ),
        [
            "1:20 name/zone there is no time zone `Europe/Berln`; did you mean `Europe/Berlin`?",
            "3:8 name/rule there is no rule `stage-without-ownr`; did you mean `stage-without-owner`?",
            "5:35 name/thing nothing is called `sev9`; did you mean `sev1`?",
            "6:11 type/map `owner` takes no value for each severity; give one value for all: `owner: ...`",
            "7:19 name/zone there is no time zone `Europe/berlin`; did you mean `Europe/Berlin`?",
        ]
    );
}

#[test]
fn a_tail_without_a_home_is_said_at_its_word() {
    assert_eq!(
        said("person anna\nrole desk { primary: anna by anna }\nrole lead { escalate: desk by anna }"),
        [
            "2:27 name/attribute a role has no `by`; a role has `function`, `primary`, `backup`, `rotation`, `may`, `escalate`",
            "3:28 name/attribute neither an escalation nor a role has `by`",
        ]
    );
}

#[test]
fn a_plan_full_of_mistakes_is_read_in_linear_time() {
    use std::fmt::Write as _;
    let mut text = String::new();
    for at in 0..5_000 {
        writeln!(text, "role role_{at} {{ primary: person_{at}; fone: x; backup: role_{at} }}").unwrap();
    }
    let read = read(&[&text]);
    assert_eq!(read.said.len(), 15_000);
}
