//! The six products: what each sells, to whom, and the story its figures tell.

use crate::month::{FIRST, Month, STORY};

pub(crate) struct Product {
    pub name: &'static str,
    /// The first month in the exports: the launch, or for older products the month in which the exports begin.
    pub sold_from: Month,
    pub sales: Sales,
    pub budget: Budget,
    /// Cents a unit (a system, or a pack of consumables).
    pub unit_price: i64,
    /// Gross margin in per mille: at the start, and at the end.
    pub margin: Drift,
    /// Per mille of revenue in the Americas, EMEA and Asia Pacific; 0 = not sold there.
    pub regions: [i64; 3],
    /// Dollars of sales and marketing for each new customer.
    pub acquisition_cost: i64,
    /// None: its contracts are still in the old billing system, which nobody exports.
    pub subscription: Option<Subscription>,
}

/// Sales of systems and consumables, in dollars a month; subscriptions come on top.
pub(crate) enum Sales {
    /// `start` where the story begins, growing by `growth` per 10,000 a month before and after, with seasons.
    Steady { start: i64, growth: i64 },
    /// One amount a month from the launch on; a ramp is stronger than any season.
    Launch(&'static [i64]),
}

/// Revenue that finance planned, in dollars.
pub(crate) enum Budget {
    /// July to December 2024, then the years 2025 and 2026.
    Years([i64; 3]),
    /// One amount a month from the launch through December 2026.
    Launch(&'static [i64]),
}

/// Something that moves evenly from the first month of the story to the last.
pub(crate) struct Drift(pub i64, pub i64);

pub(crate) struct Subscription {
    pub wins: Wins,
    /// Least and most seats of a hospital of middling size.
    pub seats: (i64, i64),
    /// Cents a seat and month.
    pub seat_price: i64,
    /// Yearly price increase on the contract's anniversary, per mille.
    pub uplift: i64,
    /// Chances of a customer and month, per 10,000.
    pub churn: i64,
    pub contraction: i64,
    pub expansion: i64,
    /// Per mille of departments entitled to the product that use it every week.
    pub adoption: Drift,
    /// Per mille of new customers that are live two months after signing.
    pub activation: i64,
    /// Per mille of licensed users that were active in the month.
    pub utilisation: Drift,
    /// Per mille of active users on a mean day.
    pub stickiness: i64,
    /// Events per active user and month, in tenths.
    pub intensity: Drift,
}

/// Customers that a product wins.
pub(crate) enum Wins {
    /// `opening` customers are there when the story begins; then so many a month, least and most, in 2024, 2025, 2026.
    Steady { opening: i64, monthly: [(i64, i64); 3] },
    /// One number a month from the launch on.
    Launch(&'static [i64]),
}

impl Product {
    /// The first month of its story.
    pub(crate) fn told_from(&self) -> Month {
        self.sold_from.max(STORY)
    }
}

pub(crate) const REGIONS: [&str; 3] = ["Americas", "EMEA", "Asia Pacific"];

pub(crate) static PRODUCTS: [Product; 6] = [
    // Mature and healthy: it does what was agreed, not much more.
    Product {
        name: "CardioSight",
        sold_from: FIRST,
        sales: Sales::Steady { start: 2_350_000, growth: 28 },
        budget: Budget::Years([20_100_000, 42_900_000, 46_700_000]),
        unit_price: 840_000,
        margin: Drift(612, 624),
        regions: [430, 330, 240],
        acquisition_cost: 38_000,
        subscription: Some(Subscription {
            wins: Wins::Steady { opening: 150, monthly: [(1, 3), (1, 3), (1, 3)] },
            seats: (30, 62),
            seat_price: 15_000,
            uplift: 26,
            churn: 30,
            contraction: 70,
            expansion: 800,
            adoption: Drift(700, 768),
            activation: 840,
            utilisation: Drift(702, 716),
            stickiness: 412,
            intensity: Drift(352, 381),
        }),
    },
    // Mature, and losing large customers to a competitor since March 2026 (see `ledger`).
    Product {
        name: "LabRelay",
        sold_from: FIRST,
        sales: Sales::Steady { start: 1_440_000, growth: 22 },
        budget: Budget::Years([13_300_000, 27_300_000, 29_800_000]),
        unit_price: 320_000,
        margin: Drift(668, 655),
        regions: [380, 390, 230],
        acquisition_cost: 29_000,
        subscription: Some(Subscription {
            wins: Wins::Steady { opening: 118, monthly: [(1, 2), (1, 2), (0, 2)] },
            seats: (28, 60),
            seat_price: 15_500,
            uplift: 22,
            churn: 45,
            contraction: 90,
            expansion: 480,
            adoption: Drift(655, 662),
            activation: 800,
            utilisation: Drift(668, 652),
            stickiness: 455,
            intensity: Drift(512, 534),
        }),
    },
    // Growing faster than its goals asked for.
    Product {
        name: "SpineGuide",
        sold_from: Month::new(2022, 9),
        sales: Sales::Steady { start: 760_000, growth: 115 },
        budget: Budget::Years([6_300_000, 15_900_000, 20_400_000]),
        unit_price: 1_250_000,
        margin: Drift(562, 588),
        regions: [470, 300, 230],
        acquisition_cost: 24_000,
        subscription: Some(Subscription {
            wins: Wins::Steady { opening: 58, monthly: [(2, 4), (3, 5), (3, 6)] },
            seats: (12, 26),
            seat_price: 22_500,
            uplift: 25,
            churn: 35,
            contraction: 45,
            expansion: 1250,
            adoption: Drift(405, 668),
            activation: 815,
            utilisation: Drift(610, 688),
            stickiness: 386,
            intensity: Drift(221, 268),
        }),
    },
    // In decline by decision; most of what was agreed for it cannot be measured.
    Product {
        name: "OrthoKit",
        sold_from: FIRST,
        sales: Sales::Steady { start: 1_190_000, growth: -92 },
        budget: Budget::Years([6_900_000, 12_900_000, 11_400_000]),
        unit_price: 145_000,
        margin: Drift(498, 476),
        regions: [360, 410, 230],
        acquisition_cost: 9_000,
        subscription: None,
    },
    // A launch that goes by its plan.
    Product {
        name: "NeuroMap",
        sold_from: Month::new(2026, 2),
        sales: Sales::Launch(&[48_000, 92_000, 131_000, 178_000, 236_000, 318_000, 335_000, 330_000, 345_000]),
        budget: Budget::Launch(&[
            60_000, 120_000, 170_000, 230_000, 310_000, 420_000, 460_000, 490_000, 525_000, 535_000, 540_000,
        ]),
        unit_price: 2_100_000,
        margin: Drift(520, 566),
        regions: [520, 0, 480],
        acquisition_cost: 31_000,
        subscription: Some(Subscription {
            wins: Wins::Launch(&[3, 4, 5, 5, 7, 7, 8, 8, 8]),
            seats: (8, 16),
            seat_price: 31_000,
            uplift: 0,
            churn: 40,
            contraction: 40,
            expansion: 500,
            adoption: Drift(60, 352),
            activation: 780,
            utilisation: Drift(380, 576),
            stickiness: 341,
            intensity: Drift(142, 187),
        }),
    },
    // A launch that is behind: few sites, and those that bought it hardly use it.
    Product {
        name: "PulseHome",
        sold_from: Month::new(2026, 4),
        sales: Sales::Launch(&[26_000, 49_000, 71_000, 84_000, 101_000, 117_000, 124_000]),
        budget: Budget::Launch(&[40_000, 80_000, 120_000, 170_000, 200_000, 225_000, 240_000, 255_000, 270_000]),
        unit_price: 39_000,
        margin: Drift(452, 471),
        regions: [550, 0, 450],
        acquisition_cost: 17_500,
        subscription: Some(Subscription {
            wins: Wins::Launch(&[3, 4, 4, 5, 4, 6, 5]),
            seats: (26, 54),
            seat_price: 4_500,
            uplift: 0,
            churn: 120,
            contraction: 120,
            expansion: 250,
            adoption: Drift(28, 118),
            activation: 520,
            utilisation: Drift(240, 326),
            stickiness: 214,
            intensity: Drift(84, 96),
        }),
    },
];
