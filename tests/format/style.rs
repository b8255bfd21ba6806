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
        concat!(
            "role dpo      { primary: anna; backup: ben }\n",
            "role counsel  { primary: cleo; backup: anna }\n",
            "role a \"A\"    { }\n",
            "role bcd \"BC\" { }\n",
        ),
    );
}

#[test]
fn a_block_that_is_too_long_for_a_line_gets_lines_of_its_own() {
    let long = "x".repeat(90);
    plan(
        &format!("role a {{ note: \"{long}\"; within: {{ s: 1h }}; shift b {{ c: d }} }}\n"),
        &format!("role a {{\n  note:   \"{long}\"\n  within: {{ s: 1 hour }}\n  shift b {{ c: d }}\n}}\n"),
    );
    let fits = format!("role a {{ note: \"{}\" }}\n", "x".repeat(101));
    assert_eq!(fits.len(), 121, "120 columns and a line break");
    plan(&fits, &fits);
}

#[test]
fn columns_that_make_a_line_too_long_are_given_up() {
    let long = "x".repeat(80);
    plan(
        &format!(
            "role a {{ b: c; d: e }}\nrole a {{ b: \"{long}\"; d: e }}\nrole abcdefghijkl_abcdefghijkl {{ b: c; d: e }}\n"
        ),
        &format!(
            "role a {{ b: c; d: e }}\nrole a {{ b: \"{long}\"; d: e }}\nrole abcdefghijkl_abcdefghijkl {{ b: c; d: e }}\n"
        ),
    );
}

#[test]
fn a_long_header_goes_on_before_a_small_word_and_a_long_list_behind_a_comma() {
    let names = |count: usize| vec!["abcdefghi"; count].join(", ");
    plan(
        &format!("notify t for {} by x within 5 days after y\n", names(9)),
        &format!("notify t for {} by x\n  within 5 days after y\n", names(9)),
    );
    plan(
        &format!("role a {{\n  members: {}\n}}\n", names(22)),
        &format!(
            "role a {{\n  members: {},\n           {}\n}}\n",
            names(10),
            names(10) + ",\n           " + &names(2)
        ),
    );
}

#[test]
fn a_reason_never_starts_a_line() {
    let long = "x".repeat(100);
    let line = format!("accept a-b by ceo until 2027-01-31 because \"{long}\"\n");
    plan(&line, &format!("accept a-b by ceo\n  until 2027-01-31 because \"{long}\"\n"));
}

#[test]
fn statements_on_one_line_get_lines_of_their_own_unless_the_line_break_would_not_part_them() {
    plan("person a; person b\n", "person a\nperson b\n");
    plan("person a; by b\n", "person a;\nby b\n");
    plan("role x { a:default\nb: c }\n", "role x {\n  a: default;\n  b: c\n}\n");
}

#[test]
fn descriptions_stay_with_their_statements() {
    plan(
        "## of a\nperson a\n\n\n## of nothing\n\nperson b\n",
        "## of a\nperson a\n\n## of nothing\n\nperson b\n",
    );
    plan("person a\n; ## of nothing\nperson b\n", "person a  ## of nothing\nperson b\n");
}

#[test]
fn signs_and_brackets_have_the_space_that_they_need() {
    policy(
        "define f(  role r ):set  of x=if count( [ role q where q!=r ] )>2 then r.a+r.b else duty[ a ,b ]\n",
        "define f(role r): set of x = if count([role q where q != r]) > 2 then r.a + r.b else duty[a, b]\n",
    );
    policy(
        "matrix m ( a,b ) :c {\n a|x\n long |y\n}\nkind k \"K\" {\n  a : b ? head\n  c:d per e* else   none\n}\n",
        "matrix m(a, b): c {\n  a    | x\n  long | y\n}\nkind k \"K\" {\n  a: b? head\n  c: d per e* else none\n}\n",
    );
    policy(
        "test \"t\" for a-b {\n plan { person x {hours:Mon - Fri 09:00 - 17:00} }\n expect not   applicable\n}\n",
        "test \"t\" for a-b {\n  plan { person x { hours: Mon-Fri 09:00-17:00 } }\n  expect not applicable\n}\n",
    );
}

#[test]
fn expressions_stay_on_their_lines() {
    policy(
        "rule a-b \"T\" {\nrequire (some a in b where c)\n       or every x in y : z is given  and\n w\nmessage \"m\"\n}\n",
        "rule a-b \"T\" {\n  require (some a in b where c)\n    or every x in y: z is given and\n    w\n  message \"m\"\n}\n",
    );
}

#[test]
fn texts_over_several_lines_stay_as_they_are() {
    plan(
        "plan   p {\n note:\"\"\"\n   a\n\n b  \n  \"\"\"\n}\n",
        "plan p {\n  note: \"\"\"\n   a\n\n b  \n  \"\"\"\n}\n",
    );
}

#[test]
fn documents_change_in_their_fences_only() {
    becomes(
        Language::Markdown,
        "#  A  \r\n\n```irp\nperson   a\n```\n*  b\n   ```irpolicy\n   pack  x \"X\" {version:\"1\"}\n\n   ```\n```irp,broken\nperson   c\n```\nend",
        "#  A  \r\n\n```irp\nperson a\n```\n*  b\n   ```irpolicy\n   pack x \"X\" { version: \"1\" }\n   ```\n```irp,broken\nperson   c\n```\nend",
    );
    becomes(Language::Markdown, "```irp\n \n```\n```irp\n```\n", "```irp\n```\n```irp\n```\n");
}

#[test]
fn a_block_over_two_fences_is_left_alone() {
    let text = "```irp\nrole   a {\n```\nprose\n```irp\nb: c }\n```\n";
    let formatted = format(&source(text, Language::Markdown));
    assert_eq!(formatted.text, text);
    assert_eq!(formatted.left.len(), 2, "{:?}", formatted.left);
}

#[test]
fn what_holds_nothing_becomes_empty_and_a_last_line_gets_its_end() {
    plan("", "");
    plan(" \n\n", "");
    plan("\n\n# only this", "# only this\n");
}

#[test]
fn plans_with_notes_are_left_alone() {
    let text = "role   a { b: c }\n#      ^ named here\n";
    let formatted = format(&source(text, Language::Plan));
    assert_eq!(formatted.text, text);
    policy("schema   core 1\n  #   ^ no note\n", "schema core 1\n#   ^ no note\n");
}

#[test]
fn samples_on_one_line_line_up() {
    policy(
        "rule a-b \"T\" {\nseverity: error\nrequire a\nmessage \"m\"\nbad {role a}\ngood { role a{b:c} }\nbad \"t\" {\n}\n}\n",
        concat!(
            "rule a-b \"T\" {\n  severity: error\n  require a\n  message \"m\"\n",
            "  bad  { role a }\n  good { role a { b: c } }\n  bad \"t\" {\n  }\n}\n",
        ),
    );
}
