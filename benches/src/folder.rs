//! A folder of plans: the plan of number n is the same in every folder, and so are its faults.

use std::fs;
use std::io;
use std::path::Path;

use crate::facts::Facts;
use crate::{faults, generate, irp};

/// The plan of this number, and the rules that it has faults against.
pub fn plan(number: usize) -> (Facts, Vec<usize>) {
    let seed = number as u64;
    let mut facts = generate::plan(seed, 1);
    let rules = faults::sometimes(&mut facts, seed);
    (facts, rules)
}

/// Writes `count` plans into `folder`: `irp/plan-00000.irp` and the same facts as `json/plan-00000.json`.
pub fn write(folder: &Path, count: usize) -> io::Result<()> {
    let (irp_folder, json_folder) = (folder.join("irp"), folder.join("json"));
    fs::create_dir_all(&irp_folder)?;
    fs::create_dir_all(&json_folder)?;
    for number in 0..count {
        let (facts, _) = plan(number);
        put(&irp_folder.join(format!("plan-{number:05}.irp")), irp::write(&facts).as_bytes())?;
        put(&json_folder.join(format!("plan-{number:05}.json")), &serde_json::to_vec(&facts)?)?;
    }
    Ok(())
}

/// Writes a file, with the path in what goes wrong.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::write(path, bytes)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}
