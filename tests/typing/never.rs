//! What is called never or always true is so on every plan: conditions made by chance, judged on a plan that
//! holds every mixture of values, nothing stated, and none.

use std::fmt::Write as _;

use irlint::analysis::{Analysis, PlanFiles, Settings, analyse};
use irlint::finding::{Finding, Outcome};
use irlint::text::{Language, Origin, Source};
use jiff::civil::date;

use crate::dice::Dice;
use crate::support::{PACK, SCHEMA, load};

/// How many conditions are tried.
const CONDITIONS: u64 = 400;

const ATOMS: [&str; 24] = [
    "a.model = iaas",
    "a.model = saas",
    "a.model != saas",
    "a.model in [iaas, saas]",
    "a.model is given",
    "a.model is none",
    "a.model is missing",
    "duty[host, a.model] = customer",
    "duty[host, a.model] != customer",
    "a.areas has data",
    "host in a.areas",
    "a.areas is given",
    "count(a.areas) >= 0",
    "count(a.areas) >= 1",
    "count(a.areas) < 2",
    "v.rank < 2",
    "v.rank >= 1",
    "v.rank = 1",
    "v.rank > limit",
    "3 <= v.rank",
    "v.rank is given",
    "a.owner = a.owner",
    "some level w where w.rank = v.rank",
    "v is level",
];

const MATRIX: &str = "param limit: number = 2 \"L\" at least 1
matrix duty(area, model): holder {
  area | iaas     | saas
  data | customer | provider
  host | customer | provider
}
";

#[test]
fn what_is_said_to_be_never_so_is_never_so() {
    let mut said = [0; 3];
    for number in 0..CONDITIONS {
        let condition = condition(&mut Dice::new(7, number), 2);
        let (findings, analysis) = judged(&condition);
        let failed = |rule: &str| {
            let found = analysis.findings.iter().filter(|finding| finding.outcome == Outcome::Failed);
            found.filter(|finding| finding.rule == rule).count()
        };
        // What is only said of stated values may fail where none is stated.
        let whole = |finding: &&Finding| finding.at.text.is_empty() && finding.rule == "type/vacuous";
        for message in findings.iter().filter(whole).map(|finding| finding.message.as_str()) {
            if message.contains("can never fail") {
                said[0] += 1;
                assert_eq!(failed("it-holds"), 0, "{condition}: {message}");
            } else if message.contains("never holds") {
                said[1] += 1;
                assert_eq!(failed("it-holds-not"), 0, "{condition}: {message}");
            }
        }
        said[2] += usize::from(failed("it-holds") > 0 && failed("it-holds-not") > 0);
    }
    assert!(said.iter().all(|count| *count > 5), "{said:?} conditions were always, never and sometimes true");
}

fn condition(dice: &mut Dice, depth: usize) -> String {
    let part = |dice: &mut Dice| format!("({})", condition(dice, depth - 1));
    match if depth == 0 { 0 } else { dice.below(5) } {
        1 => format!("not {}", part(dice)),
        2 => format!("{} default {}", part(dice), dice.pick(&["yes", "no"])),
        3 => format!("{} or {}", part(dice), part(dice)),
        4 => format!("{} and {}", part(dice), part(dice)),
        _ => (*dice.pick(&ATOMS)).to_owned(),
    }
}

/// What is said of a rule that requires `condition`; and what two rules find that require it, or its opposite,
/// together with something that always holds on the plan but need not.
fn judged(condition: &str) -> (Vec<Finding>, Analysis) {
    let rule = |id: &str, require: &str| {
        format!(
            "rule {id} \"R\" {{\n  severity: error\n  for each asset a, level v\n  require {require}\n  \
             message \"{{a}}, {{v}}\"\n}}\n"
        )
    };
    let require = format!("({condition}) and a.cite = \"k\"");
    let require_not = format!("(not ({condition})) and a.cite = \"k\"");
    let rules =
        [rule("it-is-asked", condition), rule("it-holds", &require), rule("it-holds-not", &require_not)]
            .concat();
    let text = format!("{PACK}{MATRIX}{rules}");
    let (policies, mut findings, mut sources) =
        load(&[("schema/all.irpolicy", SCHEMA), ("house.irpolicy", &text)], &[]);
    for id in ["it-holds", "it-holds-not"] {
        assert!(
            policies.rules.iter().any(|rule| rule.id == id),
            "`{id}` is left out: {condition} {findings:?}"
        );
    }
    let asked = text.find("rule it-is-asked").unwrap()..text.find("rule it-holds ").unwrap();
    findings.retain(|finding| asked.contains(&(finding.at.span.start as usize)));
    let root = sources.add(Source::new("plan.irp", plan(), Language::Plan, Origin::User));
    let settings = Settings::new(date(2026, 11, 23));
    let analysis = analyse(&sources, &[PlanFiles { root, files: vec![root] }], &policies, &settings);
    let misread = analysis.findings.iter().find(|finding| finding.outcome == Outcome::Unreadable);
    assert!(misread.is_none(), "{misread:?}");
    (findings, analysis)
}

/// Every mixture of what may be said of a system, beside every rank.
fn plan() -> String {
    let mut text = "role desk\n".to_owned();
    let mut number = 0;
    for model in ["", "model: none;", "model: iaas;", "model: saas;"] {
        for areas in ["", "areas: none;", "areas: data;", "areas: data, host;"] {
            for owner in ["", "owner: none;", "owner: desk;"] {
                number += 1;
                writeln!(text, "asset a{number} {{ {model} {areas} {owner} cite: \"k\" }}").unwrap();
            }
        }
    }
    for (number, rank) in ["", "rank: none", "rank: 0", "rank: 1", "rank: 2", "rank: 3"].iter().enumerate() {
        writeln!(text, "level v{number} {{ {rank} }}").unwrap();
    }
    text
}
