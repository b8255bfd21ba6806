//! What the layout looks like: one example for each thing it does.

use irlint::format::format;
use irlint::text::Language;

use crate::same::source;

#[track_caller]
fn becomes(language: Language, before: &str, after: &str) {
    let formatted = format(&source(before, language));
    assert_eq!(formatted.text, after);
    assert_eq!(format(&source(after, language)).text, after, "a second time");
}

#[track_caller]
fn plan(before: &str, after: &str) {
    becomes(Language::Plan, before, after);
}

#[track_caller]
fn policy(before: &str, after: &str) {
    becomes(Language::Policy, before, after);
}

#[test]
fn blocks_are_indented_and_values_stand_in_a_column() {
    plan(
        "role   desk \"Desk\"{\nprimary:anna ,ben\n      backup :  cleo   after 15 min via  phone\n}",
        "role desk \"Desk\" {\n  primary: anna, ben\n  backup:  cleo after 15 minutes via phone\n}\n",
    );
}

#[test]
fn a_column_ends_at_an_empty_line_and_at_a_block_but_not_at_a_comment() {
    plan(
        "stage a {\n  owner: b\n  # why\n  marks: c\n\n\n  exit: \"d\"\n  within: {\n  sev1: 1h\n  sev22: 2h\n }\n  next: e\n}\n",
        "stage a {\n  owner: b\n  # why\n  marks: c\n\n  exit: \"d\"\n  within: {\n    sev1:  1 hour\n    sev22: 2 hours\n  }\n  next: e\n}\n",
    );
}

#[test]
fn cells_stand_in_columns_and_empty_ones_stay() {
    plan(
        "table person {\nid|name|phone\nanna|\"Anna Krüger\"|+49 30 23125 101\n\n# he is new\nben||\n|\"東京\"|none\n}\n",
        concat!(
            "table person {\n",
            "  id   | name          | phone\n",
            "  anna | \"Anna Krüger\" | +49 30 23125 101\n",
            "\n",
            "  # he is new\n",
            "  ben  |               |\n",
            "       | \"東京\"        | none\n",
            "}\n",
        ),
    );
}

#[test]
fn blocks_on_one_line_stay_there_and_line_up_with_their_like() {
    plan(
        "role dpo {primary:anna;backup:ben}\nrole counsel { primary: cleo ; backup: anna; }\nrole a \"A\" { }\nrole bcd \"BC\" {}\n",
        "role dpo     { primary: anna; backup: ben }\nrole counsel { primary: cleo; backup: anna }\nrole a \"A\"   { }\nrole bcd \"BC\" { }\n",
    );
}
