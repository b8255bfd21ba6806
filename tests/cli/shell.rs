//! Completions and manual pages: made from the table of commands, so that none is missing.

use crate::sandbox::Sandbox;

/// The commands as the help lists them.
fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.run("--help").out;
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| name != "help").collect()
}

#[test]
fn every_shell_completes_every_command_and_its_flags() {
    let sandbox = Sandbox::new("completions");
    let commands = commands(&sandbox);
    assert!(commands.len() > 8, "{commands:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = sandbox.run(&format!("completions {shell}"));
        ran.says(0, &["allow-past", "fail-on"]);
        for command in &commands {
            assert!(ran.out.contains(command.as_str()), "{shell} does not complete `{command}`");
        }
    }
    sandbox.run("completions tcsh").says(2, &["invalid value 'tcsh'", "possible values: bash"]);
}

#[test]
fn every_command_has_a_manual_page() {
    let sandbox = Sandbox::new("man");
    let whole = sandbox.run("man");
    whole.says(0, &[".TH irlint 1", "Exit codes: 0 clean"]);
    for command in commands(&sandbox) {
        assert!(whole.out.contains(&format!("irlint\\-{command}(1)")), "the page leaves out `{command}`");
        sandbox.run(&format!("man {command}")).says(0, &[&format!(".TH irlint-{command} 1"), ".SH OPTIONS"]);
    }
    sandbox.run("man chek").says(2, &["there is no command `chek`", "did you mean `check`?"]);
}
