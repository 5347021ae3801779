//! The pipeline file, resolved: everything checked, nothing "auto" left that the file itself can decide.
//!
//! [`load`] reads a TOML file and gives either a [`Pipeline`] or every problem in it at once.

mod check;
mod due;
mod entry;
mod formula;
mod keys;
mod load;
mod metric;
mod path;
mod problem;
mod report;
mod sections;
mod shape;
mod syntax;
#[cfg(test)]
mod tests;
mod unique;

pub use check::{Check, CheckedFor, CheckedPeriods};
pub use due::{DayKind, Due};
pub use formula::{
    Aggregate, Comparison, Condition, Equation, Figure, Formula, FormulaFault, How, Leaves, Operator, RowFormula,
    Values, WindowFormula,
};
pub use load::{load, open, read};
pub use metric::{Direction, Known, OwnMetric, OwnRule, ThemeName};
pub use problem::PipelineProblem;
pub use shape::{Expected, Shape};

use crate::amount::Amount;
use crate::calendar::{Date, FiscalCalendar};
use crate::diagnostic::{Rule, Severity};
use crate::lang::Lang;
use crate::schema::FactKind;
use crate::values::{DateOrder, DecimalMark, Encoding};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A checked pipeline. Paths are absolute or relative to the working folder, ready to be opened.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Path of the file as the user gave it.
    pub file: String,
    /// Hash of the file's bytes, for the record of the run.
    pub hash: String,
    pub name: String,
    pub company: Option<String>,
    /// ISO code of the reporting currency; `None` when no money is read.
    pub currency: Option<String>,
    pub display_unit: DisplayUnit,
    pub language: Lang,
    pub paper: Paper,
    /// Root of the exports.
    pub root: PathBuf,
    pub output: PathBuf,
    pub history: Remembrance,
    pub calendar: CalendarSource,
    pub products: Option<ProductsFile>,
    pub goals: Option<GoalsFile>,
    pub fx: Option<FxFile>,
    pub inputs: Vec<Input>,
    pub metrics: Vec<OwnMetric>,
    pub checks: Vec<Check>,
    pub scoring: Scoring,
    pub landing: LandingMethod,
    pub quality: Quality,
    pub scorecards: Vec<ScorecardFile>,
    pub after: Option<Hook>,
}

/// `[publish]`: a program that is called once a run is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    pub program: String,
    pub arguments: Vec<String>,
    /// Of the pipeline file, where it is called.
    pub folder: PathBuf,
    /// How long it may take.
    pub limit: Duration,
}

impl Pipeline {
    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| &*input.name == name)
    }

    /// The inputs of one fact; their rows add up.
    pub fn inputs_of(&self, fact: FactKind) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(move |input| input.fact == fact)
    }
}

impl Pipeline {
    /// What goals without a sign-off do.
    pub fn not_agreed(&self) -> NotAgreed {
        self.goals.as_ref().map_or(NotAgreed::Show, |goals| goals.not_agreed)
    }
}

/// Where published runs are remembered, and how many of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembrance {
    /// `None` is the folder `history` of the output folder.
    pub folder: Option<PathBuf>,
    /// Runs of one as-of period; `None` keeps all.
    pub keep: Option<u32>,
}

impl Remembrance {
    /// The folder, for outputs in `output`.
    pub fn folder(&self, output: &Path) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| output.join("history"))
    }
}

/// Where the fiscal calendar comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarSource {
    /// It follows from a rule.
    Rule(FiscalCalendar),
    /// A file lists its periods.
    File(PathBuf),
}

/// What scorecards are printed on, one page wide. The language does not decide it: English is read on both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

/// How money is shown; never how it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisplayUnit {
    One,
    Thousand,
    Million,
}

impl DisplayUnit {
    pub const fn divisor(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
        }
    }
}

#[derive(Debug, Clone)]
pub struct ProductsFile {
    pub path: PathBuf,
    pub unknown: UnknownProduct,
}

/// What happens to a product name that an export has and the catalog does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownProduct {
    /// The run stops.
    Stop,
    /// Its rows are rejected and listed; the run goes on.
    List,
    /// It becomes a product.
    Add,
}

#[derive(Debug, Clone)]
pub struct GoalsFile {
    /// One workbook or several, read as if they were one.
    pub files: Vec<NamedFiles>,
    pub not_agreed: NotAgreed,
}

/// A file, or a pattern with wildcards for several, by the places where it may lie: the first with a match counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedFiles {
    One(PathBuf),
    Matching(Vec<FilePattern>),
}

/// A pattern and the folder that it starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePattern {
    pub folder: PathBuf,
    pub pattern: String,
}

/// `[fx]`: exchange rates to the reporting currency.
#[derive(Debug, Clone)]
pub struct FxFile {
    pub path: PathBuf,
    /// Of the rates.
    pub decimal: DecimalMark,
}

/// What goals without a sign-off do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAgreed {
    /// Shown and marked; they do not count.
    Show,
    /// They count like agreed ones.
    Score,
    /// The run stops.
    Stop,
}

/// One `[[input]]`: where an export lies and how its columns are called.
#[derive(Debug, Clone)]
pub struct Input {
    pub name: Arc<str>,
    pub fact: FactKind,
    /// Globs relative to [`Pipeline::root`].
    pub files: Vec<String>,
    pub pick: Pick,
    pub sheet: SheetChoice,
    pub header_row: Option<HeaderRows>,
    pub layout: Layout,
    pub required: bool,
    /// When the export of a period must be there.
    pub due: Option<Due>,
    pub totals: Totals,
    /// How far a stated total may lie from its sum: `tolerance` of `[quality]`.
    pub tolerance: Tolerance,
    pub duplicates: Duplicates,
    pub overlap: Overlap,
    pub absent: Absent,
    /// ISO code of its money; `None` = the reporting currency. A currency column goes before it.
    pub currency: Option<Arc<str>>,
    /// The currency whose signs its money may wear: its own, else the reporting one.
    pub signs: Option<Arc<str>>,
    /// What a 1 in a money cell stands for.
    pub unit: InputUnit,
    pub decimal: DecimalMark,
    pub dates: DateOrder,
    pub encoding: Encoding,
    /// SQL condition over the export's own columns.
    pub condition: Option<String>,
    /// Canonical name → where it comes from.
    pub columns: BTreeMap<String, ColumnSource>,
}

/// The rows of a header as Excel numbers them, from 1; more than one where its labels are stacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderRows {
    pub first: u32,
    pub last: u32,
}

/// What is done with rows and columns that sum others. They are never data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Totals {
    /// Compared with what they sum.
    Check,
    /// Left out unseen.
    Ignore,
}

/// How far a stated total may lie from its sum: the larger of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tolerance {
    pub absolute: Amount,
    /// A share of the sum.
    pub relative: Amount,
}

impl Default for Tolerance {
    /// Half a unit a row is what rounding to whole units leaves; a larger gap is a mistake.
    fn default() -> Self {
        Self { absolute: Amount::one(), relative: Amount::from_scaled(5, 4) }
    }
}

impl Tolerance {
    /// How far a figure may lie from this one.
    pub fn around(&self, figure: &Amount) -> Amount {
        self.absolute.clone().max(&figure.abs() * &self.relative)
    }
}

/// How the table of an export lies in its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A table where a header has all the names, else a crosstab.
    Auto,
    Table,
    /// Periods across.
    Crosstab,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnSource {
    /// One of these headers.
    Headers(Vec<String>),
    /// SQL expression over the export's own columns.
    Sql(String),
    /// The same text in every row.
    Constant(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    All,
    Newest,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetChoice {
    /// Every visible sheet that has the columns.
    Any,
    /// Name or glob.
    Name(String),
    /// Position, from 1.
    Number(u32),
}

/// What rows do that are alike in every cell within one sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    Warn,
    Drop,
    Stop,
}

/// What rows of one period do that stand in two sheets or files of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Rows that are alike stop the run; others are parts of a whole.
    #[default]
    Auto,
    /// They are added up, alike or not.
    Sum,
    /// The file that sorts last counts for the whole period.
    Latest,
    Stop,
}

/// What a product without a row in a covered period means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Absent {
    /// Zero for a flow and for subscriptions, no data for any other stock.
    #[default]
    Auto,
    Zero,
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputUnit {
    /// As the file says, else ones.
    Auto,
    /// Every figure is multiplied by this.
    Factor(Amount),
}

/// Thresholds and weights of `[scoring]`; scoring.md has their meaning.
#[derive(Debug, Clone)]
pub struct Scoring {
    pub met: Amount,
    pub exceeded: Amount,
    pub at_risk: Amount,
    pub cap: Amount,
    pub min_coverage: Amount,
    pub portfolio: PortfolioWeight,
    /// Stage → theme → weight; only what the pipeline overrides.
    pub stage_weights: BTreeMap<String, BTreeMap<String, Amount>>,
    pub material: Material,
}

/// How large a gap is before somebody has to decide something: as a share of what was planned, and in the metric's unit.
/// Both must be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    pub relative: Amount,
    /// In ones of the reporting currency.
    pub money: Amount,
    pub count: Amount,
    /// Of metrics in percent, as a fraction.
    pub points: Amount,
}

/// How the end of a goal is foretold; scoring.md has the methods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LandingMethod {
    /// The one that did best in the past.
    #[default]
    Auto,
    Plan,
    PlanPace,
    RunRate,
    LastYear,
    Model,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortfolioWeight {
    Revenue,
    Equal,
    Catalog,
}

/// `[quality]`: which findings stop the run, and tolerances.
#[derive(Debug, Clone, Default)]
pub struct Quality {
    /// Finding code → severity; `None` = ignored.
    pub policies: BTreeMap<String, Option<Severity>>,
    pub tolerance: Tolerance,
    /// Data that ended longer before the day of the run are stale.
    pub fresh_within_days: Option<u32>,
    /// Days that are no working days, besides weekends.
    pub holidays: BTreeSet<Date>,
}

impl Quality {
    /// What a finding of this rule does here; `None` = it is ignored.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.policies.get(rule.code).copied().unwrap_or(Some(rule.severity))
    }
}

/// Whom a scorecard is for: which pages it has, and in which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// What needs a decision, then a page a product.
    #[default]
    Leadership,
    /// Everything.
    Product,
    /// Revenue, expansion, and the customers behind movements.
    Sales,
    /// Acquisition, adoption and cohorts.
    Marketing,
}

/// How the products are spread over workbooks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Split {
    /// One workbook for all.
    #[default]
    None,
    Product,
    Family,
}

impl Split {
    /// What the file name must hold, so that every workbook gets a name of its own.
    pub const fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Product => Some("{product}"),
            Self::Family => Some("{family}"),
        }
    }
}

/// One `[[scorecard]]`.
#[derive(Debug, Clone)]
pub struct ScorecardFile {
    /// File name with placeholders filled in when published: `{period}`, `{pipeline}`, and `{product}` or `{family}`
    /// where it is split.
    pub file: String,
    /// Whether the same pages are written as an HTML file of that name, too.
    pub html: bool,
    pub audience: Audience,
    pub split: Split,
    /// A company theme, whose colours and fonts it wears.
    pub theme: Option<PathBuf>,
}
