//! Faults, one for each of the twenty rules. A fault is put into a clean plan and sets off its rule; a few set off another
//! rule as well, since what leads nowhere also leaves what is behind it unreached.

use crate::facts::{Facts, Rung, Stage};
use crate::random::Random;

/// How many faults there are: one for each rule of the comparison.
pub const COUNT: usize = 20;

/// Of a hundred plans, as many have faults.
const PERCENT: usize = 4;

/// Puts faults into about four of a hundred plans, one to three of them, and says which rules they are against, by number.
pub fn sometimes(facts: &mut Facts, seed: u64) -> Vec<usize> {
    let mut random = Random::new(seed ^ 0xFA17);
    if !random.chance(PERCENT) {
        return Vec::new();
    }
    let mut rules: Vec<usize> = (0..=random.below(3)).map(|_| 1 + random.below(COUNT)).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.iter().for_each(|rule| inject(facts, *rule, &mut random));
    rules
}

/// Puts the fault against the rule `number` into a plan.
pub fn inject(facts: &mut Facts, number: usize, random: &mut Random) {
    let at = |random: &mut Random, count: usize| random.below(count);
    match number {
        1..=5 => role(facts, number, random),
        6..=8 => stage(facts, number, random),
        9..=13 => system(facts, number, random),
        14 => facts.notifications[at(random, 4)].during = None,
        15 => facts.stages[at(random, 3)].within = 100 * 60,
        16 => facts.notifications[at(random, 4)].to = None,
        17 => facts
            .notifications
            .iter_mut()
            .filter(|one| one.on == "personal_data_breach")
            .for_each(|one| one.within = 96 * 60),
        18 => facts.playbooks[at(random, 3)].steps[at(random, 5)].owner = None,
        19 => {
            let asset = facts.assets[3].name.clone();
            facts.assets[3].critical = "high";
            facts.playbooks.iter_mut().for_each(|one| one.covers.retain(|covered| *covered != asset));
        }
        20 => facts.persons[1].email = facts.persons[0].email.clone(),
        _ => unreachable!("there are {COUNT} rules"),
    }
}

fn role(facts: &mut Facts, number: usize, random: &mut Random) {
    // The first role is at the top, and the second leads to it.
    let at = 2 + random.below(6);
    match number {
        1 => facts.roles[at].primary = None,
        2 => facts.roles[at].backup = None,
        3 => facts.roles[at].backup = facts.roles[at].primary.clone(),
        4 => facts.roles[at].escalate.clear(),
        _ => {
            let (one, other) = (facts.roles[1].name.clone(), facts.roles[at].name.clone());
            facts.roles[1].escalate = vec![Rung { to: other, after: 15 }];
            facts.roles[at].escalate = vec![Rung { to: one, after: 15 }];
        }
    }
}

fn stage(facts: &mut Facts, number: usize, random: &mut Random) {
    let at = random.below(5);
    match number {
        6 => facts.stages[at].owner = None,
        7 => facts.stages[at].next.clear(),
        _ => {
            let (owner, next) = (facts.stages[0].owner.clone(), vec![facts.stages[5].name.clone()]);
            let name = "stage_left_out".to_owned();
            facts.stages.push(Stage { name, phase: "diagnose", owner, within: 60, next });
        }
    }
}

fn system(facts: &mut Facts, number: usize, random: &mut Random) {
    // A system that runs at a provider as a finished service can have any of these faults.
    let at = random.below(facts.assets.len());
    let name = facts.assets[at].name.clone();
    facts.assets[at].model = "saas";
    facts.assets[at].provider = Some(facts.providers[0].name.clone());
    facts.assets[at].agreed[4].to = "provider";
    match number {
        9 => facts.logs.iter_mut().for_each(|log| log.covers.retain(|covered| *covered != name)),
        10 => facts.assets[at].agreed[2] = crate::facts::Agreement { area: "client", to: "customer" },
        11 => facts.detections[0].run_by = facts.roles[5].name.clone(),
        12 => facts.providers[0].notice_to = None,
        _ => facts.assets[at].agreed[4].to = "shared",
    }
}
