//! Metrics of forecast and supply.

use crate::amount::Unit;
use crate::metrics::measure::{ACTUAL, Measure};
use crate::metrics::metric::Metric;
use crate::metrics::parts::{ForecastBias, ForecastError, NaiveError};
use crate::metrics::rule::MetricRule;
use crate::schema::{Better, FactKind, Theme};

const BACKORDER: Measure = Measure::new(FactKind::Demand, "backorder_units");

pub(super) const METRICS: &[Metric] = metrics! {
    Theme::Demand;
    "forecast_accuracy" = "Forecast accuracy", "예측 정확도", Unit::Percent, Better::Higher =>
        formula "1 − WAPE, not below 0; WAPE = sum of |actual − forecast| ÷ sum of actual, differences by product and \
             period",
            "1 − WAPE (0 이상), WAPE = |실제 − 예측| 합계 ÷ 실제 합계";
        source "Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 5.8 (WAPE)";
        rule MetricRule::OneLess(&ForecastError, &ACTUAL);
    "forecast_bias" = "Forecast bias", "예측 편향", Unit::Percent, Better::NearestToZero =>
        formula "sum of (forecast − actual) ÷ sum of actual; + means forecast too high",
            "(예측 − 실제) 합계 ÷ 실제 합계, +는 과다 예측";
        source "Common usage in demand planning";
        rule MetricRule::Quotient(&ForecastBias, &ACTUAL);
    "forecast_value_added" = "Forecast value added", "예측 부가가치", Unit::Percent, Better::Higher =>
        formula "WAPE of last year's actual taken as forecast − WAPE", "전년 실적을 예측으로 쓴 WAPE − WAPE";
        source "Gilliland, The Business Forecasting Deal (forecast value added)";
        rule MetricRule::Improvement { before: &NaiveError, after: &ForecastError, over: &ACTUAL };
    "backorder_rate" = "Backorder rate", "미출고율", Unit::Percent, Better::Lower =>
        formula "sum of backorder units ÷ sum of actual units", "미출고 수량 합계 ÷ 실제 수량 합계";
        source "Common usage in supply chains";
        rule MetricRule::Quotient(&BACKORDER, &ACTUAL);
};
