//! The vocabulary of the business: facts and their columns, themes, life-cycle stages, and which way is good.
//!
//! A *fact* is what one kind of export says (revenue, adoption, a subscription ledger). Its measures are *flows*
//! (added up over periods) or *stocks* (the last one counts).

mod column;
mod fact;
mod own;
mod stage;
mod theme;

pub use column::{ColumnSpec, Presence, Role, Stuff};
pub use fact::{FACTS, FactKind, FactSchema};
pub use own::{OwnFact, OwnMeasure};
pub use stage::Stage;
pub use theme::{Better, OwnTheme, Theme};
