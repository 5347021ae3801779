//! A forecast from the periods so far: exponential smoothing (ETS) of what is left once the season is taken out (MSTL),
//! with an 80 % interval.
//!
//! The only place where figures are floats. What comes out is an estimate, rounded to six digits, so that the last
//! bits of a float never reach a table. Nothing is drawn at random: the same history gives the same forecast.

use crate::amount::Amount;
use augurs_core::{Fit, Predict};
use augurs_ets::AutoETS;
use augurs_ets::trend::AutoETSTrendModel;
use augurs_mstl::stlrs::{self, MstlParams};
use augurs_mstl::{FittedMSTLModel, MSTLModel};

/// Shorter histories say too little about a season.
pub(super) const LEAST_HISTORY: usize = 24;

/// Additive errors (their interval has a formula), trend chosen by AICc, no season: that is MSTL's part.
const SMOOTHING: &str = "AZN";
/// Longer than any history: one seasonal pattern, as `s.window = "periodic"` in R.
const SEASON_IS_PERIODIC: usize = 9_999;
/// Below this strength a season is noise: the threshold of `nsdiffs` in R's forecast package (Wang, Smith and Hyndman
/// 2006).
const STRONG_SEASON: f64 = 0.64;
/// The 90th percentile of the normal distribution: an interval of 80 %.
const NINETIETH: f64 = 1.281_551_565_544_600_4;
/// Intervals that take parameters and model for known hold less often than they say (Hyndman, Koehler, Snyder and Grose
/// 2002). A quarter more makes those of the public series in `tests/series` hold eight times in ten.
const WIDENED: f64 = 1.25;
/// Smoothing parameter, level and slope: what the smoothing takes from the history.
const SMOOTHED: f64 = 3.0;

/// What the next periods bring together, and where the last of them stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forecast {
    pub(super) sum: ForecastInterval,
    pub(super) last: ForecastInterval,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ForecastInterval {
    pub(super) value: Amount,
    pub(super) low: Amount,
    pub(super) high: Amount,
}

/// The next `horizon` periods after `history`, where a year has `season` of them. `None` for a short history and where
/// nothing can be fitted.
pub(super) fn forecast(history: &[Amount], season: usize, horizon: usize) -> Option<Forecast> {
    if history.len() < LEAST_HISTORY || horizon == 0 {
        return None;
    }
    let figures: Vec<f64> = history.iter().map(Amount::to_float).collect();
    let scale = ModelScale::of(&figures)?;
    let fit = Fitted::of(&scale.standardised(&figures), season, horizon)?;
    let points: Vec<f64> = fit.points.iter().map(|&point| scale.back(point)).collect();
    // What one unit of the standardised scale is worth at each of the points.
    let worth: Vec<f64> = points.iter().map(|&point| scale.worth(point)).collect();
    let interval = |first: usize| -> Option<ForecastInterval> {
        let value: f64 = points[first..].iter().sum();
        let spread = fit.spread(&worth, first);
        let (low, high) = scale.around(value, spread);
        Some(ForecastInterval { value: rounded(value)?, low: rounded(low)?, high: rounded(high)? })
    };
    Some(Forecast { sum: interval(0)?, last: interval(horizon - 1)? })
}

/// Logarithms where all figures are positive and of like size, since a season and an error usually grow with the level;
/// else the figures as they are. Then mean 0 and deviation 1, as MSTL computes in single precision.
#[derive(Debug, Clone, Copy)]
struct ModelScale {
    logarithmic: bool,
    mean: f64,
    deviation: f64,
}

impl ModelScale {
    /// `None` for a history without any variation: it has nothing to fit.
    fn of(figures: &[f64]) -> Option<Self> {
        const LIKE_SIZE: f64 = 100.0;
        let (smallest, largest) =
            figures.iter().fold((f64::MAX, f64::MIN), |(low, high), &f| (low.min(f), high.max(f)));
        let logarithmic = smallest > 0.0 && largest < LIKE_SIZE * smallest;
        let shown: Vec<f64> = figures.iter().map(|f| if logarithmic { f.ln() } else { *f }).collect();
        let mean = mean(shown.iter().copied());
        let deviation = mean_square(shown.iter().map(|f| f - mean)).sqrt();
        (deviation > 1e-9 * mean.abs().max(f64::MIN_POSITIVE)).then_some(Self { logarithmic, mean, deviation })
    }

    fn standardised(self, figures: &[f64]) -> Vec<f64> {
        figures.iter().map(|f| ((if self.logarithmic { f.ln() } else { *f }) - self.mean) / self.deviation).collect()
    }

    fn back(self, standardised: f64) -> f64 {
        let shown = self.mean + self.deviation * standardised;
        if self.logarithmic { shown.exp() } else { shown }
    }

    fn worth(self, point: f64) -> f64 {
        if self.logarithmic { point * self.deviation } else { self.deviation }
    }

    /// Both ends; on logarithms by the same factor up and down.
    fn around(self, value: f64, spread: f64) -> (f64, f64) {
        if self.logarithmic {
            let factor = (spread / value).exp();
            (value / factor, value * factor)
        } else {
            (value - spread, value + spread)
        }
    }
}

/// A fitted history on the standardised scale.
struct Fitted {
    points: Vec<f64>,
    /// Deviation of a one-step error.
    sigma: f64,
    /// What an error does to the periods after it: 1, c₁, c₂, …
    echo: Vec<f64>,
    /// Figures less the ones that the fit took.
    freedom: f64,
    /// How many years tell of the season; `None` without one.
    years: Option<f64>,
}

impl Fitted {
    fn of(history: &[f64], season: usize, horizon: usize) -> Option<Self> {
        if history.len() >= 2 * season
            && let Some(fitted) = seasonal(history, season)
        {
            let years = count(history.len()) / count(season);
            return Self::from(history, &fitted, horizon, count(season - 1), Some(years));
        }
        let plain = AutoETS::new(1, SMOOTHING).ok()?.fit(history).ok()?;
        Self::from(history, &plain, horizon, 0.0, None)
    }

    /// `seasons` is how many figures the seasonal pattern took from the history.
    fn from(history: &[f64], model: &impl Predict, horizon: usize, seasons: f64, years: Option<f64>) -> Option<Self> {
        let ahead = model.predict(horizon, 0.8).ok()?;
        let behind = model.predict_in_sample(None).ok()?;
        let ends = ahead.intervals?;
        // Var h = σ²(1 + c₁² + … + c²ₕ₋₁): the squares of the widths are to each other as the variances, and their steps
        // give the echo.
        let variances: Vec<f64> = ends.upper.iter().zip(&ends.lower).map(|(up, low)| (up - low).powi(2)).collect();
        let first = *variances.first().filter(|first| **first > 0.0)?;
        let steps = variances.windows(2).map(|pair| ((pair[1] - pair[0]).max(0.0) / first).sqrt());
        let echo = std::iter::once(1.0).chain(steps).collect();
        // The first figure has no forecast: the smoothing starts from it.
        let errors: Vec<f64> = history.iter().zip(&behind.point).skip(1).map(|(actual, fit)| actual - fit).collect();
        let freedom = (count(errors.len()) - SMOOTHED - seasons).max(1.0);
        let sigma = (mean_square(errors.iter().copied()) * count(errors.len()) / freedom).sqrt();
        let usable = sigma.is_finite() && ahead.point.iter().all(|point| point.is_finite());
        usable.then_some(Self { points: ahead.point, sigma, echo, freedom, years })
    }

    /// Half the width of the interval of the periods from `first` on, taken together.
    ///
    /// Each error to come adds itself and its echo to them (Hyndman, Koehler, Ord and Snyder 2008, chapter 6), and each
    /// point has the error of its seasonal figure, a mean over the years.
    fn spread(&self, worth: &[f64], first: usize) -> f64 {
        let error = |at: usize| {
            let later = (at.max(first)..worth.len()).map(|period| worth[period] * self.echo[period - at]);
            later.sum::<f64>().powi(2)
        };
        let errors: f64 = (0..worth.len()).map(error).sum();
        let season: f64 =
            self.years.map_or(0.0, |years| worth[first..].iter().map(|worth| worth.powi(2) / years).sum());
        WIDENED * student_ninetieth(self.freedom) * self.sigma * (errors + season).sqrt()
    }
}

/// The fit around the season; `None` when it has none worth the name.
fn seasonal(history: &[f64], season: usize) -> Option<FittedMSTLModel> {
    let mut loess = stlrs::params();
    // The defaults of R's `stl`, without its short cut of every tenth point.
    loess.seasonal_degree(0).seasonal_jump(1).trend_jump(1).low_pass_jump(1);
    let mut params = MstlParams::new();
    params.stl_params(loess).seasonal_lengths(&[SEASON_IS_PERIODIC]);
    let smoothing: AutoETSTrendModel = AutoETS::new(1, SMOOTHING).ok()?.into();
    let fitted = MSTLModel::new(vec![season], smoothing).mstl_params(params).fit(history).ok()?;
    fitted.fit().seasonal_strength().first().is_some_and(|strength| *strength >= STRONG_SEASON).then_some(fitted)
}

/// The 90th percentile of Student's distribution: wider than the normal one where few figures are left to judge by
/// (first term of Cornish and Fisher's expansion).
fn student_ninetieth(freedom: f64) -> f64 {
    NINETIETH * (1.0 + (NINETIETH.powi(2) + 1.0) / (4.0 * freedom))
}

fn mean(figures: impl ExactSizeIterator<Item = f64>) -> f64 {
    let number = count(figures.len());
    figures.sum::<f64>() / number
}

fn mean_square(figures: impl ExactSizeIterator<Item = f64>) -> f64 {
    mean(figures.map(|figure| figure * figure))
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// Six significant digits.
fn rounded(value: f64) -> Option<Amount> {
    format!("{value:.5e}").parse().ok().and_then(Amount::from_float)
}

#[cfg(test)]
mod tests;
