//! Who reads only the message of each page knows the stories of the sample.

use crate::harness::Test;
use calamine::{Data, Reader};

/// The sentence above each page of the sample's scorecard, by page.
fn messages(pages: &[&str], language: &str) -> Vec<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let pipeline = std::fs::read_to_string(format!("{root}/pipelines/monthly.toml")).unwrap();
    let pipeline = pipeline
        .replace("../sample_data", &format!("{root}/sample_data"))
        .replace("language = \"en\"", &format!("language = \"{language}\""));
    let ran = Test::new()
        .bytes("monthly.toml", pipeline.as_bytes())
        .args("run monthly.toml --as-of 2026-10 --output here --quiet")
        .run_quietly();
    let mut book = calamine::open_workbook_auto(ran.path("here/2026-10/Scorecard 2026-10.xlsx")).unwrap();
    let mut message = |page: &&str| {
        let range = book.worksheet_range(page).unwrap();
        let texts = range.rows().take(8).flatten().filter_map(|cell| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        });
        // Of the lines above the table only the message is a sentence.
        texts.into_iter().find(|text| text.ends_with('.')).unwrap()
    };
    pages.iter().map(&mut message).collect()
}

#[test]
fn the_messages_alone_tell_the_stories_of_the_sample() {
    let pages = ["Portfolio", "SpineGuide", "LabRelay", "PulseHome", "OrthoKit", "CardioSight", "NeuroMap"];
    let told = messages(&pages, "en");
    let expected = [
        "3 of 6 products meet their agreed goals: PulseHome (adoption) and LabRelay (keeping customers) miss them; OrthoKit \
         cannot be scored; SpineGuide exceeds them.",
        "▲ Exceeded at 110: all 5 business goals are met; furthest ahead on revenue growth, 34.4% against 25.0% planned.",
        "✕ Missed at 83: falls short on keeping customers and use, most on gross revenue retention, 76.9% against 90.0% \
         planned; yet its product goal is met; revenue still at 97%.",
        "✕ Missed at 51: the launch falls short on adoption, new customers, revenue and use, most on adoption rate, \
         FY2026-H2, 12.1% against 28.3% planned.",
        "○ Not scored: only 40% of the agreed weight could be scored; no export has figures for gross revenue retention and \
         active users.",
        "● Met at 101: 5 of 6 business goals met; most is lost on attach rate (aspirational), 47.2% against 55.0% planned.",
        "● Met at 102: 3 of 4 business goals met; most is lost on seat utilisation, FY2026-H2, 57.2% against 60.0% planned.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_messages_tell_them_in_korean_too() {
    let told = messages(&["포트폴리오", "SpineGuide", "LabRelay", "PulseHome", "OrthoKit"], "ko");
    let expected = [
        "제품 6개 중 3개가 합의된 목표를 달성; 미달: PulseHome (도입), LabRelay (고객 유지); 평가 불가: OrthoKit; 초과 달성: \
         SpineGuide.",
        "▲ 초과 달성 110점: 사업 목표 5개 모두 달성; 가장 앞선 목표는 매출 성장률 34.4%(계획 25.0%).",
        "✕ 미달 83점: 고객 유지, 사용 부족, 가장 큰 부족은 총매출 유지율 76.9%(계획 90.0%); 이를 위한 제품 목표는 달성; 매출은 아직 \
         목표의 97%.",
        "✕ 미달 51점: 출시 제품, 도입, 신규 고객, 매출, 사용 부족, 가장 큰 부족은 도입률, FY2026-H2 12.1%(계획 28.3%).",
        "○ 평가 불가: 합의된 가중치의 40%만 평가됨; 자료 없음: 총매출 유지율, 활성 사용자.",
    ];
    assert_eq!(told, expected);
}
