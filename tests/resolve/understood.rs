//! What a plan says, as the schema understands it.

use irlint::model::{AttributeId, Datum, Slot, ThingId};
use irlint::resolve;
use irlint::syntax;
use irlint::text::{Language, Origin, Source, Sources};

use crate::support::{good, read_with, schema};

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
    let parameter = |_, name: &str| (name == "limit").then_some(Datum::Duration(limit));
    let resolve::Rows { rows, findings: said, .. } =
        resolve::rows(&[(resolve::Written::Table(table.unwrap()), 7)], (&schema, &[]), &parameter);
    assert!(said.is_empty(), "{said:?}");
    assert!(
        matches!(rows.slot(&rows[0], AttributeId(0)), Slot::Given(given) if given.values[0].datum == Datum::Duration(limit))
    );

    let read = read_with(schema, rows, &["duty two { next: one }\nduty three { next: two }"]);
    assert_eq!(read.said, Vec::<String>::new());
    assert_eq!((read.plan.things.len(), read.plan.rows.len()), (2, 2));
    assert_eq!(read.plan.find("one"), Some(ThingId::row(0)));
    assert_eq!(read.plan.find("two"), Some(ThingId(0)), "the plan's own name goes first");
    assert_eq!(read.says("two", "next"), "one");
    let one = read.plan.thing(ThingId::row(0));
    assert!(
        matches!(read.plan.rows.slot(one, AttributeId(1)), Slot::Given(given) if given.values[0].datum == Datum::Thing(ThingId::row(1)))
    );
}
