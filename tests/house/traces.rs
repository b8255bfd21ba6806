//! What must not stand in any file of the repository: paths of the machine it was written on.

use crate::support::files::{self, File};

#[test]
fn no_file_names_a_path_of_a_machine() {
    let files = files::below("", &[]);
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the repository was not found");
    super::none(&files.iter().flat_map(faults).collect::<Vec<_>>());
}

/// Folders that a machine or its user has, never a repository. Taken apart, for this file is read too.
fn homes() -> Vec<String> {
    let homes =
        [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/wo", "rk/"], ["/tm", "p/wt"], ["/v", "ar/"]];
    let mut homes: Vec<_> = homes.iter().map(|parts| parts.concat()).collect();
    homes.push(["C:", "\\"].concat());
    let here = files::root().to_string_lossy().into_owned();
    homes.extend((here.len() > 4).then_some(here));
    homes
}

fn faults(file: &File) -> Vec<String> {
    let homes = homes();
    let lines = file.text.lines().enumerate();
    let named =
        |line: &str| homes.iter().any(|home| line.match_indices(home).any(|(at, _)| starts(line, at)));
    lines
        .filter(|(_, line)| named(line))
        .map(|(at, line)| format!("{}:{}: names a path of a machine: {}", file.path, at + 1, line.trim()))
        .collect()
}

/// Whether a path can start at `at`: in an address, or further down in a path, letters stand before it.
fn starts(line: &str, at: usize) -> bool {
    !line[..at].ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_' | '~' | '}'))
}

#[cfg(test)]
mod tests {
    use super::{faults, homes};
    use crate::support::files::{self, File};

    fn said(text: String) -> usize {
        faults(&File { path: "README.md".to_owned(), text }).len()
    }

    #[test]
    fn every_home_is_said() {
        for home in homes() {
            assert_eq!(said(format!("cd {home}x")), 1, "{home}");
        }
        assert_eq!(said(format!("{}/src", files::root().display())), 1);
    }

    #[test]
    fn an_address_is_silent() {
        assert_eq!(said(format!("https://example.org{}x", homes()[3])), 0);
        assert_eq!(said("src/work/mod.rs".to_owned()), 0);
    }
}
