//! The vocabulary of the business: facts and their columns, themes, life-cycle stages, and which way is good.
//!
//! A *fact* is what one kind of export says (revenue, adoption, a subscription ledger). Its measures are *flows*
//! (added up over periods) or *stocks* (the last one counts).

mod column;
mod custom;
mod fact;
mod stage;
mod theme;

pub use column::{ColumnRole, ColumnSpec, MeasureKind, Presence};
pub use custom::{CustomFact, CustomMeasure};
pub use fact::{FACTS, FactKind, FactSchema};
pub use stage::Stage;
pub use theme::{Better, CustomTheme, Theme};
