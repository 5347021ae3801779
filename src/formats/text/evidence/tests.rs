use super::*;

/// What a text is taken for when it comes in `encoding`.
fn judged(text: &str, encoding: &'static Encoding) -> String {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text} in {}", encoding.name());
    shown(&judge(&bytes, &[]))
}

fn shown(verdict: &EncodingVerdict) -> String {
    match verdict {
        EncodingVerdict::Utf8 => "utf-8".to_owned(),
        EncodingVerdict::Damaged(encoding) => format!("{}, damaged", name_of(encoding)),
        EncodingVerdict::Plausible { encodings, .. } => name_of(encodings[0]).to_owned(),
        EncodingVerdict::Hopeless => "hopeless".to_owned(),
    }
}

#[test]
fn an_encoding_is_taken_by_the_words_it_makes() {
    for (text, encoding, expected) in [
        ("제품,월,금액\n수술 로봇,2026-10,1\n", encoding_rs::EUC_KR, "cp949"),
        ("A형 매출(백만원),B형 원가\n뷁똠방각하\n", encoding_rs::EUC_KR, "cp949"),
        ("2025년 6월,1\n2024년 7월,2\n2026년 4월\n", encoding_rs::EUC_KR, "cp949"),
        ("ПРОДУКТ;СУММА\nМОСКВА;5\nОБОРУДОВАНИЕ;1\n", encoding_rs::ISO_8859_5, "iso-8859-5"),
        ("ПРОДАЖИ;СУММА\nРоботы в Москве;5\n", encoding_rs::KOI8_R, "koi8-u"),
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
fn a_single_word_is_read_as_offices_write_it() {
    for word in [
        "Zürich Plan",
        "Café",
        "Größe",
        "Köln",
        "Übrige",
        "Äpfel",
        "Île-de-France",
        "Béziers",
        "Besançon",
        "Noël",
        "Étagère",
        "España",
        "Año",
        "Córdoba",
        "São Paulo",
        "Região",
        "Açúcar",
        "Não",
        "Malmö",
        "Århus",
        "København",
        "Tromsø",
        "Città",
        "più",
        "€ 5",
        "5 €",
        "Acme® Pro",
        "Acme™",
        "O’Brien",
        "2026 – 2027",
        "10°",
        "m²",
        "½ price",
        "£ 5",
        "• Alpha",
        "§ 3",
        "1\u{a0}234,50",
        "Å",
    ] {
        assert_eq!(judged(word, encoding_rs::WINDOWS_1252), "windows-1252", "{word}");
    }
    for word in ["매출", "년", "서울", "김철수", "똠방각하", "현대", "월", "2026년 10월"] {
        assert_eq!(judged(word, encoding_rs::EUC_KR), "cp949", "{word}");
    }
    for word in ["東京", "売上", "製品名", "ロボット", "2026年1月", "大阪", "数量", "若葉メーター", "山田太郎"]
    {
        assert_eq!(judged(word, encoding_rs::SHIFT_JIS), "shift_jis", "{word}");
    }
    for word in ["Москва", "Год", "Иванов", "ООО Ромашка"] {
        assert_eq!(judged(word, encoding_rs::WINDOWS_1251), "windows-1251", "{word}");
    }
    for (word, encoding, name) in [
        ("שלום עולם", encoding_rs::WINDOWS_1255, "windows-1255"),
        ("مرحبا بالعالم", encoding_rs::WINDOWS_1256, "windows-1256"),
        ("กรุงเทพมหานคร", encoding_rs::WINDOWS_874, "windows-874"),
        ("Θεσσαλονίκη", encoding_rs::WINDOWS_1253, "windows-1253"),
    ] {
        assert_eq!(judged(word, encoding), name, "{word}");
    }
    for word in ["Łódź", "Wrocław", "książka", "Michał Wiśniewski", "Zażółć gęślą jaźń"] {
        assert_eq!(judged(word, encoding_rs::WINDOWS_1250), "windows-1250", "{word}");
    }
    for word in ["İstanbul", "Muğla", "Şanlıurfa", "Diyarbakır"] {
        assert_eq!(judged(word, encoding_rs::WINDOWS_1254), "windows-1254", "{word}");
    }
    for word in ["Café,Lumière", "Größe", "Besançon", "Année"] {
        assert_eq!(judge(&in_macintosh(word), &[]), plausible(&[encoding_rs::MACINTOSH], false), "{word}");
    }
}

/// Few letters are enough: those of the Western languages stand above 0x80 in another order.
fn in_macintosh(word: &str) -> Vec<u8> {
    encoding_rs::MACINTOSH.encode(word).0.into_owned()
}

fn plausible(encodings: &[&'static Encoding], close: bool) -> EncodingVerdict {
    EncodingVerdict::Plausible { encodings: encodings.to_vec(), close }
}

#[test]
fn what_could_be_meant_too_is_kept() {
    let EncodingVerdict::Plausible { encodings, close } =
        judge("Dvo\u{f8}\u{e1}k".chars().map(|c| c as u8).collect::<Vec<u8>>().as_slice(), &[])
    else {
        panic!("it is a word in several encodings");
    };
    assert!(close && encodings.contains(&encoding_rs::WINDOWS_1250) && encodings.contains(&encoding_rs::WINDOWS_1252));
    let EncodingVerdict::Plausible { close, .. } = judge(b"Z\xfcrich Plan", &[]) else { panic!("it is a word") };
    assert!(!close, "no other encoding makes a word of it");
}

#[test]
fn a_word_that_the_pipeline_expects_decides() {
    let bytes = encoding_rs::WINDOWS_1250.encode("Plzeň;1\n").0;
    assert_eq!(shown(&judge(&bytes, &[])), "windows-1252");
    assert_eq!(shown(&judge(&bytes, &["Plzeň".to_owned()])), "windows-1250");
    assert_eq!(shown(&judge(&bytes, &["Praha".to_owned()])), "windows-1252");
}

#[test]
fn bytes_that_no_writer_put_together_are_no_text() {
    assert_eq!(judge(b"a\x81\x8d\x8f\x90\x9d\xffb\x81\xfe\xff", &[]), EncodingVerdict::Hopeless);
}

#[test]
fn utf8_with_damage_stays_utf8() {
    let mut bytes = "매출,원가\n이익,1\n".as_bytes().to_vec();
    bytes[1] = b'x';
    assert_eq!(judge(&bytes, &[]), EncodingVerdict::Utf8);
}
