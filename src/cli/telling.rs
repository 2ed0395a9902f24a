//! Where commands speak to the person who ran them; everything else of the product logs.

use std::io::Write;

/// One line to the terminal.
pub fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`| head`) is the reader's business.
    if writeln!(out, "{line}").is_err() {
        tracing::debug!("the terminal is gone");
    }
}
