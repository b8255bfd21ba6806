//! What is said about mistakes: once, at their place, and with a way out.

use crate::support::{read, schema_of};

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
            "2:35 name/thing nothing is called `zebra`; declare it: `person zebra \"...\"`",
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
fn a_name_that_is_used_often_is_said_once_with_all_its_places() {
    let read = read(&["role a { primary: zoe; backup: zoe }\nrole b { primary: zoe }"]);
    assert_eq!(read.said, ["1:19 name/thing nothing is called `zoe`; declare it: `person zoe \"...\"`"]);
}

#[test]
fn a_forgotten_colon_is_said_behind_the_attribute() {
    let read = read(&["person anna\nrole a {\n  primary anna\n}"]);
    assert_eq!(
        read.said,
        [
            "3:11 syntax/colon cannot read `primary anna`: `:` is missing behind `primary`; write `primary: anna`"
        ]
    );
    assert_eq!(read.says("a", "primary"), "unread");
}

#[test]
fn a_header_that_cannot_be_read_still_declares_its_name() {
    let read = read(&["person anna 'Anna'\nrole a { primary: anna }\nrole b { primary = anna }"]);
    assert_eq!(read.said.len(), 2, "{:?}", read.said);
    assert!(read.said.iter().all(|line| line.contains("syntax/statement")), "{:?}", read.said);
    assert_eq!(
        (read.says("a", "primary"), read.says("b", "primary")),
        ("anna".to_owned(), "unread".to_owned())
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
             write it like `15 minutes`",
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
             write it without quotes, like `+49 30 23125 101`",
            "2:19 type/value this is an email address, but a duration is wanted here; \
             write it like `15 minutes`",
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

#[test]
fn what_stands_in_a_block_that_declares_nothing_is_read_all_the_same() {
    assert_eq!(
        said("pesron anna { phone: 1one }\nrole lead { prs ben { note: \"a\" \"b\"; part { a: 1 % } } }"),
        [
            "1:1 name/kind there is no kind `pesron`; did you mean `person`?",
            "1:23 syntax/statement cannot read `phone: 1one`, expected a unit of time such as minutes",
            "2:13 name/attribute a role has no `prs`; a role has `function`, `primary`, `backup`, `rotation`, `may`, `escalate`",
            "2:33 syntax/statement cannot read `note: \"a\" \"b\"`, expected the end of the line; put `,` between two values",
            "2:50 syntax/statement cannot read `a: 1 %`, expected the end of the line",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_met_in_the_order_of_the_text() {
    assert_eq!(
        said("person p\nrole lead { primary: p; escalate p { after: 5 minutes; table t after 6 minutes } }"),
        ["2:56 syntax/place `table` stands inside a block; write it at the top of the file"]
    );
    assert_eq!(
        said("person p\nrole lead { primary: p; escalate p { table t after 6 minutes; after: 5 minutes } }"),
        [
            "2:38 syntax/place `table` stands inside a block; write it at the top of the file",
            "2:63 name/attribute-twice `after` is given twice",
        ]
    );
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
