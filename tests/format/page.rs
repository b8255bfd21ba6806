//! The page about the layout: what is written in a `text` fence becomes what stands in the fence behind it.

use irlint::format::format;
use irlint::text::Language;

use crate::files;
use crate::markdown::{blocks, links};
use crate::same::source;

#[test]
fn what_the_page_shows_is_what_happens() {
    let page = files::below("docs/reference/formatting.md", &[]).remove(0);
    let all = blocks(&page.text);
    let mut count = 0;
    for pair in all.windows(2).filter(|pair| pair[0].language == "text") {
        let language = match &*pair[1].language {
            "irp" => Language::Plan,
            "irpolicy" => Language::Policy,
            other => panic!("line {}: a `{other}` fence behind a `text` fence", pair[1].line),
        };
        let formatted = format(&source(&pair[0].text, language));
        assert_eq!(formatted.text, pair[1].text, "line {}", pair[1].line);
        assert_eq!(formatted.left, [], "line {}", pair[0].line);
        count += 1;
    }
    assert!(count >= 6, "only {count} examples");
    assert!(!links(&page.text).is_empty());
}

/// What the files of the repository that others learn from look like. To mend it: `cargo run -- fmt policies
/// fixtures/plans/clean`.
#[test]
fn the_policies_and_the_clean_plans_are_laid_out() {
    let mut all = files::below("policies", &[".irp", ".irpolicy", ".md"]);
    all.extend(files::below("fixtures/plans/clean", &[".irp", ".irpolicy", ".md"]));
    assert!(all.len() > 30, "only {} files were found", all.len());
    let other = |file: &&files::File| {
        format(&source(&file.text, crate::texts::language(&file.path))).text != file.text
    };
    let others: Vec<&str> = all.iter().filter(other).map(|file| &*file.path).collect();
    assert!(others.is_empty(), "`cargo run -- fmt policies fixtures/plans/clean` lays out {others:?}");
}
