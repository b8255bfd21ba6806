//! The pages of the shipped rules.

use irlint::report::page;

use crate::support::{AS_OF, shipped};

#[test]
fn every_page_shows_what_a_check_says_of_every_bad_sample() {
    let shipped = shipped();
    for rule in &shipped.policies.rules {
        let page = page::Page::of(&shipped.policies, &shipped.sources, rule, AS_OF);
        assert!(page.samples.len() >= 2, "{} shows {} samples", rule.id, page.samples.len());
        for sample in &page.samples {
            let said = sample.said.contains(&format!("[{}]", rule.id));
            assert_eq!(said, !sample.good, "{}: {}\n{}", rule.id, sample.plan, sample.said);
        }
    }
}

#[test]
fn the_page_as_markdown_ends_well_and_holds_every_sample() {
    let shipped = shipped();
    for rule in &shipped.policies.rules {
        let text = page::rule(&shipped.policies, &shipped.sources, rule, AS_OF);
        let page = page::Page::of(&shipped.policies, &shipped.sources, rule, AS_OF);
        assert!(text.ends_with("```\n") && !text.contains("\n\n\n"), "{text}");
        assert!(page.samples.iter().all(|sample| text.contains(&sample.plan)), "{text}");
        assert!(text.contains(&page.text), "{text}");
    }
}
