//! Subscription movements: what a period made of the recurring revenue and the customers of the period before.

use crate::amount::Amount;

#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum MovementKind {
    New,
    Reactivation,
    Expansion,
    Contraction,
    Churn,
    /// All gains less all losses.
    Net,
}

impl MovementKind {
    pub(in crate::metrics) const fn is_loss(self) -> bool {
        matches!(self, Self::Contraction | Self::Churn)
    }
}

/// Movements of one scope in one period. `opening + new + reactivation + expansion − contraction − churn = closing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub opening: Amount,
    pub new: Amount,
    pub reactivation: Amount,
    pub expansion: Amount,
    pub contraction: Amount,
    pub churn: Amount,
    pub closing: Amount,
    pub opening_customers: usize,
    pub new_customers: usize,
    pub reactivated_customers: usize,
    pub churned_customers: usize,
    pub closing_customers: usize,
}

impl Movement {
    /// Its movements and those of the period after it, from the opening of the one to the closing of the other.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let sum = self.beside(next);
        Self {
            opening: self.opening.clone(),
            opening_customers: self.opening_customers,
            closing: next.closing.clone(),
            closing_customers: next.closing_customers,
            ..sum
        }
    }

    /// Together with the movements of another product in the same period.
    #[must_use]
    pub fn beside(&self, other: &Self) -> Self {
        Self {
            opening: &self.opening + &other.opening,
            new: &self.new + &other.new,
            reactivation: &self.reactivation + &other.reactivation,
            expansion: &self.expansion + &other.expansion,
            contraction: &self.contraction + &other.contraction,
            churn: &self.churn + &other.churn,
            closing: &self.closing + &other.closing,
            opening_customers: self.opening_customers + other.opening_customers,
            new_customers: self.new_customers + other.new_customers,
            reactivated_customers: self.reactivated_customers + other.reactivated_customers,
            churned_customers: self.churned_customers + other.churned_customers,
            closing_customers: self.closing_customers + other.closing_customers,
        }
    }

    /// Whether money and customers foot to the last digit.
    pub fn adds_up(&self) -> bool {
        let gains = [&self.opening, &self.new, &self.reactivation, &self.expansion].into_iter().sum::<Amount>();
        let losses = &self.contraction + &self.churn;
        let customers = self.opening_customers + self.new_customers + self.reactivated_customers;
        &gains - &losses == self.closing && customers == self.closing_customers + self.churned_customers
    }
    /// Contraction and churn count as positive losses.
    pub(in crate::metrics) fn of(&self, kind: MovementKind) -> Amount {
        match kind {
            MovementKind::New => self.new.clone(),
            MovementKind::Reactivation => self.reactivation.clone(),
            MovementKind::Expansion => self.expansion.clone(),
            MovementKind::Contraction => self.contraction.clone(),
            MovementKind::Churn => self.churn.clone(),
            MovementKind::Net => &self.closing - &self.opening,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each figure another multiple of `unit`.
    fn movement(unit: i64) -> Movement {
        let money = |times: i64| Amount::from(unit * times);
        let customers = |times: i64| usize::try_from(unit * times).unwrap();
        Movement {
            opening: money(1),
            new: money(2),
            reactivation: money(3),
            expansion: money(4),
            contraction: money(5),
            churn: money(6),
            closing: money(7),
            opening_customers: customers(8),
            new_customers: customers(9),
            reactivated_customers: customers(10),
            churned_customers: customers(11),
            closing_customers: customers(12),
        }
    }

    #[test]
    fn movements_of_two_products_are_added_up_figure_by_figure() {
        assert_eq!(movement(1).beside(&movement(10)), movement(11));
    }

    #[test]
    fn movements_of_two_periods_open_with_the_first_and_close_with_the_second() {
        let both = movement(1).then(&movement(10));
        let expected = Movement {
            opening: Amount::from(1_i64),
            opening_customers: 8,
            closing: Amount::from(70_i64),
            closing_customers: 120,
            ..movement(11)
        };
        assert_eq!(both, expected);
    }

    #[test]
    fn movements_add_up_when_both_money_and_customers_do() {
        let whole = Movement {
            contraction: Amount::from(1_i64),
            churn: Amount::from(2_i64),
            churned_customers: 15,
            ..movement(1)
        };
        assert!(whole.adds_up(), "1 + 2 + 3 + 4 - 1 - 2 = 7, and 8 + 9 + 10 - 15 = 12");
        assert!(!Movement { churn: Amount::from(3_i64), ..whole.clone() }.adds_up(), "money");
        assert!(!Movement { churned_customers: 14, ..whole }.adds_up(), "customers");
    }
}
