//! Makes the facts of a plan from a seed. A plan is made of units of about 10 KB in the plan language: people, roles, systems,
//! what watches them, a lifecycle, reports and playbooks. The lifecycles of the units form one chain of stages, and the
//! escalations one tree, so that a plan of a thousand units has a deep graph and a wide one.

use crate::facts::{Agreement, Asset, Detection, Evidence, Facts, Log, Notification, Person, Playbook};
use crate::facts::{Provider, Role, Rung, Scenario, Stage, Step};
use crate::random::Random;
use crate::words;

/// The facts of a plan of `units` units, without a fault.
pub fn plan(seed: u64, units: usize) -> Facts {
    let mut random = Random::new(seed);
    let mut facts = Facts {
        name: format!("plan_{seed}"),
        title: format!("Incident response plan number {seed}"),
        owner: "role_0_0".to_owned(),
        ..Facts::default()
    };
    for number in 0..units {
        Unit { number, units, random: &mut random, facts: &mut facts }.add();
    }
    facts
}

/// A unit that is being added.
struct Unit<'a> {
    number: usize,
    units: usize,
    random: &'a mut Random,
    facts: &'a mut Facts,
}

const PEOPLE: usize = 9;
const ASSETS: usize = 8;

impl Unit<'_> {
    fn add(&mut self) {
        self.people();
        self.roles();
        self.systems();
        self.watch();
        self.lifecycle();
        self.reports();
        self.playbooks();
    }

    fn name(&self, kind: &str, number: usize) -> String {
        format!("{kind}_{}_{number}", self.number)
    }

    fn one_of(&mut self, kind: &str, count: usize) -> String {
        let number = self.random.below(count);
        self.name(kind, number)
    }

    fn people(&mut self) {
        for number in 0..PEOPLE {
            let (first, last) = (*self.random.pick(words::FIRST), *self.random.pick(words::LAST));
            let name = self.name("person", number);
            let phone = format!("+49 30 {:05} {:03}", 20_000 + self.number, 100 + number);
            let email = format!("{}.{}@northlight.example", first.to_lowercase(), name.replace('_', "-"));
            let (hours, reach) = *self.random.pick(words::HOURS);
            self.facts.persons.push(Person {
                title: format!("{first} {last}"),
                email,
                phone,
                hours,
                reach,
                name,
            });
        }
    }

    /// The first role of a unit escalates to that of another, the rest inside the unit.
    fn roles(&mut self) {
        for (number, (title, functions)) in words::ROLES.iter().enumerate() {
            let primary = self.random.below(PEOPLE);
            let backup = (primary + 1 + self.random.below(PEOPLE - 1)) % PEOPLE;
            let above = match (number, self.number) {
                (0, 0) => None,
                (0, unit) => Some(format!("role_{}_0", (unit - 1) / 2)),
                (number, _) => Some(self.one_of("role", number)),
            };
            let after = 15 + 5 * self.random.below(6) as u32;
            let top = above.is_none();
            let functions: Vec<_> = functions
                .iter()
                .copied()
                .map(|one| if one == words::TOP && !top { words::BELOW_TOP } else { one })
                .collect();
            self.facts.roles.push(Role {
                name: self.name("role", number),
                title,
                functions,
                primary: Some(self.name("person", primary)),
                backup: Some(self.name("person", backup)),
                escalate: above.map(|to| Rung { to, after }).into_iter().collect(),
            });
        }
    }

    fn systems(&mut self) {
        for (number, title) in words::PROVIDERS.iter().enumerate() {
            let (name, notice_to) =
                (self.name("provider", number), Some(self.one_of("role", words::ROLES.len())));
            self.facts.providers.push(Provider { name, title, notice_to });
        }
        for number in 0..ASSETS {
            let model = *self.random.pick(&["iaas", "paas", "saas", "on_prem"]);
            let provider = self.one_of("provider", words::PROVIDERS.len());
            let holder = |saas: &'static str, else_: &'static str| if model == "saas" { saas } else { else_ };
            let agreed = [
                ("data", "customer"),
                ("identity", "customer"),
                ("config", "shared"),
                ("network", holder("provider", "customer")),
                ("os", if matches!(model, "saas" | "paas") { "provider" } else { "customer" }),
            ];
            let asset = Asset {
                name: self.name("asset", number),
                title: *self.random.pick(words::ASSETS),
                provider: (model != "on_prem").then_some(provider),
                model,
                critical: *self.random.pick(&["low", "medium", "high"]),
                data: self.random.pick(words::DATA).to_vec(),
                owner: self.one_of("role", words::ROLES.len()),
                agreed: agreed.into_iter().map(|(area, to)| Agreement { area, to }).collect(),
            };
            self.facts.assets.push(asset);
        }
    }

    /// Each half of the systems has a detection, a log and proof.
    fn watch(&mut self) {
        for number in 0..2 {
            let half = |number: &usize| number % 2;
            let of: Vec<String> = (0..ASSETS)
                .filter(|asset| half(asset) == number)
                .map(|asset| self.name("asset", asset))
                .collect();
            let title = words::DETECTIONS[number];
            let run_by = self.name("role", words::FIRST_RESPONSE);
            let (alerts, within) =
                (self.name("role", words::FIRST_RESPONSE), 5 + 5 * self.random.below(5) as u32);
            let areas = vec!["data", "identity", "config", "network", "os"];
            let retention_days = 365 + 30 * self.random.below(12) as u32;
            let (name, watches) = (self.name("detection", number), of.clone());
            self.facts.detections.push(Detection { name, title, run_by, watches, areas, alerts, within });
            let (name, covers) = (self.name("log", number), of.clone());
            let areas = vec!["data", "identity", "network"];
            self.facts.logs.push(Log { name, covers, areas, retention_days });
            let (name, collected_by) =
                (self.name("evidence", number), self.one_of("role", words::ROLES.len()));
            self.facts.evidence.push(Evidence { name, of, collected_by, retention_days });
        }
    }

    /// The last stage of a unit leads to the first of the next; three in ten stages also skip one.
    fn lifecycle(&mut self) {
        let count = words::PHASES.len();
        for (number, phase) in words::PHASES.iter().enumerate() {
            let first = self.number == 0 && number == 0;
            let mut next = Vec::new();
            if number + 1 < count {
                next.push(self.name("stage", number + 1));
            } else if self.number + 1 < self.units {
                next.push(format!("stage_{}_0", self.number + 1));
            }
            if number + 2 < count && self.random.chance(30) {
                next.push(self.name("stage", number + 2));
            }
            let stage = Stage {
                name: self.name("stage", number),
                phase: if first { "detect" } else { phase },
                owner: Some(self.one_of("role", words::ROLES.len())),
                // No two stages of a unit take equally long.
                within: 60 * (1 + self.random.below(8) as u32) + 5 * number as u32,
                next,
            };
            self.facts.stages.push(stage);
        }
    }

    fn reports(&mut self) {
        for number in 0..4 {
            let on = if number % 2 == 0 { "personal_data_breach" } else { "significant_incident" };
            let notification = Notification {
                name: self.name("notify", number),
                from: self.one_of("role", words::ROLES.len()),
                to: Some(self.random.pick(&["dpa", "customers"]).to_string()),
                on,
                within: 60 * (24 + 12 * self.random.below(4) as u32),
                during: Some(self.one_of("stage", words::PHASES.len())),
            };
            self.facts.notifications.push(notification);
        }
    }

    /// Each system is covered by one of the playbooks, and each step stands in another stage.
    fn playbooks(&mut self) {
        for (number, title) in words::SCENARIOS.iter().enumerate() {
            let covers: Vec<String> = (0..ASSETS)
                .filter(|asset| asset % words::SCENARIOS.len() == number)
                .map(|asset| self.name("asset", asset))
                .collect();
            let (name, found_by) = (self.name("scenario", number), self.one_of("detection", 2));
            self.facts.scenarios.push(Scenario { name, title, compromises: covers.clone(), found_by });
            let step = |(at, title): (usize, &&'static str)| Step {
                name: format!("step_{}_{number}_{at}", self.number),
                title,
                owner: Some(self.name("role", (at + number) % words::ROLES.len())),
                stage: self.name("stage", at),
                within: 15 + 15 * ((at * 7 + number * 3 + self.number) % 9) as u32,
            };
            let steps = words::STEPS.iter().enumerate().map(step).collect();
            let (name, scenario) = (self.name("playbook", number), self.name("scenario", number));
            self.facts.playbooks.push(Playbook { name, scenario, covers, steps });
        }
    }
}
