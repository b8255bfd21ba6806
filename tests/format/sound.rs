//! Every plan, document and policy of the repository: a second time changes nothing, and what is read stays the same.

use irlint::format::format;
use irlint::syntax::plan::{self, tree::Item};
use irlint::text::{FileId, Language};

use crate::dice::Dice;
use crate::files::File;
use crate::same::{faults, is_unsafe, source};
use crate::texts::{all, language};

#[test]
fn a_second_time_changes_nothing_and_the_first_nothing_that_counts() {
    let faults: Vec<String> = all()
        .iter()
        .filter_map(|file| Some(format!("{}: {}", file.path, faults(&file.text, language(&file.path))?)))
        .collect();
    assert!(faults.is_empty(), "{} texts, the first: {}", faults.len(), faults[0]);
}

#[test]
fn nothing_that_reads_is_left_alone() {
    for File { path, text } in all() {
        let formatted = format(&source(&text, language(&path)));
        assert!(!is_unsafe(&formatted), "{path}: {:?}", formatted.left);
        if path.starts_with("policies/") || path.starts_with("fixtures/plans/clean/") {
            assert_eq!(formatted.left, [], "{path}");
        }
    }
}

#[test]
fn line_ends_stay_what_they_are() {
    for File { path, text } in all() {
        let language = language(&path);
        if language == Language::Markdown || text.contains('\r') || text.contains("\"\"\"") {
            continue;
        }
        let plain = format(&source(&text, language)).text;
        let crlf = format(&source(&text.replace('\n', "\r\n"), language)).text;
        assert_eq!(crlf.replace("\r\n", "\n").matches('\r').count(), 0, "{path}");
        assert_eq!(crlf, plain.replace('\n', "\r\n"), "{path}");
    }
}

#[test]
fn the_byte_order_mark_stays() {
    for language in [Language::Plan, Language::Policy] {
        let formatted = format(&source("\u{feff}\n\nperson   anna", language));
        assert!(formatted.text.starts_with('\u{feff}'), "{formatted:?}");
        assert_eq!(formatted.text.matches('\u{feff}').count(), 1, "{formatted:?}");
    }
}

#[test]
fn a_sign_that_ends_like_the_byte_order_mark_is_none() {
    // U+FE7F: the layout took it for the mark, and what follows for a description that it then moved away from its line.
    let text = "\u{fe7f}## Not a description  \n  playbook  isks, other}  \n  playbook\n";
    let formatted = format(&source(text, Language::Plan));
    let docs = |text: &str| {
        let source = source(text, Language::Plan);
        let (tree, _) = plan::read(FileId(0), &source);
        tree.items.iter().filter(|item| matches!(item, Item::Block(block) if block.doc.is_some())).count()
    };
    assert_eq!((docs(text), docs(&formatted.text)), (0, 0), "{formatted:?}");
    assert_eq!(docs("\u{feff}## A description\nperson a\n"), 1);
    assert_eq!(docs("\u{feff} ## A description\nperson a\n"), 1);
}

/// The lines of a text moved at will, with more empty lines where there is one.
fn shaken(text: &str, dice: &mut Dice) -> String {
    let mut shaken = String::new();
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            shaken.push_str(&"\n".repeat(1 + dice.below(3)));
            continue;
        }
        shaken.push_str(&[" ", "\t"][dice.below(2)].repeat(dice.below(9)));
        shaken.push_str(&spread(bare, dice));
        shaken.push_str(&" ".repeat(dice.below(3)));
        shaken.push('\n');
    }
    shaken
}

/// A line with other numbers of spaces where there are some, outside of quotes and comments.
fn spread(line: &str, dice: &mut Dice) -> String {
    let mut spread = String::new();
    let mut quoted = false;
    for (at, sign) in line.char_indices() {
        if sign == '#' && !quoted {
            return spread + &line[at..];
        }
        quoted ^= sign == '"' && !line[..at].ends_with('\\');
        spread.push(sign);
        if sign == ' ' && !quoted && !line[at + 1..].starts_with(' ') && !line.contains('+') {
            spread.push_str(&" ".repeat(dice.below(3)));
        }
    }
    spread
}

#[test]
fn how_lines_are_moved_is_not_seen_afterwards() {
    let mut count = 0;
    for (number, File { path, text }) in all().iter().enumerate() {
        let formatted = format(&source(text, language(path)));
        let plain = !text.contains("\"\"\"")
            && !text.contains('\u{feff}')
            && language(path) != Language::Markdown
            && formatted.left.is_empty();
        // A semicolon where a line break would not part statements is rare, and then a space may count.
        if !plain {
            continue;
        }
        count += 1;
        for try_ in 0..4 {
            let shaken = shaken(text, &mut Dice::new(try_, number as u64));
            let again = format(&source(&shaken, language(path)));
            assert_eq!(again.text, formatted.text, "{path}\n{shaken}");
        }
    }
    assert!(count > 80, "only {count} texts were shaken");
}
