//! What pages ask: the results of all stages with the reader's language and unit at hand, figures as cells, and what is
//! said of them.

pub(super) mod answers;
mod cells;
pub(super) mod columns;
pub(super) mod comments;
pub(super) mod facts_in_words;
pub(super) mod landing;
pub(super) mod message;
pub(super) mod series;
mod style;
pub(super) mod subtitle;
pub(super) mod view;

pub(super) use cells::{
    actual_and_plan, banded, bands, compared, goal_label, label_over, measured, metric_label, plain_format,
    revenue_goal, score, score_before, score_change, score_format, score_if_any, score_shown, share, status, tile,
    unit_label, weight_share,
};
pub(super) use style::{FigureStyle, single, single_target};
pub(super) use view::ScorecardView;
