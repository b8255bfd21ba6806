//! Patterns of files, `teams/*.irp`: `*` stands for any part of a name, `?` for one character of it.

use std::path::{Path, PathBuf};

use super::naming;

/// Whether `name` is a pattern.
pub fn is_pattern(name: &str) -> bool {
    name.contains(['*', '?'])
}

/// The plan files below `folder` that `parts`, the names between the slashes, match; sorted.
pub fn expand(folder: &Path, parts: &[String]) -> Vec<PathBuf> {
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let names = if is_pattern(first) { listed(folder, first) } else { vec![first.clone()] };
    let mut found = Vec::new();
    for name in names {
        let path = folder.join(&name);
        if rest.is_empty() {
            if path.is_file() && naming::can_be_plan(&path) {
                found.push(PathBuf::from(name));
            }
        } else if path.is_dir() {
            found.extend(expand(&path, rest).into_iter().map(|below| Path::new(&name).join(below)));
        }
    }
    found
}

/// The names in `folder` that `pattern` matches, sorted; hidden ones only if the pattern starts with a dot.
fn listed(folder: &Path, pattern: &str) -> Vec<String> {
    let mut names = names_in(folder);
    names.retain(|name| (!name.starts_with('.') || pattern.starts_with('.')) && matches(pattern, name));
    names
}

/// The names in `folder`, sorted; none if it cannot be read.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Whether `pattern` matches all of `name`. Takes time in the product of both lengths at most.
fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let mut reached = vec![true];
    reached.extend(std::iter::repeat_n(false, pattern.len()));
    stars(&pattern, &mut reached);
    for sign in name.chars() {
        let mut next = vec![false; pattern.len() + 1];
        for (at, wanted) in pattern.iter().enumerate() {
            if reached.get(at) == Some(&true) {
                let to = if *wanted == '*' { at } else { at + 1 };
                if let Some(cell) = next.get_mut(to)
                    && (matches!(wanted, '*' | '?') || *wanted == sign)
                {
                    *cell = true;
                }
            }
        }
        stars(&pattern, &mut next);
        reached = next;
    }
    reached.last() == Some(&true)
}

/// A star may stand for nothing.
fn stars(pattern: &[char], reached: &mut [bool]) {
    for (at, wanted) in pattern.iter().enumerate() {
        if *wanted == '*'
            && reached.get(at) == Some(&true)
            && let Some(cell) = reached.get_mut(at + 1)
        {
            *cell = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks_match_within_a_name() {
        for (pattern, name) in
            [("*.irp", "a.irp"), ("*.irp", ".irp"), ("t?am*", "team-1.md"), ("*a*b", "aab"), ("*", "")]
        {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.irp", "a.irp~"), ("?", ""), ("a*b", "a"), ("*a*b", "aba")] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
