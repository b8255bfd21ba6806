//! What a pack changes of others: rules that it adjusts, kinds and lists that it extends.

use crate::support::{of, of_files, rule, sound};
use irlint::finding::Level;
use irlint::policy::ir::Change;

/// The rule that is adjusted, with these settings.
fn own(settings: &str) -> String {
    rule(&format!("{settings}  for each stage s\n  require s.owner is given\n  message \"m\""))
}

fn adjusted(settings: &str, adjust: &str) -> Vec<String> {
    of(&format!("{}adjust {adjust}\n", own(settings)))
}

#[test]
fn adjustments_are_carried_out_and_recorded() {
    let cases = [
        ("severity: note", Level::Note, false, Change::Level { from: Level::Error, to: Level::Note }),
        ("off: yes", Level::Error, true, Change::Off),
    ];
    for (setting, level, off, change) in cases {
        let policies = sound(&format!("{}adjust the-rule {{ {setting}; because \"Why\" }}\n", own("")));
        let [rule] = policies.rules.as_slice() else { panic!("{setting}: the rule is gone") };
        assert_eq!((rule.level, rule.off), (level, off));
        let [one] = policies.adjustments.as_slice() else { panic!("{setting}: nothing is recorded") };
        assert_eq!((one.of.as_str(), one.pack.as_str(), &one.change), ("the-rule", "house", &change));
        assert_eq!((one.by.as_deref(), one.because.as_deref()), (Some("house"), Some("Why")));
    }
}

#[test]
fn adjustments_without_sense_are_said() {
    let cases = [
        (
            "the-rulle { off: yes; because \"Why\" }",
            "the-rulle | there is no rule `the-rulle`; did you mean `the-rule`?",
        ),
        (
            "the-rule { off: yes; because \" \" }",
            "the-rule | this adjustment of `the-rule` gives no reason; say who asked for it, and why",
        ),
        (
            "the-rule { off: no; because \"Why\" }",
            "the-rule | this adjustment of `the-rule` changes nothing; write `severity: warning`, or `off: yes`",
        ),
        (
            "the-rule { off: yes; severity: note; because \"Why\" }",
            "the-rule | `the-rule` is switched off and has a severity; keep one of the two",
        ),
        (
            "the-rule { severity: error; because \"Why\" }",
            "the-rule | `the-rule` counts as error without this adjustment; delete it",
        ),
        (
            "the-rule { severity: waring; because \"Why\" }",
            "waring | `severity` is one of error, warning, note; did you mean `warning`?",
        ),
        (
            "the-rule { level: note; because \"Why\" }",
            "level | an adjustment has no setting `level`; the settings are severity, off",
        ),
        (
            "the-rule { off: yes; because \"Why\" }\nadjust the-rule { severity: note; because \"Too\" }",
            "the-rule | `the-rule` is adjusted twice; keep one of the two",
        ),
    ];
    for (adjust, wanted) in cases {
        assert_eq!(adjusted("", adjust).first().map(String::as_str), Some(wanted), "{adjust}");
    }
    let said = adjusted("", "the-rule { off: yes }");
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("the adjustment has no `because`; say why"), "{said:?}");
}

#[test]
fn what_cannot_be_accepted_cannot_be_made_less_of() {
    let settings = "  severity: warning\n  acceptable: no\n";
    let help = "mend what the rule finds, and delete the adjustment";
    for (setting, done) in [("off: yes", "switched off"), ("severity: note", "lowered")] {
        let said = adjusted(settings, &format!("the-rule {{ {setting}; because \"Why\" }}"));
        assert_eq!(said, [format!("the-rule | `the-rule` cannot be {done}; {help}")]);
    }
    assert_eq!(adjusted(settings, "the-rule { severity: error; because \"Why\" }"), [""; 0]);
}

#[test]
fn a_pack_adjusts_what_it_uses_and_for_every_plan() {
    let library = format!("pack library \"L\" {{ version: \"1\"; schema: 1 }}\n{}", own(""));
    let said = |settings: &str| {
        let adjust = "adjust the-rule { off: yes; because \"Why\" }\n";
        let top = format!("pack top \"Top\" {{ version: \"1\"; schema: 1; {settings} }}\n{adjust}");
        of_files(&[("library.irpolicy", &library), ("top.irpolicy", &top)])
    };
    assert_eq!(said("uses: library"), [""; 0]);
    assert_eq!(said(""), ["the-rule | `the-rule` is a rule of pack library; add `uses: library`"]);
    for condition in ["applies when firm.owner is given", "expires: 2027-01-01", "effective: 2026-01-01"] {
        let wanted = "the-rule | an adjustment holds for every plan and every day, and its pack does not; \
                      move the adjustment to a pack without `applies when`, `effective:` and `expires:`";
        assert_eq!(said(&format!("uses: library; {condition}")), [wanted], "{condition}");
    }
}

#[test]
fn what_is_added_to_a_kind_or_list_is_new_and_leaves_plans_readable() {
    let cases = [
        ("extend kind role { centre: text? }", None),
        ("extend kind role { cost: text? }", Some("cost | a role has `cost` already")),
        ("extend kind rle { centre: text? }", Some("rle | there is no kind `rle`; did you mean `role`?")),
        (
            "extend kind role { centre: text! }",
            Some(
                "centre | `centre` is added to a role, so it cannot be required; write `centre: text?`, and demand it with a rule",
            ),
        ),
        (
            "extend kind role { centre: text? head }",
            Some(
                "centre | `centre` is added to a role, so it cannot be its head; write `centre: text?`, and demand it with a rule",
            ),
        ),
        ("extend enum phase { practise }", None),
        ("extend enum phase { close }", Some("close | `close` is already a phase")),
        ("extend enum phse { practise }", Some("phse | there is no list `phse`; did you mean `phase`?")),
    ];
    for (text, wanted) in cases {
        assert_eq!(of(text), wanted.into_iter().collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn a_matrix_over_a_longer_list_has_to_be_written_anew() {
    let library = "pack library \"L\" { version: \"1\"; schema: 1 }\n\
        matrix duty(area, model): holder {\narea | iaas | saas\ndata | shared | shared\nhost | shared | shared\n}\n\
        relation known(asset a) when duty[data, a.model] = shared\n";
    let top = "pack top \"Top\" { version: \"1\"; schema: 1 }\nextend enum area { field }\nextend enum model { paas }\n";
    let said = of_files(&[("library.irpolicy", library), ("top.irpolicy", top)]);
    let wanted = |what: &str, word: &str| {
        format!(
            "matrix duty(area, model): holder | `duty` has no {what} for {word}; write a pack of the same name as \
             this one in a folder of your own, with `duty` and a {what} for {word}: it takes the place of this one; \
             or leave the list as it was"
        )
    };
    assert_eq!(said[..2], [wanted("column", "paas"), wanted("row", "field")]);
}
