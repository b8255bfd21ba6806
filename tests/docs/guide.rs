//! The guides are followed to the letter, each in an empty folder: blocks that name a file are written there, changes are
//! made, commands are run with the real program, and what they show is what it says. `UPDATE=1` writes what it says, and
//! keeps a gap.
//!
//! A block is a file if its fence says so, ```` ```toml title="irlint.toml" ````. A `diff` with a title changes that file:
//! the lines with `-` and those without a sign are found in it, and become those with `+` and those without a sign.
//! Beside `irlint`, `$ cat FILE` shows a file, `$ ls` the folder, and `$ git add FILE && git commit -m WORD` keeps what a
//! guide tells to keep. A guide that works on a plan of the fixtures says so in front of its first command:
//! `<!-- plan.irp: fixtures/plans/... -->`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::console::{self, Ran, mended, same, steps};
use crate::support::files::{self, File};
use crate::support::markdown::{Block, blocks};

#[test]
fn the_guides_do_what_they_say() {
    let guides = files::below("docs/guide", &[".md"]);
    assert!(
        guides.iter().any(|guide| guide.text.contains("```console\n$ irlint new rule")),
        "a guide is missing"
    );
    let mut faults = Vec::new();
    for guide in guides {
        let (said, new) = follow(&guide);
        if super::update() && new != guide.text {
            std::fs::write(files::root().join(&guide.path), new).unwrap();
        } else {
            faults.extend(said);
        }
    }
    super::none(&faults);
}

/// Follows a guide: what goes otherwise than it says, and what it should say.
fn follow(guide: &File) -> (Vec<String>, String) {
    let folder = folder(&guide.path);
    let mut faults: Vec<String> = brought(guide, &folder).err().into_iter().collect();
    let mut lines: Vec<String> = guide.text.lines().map(str::to_owned).collect();
    let mut moved = 0;
    for block in blocks(&guide.text) {
        let said = match (title(&block.language), block.language.split(' ').next()) {
            (Some(path), Some("diff")) => change(&folder.join(path), &block.text),
            (Some(path), _) => put(&folder.join(path), &block.text),
            (None, Some("console")) => {
                let wrong = run(&block, &folder);
                for (line, old, new) in wrong {
                    faults.push(format!("{}:{line}: writes:\n{}", guide.path, new.join("\n")));
                    let first = line.saturating_add_signed(moved);
                    moved += new.len().cast_signed() - old.cast_signed();
                    lines.splice(first..first + old, new);
                }
                Ok(())
            }
            (None, Some("yaml")) => known(&block.text, &folder),
            (None, _) => Ok(()),
        };
        faults.extend(said.err().map(|said| format!("{}:{}: {said}", guide.path, block.line)));
    }
    fs::remove_dir_all(&folder).unwrap();
    (faults, lines.join("\n") + "\n")
}

/// An empty folder that looks like the top of a repository, so that nothing above it counts.
fn folder(path: &str) -> PathBuf {
    let name = format!("guide-{}-{}", path.replace(['/', '.'], "-"), std::process::id());
    let folder = console::program().with_file_name(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join(".git")).unwrap();
    folder
}

/// Copies the files that a guide brings from the fixtures into its folder.
fn brought(guide: &File, folder: &Path) -> Result<(), String> {
    let lines = guide.text.lines().filter_map(|line| line.strip_prefix("<!-- ")?.strip_suffix(" -->"));
    for (name, from) in lines.filter_map(|line| line.split_once(": fixtures/")) {
        let from = files::root().join("fixtures").join(from);
        fs::copy(&from, folder.join(name)).map_err(|error| format!("{}: {error}", from.display()))?;
    }
    Ok(())
}

/// The file that a fence names.
fn title(language: &str) -> Option<&str> {
    language.split_once(" title=\"")?.1.strip_suffix('"')
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    fs::create_dir_all(path.parent().unwrap()).map_err(|error| error.to_string())?;
    fs::write(path, text).map_err(|error| error.to_string())
}

fn change(path: &Path, diff: &str) -> Result<(), String> {
    let kept = |other: char| {
        let lines = diff.lines().filter(|line| !line.starts_with(other));
        lines.flat_map(|line| [line.get(1..).unwrap_or(""), "\n"]).collect::<String>()
    };
    let (old, new) = (kept('+'), kept('-'));
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    match text.matches(&old).count() {
        1 => put(path, &text.replacen(&old, &new, 1)),
        count => Err(format!("what is changed stands there {count} times")),
    }
}

/// Asks the program for help with each of its commands in a file of a pipeline, so that all flags must be known.
fn known(text: &str, folder: &Path) -> Result<(), String> {
    for (_, words) in text.lines().filter_map(|line| line.split_once(" irlint ")) {
        let words = words.split(" > ").next().unwrap_or(words);
        let (said, code) = console::run(&format!("irlint {words} --help"), folder)?;
        if code != 0 {
            return Err(said);
        }
    }
    Ok(())
}

/// Runs the commands of a block: for each that writes something else than is shown, the line of the command, how many
/// lines are shown, and what they are to show.
fn run(block: &Block, folder: &Path) -> Vec<(usize, usize, Vec<String>)> {
    let mut ended = 0;
    let mut wrong = Vec::new();
    for step in steps(&block.text, block.line) {
        let (text, code) = if step.command == "echo $?" {
            (format!("{ended}\n"), 0)
        } else {
            command(step.command, folder).unwrap_or_else(|error| (error, -1))
        };
        ended = code;
        let written: Vec<&str> = text.lines().map(str::trim_end).collect();
        if !same(&step.shown, &written) {
            let blank = step.shown.iter().rev().take_while(|line| line.is_empty()).count();
            let shown = &step.shown[..step.shown.len() - blank];
            wrong.push((step.line, shown.len(), mended(shown, &written)));
        }
    }
    wrong
}

fn command(command: &str, folder: &Path) -> Result<Ran, String> {
    let missing = |error: std::io::Error| error.to_string();
    match command.split(' ').collect::<Vec<_>>().as_slice() {
        ["git", "add", file, "&&", "git", "commit", "-m", message] => {
            git(folder, &["init", "--quiet"])?;
            git(folder, &["add", file])?;
            git(folder, &["commit", "--quiet", "-m", message])
        }
        ["cat", file] => Ok((fs::read_to_string(folder.join(file)).map_err(missing)?, 0)),
        ["ls"] => {
            let entries = fs::read_dir(folder).map_err(missing)?;
            let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
            names.sort();
            Ok((names.join("\n"), 0))
        }
        _ => console::run(command, folder),
    }
}

/// Runs git on the repository of the folder and on no other, whatever the machine is set to.
fn git(folder: &Path, words: &[&str]) -> Result<Ran, String> {
    let output = std::process::Command::new("git")
        .args(["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"])
        .args(words)
        .current_dir(folder)
        .env("GIT_DIR", folder.join(".git"))
        .env("GIT_WORK_TREE", folder)
        .env("GIT_CONFIG_GLOBAL", folder.join(".git").join("none"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    if output.status.success() { Ok((text, 0)) } else { Err(text) }
}

#[cfg(test)]
mod tests {
    use super::follow;
    use crate::support::files::File;

    fn said(path: &str, text: &str) -> Vec<String> {
        follow(&File { path: path.to_owned(), text: text.to_owned() }).0
    }

    #[test]
    fn a_guide_is_followed_step_by_step() {
        let text = "```text title=\"a/b.txt\"\none\ntwo\n```\n\n```diff title=\"a/b.txt\"\n one\n-two\n+three\n```\n\n\
                    ```console\n$ cat a/b.txt\none\nthree\n$ ls\na\n$ irlint --version\nirlint [..]\n$ echo $?\n0\n```\n";
        assert!(said("good.md", text).is_empty());
    }

    #[test]
    fn what_a_guide_says_wrongly_is_said_with_its_line() {
        assert_eq!(said("ls.md", "```console\n$ ls\nplan.irp\n```\n"), ["ls.md:2: writes:\n"]);
        let text = "```text title=\"a\"\none\n```\n```diff title=\"a\"\n-two\n+three\n```\n";
        assert_eq!(said("diff.md", text), ["diff.md:5: what is changed stands there 0 times"]);
        assert_eq!(said("rm.md", "```console\n$ rm a\n```\n").len(), 1);
        let (_, new) =
            follow(&File { path: "new.md".to_owned(), text: "```console\n$ ls\nx\n```\n".to_owned() });
        assert_eq!(new, "```console\n$ ls\n```\n");
    }
}
