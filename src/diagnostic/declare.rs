//! The declaration of a stage's findings: all that there is to say about one stands in one block.

/// Declares the `Problem` enum of a stage with its rules.
///
/// A rule is its code, its usual severity, what else the methods of [`Rule`](crate::diagnostic::Rule) say of it
/// (`adjustable`, `about_a_product`, …), and its explanation. Below it stand its cases, most often one: a variant of the
/// enum with its particulars, and what is said of them, in expressions over references to these. `message` is a text;
/// `hint` is a text or an `Option` of one; `korean` and `korean_hint` are the same for pages in Korean and left out where
/// no page can have the finding, since it stops the run or comes up when the pages are made; `source` is the error
/// underneath; `outlook` says whether the same command may succeed later. What is left out is none, or lasting.
///
/// ```ignore
/// findings! {
///     /// A broken rule of this stage.
///     #[derive(Debug, Clone, PartialEq, Eq)]
///     pub enum FactProblem;
///
///     "blank_key": Stop, adjustable, about_a_product;
///     "A row has figures but no product, period or customer to put them under.";
///     BlankKey { column: &'static str } => {
///         message: format!("the row has figures but no {column}"),
///         korean: format!("수치는 있으나 {} 없음", key(column)),
///     }
/// }
/// ```
///
/// `FactProblem::RULES` lists the rules. rustfmt leaves the block alone: it is kept at 120 columns by hand.
macro_rules! findings {
    (
        $(#[$about_all:meta])*
        $visibility:vis enum $name:ident;

        $(
            $code:literal: $severity:ident $(, $more:ident)*;
            $explanation:literal;
            $(
                $(#[$about:meta])*
                $variant:ident $({ $($(#[$about_field:meta])* $field:ident: $type:ty),* $(,)? })? => {
                    message: $message:expr
                    $(, hint: $hint:expr)?
                    $(, korean: $korean:expr $(, korean_hint: $korean_hint:expr)?)?
                    $(, source: $source:expr)?
                    $(, outlook: $outlook:expr)?
                    $(,)?
                }
            )+
        )+
    ) => {
        $(#[$about_all])*
        $visibility enum $name {
            $($($(#[$about])* $variant $({ $($(#[$about_field])* $field: $type),* })?,)+)+
        }

        impl $name {
            /// Every rule of this stage.
            $visibility const RULES: &[&$crate::diagnostic::Rule] = &[$(
                &$crate::diagnostic::Rule::new($code, $crate::diagnostic::Severity::$severity, $explanation)$(.$more())*
            ),+];
        }

        impl $crate::diagnostic::Problem for $name {
            fn rule(&self) -> &'static $crate::diagnostic::Rule {
                match self {
                    $($(Self::$variant { .. })|+ => const {
                        &$crate::diagnostic::Rule::new($code, $crate::diagnostic::Severity::$severity, $explanation)
                            $(.$more())*
                    },)+
                }
            }

            fn message(&self) -> String {
                match self {
                    $($(Self::$variant $({ $($field),* })? => {
                        $(let _ = ($($field,)*);)?
                        String::from($message)
                    })+)+
                }
            }

            fn hint(&self) -> Option<String> {
                match self {
                    $($(Self::$variant $({ $($field),* })? => {
                        $(let _ = ($($field,)*);)?
                        $crate::diagnostic::findings!(@or None $(, $crate::diagnostic::Hint::from($hint).0)?)
                    })+)+
                }
            }

            fn in_korean(&self) -> Option<$crate::diagnostic::Said> {
                match self {
                    $($(Self::$variant $({ $($field),* })? => {
                        $(let _ = ($($field,)*);)?
                        $crate::diagnostic::findings!(@or None $(, Some($crate::diagnostic::Said {
                            message: String::from($korean),
                            hint: $crate::diagnostic::findings!(@or None $(, $crate::diagnostic::Hint::from($korean_hint).0)?),
                        }))?)
                    })+)+
                }
            }

            fn outlook(&self) -> $crate::diagnostic::Outlook {
                match self {
                    $($(Self::$variant $({ $($field),* })? => {
                        $(let _ = ($($field,)*);)?
                        $crate::diagnostic::findings!(@or $crate::diagnostic::Outlook::Lasting $(, $outlook)?)
                    })+)+
                }
            }
        }

        impl std::error::Error for $name {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    $($(Self::$variant $({ $($field),* })? => {
                        $(let _ = ($($field,)*);)?
                        $crate::diagnostic::findings!(@or None $(, Some($source))?)
                    })+)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::diagnostic::Problem::message(self))
            }
        }
    };

    (@or $default:expr) => { $default };
    (@or $default:expr, $given:expr) => { $given };
}
pub(crate) use findings;

/// A hint as a declaration writes it: a text, or one that only some cases have.
#[derive(Debug)]
pub(crate) struct Hint(pub(crate) Option<String>);

impl From<&str> for Hint {
    fn from(hint: &str) -> Self {
        Self(Some(hint.to_owned()))
    }
}

impl From<String> for Hint {
    fn from(hint: String) -> Self {
        Self(Some(hint))
    }
}

impl From<Option<String>> for Hint {
    fn from(hint: Option<String>) -> Self {
        Self(hint)
    }
}
