//! SQL over the columns of one row: what `where` and `{ sql = "…" }` of an input are written in.
//!
//! `Expression::read` takes a text to a tree whose columns are names; `bind` gives every part its kind once it is
//! known what the columns hold, and `evaluate` answers row by row. Figures are exact, and what has no value says why.

mod bind;
mod call;
mod evaluate;
mod fault;
mod function;
mod kind;
mod number;
mod parse;
mod pattern;
mod place;
mod read;
mod shift;
mod tree;
mod unparsed;
mod value;
mod walk;

pub(crate) use bind::{Bound, Columns, Obstacle, Refusal, bind, plain_truth};
pub(crate) use evaluate::{Blanks, Cells, Row};
pub use fault::{ExpressionFault, UnlikeFault};
pub(crate) use kind::Kind;
pub(crate) use number::Number;
pub(crate) use parse::{arguments, comparison, parsed, quoted_name};
pub(crate) use pattern::Pattern;
pub(crate) use place::range;
pub use read::Expression;
pub(crate) use read::NameInExpression;
pub use tree::{ComparisonOperator, Operator};
pub use unparsed::Unparsed;
pub(crate) use unparsed::long_number;
pub use value::Unread;
pub(crate) use value::{Value, Why};
