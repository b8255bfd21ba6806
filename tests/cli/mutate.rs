//! Mutants of policies from outside: what survives, what may survive, and how it ends.

use crate::sandbox::{Ran, Sandbox};

/// A pack whose only rule has a limit that its samples do not hold.
const LOOSE: &str = "pack house \"House rules\" {\n  version: \"1\"\n  schema: 1\n}\n\
rule plan-reviewed-late \"The plan is reviewed in time\" {\n  severity: warning\n  \
require plan.review_every <= 6 months\n  message \"The plan is reviewed too late.\"\n  \
bad { plan p \"P\" { review_every: 2 years } }\n  good { plan p \"P\" { review_every: 1 month } }\n}\n";

const AT_THE_LIMIT: &str = "test \"Six months are in time\" for plan-reviewed-late {\n  \
plan { plan p \"P\" { review_every: 6 months } }\n  expect none\n}\n\
test \"Seven months are late\" for plan-reviewed-late {\n  \
plan { plan p \"P\" { review_every: 7 months } }\n  expect plan-reviewed-late\n}\n";

fn house(name: &str, text: &str) -> Sandbox {
    Sandbox::new(name).file("house/house.irpolicy", text)
}

fn lines(ran: &Ran) -> Vec<&str> {
    ran.out.lines().collect()
}

#[test]
fn survivors_are_said_with_their_place_and_words() {
    let ran = house("loose", LOOSE).run("test --mutate house");
    ran.says(1, &[]);
    assert_eq!(
        lines(&ran),
        [
            "house/house.irpolicy:7:11: no sample notices that `plan.review_every <= 6 months` says `<` for `<=`",
            "  survived: house/plan-reviewed-late/require/bound",
            "house/house.irpolicy:7:32: no sample notices that `6 months` becomes `5 months`",
            "  survived: house/plan-reviewed-late/require/right/less",
            "house/house.irpolicy:7:32: no sample notices that `6 months` becomes `7 months`",
            "  survived: house/plan-reviewed-late/require/right/more",
            " mutants   killed survived",
            "       4        1        3  house/plan-reviewed-late",
            "4 mutants, 1 killed, 3 survived",
        ]
    );
}

#[test]
fn tests_at_the_limit_kill_them() {
    let ran = house("tight", &format!("{LOOSE}{AT_THE_LIMIT}")).run("test --mutate house -q");
    ran.says(0, &["4 mutants, 4 killed, 0 survived\n"]);
    assert_eq!(lines(&ran).len(), 1);
}

#[test]
fn survivors_with_a_reason_may_stay_and_stale_reasons_may_not() {
    let list = "# Known.\n\nhouse/plan-reviewed-late/require/bound the limit is ours\n\
                house/plan-reviewed-late/require/right/less the limit is ours\n\
                house/plan-reviewed-late/require/right/more the limit is ours\n\
                core/on_duty/body/if/missing not changed in this run\n";
    let sandbox = house("explained", LOOSE).file("survivors.txt", list);
    sandbox
        .run("test --mutate house --survivors survivors.txt")
        .says(0, &["3 survived, 3 of them with a reason\n"]);
    let ran = sandbox.run("test --mutate house --survivors survivors.txt -v");
    ran.says(0, &["  may survive: house/plan-reviewed-late/require/bound the limit is ours\n"]);
    let stale = format!("{list}house/plan-reviewed-late/require/negate never\nnowhere/at/all never\n");
    let ran = sandbox.file("stale.txt", stale).run("test --mutate house --survivors stale.txt");
    let gone =
        "stale.txt:7: `house/plan-reviewed-late/require/negate` is no survivor; take it out of the list";
    ran.says(1, &[gone, "stale.txt:8: `nowhere/at/all` is no survivor", "; 2 listed as survivors are none"]);
}

#[test]
fn a_list_without_reasons_is_refused() {
    let sandbox = house("reasonless", LOOSE).file("list.txt", "a/b/negate\n").file("twice.txt", "a b\na c\n");
    let ran = sandbox.run("test --mutate house --survivors list.txt");
    ran.says(2, &["error: list.txt:1: `a/b/negate` has no reason behind it", "help: write the id"]);
    sandbox.run("test --mutate house --survivors twice.txt").says(2, &["twice.txt:2: `a` is listed twice"]);
    sandbox.run("test --mutate house --survivors none.txt").says(2, &["cannot read `none.txt`: "]);
}

#[test]
fn wrong_samples_and_unreadable_policies_end_with_2() {
    let wrong = LOOSE.replace("1 month", "3 years");
    let ran = house("wrong", &wrong).run("test --mutate house");
    ran.says(
        2,
        &[
            "house/house.irpolicy:10:3: the good sample of `plan-reviewed-late` wants the rule to pass",
            "mend them first",
        ],
    );
    let ran = house("unread", &LOOSE.replace("review_every <=", "reviw_every <=")).run("test --mutate house");
    ran.says(2, &["house/house.irpolicy:7:", "what does not read cannot be changed"]);
}

#[test]
fn nothing_to_change_ends_with_3() {
    let pack = "pack house \"House rules\" {\n  version: \"1\"\n  schema: 1\n}\n";
    let kind = "## A kind.\nkind badge \"A badge\" {\n  ## Its number.\n  number_of: number?\n}\n";
    house("idle-pack", &format!("{pack}{kind}")).run("test --mutate house").says(3, &["nothing was changed"]);
}

#[test]
fn threads_change_nothing() {
    let sandbox = Sandbox::new("threads");
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/mutants/survivors.txt");
    let words = format!("test --mutate --survivors {list}");
    let one = sandbox.run_with(&words, &[("RAYON_NUM_THREADS", "1")], b"");
    let four = sandbox.run_with(&words, &[("RAYON_NUM_THREADS", "4")], b"");
    one.says(one.code, &[" 0  core/stage-without-owner", " mutants, "]);
    assert_eq!(one.out, four.out);
}
