//! What the papers show of the program is what it says: every `console` block is run.
//!
//! Commands are run from the root of the repository, but for those of the guides, which have folders of their own.

use crate::support::console::{faults, irlint, program, run};
use crate::support::files::{self, File};
use crate::support::markdown::blocks;

#[test]
fn what_the_papers_show_is_what_the_program_says() {
    let papers = super::papers::papers();
    let shown = |file: &File| blocks(&file.text).iter().any(|block| block.language == "console");
    assert!(papers.iter().any(|file| file.path == "README.md" && shown(file)), "the README shows nothing");
    let papers = papers.iter().filter(|file| !file.path.starts_with("docs/guide/"));
    let run = |command: &str| run(command, &files::root());
    super::none(&papers.flat_map(|file| faults(file, &run)).collect::<Vec<_>>());
}

#[test]
fn the_settings_and_policies_of_the_readme_are_taken() {
    let readme = files::below("README.md", &[]).remove(0);
    let block = |language: &str, at: usize| -> String {
        let blocks = blocks(&readme.text).into_iter().filter(|block| block.language == language);
        blocks
            .map(|block| block.text)
            .nth(at)
            .unwrap_or_else(|| panic!("the README has no {language} number {at}"))
    };
    let folder = program().with_file_name(format!("readme-{}", std::process::id()));
    let own = folder.join("policies");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(folder.join("plan.irp"), block("irp", 0)).unwrap();
    std::fs::write(folder.join("irlint.toml"), block("toml", 0)).unwrap();
    std::fs::write(own.join("house.irpolicy"), block("irpolicy", 1)).unwrap();
    let output =
        irlint(&files::root()).args(["check", "-v", "--format", "compact"]).arg(&folder).output().unwrap();
    let samples = irlint(&files::root()).arg("test").arg(&own).output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(samples.status.code(), Some(0), "{}", String::from_utf8_lossy(&samples.stdout));
    assert!(text.contains("`stage-budgets-too-long` counts as error"), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("not applicable: ") && !line.contains("step-without-owner")),
        "{text}"
    );
}

#[test]
fn the_commands_of_the_papers_exist() {
    let papers = super::papers::papers();
    let shells = papers.iter().flat_map(|file| blocks(&file.text)).filter(|block| block.language == "sh");
    let text: String = shells.map(|block| block.text).collect();
    let commands: Vec<_> = text.lines().filter(|line| line.starts_with("irlint ")).collect();
    assert!(!commands.is_empty(), "the papers give no command");
    for command in commands {
        let name = command.split_whitespace().nth(1).unwrap();
        let help = irlint(&files::root()).args([name, "--help"]).output().unwrap();
        assert!(help.status.success(), "`{command}`: {}", String::from_utf8_lossy(&help.stderr));
    }
}
