//! Checks a folder of JSON by a Rego policy: `peer-regorus rvm|interpreter THREADS POLICY FOLDER`. Prints `file rule` for
//! each member of `data.comparison.findings`. The policy is compiled once, and each thread has its own machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::program::Program;
use regorus::rvm::vm::RegoVM;
use regorus::{CompiledPolicy, Engine, Rc, Value};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENTRY: &str = "data.comparison.findings";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [mode, threads, policy, folder] = words.as_slice() else {
        panic!("usage: peer-regorus rvm|interpreter THREADS POLICY FOLDER")
    };
    let threads: usize = threads.parse().expect("a number of threads");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort_unstable();
    let mut engine = Engine::new();
    engine.add_policy_from_file(policy).expect("a policy that reads");
    let compiled = engine.compile_with_entrypoint(&Rc::from(ENTRY)).expect("a policy that compiles");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let told: Vec<String> = pool.install(|| match mode.as_str() {
        "rvm" => {
            let program = Compiler::compile_from_policy(&compiled, &[ENTRY]).expect("a policy that compiles");
            files.par_iter().map_init(|| machine(&program), by_machine).collect()
        }
        "interpreter" => files.par_iter().map(|file| by_interpreter(&compiled, file)).collect(),
        other => panic!("there is no mode `{other}`"),
    });
    print!("{}", told.concat());
}

fn machine(program: &Arc<Program>) -> RegoVM {
    let mut vm = RegoVM::new();
    vm.load_program(Arc::clone(program));
    vm.set_max_instructions(usize::MAX);
    vm
}

fn input(file: &Path) -> Value {
    Value::from_json_str(&fs::read_to_string(file).expect("a file")).expect("JSON")
}

fn by_machine(vm: &mut RegoVM, file: &PathBuf) -> String {
    vm.set_input(input(file));
    told(file, &vm.execute().expect("a value"))
}

fn by_interpreter(compiled: &CompiledPolicy, file: &Path) -> String {
    told(file, &compiled.eval_with_input(input(file)).expect("a value"))
}

fn told(file: &Path, findings: &Value) -> String {
    let name = file.file_stem().expect("a name").to_string_lossy();
    let rules = findings.as_set().expect("a set");
    rules.iter().map(|rule| format!("{name} {rule}\n")).collect()
}
