//! One plan at one provider after another: changing the two words that say which service and which edition changes
//! the findings exactly as the publishers' tables differ. What is expected is worked out from the facts, not from
//! the policies.
#![expect(clippy::indexing_slicing, reason = "tests stop at a surprise")]

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};

use crate::matrices::{Facts, LAYER, facts};
use crate::support::{check_text, shipped};

/// A system for each way to run a service, and nothing that watches them.
const PLAN: &str = "\
provider cloud { services: SERVICE; EDITION }
asset own_room { provider: cloud; model: on_prem }
asset machine  { provider: cloud; model: iaas }
asset platform { provider: cloud; model: paas }
asset software { provider: cloud; model: saas }
";
const SYSTEMS: [(&str, &str); 4] =
    [("own_room", "on_prem"), ("machine", "iaas"), ("platform", "paas"), ("software", "saas")];

/// The areas and how findings call them.
const AREAS: [(&str, &str); 10] = [
    ("data", "customer data"),
    ("config", "configurations and settings"),
    ("identity", "identities and users"),
    ("client", "client devices"),
    ("app", "applications"),
    ("network", "network controls"),
    ("os", "operating system"),
    ("phys_host", "physical hosts"),
    ("phys_net", "physical network"),
    ("phys_dc", "physical datacenter"),
];

/// A service, and the edition that the plan names; none for the newest.
type Side = (&'static str, Option<&'static str>);

const SIDES: [Side; 13] = [
    ("azure", None),
    ("azure", Some("ms_2026")),
    ("azure", Some("ms_2019")),
    ("azure", Some("ms_2016")),
    ("microsoft_365", None),
    ("aws", None),
    ("aws", Some("aws_abstraction")),
    ("google_cloud", None),
    ("google_cloud", Some("gcp_stack")),
    ("ibm_cloud", None),
    ("ibm_cloud", Some("ibm_2026")),
    ("oracle_cloud", None),
    ("salesforce", None),
];

pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for from in SIDES {
        for to in SIDES.into_iter().filter(|to| *to != from) {
            let name = format!("split: from {} to {}", name(from), name(to));
            trials.push(Trial::test(name, move || moved(from, to)));
        }
    }
    trials.push(Trial::test("split: a service that moves without its edition is said", half_moved));
    trials
}

fn name((service, edition): Side) -> String {
    edition.map_or_else(|| service.to_owned(), |edition| format!("{service} by {edition}"))
}

/// The plan at one side, with the words of the other put in.
fn moved(from: Side, to: Side) -> Result<(), Failed> {
    let facts = facts();
    let plan = plan(from);
    let there = plan
        .replace(&format!("services: {};", from.0), &format!("services: {};", to.0))
        .replace(&words(from.1), &words(to.1));
    let (before, after) = (findings(&plan), findings(&there));
    equal("before", &expected(&facts, from), &before)?;
    equal("after", &expected(&facts, to), &after)
}

fn plan((service, edition): Side) -> String {
    PLAN.replace("SERVICE", service).replace("EDITION", &words(edition))
}

fn words(edition: Option<&str>) -> String {
    edition.map_or_else(|| "portal: none".to_owned(), |edition| format!("edition: {edition}"))
}

/// What the checker says of who watches what, as `system, area, holder`, and the areas that changed or are left out.
fn findings(plan: &str) -> BTreeSet<String> {
    let analysis = check_text("plan.irp", plan, shipped());
    let ours = ["customer-side-unwatched", "edition-outdated", "omission-not-listed"];
    let others = ["edition-of-another-service", "type/", "name/", "missing/asset.model"];
    let said = analysis.findings.iter().filter(|finding| {
        ours.contains(&finding.rule.as_str()) || others.iter().any(|other| finding.rule.starts_with(other))
    });
    said.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

/// The same from the facts.
fn expected(facts: &Facts, side: Side) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut omitted = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for (system, model) in SYSTEMS {
        for (at, (area, title)) in AREAS.into_iter().enumerate() {
            let held = held(facts, &deciding(facts, side, model), area, model);
            let newest = self::held(facts, &deciding(facts, (side.0, None), model), area, model);
            if held.is_empty() {
                omitted.insert((at, title));
            }
            if one(&held) != one(&newest) {
                changed.insert((at, title));
            }
            if one(&held) != "provider" {
                said.insert(format!(
                    "customer-side-unwatched: Nothing of yours watches the {title} of {system}, a {} responsibility.",
                    one(&held)
                ));
            }
        }
    }
    if !omitted.is_empty() {
        said.insert(format!(
            "omission-not-listed: The table that cloud is judged by has no row for {}: by omission they are yours.",
            list(&omitted)
        ));
    }
    if !changed.is_empty() {
        let edition = if side.1 == Some("ms_2016") { "white paper of 2016" } else { "page of 2019 to 2025" };
        said.insert(format!(
            "edition-outdated: cloud is judged by Microsoft's {edition}, and a newer edition gives {} to somebody else.",
            list(&changed)
        ));
    }
    said
}

/// The edition that decides: the one that is named, else the newest of the service; the one that stands in where it
/// has no column.
fn deciding(facts: &Facts, (service, named): Side, model: &str) -> String {
    let is_in = |list: &str, word: &str| list.split(", ").any(|one| one == word);
    let newest = facts
        .editions
        .iter()
        .find(|row| is_in(&row[1], service) && row[5] == "yes" && facts.layers.contains_key(&row[0]));
    let wanted = named.map(str::to_owned).or_else(|| newest.map(|row| row[0].clone()));
    let has_column = |id: &String| facts.editions.iter().any(|row| row[0] == *id && is_in(&row[2], model));
    let stand_in = facts.editions.iter().find(|row| row[6] == "yes").map(|row| row[0].clone());
    wanted.filter(has_column).or(stand_in).unwrap_or_default()
}

/// All that the rows of an edition say of an area.
fn held(facts: &Facts, edition: &str, area: &str, model: &str) -> BTreeSet<String> {
    let column = |name: &str| LAYER.iter().position(|column| *column == name).unwrap();
    let rows = facts.layers[edition].iter().filter(|row| {
        row[column("areas")].split(", ").any(|one| one == area)
            && ["-", "incident"].contains(&row[column("work")].as_str())
    });
    rows.map(|row| row[column(model)].clone()).filter(|cell| cell != "-").collect()
}

/// Who holds it in the end: nothing said is the customer's, and two sides are shared.
fn one(held: &BTreeSet<String>) -> &str {
    match held.len() {
        0 => "customer",
        1 => held.first().map_or("", String::as_str),
        _ => "shared",
    }
}

fn list(areas: &BTreeSet<(usize, &str)>) -> String {
    let titles: Vec<&str> = areas.iter().map(|(_, title)| *title).collect();
    match titles.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => titles.concat(),
    }
}

fn equal(when: &str, wanted: &BTreeSet<String>, got: &BTreeSet<String>) -> Result<(), Failed> {
    let missing: Vec<_> = wanted.difference(got).collect();
    let surplus: Vec<_> = got.difference(wanted).collect();
    if missing.is_empty() && surplus.is_empty() && wanted.len() > 20 {
        return Ok(());
    }
    Err(format!("{when}: missing {missing:#?}, too much {surplus:#?}, of {}", wanted.len()).into())
}

/// Azure's edition left standing beside AWS.
fn half_moved() -> Result<(), Failed> {
    let plan = plan(("azure", Some("ms_2026"))).replace("services: azure", "services: aws");
    let said = findings(&plan);
    let wanted = "edition-of-another-service: cloud is judged by Microsoft's page of 2026, which speaks of Microsoft Azure \
                  and Microsoft 365 and not of all of Amazon Web Services.";
    if said.contains(wanted) { Ok(()) } else { Err(format!("{said:#?}").into()) }
}
