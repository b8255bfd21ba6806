//! Facts in the plan language.

use std::fmt::Write;

use crate::facts::{Asset, Facts, Playbook, Role, Stage};

/// The text of a plan.
pub fn write(facts: &Facts) -> String {
    let mut out = String::new();
    write_into(facts, &mut out).expect("a string takes all that is written to it");
    out
}

const HEAD: &str = r#"
organisation enterprise "The enterprise" { country: DE; sector: energy; regimes: gdpr; acts_as: controller }

channel phone "Mobile phones"   { medium: phone; runs_on: none; tested: 2026-10-05 }
channel radio "Handheld radios" { medium: radio; runs_on: none; tested: 2026-09-14 }

authority dpa "Data protection authority" { regime: gdpr; receives: personal_data_breach }
audience customers "Customers" { kind_of: customers }
"#;

fn write_into(facts: &Facts, out: &mut String) -> std::fmt::Result {
    let Facts { name, title, owner, .. } = facts;
    writeln!(out, "plan {name} \"{title}\" {{")?;
    writeln!(out, "  version:      \"2.1\"\n  owner:        {owner}\n  approved:     2026-03-02 by {owner}")?;
    writeln!(out, "  review_every: 12 months\n  timezone:     Europe/Berlin\n}}\n{HEAD}")?;
    for one in &facts.persons {
        let (name, title, email, phone) = (&one.name, &one.title, &one.email, &one.phone);
        let (hours, reach) = (one.hours, one.reach);
        writeln!(out, "person {name} \"{title}\" {{\n  email: {email}\n  phone: {phone}")?;
        writeln!(out, "  hours: {hours}\n  reach: {reach}\n}}\n")?;
    }
    facts.roles.iter().try_for_each(|role| write_role(role, out))?;
    for one in &facts.providers {
        writeln!(out, "provider {} \"{}\" {{", one.name, one.title)?;
        writeln!(out, "  data_role: processor\n  notice_to: {}\n}}\n", maybe(one.notice_to.as_ref()))?;
    }
    facts.assets.iter().try_for_each(|asset| write_asset(asset, out))?;
    write_watch(facts, out)?;
    facts.stages.iter().try_for_each(|stage| write_stage(stage, out))?;
    for one in &facts.notifications {
        let (name, from, on) = (&one.name, &one.from, one.on);
        let (to, during) = (maybe(one.to.as_ref()), maybe(one.during.as_ref()));
        writeln!(out, "notify {name} for notification from {from} to {to} on {on} as controller")?;
        writeln!(out, "  via phone within {} after awareness during {during}\n", length(one.within))?;
    }
    for one in &facts.scenarios {
        let (compromises, found_by) = (names(&one.compromises), &one.found_by);
        writeln!(out, "scenario {} \"{}\" {{\n  compromises: {compromises}", one.name, one.title)?;
        writeln!(out, "  found_by:    {found_by}\n}}\n")?;
    }
    facts.playbooks.iter().try_for_each(|playbook| write_playbook(playbook, out))
}

fn write_role(role: &Role, out: &mut String) -> std::fmt::Result {
    writeln!(out, "role {} \"{}\" {{", role.name, role.title)?;
    writeln!(out, "  function: {}", role.functions.join(", "))?;
    writeln!(
        out,
        "  primary:  {}\n  backup:   {}",
        maybe(role.primary.as_ref()),
        maybe(role.backup.as_ref())
    )?;
    let rungs =
        role.escalate.iter().map(|rung| format!("{} after {} via phone", rung.to, length(rung.after)));
    writeln!(out, "  escalate: {}\n}}\n", names(&rungs.collect::<Vec<_>>()))
}

fn write_asset(asset: &Asset, out: &mut String) -> std::fmt::Result {
    writeln!(out, "asset {} \"{}\" {{", asset.name, asset.title)?;
    writeln!(out, "  provider: {}\n  model:    {}", maybe(asset.provider.as_ref()), asset.model)?;
    writeln!(out, "  critical: {}\n  data:     {}", asset.critical, asset.data.join(", "))?;
    writeln!(out, "  owner:    {}", asset.owner)?;
    for one in &asset.agreed {
        writeln!(out, "  agreed {{ area: {}; to: {} }}", one.area, one.to)?;
    }
    writeln!(out, "}}\n")
}

fn write_watch(facts: &Facts, out: &mut String) -> std::fmt::Result {
    for one in &facts.detections {
        writeln!(out, "detection {} \"{}\" {{", one.name, one.title)?;
        writeln!(out, "  run_by:  {}\n  watches: {}", one.run_by, names(&one.watches))?;
        writeln!(out, "  areas:   {}", one.areas.join(", "))?;
        writeln!(out, "  alerts:  {} via phone within {}\n}}\n", one.alerts, length(one.within))?;
    }
    for one in &facts.logs {
        let (covers, areas) = (names(&one.covers), one.areas.join(", "));
        writeln!(out, "log {} {{\n  covers: {covers}\n  areas: {areas}", one.name)?;
        writeln!(out, "  retention: {} days\n  immutable: yes\n}}\n", one.retention_days)?;
    }
    for one in &facts.evidence {
        writeln!(out, "evidence {} {{\n  of: {}", one.name, names(&one.of))?;
        writeln!(
            out,
            "  collected_by: {}\n  retention: {} days\n}}\n",
            one.collected_by, one.retention_days
        )?;
    }
    Ok(())
}

fn write_stage(stage: &Stage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "stage {} {{\n  phase:  {}", stage.name, stage.phase)?;
    writeln!(out, "  owner:  {}\n  within: {}", maybe(stage.owner.as_ref()), length(stage.within))?;
    writeln!(out, "  next:   {}\n}}\n", names(&stage.next))
}

fn write_playbook(playbook: &Playbook, out: &mut String) -> std::fmt::Result {
    writeln!(out, "playbook {} {{\n  scenario: {}", playbook.name, playbook.scenario)?;
    writeln!(out, "  covers:   {}", names(&playbook.covers))?;
    for step in &playbook.steps {
        let (owner, within) = (maybe(step.owner.as_ref()), length(step.within));
        let (name, title, stage) = (&step.name, step.title, &step.stage);
        writeln!(out, "  step {name} \"{title}\" {{ owner: {owner}; stage: {stage}; within: {within} }}")?;
    }
    writeln!(out, "}}\n")
}

fn maybe(name: Option<&String>) -> &str {
    name.map_or("none", String::as_str)
}

fn names(all: &[String]) -> String {
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

fn length(minutes: u32) -> String {
    if minutes % 60 == 0 { format!("{} hours", minutes / 60) } else { format!("{minutes} minutes") }
}
