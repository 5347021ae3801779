//! From figures to places on the drawing.

use crate::scorecard::model::AxisScale;

/// Units of the drawing: a phone shows about one a pixel.
pub(super) const WIDTH: f64 = 360.0;

/// The area of one tier.
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    top: f64,
    pub(super) foot: f64,
    lowest: f64,
    /// Units of the drawing for one of the figures' unit.
    rise: f64,
    /// Of one category.
    pub(super) width: f64,
}

impl Plot {
    pub(super) fn of(scale: &AxisScale, [left, right]: [f64; 2], [top, foot]: [f64; 2], categories: usize) -> Self {
        let (lowest, highest) = (scale.bottom.to_float(), scale.top.to_float());
        let range = highest - lowest;
        let rise = if range > 0.0 { (foot - top) / range } else { 0.0 };
        #[expect(clippy::cast_precision_loss, reason = "a dozen categories")]
        let width = (right - left) / categories.max(1) as f64;
        Self { left, right, top, foot, lowest, rise, width }
    }

    /// The height at which a figure is drawn, never outside the tier.
    pub(super) fn y(&self, figure: f64) -> f64 {
        (self.foot - (figure - self.lowest) * self.rise).clamp(self.top, self.foot)
    }

    /// Where columns start: zero, or the foot where zero is below it.
    pub(super) fn zero(&self) -> f64 {
        self.y(0.0)
    }

    #[expect(clippy::cast_precision_loss, reason = "a dozen categories")]
    pub(super) fn start(&self, category: usize) -> f64 {
        self.left + self.width * category as f64
    }

    pub(super) fn middle(&self, category: usize) -> f64 {
        self.start(category) + self.width / 2.0
    }
}
