//! How far a run has come: bars on a terminal, one plain line a stage elsewhere. The one module that knows indicatif.
//!
//! Everything goes to stderr, and nothing that fails here is worth stopping for. A [`Listener`] hears of it too: the log,
//! and whoever asked to be told more.

use crate::prose::shown;
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Where progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProgressDisplay {
    Bars,
    Lines,
    Silent,
}

/// Is told of every stage, and of the items in it.
pub trait Listener: fmt::Debug {
    fn stage(&self, name: &str);
    fn item(&self, item: &str);
}

/// The stage that began last, for whoever has to say where the program stopped; empty before the first.
static CURRENT: Mutex<&'static str> = Mutex::new("");

pub fn current() -> &'static str {
    *CURRENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands out a [`StageProgress`] for each step of a run.
#[derive(Debug)]
pub struct Progress {
    manner: ProgressDisplay,
    listener: Option<Rc<dyn Listener>>,
}

impl Progress {
    pub const fn new(manner: ProgressDisplay) -> Self {
        Self { manner, listener: None }
    }

    #[must_use]
    pub fn heard_by(self, listener: Rc<dyn Listener>) -> Self {
        Self { listener: Some(listener), ..self }
    }

    /// Begins a stage with `total` steps; 0 when nobody knows how many. It ends when the [`StageProgress`] is dropped.
    pub fn stage(&self, name: &'static str, total: usize) -> StageProgress {
        *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = name;
        let listener = self.listener.clone();
        if let Some(listener) = &listener {
            listener.stage(name);
        }
        let bar = match self.manner {
            ProgressDisplay::Silent => None,
            ProgressDisplay::Lines => {
                let _ = writeln!(io::stderr(), "{name}");
                None
            }
            ProgressDisplay::Bars => Some(bar(name, total)),
        };
        StageProgress { bar, listener }
    }
}

/// A step of the run that is going on.
#[derive(Debug)]
#[must_use]
pub struct StageProgress {
    bar: Option<ProgressBar>,
    listener: Option<Rc<dyn Listener>>,
}

impl StageProgress {
    /// One step further; `item` is what comes next, such as a file name.
    pub fn advance(&self, item: &str) {
        if let Some(listener) = &self.listener {
            listener.item(item);
        }
        if let Some(bar) = &self.bar {
            bar.set_message(shown(item));
            bar.inc(1);
        }
    }
}

impl StageProgress {
    /// For a stage that is over as soon as it is announced.
    pub fn finish(self) {}
}

impl Drop for StageProgress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(name: &str, total: usize) -> ProgressBar {
    let (bar, template) = if total == 0 {
        (ProgressBar::new_spinner(), "{spinner} {prefix} {wide_msg}")
    } else {
        let total = u64::try_from(total).unwrap_or(u64::MAX);
        (ProgressBar::new(total), "{prefix} {bar:24} {pos}/{len} {wide_msg}")
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = bar.with_style(style).with_prefix(name.to_owned());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_of_the_bars_are_sound() {
        for template in ["{spinner} {prefix} {wide_msg}", "{prefix} {bar:24} {pos}/{len} {wide_msg}"] {
            assert!(ProgressStyle::with_template(template).is_ok());
        }
    }

    #[test]
    fn a_silent_stage_takes_every_step() {
        let stage = Progress::new(ProgressDisplay::Silent).stage("reading", 1);
        stage.advance("a.xlsx");
        stage.advance("b.xlsx");
    }
}
