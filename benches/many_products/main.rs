//! A workbook of five hundred products: from scores to pages to bytes, beside rust_xlsxwriter writing the same cells bare.
//!
//! `cargo bench --bench many_products` runs it; `cargo bench --bench many_products -- PRODUCTS` sets the number, and a
//! further `ko` gives Korean names and pages. The cells are taken down as they are drawn, with their formats, formulas, notes and charts; then a loop writes them straight to
//! rust_xlsxwriter, and must give the same bytes. Memory is what is allocated at once at most, counted from before.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench has a terminal and its own files"
)]

#[path = "../../tests/program/many/review.rs"]
mod review;
mod taken;

use goalpost::scorecard::workbook_theme::WorkbookTheme;
use goalpost::scorecard::writers::Document;
use goalpost::scorecard::writers::xlsx as workbook;
use goalpost::scorecard::{self, Page, ScorecardInputs};
use goalpost::{goals, progress, run, score};
use peak_alloc::PeakAlloc;
use review::{Size, Tongue};
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::{Duration, Instant};
use taken::Taken;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const ROUNDS: usize = 3;

fn main() {
    // `cargo test --all-targets` starts benches too, without this flag.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let products = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(500);
    let home = tempfile::tempdir().unwrap();
    let size = Size { products, customers: 20 };
    let tongue = if std::env::args().any(|argument| argument == "ko") { Tongue::Korean } else { Tongue::English };
    review::write(home.path(), size, tongue, "audience = \"product\"\nsplit = \"none\"").unwrap();
    let pipeline = run::open_pipeline(&home.path().join("review.toml")).unwrap().value;
    let measured = measured(home.path());
    let run::MeasuredRun { facts, measurements, .. } = &measured;
    let book = goals::open(pipeline.goals.as_ref(), &facts.calendar, &measurements.catalog, &measurements.registry);
    let book = book.unwrap().value;
    let (scoring, scores) = once(|| score::score(&score::ScoreSetting::of(&pipeline, measurements, &book)));
    println!("{products} products with {} goals: scored in {scoring}", scores.goals.len());
    let file = &pipeline.scorecards[0];
    let parts = scorecard::parts(file.split, measurements.catalog.products(), pipeline.language);
    let comments = scorecard::comments::Comments::default();
    let inputs = ScorecardInputs {
        pipeline: &pipeline,
        measurements,
        facts,
        goals: &book,
        scores: &scores,
        audience: file.audience,
        part: &parts[0],
        findings: &[],
        comments: &comments,
        workbook_theme: &WorkbookTheme::default(),
    };
    let (laying, pages) = once(|| scorecard::lay_out(&inputs));
    let document = scorecard::document(&inputs);
    println!("{} pages laid out in {laying}", pages.len());
    compare(&pages, &document, laying);
}

fn compare(pages: &[Page], document: &Document, laying: Cost) {
    let drawn: Vec<Taken> = workbook::draw(pages, document).unwrap();
    println!(
        "{} cells, {} charts",
        drawn.iter().map(Taken::cells).sum::<usize>(),
        drawn.iter().map(Taken::charts).sum::<usize>()
    );
    let (mut ours, mut bare): (Option<Cost>, Option<Cost>) = (None, None);
    // In turns, so that a busy moment of the machine falls on each.
    for _ in 0..ROUNDS {
        let (cost, bytes) = once(|| workbook::write(pages, document).unwrap());
        ours = Some(cost.best(ours));
        let (cost, same) = once(|| taken::written(&drawn, document));
        bare = Some(cost.best(bare));
        assert!(bytes == same, "the cells that were taken down are not those of the workbook");
    }
    let (ours, bare) = (ours.unwrap(), bare.unwrap());
    println!("rust_xlsxwriter, the same cells bare: {bare}, best of {ROUNDS}");
    println!("pages to bytes: {ours}, {}", ours.beside(bare));
    let whole = Cost { time: ours.time + laying.time, memory: ours.memory.max(laying.memory) };
    println!("scores to pages to bytes: {}", whole.beside(bare));
}

/// Time, and the most memory beyond what there was before.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    memory: usize,
}

impl Cost {
    fn best(self, other: Option<Self>) -> Self {
        other.filter(|other| other.time < self.time).unwrap_or(self)
    }

    fn beside(self, other: Self) -> String {
        let memory = self.memory * 100 / other.memory;
        let time = self.time.as_secs_f64() / other.time.as_secs_f64();
        format!("{time:.2} times the time, {}.{:02} times the memory", memory / 100, memory % 100)
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2?} and {} MB", self.time, self.memory >> 20)
    }
}

fn once<T>(work: impl FnOnce() -> T) -> (Cost, T) {
    MEMORY.reset_peak_usage();
    let (before, start) = (MEMORY.current_usage(), Instant::now());
    let made = work();
    (Cost { time: start.elapsed(), memory: MEMORY.peak_usage() - before }, made)
}

fn measured(home: &Path) -> run::MeasuredRun {
    let request = run::RunRequest {
        pipeline: home.join("review.toml"),
        as_of: Some("2026-10".to_owned()),
        output: None,
        mode: run::Mode::Check,
        break_lock: false,
        settle: None,
        today: "2026-11-05".parse().unwrap(),
        now: None,
    };
    let (cost, (measured, outcome)) =
        once(|| run::measure(&request, NonZeroUsize::MIN, &progress::Progress::new(progress::ProgressDisplay::Silent)));
    println!("exports to measurements: {cost}");
    measured.unwrap_or_else(|| unreachable!("{:?}", outcome.findings))
}
