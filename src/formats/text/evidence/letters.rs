//! How usual the letters and signs of a text are in the languages that an encoding is made for.

use encoding_rs::Encoding;

/// Points per byte beyond ASCII, in tenths; a letter that its languages use every day has twenty.
pub(super) fn usualness(sample: &[u8], text: &str, encoding: &'static Encoding) -> i64 {
    let bytes = sample.iter().filter(|byte| !byte.is_ascii()).count().max(1);
    let points = if encoding.is_single_byte() {
        let points = single_byte_points(encoding);
        let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
        words
            .map(|word| {
                let lone = word.chars().nth(1).is_none();
                let of = |c: char| if lone && c.is_alphabetic() { points(c).min(5) } else { points(c) };
                word.chars().filter(|c| !c.is_ascii()).map(of).sum::<i64>()
            })
            .sum()
    } else {
        pair_points(sample, text, encoding)
    };
    points / i64::try_from(bytes).unwrap_or(i64::MAX) + habit(encoding)
}

/// What speaks for an encoding before anything is read: which programs write it, and how many people use them.
fn habit(encoding: &'static Encoding) -> i64 {
    match encoding.name() {
        "windows-1252" | "EUC-KR" => 6,
        "windows-1251" => 2,
        "Shift_JIS" => 1,
        "EUC-JP" | "Big5" => -2,
        "windows-1254" => -1,
        "windows-1257" => -3,
        "macintosh" => -5,
        _ => 0,
    }
}

/// Signs that people put into tables.
const SIGNS: &str = "€’‘“”–—…°®™·§\u{a0}«»£²³½¼¾•¿¡×µºª¥±©„‚";

const WESTERN: &str = "äöüßéèêàâçëïîôùûñáíóúãõåæøìòœÄÖÜÉÅØÑÇÁÎÆ";
const WESTERN_TOO: &str = "ÍÓÚÊÔÂÃÕÌÒÙÛËÏÀÈŠšŽžŒýðþ";
const CENTRAL: &str = "ąćęłńóśźżŁŚŻĆÓěščřžýáíéúůťďňŠČŘŽőűŐöüäÖÜľĺôăâîşţß";
const TURKISH: &str = "ıİğĞşŞçöüÇÖÜâî";
const BALTIC: &str = "ąčęėįšųūžāēģīķļņõäöüŠŽČĀĒĪŪÕÄÖÜ";
const RUSSIAN: &str = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф";
const GREEK: &str = "αοιετσνηυρπκμλςωδγάόίέήύώθχφβ";

fn single_byte_points(encoding: &'static Encoding) -> impl Fn(char) -> i64 {
    let (usual, too): (&str, &str) = match encoding.name() {
        "windows-1250" | "ISO-8859-2" => (CENTRAL, ""),
        "windows-1254" => (TURKISH, "éèàáíóúñ"),
        "windows-1257" | "ISO-8859-4" | "ISO-8859-13" => (BALTIC, "éó"),
        "windows-1251" | "KOI8-U" | "KOI8-R" | "IBM866" | "ISO-8859-5" | "x-mac-cyrillic" => (RUSSIAN, "ъёіїєґў"),
        "windows-1253" | "ISO-8859-7" => (GREEK, "ζξψϊϋΐΰ"),
        _ => (WESTERN, WESTERN_TOO),
    };
    move |c| {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let is_case_free = usual == RUSSIAN || usual == GREEK;
        if usual.contains(c) || (is_case_free && usual.contains(lower)) {
            20
        } else if too.contains(c) {
            5
        } else if SIGNS.contains(c) {
            15
        } else if is_of_other_script(c) {
            18
        } else {
            -30
        }
    }
}

/// Hebrew, Arabic, Thai: which letters of those are usual is not told here.
const fn is_of_other_script(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{6ff}' | '\u{e01}'..='\u{e5b}')
}

/// Syllables of every other Korean word.
const HANGUL: &str = "가각간갈감강개거건검게격견결경계고곡공과관광교구국군권귀규균그극근금급기김나남내년노농능다단달담당대더도독동두드등디라락란람량러레려력련령로록론료루류률르를리린림립마만말매면명모목무문물미민반발방배백번범법변별병보복본봉부분불비사산삼상새색생서석선설성세소속손솔송수순술스습시식신실심십아악안암압애액야약양어억업에여역연열영예오온올와완외요용우운울원월위유육율은을음의이인일임입자작잔장재저적전절점정제조종주준중증지직진질집차착참창채처천철청체초총최추축출충취측치침카컨케코콘크클타탁탄택터테토통투트특티팀파판팔패페편평포표품풍프플피필하학한할함합항해핵행향허험현협형호화확환활황회효후휘휴";

fn pair_points(sample: &[u8], text: &str, encoding: &'static Encoding) -> i64 {
    if encoding == encoding_rs::EUC_KR {
        let points = |c: char| match c {
            '\u{ac00}'..='\u{d7a3}' if HANGUL.contains(c) => 25,
            '\u{ac00}'..='\u{d7a3}' | '\u{3131}'..='\u{318e}' => -5,
            c if SIGNS.contains(c) || matches!(c, '\u{3000}'..='\u{3015}' | '\u{ff01}'..='\u{ff5e}' | '①'..='⑳') => {
                12
            }
            _ => -10,
        };
        return 2 * text.chars().filter(|c| !c.is_ascii()).map(points).sum::<i64>();
    }
    let mut points = 0;
    let mut at = 0;
    while let Some(&lead) = sample.get(at) {
        at += 1;
        if lead.is_ascii() {
            continue;
        }
        let half_kana = encoding == encoding_rs::SHIFT_JIS && (0xa1..=0xdf).contains(&lead);
        let trail = if half_kana { 0 } else { sample.get(at).copied().unwrap_or(0) };
        at += usize::from(!half_kana);
        points += 2 * match (encoding.name(), lead, trail) {
            ("Shift_JIS", 0xa1..=0xdf, _) => -5,
            ("Shift_JIS", 0x82, 0x9f..) | ("Shift_JIS", 0x83, ..=0x96) | ("EUC-JP", 0xa4 | 0xa5, _) => 20,
            ("Shift_JIS", 0x81 | 0x82, _) | ("EUC-JP", 0xa1 | 0xa3, _) => 12,
            ("Shift_JIS", 0x88..=0x97, _)
            | ("EUC-JP", 0xb0..=0xcf, _)
            | ("gb18030", 0xa1 | 0xa3 | 0xb0..=0xd7, 0xa1..) => 9,
            ("gb18030", 0xd8..=0xf7, 0xa1..) => -4,
            ("Big5", 0xa1 | 0xa4..=0xc6, _) => 8,
            _ => -10,
        };
    }
    points
}
