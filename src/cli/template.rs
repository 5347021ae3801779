//! `goalpost template`: a workbook to fill in.

use super::problem::CliProblem;
use super::terminal::Terminal;
use crate::calendar::{Date, FiscalCalendar, YearName};
use crate::diagnostic::{Finding, sound};
use crate::exit::Exit;
use crate::facts::{self, Catalog};
use crate::lang::Lang;
use crate::metrics::Registry;
use crate::name::ProductName;
use crate::pipeline::{Pipeline, Scoring};
use crate::place::Place;
use crate::scorecard::writers::xlsx;
use crate::template::{self, Template, TemplateKind, TemplateSetting};
use crate::{publish, run};
use serde_json::json;
use std::path::PathBuf;

/// What is asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RequestedTemplate {
    /// `goals`, `products`, `fx` or the name of an input.
    pub(super) what: String,
    pub(super) pipeline: Option<PathBuf>,
    pub(super) output: Option<PathBuf>,
    pub(super) language: Option<Lang>,
    pub(super) today: Date,
}

pub(super) fn template(wanted: &RequestedTemplate, terminal: &Terminal) -> Exit {
    match write(wanted) {
        Ok(path) => {
            let path = path.display().to_string();
            terminal.show(|| format!("{path}\n"), || json!({ "file": path }));
            Exit::Done
        }
        Err((findings, exit)) => terminal.refuse_each(&findings, exit),
    }
}

fn write(wanted: &RequestedTemplate) -> Result<PathBuf, (Vec<Finding>, Exit)> {
    let usage = |findings| (findings, Exit::Usage);
    let pipeline = match &wanted.pipeline {
        Some(path) => Some(run::open_pipeline(path).map_err(usage)?.value),
        None => None,
    };
    let calendar = match &pipeline {
        Some(pipeline) => facts::open_calendar(&pipeline.calendar).map_err(usage)?.value.calendar,
        None => sound(FiscalCalendar::months(1, YearName::End).ok_or("no such month"), "the plain calendar"),
    };
    let catalog = catalog(pipeline.as_ref(), &calendar).map_err(usage)?;
    let scoring = pipeline.as_ref().map_or_else(Scoring::default, |pipeline| pipeline.scoring.clone());
    let registry = Registry::of(pipeline.as_ref().map_or(&[], |pipeline| &pipeline.metrics));
    let Some(now) = calendar.period_of(wanted.today) else {
        let problem = CliProblem::OutsideCalendar { day: wanted.today.to_string() };
        return Err(usage(vec![Finding::new(Place::Nowhere, problem)]));
    };
    let setting = TemplateSetting {
        lang: wanted.language.or(pipeline.as_ref().map(|pipeline| pipeline.language)).unwrap_or(Lang::En),
        calendar: &calendar,
        catalog: &catalog,
        scoring: &scoring,
        registry: &registry,
        now,
        today: wanted.today,
        company: pipeline.as_ref().and_then(|pipeline| pipeline.company.as_deref()),
    };
    let asked = asked(&wanted.what, pipeline.as_ref()).map_err(|finding| usage(vec![finding]))?;
    let Template { document, pages } = template::make(asked, &setting);
    let bytes = sound(xlsx::write(&pages, &document), "making the template");
    let path = wanted.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.xlsx", wanted.what)));
    publish::write_new(&path, &bytes).map_err(|finding| {
        let taken = matches!(finding.code(), "file_there");
        (vec![finding], if taken { Exit::Usage } else { Exit::Fault })
    })?;
    Ok(path)
}

/// The pipeline's catalog; without one, two products to write over.
fn catalog(pipeline: Option<&Pipeline>, calendar: &FiscalCalendar) -> Result<Catalog, Vec<Finding>> {
    let file = pipeline.and_then(|pipeline| pipeline.products.as_ref()).filter(|file| file.path.exists());
    if let Some(catalog) = facts::open_catalog(file, calendar)?.value {
        return Ok(catalog);
    }
    Ok(Catalog::named(["Product A", "Product B"].into_iter().filter_map(ProductName::new)))
}

fn asked<'a>(what: &str, pipeline: Option<&'a Pipeline>) -> Result<TemplateKind<'a>, Finding> {
    match what {
        "goals" => return Ok(TemplateKind::Goals),
        "products" => return Ok(TemplateKind::Products),
        "fx" => return Ok(TemplateKind::Fx),
        _ => {}
    }
    pipeline.and_then(|pipeline| pipeline.input(what)).map(TemplateKind::Input).ok_or_else(|| {
        let inputs = pipeline.iter().flat_map(|pipeline| &pipeline.inputs).map(|input| input.name.to_string());
        let known = ["goals", "products", "fx"].map(str::to_owned).into_iter().chain(inputs).collect();
        Finding::new(Place::Nowhere, CliProblem::UnknownTemplate { what: what.to_owned(), known })
    })
}
