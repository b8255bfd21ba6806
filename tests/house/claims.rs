//! The program checks plans. It never says that somebody complies with a law: nothing that a finding, a chart or a page is made of
//! claims it.

use irlint::policy;

use super::shipped;

/// Words that would be such a claim.
const CLAIMS: [&str; 6] = ["complies", "comply", "compliant", "compliance", "lawful", "legally sound"];

fn claims(text: &str) -> bool {
    let text = text.to_lowercase();
    CLAIMS.iter().any(|claim| text.contains(claim))
}

#[test]
fn no_rule_claims_that_a_law_is_kept() {
    let (sources, files) = shipped();
    let (policies, _) = policy::load(&sources, &files, &[]);
    let mut read = 0;
    for rule in &policies.rules {
        let texts = [Some(&rule.message), rule.because.as_ref(), rule.help.as_ref()].into_iter().flatten();
        let texts: Vec<String> =
            texts.map(|text| format!("{text:?}")).chain([rule.title.clone(), rule.doc.clone()]).collect();
        read += texts.len();
        assert!(!texts.iter().any(|text| claims(text)), "{}: {texts:#?}", rule.id);
    }
    for view in &policies.views {
        let texts = view
            .notes
            .iter()
            .map(|note| format!("{note:?}"))
            .chain(view.gaps.iter().map(|gap| format!("{:?}", gap.says)));
        let texts: Vec<String> = texts.chain([view.title.clone(), view.doc.clone()]).collect();
        read += texts.len();
        assert!(!texts.iter().any(|text| claims(text)), "{}: {texts:#?}", view.name);
    }
    assert!(read > 1500, "only {read} texts were read");
    assert!(claims("The plan is GDPR Compliant."));
}
