//! Metrics of forecast and supply.

use crate::amount::Unit;
use crate::lang::Label;
use crate::metrics::measure::{ACTUAL, Measure};
use crate::metrics::metric::Metric;
use crate::metrics::parts::{ForecastBias, ForecastError, NaiveError};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};
use std::borrow::Cow;

const BACKORDER: Measure = Measure::new(FactKind::Demand, "backorder_units");

pub(super) const METRICS: &[Metric] = &[
    Metric {
        id: Cow::Borrowed("forecast_accuracy"),
        label: Label::known("Forecast accuracy", "예측 정확도"),
        theme: Theme::Demand,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "1 − WAPE, not below 0; WAPE = sum of |actual − forecast| ÷ sum of actual, differences by product and period",
            "1 − WAPE (0 이상), WAPE = |실제 − 예측| 합계 ÷ 실제 합계",
        ),
        source: "Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.8 (WAPE)",
        rule: MetricRule::OneLess(&ForecastError, &ACTUAL),
    },
    Metric {
        id: Cow::Borrowed("forecast_bias"),
        label: Label::known("Forecast bias", "예측 편향"),
        theme: Theme::Demand,
        unit: Unit::Percent,
        better: Better::NearestToZero,
        formula: Label::known(
            "sum of (forecast − actual) ÷ sum of actual; + means forecast too high",
            "(예측 − 실제) 합계 ÷ 실제 합계, +는 과다 예측",
        ),
        source: "Common usage in demand planning",
        rule: MetricRule::Quotient(&ForecastBias, &ACTUAL),
    },
    Metric {
        id: Cow::Borrowed("forecast_value_added"),
        label: Label::known("Forecast value added", "예측 부가가치"),
        theme: Theme::Demand,
        unit: Unit::Percent,
        better: Better::Higher,
        formula: Label::known(
            "WAPE of last year's actual taken as forecast − WAPE",
            "전년 실적을 예측으로 쓴 WAPE − WAPE",
        ),
        source: "Gilliland, The Business Forecasting Deal (forecast value added)",
        rule: MetricRule::Improvement { before: &NaiveError, after: &ForecastError, over: &ACTUAL },
    },
    Metric {
        id: Cow::Borrowed("backorder_rate"),
        label: Label::known("Backorder rate", "미출고율"),
        theme: Theme::Demand,
        unit: Unit::Percent,
        better: Better::Lower,
        formula: Label::known("sum of backorder units ÷ sum of actual units", "미출고 수량 합계 ÷ 실제 수량 합계"),
        source: "Common usage in supply chains",
        rule: MetricRule::Quotient(&BACKORDER, &ACTUAL),
    },
];
