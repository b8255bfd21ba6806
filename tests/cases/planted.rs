//! Policies with one planted mistake each: it is said once, at its place, and nothing follows from it. With
//! `UPDATE=1` the `# expect:` lines are rewritten; read the difference before keeping it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use irlint::finding::Finding;
use irlint::text::{Language, Origin, Source};
use libtest_mimic::{Failed, Trial};

use crate::support::{Shipped, files_below, say, shipped};

const FOLDER: &str = "fixtures/types/planted";

/// The mistakes that must be planted at least, and of how many kinds.
const LEAST: (usize, usize) = (50, 15);

pub fn trials() -> Vec<Trial> {
    let files = files_below(Path::new(FOLDER), &["irpolicy"]);
    let all = files.clone();
    let trial = |path: PathBuf| Trial::test(format!("planted {}", path.display()), move || planted(&path));
    let mut trials: Vec<Trial> = files.into_iter().map(trial).collect();
    trials.push(Trial::test("planted: enough mistakes of enough kinds", move || enough(&all)));
    trials
}

fn planted(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path).unwrap();
    let got: Vec<String> = said(path, &text).into_iter().map(|(_, line)| line).collect();
    let (expected, rest): (Vec<&str>, Vec<&str>) =
        text.lines().partition(|line| line.starts_with("# expect: "));
    if std::env::var_os("UPDATE").is_some() {
        let lines =
            got.iter().map(|line| format!("# expect: {line}")).chain(rest.iter().map(ToString::to_string));
        fs::write(path, lines.map(|line| line + "\n").collect::<String>()).unwrap();
        return Ok(());
    }
    let wanted: Vec<&str> = expected.iter().filter_map(|line| line.strip_prefix("# expect: ")).collect();
    let same =
        wanted.len() == got.len() && got.iter().zip(&wanted).all(|(got, wanted)| got.starts_with(wanted));
    match (same, wanted.len()) {
        (true, 1) => Ok(()),
        (true, count) => Err(format!("{count} mistakes are planted in one file").into()),
        (false, _) => Err(format!("wanted:\n{}\ngot:\n{}", wanted.join("\n"), got.join("\n")).into()),
    }
}

/// What is said of a policy beside the shipped ones: the id and `line:column message; help`.
fn said(path: &Path, text: &str) -> Vec<(String, String)> {
    let Shipped { sources, files, .. } = shipped();
    let (mut sources, mut files) = (sources.clone(), files.clone());
    let name = path.to_string_lossy().into_owned();
    files.push((sources.add(Source::new(name.clone(), text, Language::Policy, Origin::User)), name.clone()));
    let (_, findings) = irlint::policy::load(&sources, &files, &[]);
    let line = |finding: &Finding| {
        let place = sources.start(finding.at.span);
        let help = finding.help.as_deref().map_or_else(String::new, |help| format!("; {help}"));
        if sources.get(finding.at.span.file).path == name {
            format!("{}:{} {}{help}", place.line, place.column, finding.message)
        } else {
            say(&sources, finding)
        }
    };
    findings.iter().map(|finding| (finding.rule.clone(), line(finding))).collect()
}

/// Enough files of enough kinds; and what is called a misspelling has a suggestion.
fn enough(files: &[PathBuf]) -> Result<(), Failed> {
    let mut kinds = BTreeSet::new();
    for path in files {
        let said = said(path, &fs::read_to_string(path).unwrap());
        kinds.extend(said.iter().map(|(rule, _)| rule.clone()));
        let misspelt = path.to_string_lossy().contains("misspelt");
        if misspelt && !said.iter().any(|(_, line)| line.contains("; did you mean `")) {
            return Err(format!("{}: no suggestion in {said:?}", path.display()).into());
        }
    }
    writeln!(std::io::stdout(), "{} planted mistakes of {} kinds: {kinds:?}", files.len(), kinds.len())?;
    if files.len() < LEAST.0 || kinds.len() < LEAST.1 {
        return Err(format!("{} mistakes of {} kinds are too few", files.len(), kinds.len()).into());
    }
    Ok(())
}
