//! What a user may say of how the texts of a file are written: its letters, its numbers, its days.

/// How the bytes of a text file without a mark are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// By evidence; a question where the evidence is not clear.
    #[default]
    Auto,
    Utf8,
    /// In the byte order that the zero bytes show.
    Utf16,
    Utf16Le,
    Utf16Be,
    Utf32,
    Utf32Le,
    Utf32Be,
    /// Any other, by a label of the WHATWG standard.
    Named(&'static str),
}

/// The words of `encoding` and what they mean.
pub const ENCODINGS: &[(&str, Encoding)] = &[
    ("auto", Encoding::Auto),
    ("utf-8", Encoding::Utf8),
    ("cp949", Encoding::Named("euc-kr")),
    ("euc-kr", Encoding::Named("euc-kr")),
    ("windows-1252", Encoding::Named("windows-1252")),
    ("utf-16", Encoding::Utf16),
    ("utf-16le", Encoding::Utf16Le),
    ("utf-16be", Encoding::Utf16Be),
    ("utf-32", Encoding::Utf32),
    ("utf-32le", Encoding::Utf32Le),
    ("utf-32be", Encoding::Utf32Be),
    ("shift_jis", Encoding::Named("shift_jis")),
    ("euc-jp", Encoding::Named("euc-jp")),
    ("gb18030", Encoding::Named("gb18030")),
    ("big5", Encoding::Named("big5")),
    ("windows-1250", Encoding::Named("windows-1250")),
    ("windows-1251", Encoding::Named("windows-1251")),
    ("windows-1253", Encoding::Named("windows-1253")),
    ("windows-1254", Encoding::Named("windows-1254")),
    ("windows-1257", Encoding::Named("windows-1257")),
    ("iso-8859-2", Encoding::Named("iso-8859-2")),
    ("windows-1255", Encoding::Named("windows-1255")),
    ("windows-1256", Encoding::Named("windows-1256")),
    ("windows-874", Encoding::Named("windows-874")),
    ("iso-8859-5", Encoding::Named("iso-8859-5")),
    ("iso-8859-7", Encoding::Named("iso-8859-7")),
    ("koi8-r", Encoding::Named("koi8-r")),
    ("koi8-u", Encoding::Named("koi8-u")),
    ("ibm866", Encoding::Named("ibm866")),
    ("iso-8859-15", Encoding::Named("iso-8859-15")),
    ("macintosh", Encoding::Named("macintosh")),
];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DecimalMark {
    #[default]
    Auto,
    Point,
    Comma,
}

impl DecimalMark {
    /// The words of `decimal` and what they mean.
    pub const WORDS: &[(&'static str, Self)] = &[("auto", Self::Auto), (".", Self::Point), (",", Self::Comma)];
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum DateOrder {
    #[default]
    Auto,
    DayFirst,
    MonthFirst,
    /// As [`Self::DayFirst`]; in cells that hold a day, another program took the day for the month and the month for the
    /// day.
    DayFirstSwapped,
    MonthFirstSwapped,
    /// Cells that show day and month only hold a month: the day was typed as the year, as `Oct-25`.
    DayIsYear,
    /// `2026년 1/4` is the first quarter, not the fourth of January.
    Quarters,
    /// A strftime pattern.
    Pattern(String),
}

impl DateOrder {
    /// The words of `dates` and what they mean, patterns apart.
    pub const WORDS: &[(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("day-first", Self::DayFirst),
        ("month-first", Self::MonthFirst),
        ("day-first-swapped", Self::DayFirstSwapped),
        ("month-first-swapped", Self::MonthFirstSwapped),
        ("day-is-year", Self::DayIsYear),
        ("quarters", Self::Quarters),
    ];
}
