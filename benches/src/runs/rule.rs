//! What one further rule costs on a plan of 10 KB: a join of all systems with what watches them. Measured as the difference
//! between a pack with twenty such rules more and one without.

use std::hint::black_box;

use irlint::analysis::{judge, read};

use super::row;
use crate::engine::{COMPARISON, Engine};
use crate::measure::{Case, in_turn, shown};
use crate::shapes;

/// How many rules are added.
const MORE: u32 = 20;

/// Prints the table.
pub fn run() {
    let more: String = (0..MORE).map(further).collect();
    let (few, many) = (Engine::of_comparison(), Engine::with(&format!("{COMPARISON}\n{more}")));
    row("plan", &["20 rules", "40 rules", "one further"].map(str::to_owned));
    for (name, bytes) in [("10 KB", 10_000), ("100 KB", 100_000)] {
        let text = shapes::honest(bytes);
        let (sources, plans) = few.plans([text.as_str()]);
        let (by_few, _) = read(&sources, &plans[0], &few.policies);
        let (by_many, _) = read(&sources, &plans[0], &many.policies);
        let mut cases: Vec<Case<'_>> = vec![
            Box::new(|| drop(black_box(judge(&by_few, &few.policies, &few.settings)))),
            Box::new(|| drop(black_box(judge(&by_many, &many.policies, &many.settings)))),
        ];
        let times = in_turn(31, &mut cases);
        let one = times[1].saturating_sub(times[0]) / MORE;
        row(name, &[times[0], times[1], one].map(shown));
    }
}

fn further(number: u32) -> String {
    format!(
        "rule further-{number} \"A system is watched in its first area\" {{
  severity: error
  for each asset a
  require some detection d where d.watches has a and d.areas has data
  message \"Nobody watches {{a}}.\"

  bad  {{ asset shop
         detection siem {{ watches: none; areas: data }} }}
  bad  {{ asset shop
         detection siem {{ watches: shop; areas: os }} }}
  good {{ asset shop
         detection siem {{ watches: shop; areas: data }} }}
}}
"
    )
}
