//! What pages ask: the results of all stages with the reader's language and unit at hand, figures as cells, and what is
//! said of them.

pub(super) mod answers;
pub(super) mod before;
mod cells;
pub(super) mod columns;
pub(super) mod comments;
pub(super) mod facts_in_words;
pub(super) mod landing;
pub(super) mod message;
pub(super) mod series;
pub(super) mod subtitle;
pub(super) mod view;

pub(super) use cells::{
    Style, actual_and_plan, banded, bands, compared, goal_label, measured, metric_label, plain_format, revenue_goal,
    score, score_change, score_format, share, single, single_target, status, unit_label, weight_share,
};
pub(super) use view::View;
