//! A review without the program around it: exports as text, and the measurements that the library makes of them. It is
//! fast, so that tables of cases and property tests can ask for many.

use goalpost::amount::Amount;
use goalpost::calendar::{FiscalCalendar, Period, Span, Window};
use goalpost::facts::{self, Facts};
use goalpost::metrics::{self, Measurements, Scope, registry};
use goalpost::{ingest, pipeline, tables};
use std::fmt::Write as _;

/// Facts and measurements of a few exports.
pub(crate) struct Review {
    pub(crate) facts: Facts,
    pub(crate) measurements: Measurements,
}

/// The head of a pipeline over the files beside it.
const HEAD: &str = "[pipeline]\nname = \"Review\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n";

/// An `[[input]]` that takes its columns from headers of the same names.
pub(crate) fn input(name: &str, fact: &str, files: &str, columns: &[&str]) -> String {
    let mut text = format!("[[input]]\nname = \"{name}\"\nfact = \"{fact}\"\nfiles = \"{files}\"\n[input.columns]\n");
    for column in columns {
        writeln!(text, "{column} = \"{column}\"").unwrap();
    }
    text
}

impl Review {
    /// Of a pipeline without its head, and the files beside it.
    #[track_caller]
    pub(crate) fn of(pipeline: &str, files: &[(&str, String)], as_of: Option<&str>) -> Self {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        let loaded = pipeline::load(
            &home.path().join("review.toml"),
            &format!("{HEAD}{pipeline}"),
            pipeline::KnownNames::default(),
        );
        let pipeline = loaded.unwrap_or_else(|findings| panic!("{findings:#?}")).value;
        let calendar = facts::open_calendar(&pipeline.calendar).unwrap().value.calendar;
        let catalog = facts::open_catalog(pipeline.products.as_ref(), &calendar).unwrap().value;
        let tables: Vec<_> =
            pipeline.inputs.iter().map(|input| ingest::read(input, &pipeline.root, &calendar).value).collect();
        let as_of = as_of.map(|label| calendar.parse_label(label).unwrap().first);
        let today = "2026-11-01".parse().unwrap();
        let resolved = facts::resolve(&tables, &facts::FactRequest::of(&pipeline, &calendar, catalog, as_of, today));
        let facts = resolved.value.unwrap_or_else(|| panic!("{:#?}", resolved.findings));
        let measurements = metrics::compute(&facts, &metrics::Registry::default(), metrics::Plans::default());
        Self { facts, measurements }
    }

    /// Of a subscription ledger alone: customer, product and a track from 2024-01 on. A `-` is a period without a row, a
    /// number (also 0) a row.
    #[track_caller]
    pub(crate) fn of_ledger(tracks: &[(&str, &str, &str)]) -> Self {
        let mut text = "customer,product,period,mrr\n".to_owned();
        for (customer, product, track) in tracks {
            for (at, mrr) in track.split_whitespace().enumerate().filter(|(_, mrr)| *mrr != "-") {
                writeln!(text, "{customer},{product},{},{mrr}", month(at)).unwrap();
            }
        }
        let columns = ["customer", "product", "period", "mrr"];
        Self::of(&input("ledger", "subscriptions", "ledger.csv", &columns), &[("ledger.csv", text)], None)
    }

    pub(crate) fn calendar(&self) -> &FiscalCalendar {
        &self.measurements.calendar
    }

    #[track_caller]
    pub(crate) fn period(&self, label: &str) -> Period {
        self.calendar().parse_label(label).unwrap().first
    }

    #[track_caller]
    pub(crate) fn scope(&self, product: &str) -> Scope {
        match product {
            "*" => Scope::Portfolio,
            name => Scope::Product(self.measurements.catalog.find(name).unwrap()),
        }
    }

    /// A figure as it is printed, or the reason for none.
    #[track_caller]
    pub(crate) fn figure(&self, metric: &str, product: &str, window: Window, period: &str) -> String {
        let metric = registry::find(metric).unwrap();
        let measured = self.measurements.measure(metric, self.scope(product), window, self.period(period));
        match measured.outcome {
            Ok(figure) => figure.value.to_string(),
            Err(reason) => reason.into_str().to_owned(),
        }
    }

    /// Money of the movements of a period, from opening to closing; `None` where there are no movements.
    #[track_caller]
    pub(crate) fn movement(&self, product: &str, period: &str) -> Option<[Amount; 7]> {
        let period = self.period(period);
        let (_, m) = self.measurements.movements(self.scope(product)).find(|&(at, _)| at == period)?;
        let parts = [&m.opening, &m.new, &m.reactivation, &m.expansion, &m.contraction, &m.churn, &m.closing];
        Some(parts.map(Clone::clone))
    }

    pub(crate) fn span(&self, first: &str, last: &str) -> Span {
        Span { first: self.period(first), last: self.period(last) }
    }

    pub(crate) fn metrics_csv(&self) -> String {
        String::from_utf8(tables::metrics_csv(&self.measurements)).unwrap()
    }

    pub(crate) fn cohorts_csv(&self) -> String {
        String::from_utf8(tables::cohorts_csv(&self.measurements).unwrap_or_default()).unwrap()
    }
}

/// The label of a month counted from 2024-01.
pub(crate) fn month(at: usize) -> String {
    format!("{}-{:02}", 2024 + at / 12, at % 12 + 1)
}
