//! What was agreed for FY2026. The stories that these goals tell are in `README.md`.

pub(crate) struct Goal {
    pub id: &'static str,
    pub product: &'static str,
    pub metric: &'static str,
    pub period: &'static str,
    pub target: Value,
    pub baseline: Value,
    pub floor: Value,
    pub stretch: Value,
    /// Empty: the default of the metric's kind.
    pub phasing: &'static str,
    /// Empty: from the stage of the product.
    pub weight: Value,
    pub kind: Kind,
    pub aspirational: bool,
    pub owner: &'static str,
    pub signed: Signed,
    pub note: &'static str,
}

#[derive(Clone, Copy)]
pub(crate) enum Value {
    Empty,
    /// What finance planned for the product and period.
    Budget,
    Dollars(i64),
    Count(i64),
    Tenths(i64),
    Percent(i64),
    PerMille(i64),
    Range(&'static str),
}

pub(crate) enum Kind {
    Business,
    Product { supports: &'static str },
}

pub(crate) enum Signed {
    WithTheYear,
    WithTheLaunch,
    Again {
        reason: &'static str,
    },
    /// Proposed: shown, but it does not count.
    NotYet,
}

use Value::{Budget, Count, Dollars, PerMille, Percent, Range, Tenths};

/// A goal as most are; each one below says where it differs.
const COMMON: Goal = Goal {
    id: "",
    product: "",
    metric: "",
    period: "FY2026",
    target: Value::Empty,
    baseline: Value::Empty,
    floor: Value::Empty,
    stretch: Value::Empty,
    phasing: "",
    weight: Value::Empty,
    kind: Kind::Business,
    aspirational: false,
    owner: "",
    signed: Signed::WithTheYear,
    note: "",
};

const CARDIO: Goal = Goal { product: "CardioSight", owner: "J. Park", ..COMMON };
const SPINE: Goal = Goal { product: "SpineGuide", owner: "A. Roy", ..COMMON };
const LAB: Goal = Goal { product: "LabRelay", owner: "H. Kim", ..COMMON };
const NEURO: Goal = Goal { product: "NeuroMap", period: "FY2026-H2", owner: "M. Ito", ..COMMON };
const PULSE: Goal =
    Goal { product: "PulseHome", period: "FY2026-H2", owner: "J. Seo", signed: Signed::WithTheLaunch, ..COMMON };
const ORTHO: Goal = Goal { product: "OrthoKit", owner: "L. Meyer", ..COMMON };

pub(crate) const GOALS: &[Goal] = &[
    Goal { id: "CS-1", metric: "revenue", target: Budget, phasing: "even", weight: Count(30), ..CARDIO },
    Goal { id: "CS-2", metric: "gross_margin", target: PerMille(618), weight: Count(10), ..CARDIO },
    Goal { id: "CS-3", metric: "net_revenue_retention", target: Percent(103), weight: Count(25), ..CARDIO },
    Goal {
        id: "CS-4",
        metric: "seat_utilisation",
        target: PerMille(720),
        phasing: "flat",
        weight: Count(10),
        ..CARDIO
    },
    Goal { id: "CS-5", metric: "expansion_revenue", target: Dollars(1_750_000), weight: Count(20), ..CARDIO },
    Goal {
        id: "CS-6",
        metric: "attach_rate",
        target: Percent(55),
        weight: Count(5),
        aspirational: true,
        note: "Half of the way to one imaging and laboratory contract a hospital.",
        ..CARDIO
    },
    Goal {
        id: "CS-7",
        metric: "usage_per_user",
        target: Tenths(370),
        kind: Kind::Product { supports: "CS-4" },
        note: "Events per active user and month; the reading room release of February.",
        ..CARDIO
    },
    Goal { id: "SG-1", metric: "revenue", target: Budget, phasing: "even", ..SPINE },
    Goal { id: "SG-2", metric: "new_customers", target: Count(48), stretch: Count(60), ..SPINE },
    Goal { id: "SG-3", metric: "adoption_rate", target: Percent(67), baseline: Percent(56), phasing: "ramp", ..SPINE },
    Goal { id: "SG-4", metric: "revenue_growth", target: Percent(25), stretch: Percent(40), ..SPINE },
    Goal { id: "SG-5", metric: "net_revenue_retention", target: Percent(108), ..SPINE },
    Goal {
        id: "SG-6",
        metric: "activation_rate",
        target: Percent(76),
        kind: Kind::Product { supports: "SG-3" },
        note: "Live within sixty days of signing.",
        ..SPINE
    },
    Goal { id: "LR-1", metric: "revenue", target: Budget, phasing: "even", ..LAB },
    Goal { id: "LR-2", metric: "net_revenue_retention", target: Percent(102), ..LAB },
    Goal { id: "LR-3", metric: "gross_revenue_retention", target: Percent(90), floor: Percent(70), ..LAB },
    Goal { id: "LR-4", metric: "logo_churn", target: Percent(7), floor: Percent(20), ..LAB },
    Goal { id: "LR-5", metric: "active_users", target: Count(4_000), phasing: "flat", ..LAB },
    Goal { id: "LR-6", metric: "expansion_revenue", target: Dollars(1_020_000), phasing: "even", ..LAB },
    Goal {
        id: "LR-7",
        metric: "usage_per_user",
        target: Tenths(515),
        kind: Kind::Product { supports: "LR-3" },
        note: "Meant to keep customers: a service that is used daily is not cancelled.",
        ..LAB
    },
    Goal {
        id: "LR-8",
        metric: "net_revenue_retention_3m",
        period: "FY2026-Q4",
        target: Percent(99),
        signed: Signed::NotYet,
        note: "Part of the win-back plan, proposed after the September review.",
        ..LAB
    },
    Goal {
        id: "NM-1",
        metric: "revenue",
        target: Budget,
        phasing: "even",
        note: "The half year after the first sites went live.",
        ..NEURO
    },
    Goal {
        id: "NM-2",
        metric: "new_customers",
        target: Count(45),
        signed: Signed::Again { reason: "Raised from 40: the reimbursement code came a quarter early." },
        ..NEURO
    },
    Goal { id: "NM-3", metric: "adoption_rate", target: Percent(42), baseline: Percent(20), phasing: "ramp", ..NEURO },
    Goal { id: "NM-4", metric: "seat_utilisation", target: Percent(60), phasing: "flat", ..NEURO },
    Goal {
        id: "NM-5",
        metric: "activation_rate",
        target: Percent(72),
        kind: Kind::Product { supports: "NM-3" },
        note: "Live within sixty days of signing.",
        ..NEURO
    },
    Goal { id: "PH-1", metric: "revenue", target: Budget, phasing: "even", weight: Count(25), ..PULSE },
    Goal { id: "PH-2", metric: "new_customers", target: Count(54), weight: Count(25), ..PULSE },
    Goal {
        id: "PH-3",
        metric: "adoption_rate",
        target: Percent(40),
        baseline: Percent(5),
        phasing: "ramp",
        weight: Count(35),
        ..PULSE
    },
    Goal {
        id: "PH-4",
        metric: "active_users",
        target: Count(900),
        baseline: Count(100),
        phasing: "ramp",
        weight: Count(15),
        ..PULSE
    },
    Goal {
        id: "PH-5",
        metric: "acquisition_cost",
        target: Dollars(15_000),
        weight: Count(10),
        signed: Signed::NotYet,
        note: "Proposed by Sales; the product organisation has not answered.",
        ..PULSE
    },
    Goal { id: "OK-1", metric: "revenue", target: Budget, phasing: "even", ..ORTHO },
    Goal { id: "OK-2", metric: "average_price", target: Range("1375..1525"), ..ORTHO },
    Goal { id: "OK-3", metric: "gross_revenue_retention", target: Percent(85), ..ORTHO },
    Goal { id: "OK-4", metric: "active_users", target: Count(2_500), ..ORTHO },
    Goal {
        id: "HM-1",
        product: "*",
        metric: "revenue",
        target: Budget,
        phasing: "even",
        weight: Count(60),
        owner: "S. Han",
        ..COMMON
    },
    Goal {
        id: "HM-2",
        product: "*",
        metric: "net_revenue_retention",
        target: Percent(106),
        weight: Count(40),
        owner: "S. Han",
        ..COMMON
    },
];
