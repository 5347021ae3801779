use super::*;

/// What a text is taken for when it comes in `encoding`.
fn judged(text: &str, encoding: &'static Encoding) -> String {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text} in {}", encoding.name());
    shown(&judge(&bytes))
}

fn shown(verdict: &EncodingVerdict) -> String {
    match verdict {
        EncodingVerdict::Utf8 => "utf-8".to_owned(),
        EncodingVerdict::Clear(encoding) => name_of(encoding).to_owned(),
        EncodingVerdict::Unclear(readings) => {
            readings.iter().map(|(name, word)| format!("{name}={word}")).collect::<Vec<_>>().join(" ")
        }
        EncodingVerdict::Hopeless => "hopeless".to_owned(),
    }
}

#[test]
fn an_encoding_is_bound_by_the_words_it_makes() {
    for (text, encoding, expected) in [
        ("제품,월,금액\n수술 로봇,2026-10,1\n", encoding_rs::EUC_KR, "cp949"),
        ("A형 매출(백만원),B형 원가\n뷁똠방각하\n", encoding_rs::EUC_KR, "cp949"),
        ("2025년 6월,1\n2024년 7월,2\n2026년 4월\n", encoding_rs::EUC_KR, "cp949"),
        ("ПРОДУКТ;СУММА\nМОСКВА;5\nОБОРУДОВАНИЕ;1\n", encoding_rs::ISO_8859_5, "ISO-8859-5"),
        ("ПРОДАЖИ;СУММА\nРоботы в Москве;5\n", encoding_rs::KOI8_R, "KOI8-U"),
        ("产品,金额\n手术机器人,软件平台,心脏病学部门,北京上海\n", encoding_rs::GB18030, "gb18030"),
        ("產品,金額\n手術機器人,軟體平台,心臟病學部門,台北高雄\n", encoding_rs::BIG5, "big5"),
        ("Straße;Größe\nMünchen;5\n", encoding_rs::WINDOWS_1252, "windows-1252"),
        ("Menge;Preis (€)\nMüller – Söhne;5\n", encoding_rs::WINDOWS_1252, "windows-1252"),
        ("premi\u{e8}re,second,troisi\u{e8}me\nQuatri\u{e8}me\n", encoding_rs::WINDOWS_1252, "windows-1252"),
        ("製品,金額\nロボット,ソフトウェア\n", encoding_rs::SHIFT_JIS, "shift_jis"),
        ("Продукт;Сумма\nХирургический робот;5\n", encoding_rs::WINDOWS_1251, "windows-1251"),
    ] {
        assert_eq!(judged(text, encoding), expected, "{text}");
    }
    assert_eq!(judged("Zażółć gęślą jaźń; książka; łódź\n", encoding_rs::WINDOWS_1250), "windows-1250");
}

#[test]
fn a_word_or_two_are_no_evidence_and_the_user_is_asked() {
    assert_eq!(shown(&judge(b"\xc5,1\n")), "windows-1252=Å windows-1250=Ĺ windows-1251=Е windows-1253=Ε");
    assert_eq!(shown(&judge(b"a,b\n1,\xff\n")), "windows-1252=ÿ windows-1250=˙ windows-1251=я macintosh=ˇ");
}

#[test]
fn utf8_with_damage_stays_utf8() {
    let mut bytes = "매출,원가\n이익,1\n".as_bytes().to_vec();
    bytes[1] = b'x';
    assert_eq!(judge(&bytes), EncodingVerdict::Utf8);
}
