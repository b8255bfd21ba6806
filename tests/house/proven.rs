//! What a check leaves out of the policies inside the program changes nothing of what they mean.

use irlint::policy;
use irlint::syntax::policy::{read, tree::Item};

use super::shipped;

#[test]
fn policies_read_to_check_mean_what_they_mean_when_read_whole() {
    let (sources, files) = shipped();
    let (whole, found) = policy::load(&sources, &files, &[]);
    let (checked, of_checked) = policy::load_to_check(&sources, &files, &[]);
    assert!(found.is_empty() && of_checked.is_empty(), "{found:#?} {of_checked:#?}");
    assert!(whole.rules.len() > 100);
    let (whole, checked) = (format!("{whole:#?}"), format!("{checked:#?}"));
    let other = whole.lines().zip(checked.lines()).find(|(one, two)| one != two);
    assert_eq!(other, None);
    assert_eq!(whole.len(), checked.len());
}

#[test]
fn a_file_called_tests_holds_nothing_but_tests() {
    let (sources, files) = shipped();
    let named = files.iter().filter(|(_, path)| path.ends_with("/tests.irpolicy"));
    let mut count = 0;
    for (file, path) in named {
        let (tree, _) = read(*file, sources.get(*file));
        assert!(tree.items.iter().all(|item| matches!(item, Item::Test(_))), "{path}");
        count += tree.items.len();
    }
    assert!(count > 100, "{count}");
}
