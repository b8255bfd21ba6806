//! tmp
use crate::support::{AS_OF, shipped};
use libtest_mimic::{Failed, Trial};

pub fn trials() -> Vec<Trial> {
    vec![Trial::test("mutants", all)]
}

fn all() -> Result<(), Failed> {
    let shipped = shipped();
    let read = |file| irlint::syntax::policy::read(file, shipped.sources.get(file)).0;
    let trees: Vec<_> = shipped.files.iter().map(|(file, _)| (*file, read(*file))).collect();
    let files: Vec<_> = trees.iter().map(|(file, tree)| (*file, tree)).collect();
    let own: Vec<_> = files.iter().map(|(file, _)| *file).collect();
    let start = std::time::Instant::now();
    let mutants = irlint::trial::mutants::mutate(&files, &own, &shipped.policies, AS_OF).unwrap();
    println!("{} mutants {:?}", mutants.len(), start.elapsed());
    for mutant in mutants.iter().filter(|m| !m.killed) {
        let text: Vec<_> = shipped.sources.slice(mutant.span).split_whitespace().collect();
        println!("{} `{}` {}", mutant.id, text.join(" "), mutant.said);
    }
    println!("{} survive", mutants.iter().filter(|m| !m.killed).count());
    Ok(())
}
