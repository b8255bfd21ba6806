//! Locked policies: a check takes the policy files that were locked, and no others.

use crate::house::house;
use crate::sandbox::Sandbox;

const RULE: &str = "policies/house/shift-lead-untrained.irpolicy";

#[test]
fn a_check_takes_what_is_locked() {
    let sandbox = house("locked");
    sandbox.run("check").says(1, &["1 switched off"]);
    let ran = sandbox.run("lock --check");
    assert_eq!(
        ran.says(0, &[]).out,
        "`irlint.lock` is up to date: 2 policy files\n",
        "run `irlint lock fixtures/house`"
    );
    assert_eq!(sandbox.run("lock").says(0, &[]).out, ran.out);
}

#[test]
fn files_that_are_not_locked_are_refused_with_their_names() {
    let wanted = |path: &str, what: &str| format!("error: `{path}` {what} in `irlint.lock`");
    let help =
        "help: look at what changed with `irlint lock --check`; if it is meant, lock it with `irlint lock`";
    let changed = house("lock-changed")
        .file(RULE, "rule x \"X\" { severity: note; require some plan p; message \"M\" }\n");
    changed.run("check").says(2, &[&wanted(RULE, "has changed since it was locked"), help]);
    let surplus = house("lock-surplus").file("policies/more.irpolicy", "enum more { one }\n");
    surplus.run("check").says(2, &[&wanted("policies/more.irpolicy", "is not locked"), help]);
    let missing = house("lock-missing");
    std::fs::remove_file(missing.folder.join(RULE)).unwrap();
    let ran = missing.run("check --format json");
    assert_eq!(ran.says(2, &[&wanted(RULE, "is not there, but locked"), help]).out, "");
    let both = surplus.file(RULE, "");
    let ran = both.run("check");
    ran.says(2, &["`policies/house/shift-lead-untrained.irpolicy` has changed", "and 1 more file differs"]);
}

#[test]
fn the_difference_is_said_and_locked() {
    let sandbox =
        house("lock-again").file("policies/more.irpolicy", "enum more { one }\n").file(RULE, "# nothing\n");
    let ran = sandbox.run("lock --check");
    assert_eq!(
        ran.says(1, &[]).out,
        "`policies/house/shift-lead-untrained.irpolicy` has changed since it was locked\n\
         `policies/more.irpolicy` is not locked\n`irlint.lock` is out of date: 2 differences\n"
    );
    let ran = sandbox.run("lock");
    assert_eq!(
        ran.says(0, &[]).out,
        "changed: `policies/house/shift-lead-untrained.irpolicy`\nnew: `policies/more.irpolicy`\n\
         wrote `irlint.lock`: 3 policy files\n"
    );
    sandbox.run("lock --check").says(0, &["up to date"]);
    sandbox.run("check").says(1, &[]).hides(&["has changed"]);
    std::fs::remove_file(sandbox.folder.join("policies/more.irpolicy")).unwrap();
    assert_eq!(
        sandbox.run("lock").out,
        "gone: `policies/more.irpolicy`\nwrote `irlint.lock`: 2 policy files\n"
    );
    assert_eq!(sandbox.file(RULE, "").run("lock -q").out, "wrote `irlint.lock`: 2 policy files\n");
}

#[test]
fn without_a_lock_file_nothing_is_held_against_one() {
    let sandbox = house("lock-none").file(RULE, "# nothing\n");
    std::fs::remove_file(sandbox.folder.join("irlint.lock")).unwrap();
    sandbox.run("check").says(1, &[]);
    sandbox
        .run("lock --check")
        .says(2, &["there is no lock file `irlint.lock`", "write it with `irlint lock`"]);
    assert_eq!(sandbox.run("lock").says(0, &[]).out, "wrote `irlint.lock`: 2 policy files\n");
}

#[test]
fn the_digests_are_those_of_other_programs_and_the_paths_are_sorted() {
    let pack = "pack p \"P\" { version: \"1\"; schema: 1 }\n";
    let sandbox = Sandbox::new("lock-form")
        .file("sub/irlint.toml", "policies = ['../b', 'a', './a']\n")
        .file("sub/plan.irp", "plan p \"P\"\n")
        .file("sub/a/empty.irpolicy", "")
        .file("sub/a/kind.irpolicy", "enum more { one }\n")
        .file("sub/a/notes.txt", "not a policy")
        .file("b/abc.irpolicy", "abc")
        .file("b/p.irpolicy", pack);
    sandbox.run("lock sub").says(0, &["wrote `sub/irlint.lock`: 4 policy files"]);
    let lock = std::fs::read_to_string(sandbox.folder.join("sub/irlint.lock")).unwrap();
    let lines: Vec<&str> = lock.lines().collect();
    assert_eq!(
        lines[1..5],
        [
            "version = 1",
            "",
            "[sha256]",
            "\"../b/abc.irpolicy\" = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        ]
    );
    assert!(
        lines[5].starts_with("\"../b/p.irpolicy\" = ") && lines[7].starts_with("\"a/kind.irpolicy\" = "),
        "{lock}"
    );
    assert_eq!(
        lines[6],
        "\"a/empty.irpolicy\" = \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""
    );
    let sandbox = sandbox.file("b/abc.irpolicy", "");
    sandbox.run("check sub").says(
        2,
        &[
            "`b/abc.irpolicy` has changed since it was locked in `sub/irlint.lock`",
            "lock it with `irlint lock sub`",
        ],
    );
    let sandbox = sandbox.file("b/abc.irpolicy", "abc");
    sandbox.run("lock --check --config sub/irlint.toml").says(0, &["up to date"]);
}

#[test]
fn a_settings_file_of_another_name_has_a_lock_of_its_own() {
    let sandbox = house("lock-config").file("strict.toml", "policies = ['policies']\n");
    sandbox.run("lock --config strict.toml").says(0, &["wrote `strict.lock`: 2 policy files"]);
    let sandbox = sandbox.file("strict.lock", "version = 1\n[sha256]\n");
    sandbox.run("check").says(1, &[]);
    sandbox
        .run("check --config strict.toml")
        .says(2, &["in `strict.lock`", "lock it with `irlint lock --config strict.toml`"]);
}

#[test]
fn folders_given_by_hand_are_the_callers_own() {
    let rule = "pack more \"M\" { version: \"1\"; schema: 1 }\n\
                rule plan-without-version \"V\" { severity: note; require some plan p where p.version is missing; message \"M\" }\n";
    let sandbox = house("lock-by-hand").file("more/a.irpolicy", rule);
    sandbox.run("check --policies more").says(1, &["note[plan-without-version]"]);
    let sandbox = sandbox.file(RULE, "# nothing\n");
    sandbox.run("check --policies policies").says(2, &["has changed since it was locked"]);
    sandbox.run("check --isolated --policies more").hides(&["has changed"]);
}

#[test]
fn a_lock_file_that_does_not_read_is_said_at_its_place() {
    let cases = [
        ("version = 1\n[sha256\n", "error: irlint.lock:2:"),
        ("version = 2\n[sha256]\n", "error: irlint.lock:1:11: this program knows lock files of version 1"),
        ("version = 1\nsigned = 'yes'\n[sha256]\n", "error: irlint.lock:2:1: there is no key `signed`"),
        (
            "version = 1\n[sha256]\n'a.irpolicy' = 'abc'\n",
            "error: irlint.lock:3:16: what stands behind `a.irpolicy` is no SHA-256",
        ),
        ("", "error: irlint.lock:1:1: "),
    ];
    for (text, wanted) in cases {
        let sandbox = house("lock-broken").file("irlint.lock", text);
        sandbox.run("check").says(2, &[wanted, "help: write it anew with `irlint lock`"]);
        sandbox.run("lock --check").says(2, &[wanted]);
        sandbox.run("lock").says(0, &["wrote `irlint.lock`: 2 policy files"]);
        sandbox.run("check").says(1, &[]);
    }
    house("lock-broken")
        .file("irlint.lock", b"\xff")
        .run("check")
        .says(2, &["`irlint.lock` is not UTF-8 text"]);
}

#[test]
fn there_has_to_be_something_to_lock() {
    let empty = Sandbox::new("lock-nothing");
    empty.run("lock").says(2, &["there is no `irlint.toml` for `.`", "`policies` names"]);
    empty.run("lock gone").says(2, &["there is no file or folder `gone`"]);
    let sandbox = empty.file("irlint.toml", "policies = ['gone']\n");
    sandbox.run("lock").says(2, &["irlint.toml:1:12: there is no folder `gone`"]);
    let sandbox = sandbox.file("irlint.toml", "");
    sandbox.run("lock").says(0, &["wrote `irlint.lock`: 0 policy files"]);
}
