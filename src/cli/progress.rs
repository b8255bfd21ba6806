//! How far a long run is: one line on the terminal, after half a second, gone when the run is done. Never in a pipe, for
//! nobody looks at it there.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::terminal::Terminal;

/// A run that is done by then says nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long the line stays as it is.
const STEP: Duration = Duration::from_millis(100);

/// Does `work`, whose words are `doing`: `checking plans`. It calls what it is given whenever one is done; `all` is how many there
/// are, if that is known.
pub fn during<T>(
    terminal: Terminal,
    doing: &str,
    all: Option<usize>,
    work: impl FnOnce(&(dyn Fn() + Sync)) -> T,
) -> T {
    if !terminal.is_watched() {
        return work(&|| {});
    }
    let done = AtomicUsize::new(0);
    let (end, ended) = mpsc::channel();
    thread::scope(|scope| {
        let count = &done;
        scope.spawn(move || draw(doing, all, count, &ended));
        let result = work(&|| {
            done.fetch_add(1, Ordering::Relaxed);
        });
        // The line goes when nobody is left who could end it.
        drop::<mpsc::Sender<()>>(end);
        result
    })
}

/// Draws the line until the run has ended. It is taken away with spaces, which every terminal knows.
fn draw(doing: &str, all: Option<usize>, done: &AtomicUsize, ended: &Receiver<()>) {
    let mut width = 0;
    let mut wait = PATIENCE;
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let count = done.load(Ordering::Relaxed);
        let line = match (count, all) {
            (_, Some(all)) if all > 1 => format!("{doing}: {count} of {all} done"),
            (2.., None) => format!("{doing}: {count} done"),
            _ => format!("{doing} ..."),
        };
        width = line.len().max(width);
        write(&format!("\r{line:width$}"));
        wait = STEP;
    }
    if width > 0 {
        write(&format!("\r{:width$}\r", ""));
    }
}

fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    // What standard error does not take cannot be said anywhere else.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
