//! Fixed words of the pages.

use crate::lang::Label;

macro_rules! labels {
    ($($name:ident = $en:literal, $ko:literal;)*) => {
        $(pub(in crate::scorecard) const $name: Label = Label::new($en, $ko);)*
        #[cfg(test)]
        pub(super) const ALL: &[Label] = &[$($name),*];
    };
}

labels! {
    // Pages.
    PORTFOLIO = "Portfolio", "포트폴리오";
    PORTFOLIO_GOALS = "Portfolio goals", "포트폴리오 목표";
    QUALITY = "Data quality", "데이터 품질";
    SOURCES = "Sources", "자료 출처";
    DEFINITIONS = "Definitions", "지표 정의";
    DATA = "Data", "데이터";
    COMMENTS = "Comments", "의견";
    WORKINGS = "Workings", "계산";
    WORKINGS_TITLE = "How the scores are worked out", "점수 계산 과정";
    WORKINGS_MESSAGE = "Attainment, scores and roll-ups are formulas over these figures; the other pages point here.", "달성률, 점수, 집계는 아래 수치에 대한 수식이며 다른 시트가 이를 참조합니다.";
    OBSERVATIONS = "Observations: a row a product, metric and period, in whole units", "관측값: 제품·지표·기간별 한 행, 기본 단위";
    GOALS_DATA = "Goals", "목표";
    THEMES_DATA = "Scores by theme and product", "부문·제품별 점수";
    PRODUCTS_DATA = "Scores by product", "제품별 점수";

    // Portfolio page.
    PORTFOLIO_TITLE = "Product success scorecard", "제품 성과 스코어카드";
    PORTFOLIO_SCORE = "Portfolio score", "포트폴리오 점수";
    GOALS_MET = "Business goals met", "사업 목표 달성";
    PRODUCT = "Product", "제품";
    STAGE = "Stage", "단계";
    VERDICT = "Verdict", "판정";
    SCORE = "Score", "점수";
    WEIGHT_SCORED = "Weight scored", "평가 비중";
    DELTA_PLAN_REVENUE = "Revenue YTD ΔPL", "매출 누계 ΔPL";
    DECIDED = "What decided it", "결정 요인";
    DECISIONS = "Decisions needed", "의사결정 필요";
    THEMES = "Score by theme", "부문별 점수";
    WEIGHTED_BY_REVENUE = "Products weighted by revenue; those not scored are left out and lower the weight scored", "매출로 가중; 평가 불가 제품은 제외되어 평가 비중을 낮춤";
    WEIGHTED_EQUALLY = "Products weighted equally; those not scored are left out and lower the weight scored", "동일 가중; 평가 불가 제품은 제외되어 평가 비중을 낮춤";
    WEIGHTED_BY_CATALOG = "Products weighted by the catalog; those not scored are left out and lower the weight scored", "제품 목록의 가중치 적용; 평가 불가 제품은 제외되어 평가 비중을 낮춤";
    NO_DECISIONS = "No agreed goal has a gap large enough to decide about.", "의사결정이 필요할 만큼 큰 차이가 있는 합의 목표가 없습니다.";
    BAD_SIGNAL = "signal on the bad side", "불리한 쪽의 신호";

    DECISIONS_PAGE = "Decisions", "의사결정";
    WHY = "Beside its status", "추가 사유";
    POINTS_LOST = "Points of score", "점수 영향";
    AT_STAKE = "Money at stake", "영향 금액";
    NO_STAKE = "No goal in money", "금액 목표가 아님";
    SCORE_CHANGE = "Change", "변화";
    FIRST_RUN = "First run: no earlier score to compare with", "첫 실행: 비교할 이전 점수가 없음";
    REVENUE_LANDING = "Revenue landing, year", "연간 매출 예상";
    REVENUE_LANDING_SHARE = "Revenue landing ÷ goal", "매출 예상 달성률";
    LANDINGS_ADDED_UP = "An estimate: landings and goals of the products with a revenue goal for the year, added up. Their ranges are added up, too, so the range is wider than chance would make it.", "추정치: 연간 매출 목표가 있는 제품의 예상과 목표를 합한 값. 범위도 단순 합이므로 실제보다 넓음.";
    LANDING_IS_ESTIMATE = "An estimate", "추정치";
    DECISIONS_NOTATION = "Ordered by the money at stake: what is missing at the end of the goal, or to date where no end can be foretold. Points of score: what the goal costs its product's score.", "영향 금액 순: 목표 종료 시점의 부족액, 예상할 수 없으면 현재까지의 부족액. 점수 영향: 이 목표가 제품 점수에서 깎는 점수.";

    NO_FAMILY = "No family", "제품군 없음";

    // Pages of an audience.
    SALES = "Sales", "영업";
    SALES_TITLE = "Sales scorecard", "영업 스코어카드";
    MARKETING = "Marketing", "마케팅";
    MARKETING_TITLE = "Marketing scorecard", "마케팅 스코어카드";
    NO_YEAR_GOAL = "No goal for the year", "연간 목표가 없음";
    NOTHING_TO_FOCUS = "No input brings any of the metrics of this page.", "이 시트의 지표에 해당하는 자료가 없습니다.";

    // Goals as agreed.
    GOALS_PAGE = "Goals", "합의 목표";
    GOAL_ID = "Id", "목표 ID";
    GOAL_WINDOW = "Window", "기간";
    SUPPORTS = "Supports", "상위 목표";
    GOAL_NOTE = "Note", "비고";
    NOT_GIVEN = "The goals workbook gives none", "목표 파일에 값이 없음";
    PROPOSED = "Proposed, not agreed", "제안됨, 합의 전";
    NO_GOALS = "There are no goals.", "목표가 없습니다.";
    PHASING_EVEN = "Even", "균등";
    PHASING_LAST_YEAR = "As last year", "전년 비중";
    PHASING_RAMP = "Ramp", "점증";
    PHASING_FLAT = "Flat", "일정";
    KIND_BUSINESS = "Business", "사업";
    KIND_PRODUCT = "Product", "제품";
    COMMITTED = "Committed", "확약";
    ASPIRATIONAL = "Aspirational", "도전";

    // Cohorts.
    COHORTS = "Cohorts", "코호트";
    COHORT = "Came in", "유입 기간";
    COHORT_SIZE = "Customers", "고객 수";
    PERIODS_SINCE = "Share still there, periods after they came", "유입 후 경과 기간별 잔존율";
    ALL_COHORTS = "All", "전체";
    NO_COHORT = "No cohort is old enough with figures for it", "이 경과 기간의 자료가 있는 코호트가 없음";
    COHORT_NOT_COVERED = "No export covers this period", "이 기간의 자료가 없음";
    COHORT_NOTATION = "Customers by the period in which they first came. The darker, the more of them are still there. All: over the cohorts that are old enough. Empty: not there yet.", "고객을 처음 유입된 기간별로 묶음. 진할수록 잔존율이 높음. 전체: 해당 경과 기간에 이른 코호트의 합. 빈칸: 아직 오지 않은 기간.";

    // Movements.
    MOVEMENTS = "Movements", "변동";
    MOVEMENTS_BY_PRODUCT = "Year to date, by product", "연 누계, 제품별";
    MOVEMENTS_BY_PERIOD = "By period", "기간별";
    MOVEMENTS_NOTATION = "Opening, gains and losses add up to the closing. Gains are good and losses bad for the business.", "기초와 증감을 더하면 기말과 같음. 증가는 사업에 유리, 감소는 불리.";
    NET_CHANGE = "Change", "순증감";
    CUSTOMERS = "Customers", "고객 수";
    CUSTOMER = "Customer", "고객";
    MOVEMENT = "Movement", "변동 유형";
    BEFORE = "Before", "이전";
    AFTER = "After", "이후";
    LARGEST_GAINS = "Largest gains of the year to date", "연 누계 최대 증가 고객";
    LARGEST_LOSSES = "Largest losses of the year to date", "연 누계 최대 감소 고객";
    AT_RISK_CUSTOMERS = "At risk: shrank in the last three periods and still pay", "주의 고객: 최근 3개 기간에 축소했으나 유지 중";
    NO_CUSTOMERS = "None.", "없음.";

    // Goal tables.
    GOAL = "Goal", "목표";
    ACTUAL = "AC", "AC";
    PLAN = "PL", "PL";
    DELTA_PLAN = "ΔPL", "ΔPL";
    DELTA_PLAN_PERCENT = "ΔPL%", "ΔPL%";
    PRIOR_YEAR = "PY", "PY";
    DELTA_PRIOR_YEAR_PERCENT = "ΔPY%", "ΔPY%";
    TO_DATE = "Goal window to date", "목표 기간 누계";
    WHOLE_GOAL = "Goal", "목표";
    LANDING = "Landing, est.", "예상 (추정)";
    TARGET = "Target", "목표값";
    LANDING_SHARE = "Landing ÷ goal", "예상 달성률";
    ATTAINMENT = "Attainment", "달성률";
    WEIGHT = "Weight", "가중치";
    STATUS = "Status", "상태";
    THIRTEEN_MONTHS = "13 months", "13개월";
    OWNER = "Owner", "담당";
    LAST_COMMENT = "Last period", "지난 기간";
    COMMENTS_TITLE = "Comments of goals that are gone", "삭제된 목표의 의견";
    COMMENTS_MESSAGE = "Written about goals or products that this scorecard no longer has, or in earlier periods; kept so that nothing is lost.", "이 스코어카드에 더 이상 없는 목표나 제품, 또는 이전 기간에 작성된 의견을 보존한 목록입니다.";
    COMMENT = "What happened and what is next", "경과와 향후 계획";
    BUSINESS_GOALS = "Business goals and the product goals that support them", "사업 목표와 이를 뒷받침하는 제품 목표";
    OTHER_PRODUCT_GOALS = "Other product goals", "그 밖의 제품 목표";
    CLOSED_GOALS = "Closed goals of the year: final results, counted no more", "올해 종료된 목표: 최종 결과, 점수에 넣지 않음";
    LAST_MONTH_OF_GOAL = "Last month of the goal", "목표 마지막 달";
    NO_LIVE_GOALS = "No goal is live in this period.", "이 기간에 진행 중인 목표가 없습니다.";
    NOTATION = "AC actual, PL plan, PY prior year. A plus sign marks a difference. Ratios differ in percentage points. Green is good for the business and red bad, whatever the sign. – no data: the reason is in the cell's note.",
        "AC 실적, PL 계획, PY 전년. 더하기 부호는 차이를 뜻함. 비율의 차이는 %p. 부호와 관계없이 초록은 사업에 유리, 빨강은 불리. – 자료 없음: 이유는 셀 메모에 있음.";
    NOTATION_OF_HTML = "AC actual, PL plan, PY prior year. A plus sign marks a difference. Ratios differ in percentage points. Green is good for the business and red bad, whatever the sign. – no data: the reason stands below the table, under the letter beside it.",
        "AC 실적, PL 계획, PY 전년. 더하기 부호는 차이를 뜻함. 비율의 차이는 %p. 부호와 관계없이 초록은 사업에 유리, 빨강은 불리. – 자료 없음: 이유는 표 아래 같은 글자의 주석에 있음.";
    HEAT_NOTATION = "Themes: ▲ exceeded · ● met · ◐ at risk · ✕ missed. Weight scored: share of the agreed weight for which there were figures.",
        "부문: ▲ 초과 달성 · ● 달성 · ◐ 주의 · ✕ 미달. 평가 비중: 합의된 가중치 중 자료가 있어 평가된 몫.";
    MILESTONE_FIGURES = "A milestone has a due date and no figures", "마일스톤에는 기한만 있고 수치가 없음";
    NO_PLAN = "No plan for this window", "이 기간의 계획이 없음";
    RANGE_PLAN = "The plan is a range", "계획이 범위로 주어짐";
    ZERO_BASE = "Compares with zero", "0과의 비교";
    POINTS_NOT_PERCENT = "Ratios differ in percentage points", "비율의 차이는 %p로 표시";
    NO_WEIGHT = "It carries no weight in the score", "점수에 가중치가 없음";
    NO_THEME = "No goal with weight in this theme", "이 부문에 가중치가 있는 목표가 없음";
    THEME_NOT_SCORED = "The goals of this theme could not be scored", "이 부문의 목표를 평가할 수 없음";
    NO_REVENUE_GOAL = "No revenue goal for the year to date", "연 누계 매출 목표가 없음";
    NO_STAGE = "The product catalog gives no stage", "제품 목록에 단계가 없음";
    NO_OWNER = "The goals workbook names no owner", "목표 파일에 담당이 없음";
    NO_AGREED_GOALS = "No goal is agreed", "합의된 목표 없음";
    NOT_MEASURED = "No input brings this metric", "이 지표의 자료가 입력되지 않음";
    NOT_YET = "Not over yet", "아직 끝나지 않음";
    WINDOW_OVER = "The window of the goal is over", "목표 기간이 끝남";
    NO_LANDING = "There are no figures to foretell the end from", "예상의 근거가 될 수치가 없음";
    NO_LANDING_SHARE = "It cannot be set against the goal", "목표와 비교할 수 없음";
    TARGET_REACHED = "It stands at its target or better", "이미 목표값 이상";
    NO_REPLAY = "No finished window to replay it over", "비교해 볼 지난 기간이 없음";
    PARTIAL_NOT_COMPARED = "The period is not complete and is not compared with a whole one; the goal stands at the last whole one", "기간이 아직 끝나지 않아 비교하지 않음; 목표는 마지막 완료 기간 기준";
    PARTIAL = ", not complete", ", 일부 기간";
    NOT_AGREED_MARK = "not agreed", "미합의";
    ASPIRATIONAL_MARK = "aspirational", "도전";
    DUE = "due", "기한";

    // Changes.
    CHANGES = "Changes", "변경 사항";
    MOVED_GOALS = "Agreed goals that moved this year", "올해 변경된 합의 목표";
    NO_MOVED_GOALS = "No agreed goal has moved since it was first published.", "처음 발행된 뒤 변경된 합의 목표가 없습니다.";
    MOVED_MARK = "moved", "변경됨";
    WHAT_MOVED = "What moved", "변경 항목";
    OLD = "Before", "이전";
    NEW_VALUE = "After", "이후";
    WHICH_WAY = "Which way", "방향성";
    TIGHTENED = "Tightened", "강화";
    LOOSENED = "Loosened", "완화";
    NEITHER = "Neither", "해당 없음";
    GOAL_SCORE = "Goal score", "목표 점수";
    PRODUCT_SCORE = "Product score", "제품 점수";
    AGAINST_OLD = "before", "이전 목표";
    AGAINST_NEW = "after", "이후 목표";
    AGREED_BY = "Agreed by", "합의자";
    AGREED_ON = "Agreed on", "합의일";
    FIRST_SEEN = "First seen", "최초 확인";
    CHANGE_REASON = "Reason", "변경 사유";
    NO_SCORE = "There is no score", "점수가 없음";
    NOT_SIGNED = "It is not signed off", "합의되지 않음";
    NO_REASON_NEEDED = "A new goal needs no reason", "새 목표에는 사유가 필요 없음";
    NO_CHANGE_REASON = "The goals workbook gives no reason", "목표 파일에 변경 사유가 없음";
    NO_VALUE = "There is none", "값 없음";
    WITHDRAWN = "Sign-off taken back", "합의 철회";
    DROPPED = "Dropped", "삭제";
    ADDED = "Added after the first sign-off", "첫 합의 이후 추가";
    BASELINE = "Baseline", "기준값";
    FLOOR = "Floor", "하한";
    STRETCH = "Stretch", "도전 목표";
    PHASING = "Phasing", "배분";
    KIND = "Kind", "구분";
    CLASS = "Class", "등급";
    RESTATED_FIGURES = "Figures of closed periods that were restated", "마감 기간의 소급 수정된 수치";
    NO_RESTATED_FIGURES = "No figure of a closed period has changed.", "마감 기간의 수치에 변경이 없습니다.";
    DIFFERENCE = "Δ", "Δ";
    CELLS = "Where it comes from now", "현재 값의 출처";
    ALONG = "Moved along", "함께 변경된 지표";
    NO_DATA_THEN = "There was no data", "당시 자료 없음";
    NO_DATA_NOW = "There is no data any more", "현재 자료 없음";
    NO_DIFFERENCE = "Nothing to compare with", "비교 대상 없음";
    NO_CELLS = "No cell of an export brings it now", "현재 값을 제공하는 셀이 없음";
    NOTHING_ALONG = "No other metric of the product", "제품의 다른 지표 없음";
    EFFECTS = "What the restated figures do to the published scores", "소급 수정이 발행 점수에 미치는 영향";
    SCORE_PUBLISHED = "Score published", "발행 점수";
    SCORE_NOW = "With today's figures", "현재 수치 기준";
    VERDICT_PUBLISHED = "Verdict published", "발행 판정";
    VERDICT_NOW = "Verdict now", "현재 판정";
    CHANGED_FILES = "Files that are not what the last run read", "지난 실행 이후 변경된 파일";
    NO_CHANGED_FILES = "Every file is what the last run read.", "모든 파일이 지난 실행과 같습니다.";
    FILE_KIND = "Kind", "종류";
    GOALS_WORKBOOK = "Goals workbook", "목표 파일";
    WHAT_HAPPENED = "What happened", "변경 내용";
    FILE_NEW = "New", "신규";
    FILE_GONE = "Gone", "없어짐";
    FILE_CHANGED = "Changed", "변경";
    HASH_THEN = "Hash then (start)", "이전 해시 (앞부분)";
    HASH_NOW = "Hash now (start)", "현재 해시 (앞부분)";
    NOTHING_BEFORE = "This is the first published run: there is nothing to compare with.", "첫 발행 실행이므로 비교할 대상이 없습니다.";
    CHANGES_NOTATION = "Scores against a goal before and after its move use today's figures. The published score is that of the run compared with; beside it stands what today's figures give at the same period with the goals of that run.",
        "변경 전후 목표 대비 점수는 현재 수치로 계산. 발행 점수는 비교 대상 실행의 점수이며, 그 옆은 같은 기간과 당시 목표를 현재 수치로 다시 계산한 점수.";

    // Charts.
    NUMBERS = "The numbers behind the charts", "차트의 수치";
    MRR_BRIDGE = "MRR bridge, year to date", "MRR 변동, 연 누계";
    OPENING = "Opening", "기초";
    NEW = "New", "신규";
    REACTIVATION = "React.", "재활성";
    EXPANSION = "Expansion", "확장";
    CONTRACTION = "Contract.", "축소";
    CHURN = "Churn", "해지";
    CLOSING = "Closing", "기말";
    BASE = "Base (not drawn)", "바닥 (그리지 않음)";
    LEVEL = "Level", "잔액";
    GAIN = "Gain", "증가";
    ROOM = "Room for labels (not drawn)", "레이블 자리 (그리지 않음)";
    LOSS = "Loss", "감소";
    CHANGE = "MRR and its changes", "MRR과 변동";
    AC_SOLID = "AC solid", "AC 채움";
    PL_OUTLINED = "PL outlined", "PL 윤곽";
    PY_LIGHTER = "PY lighter", "PY 연하게";
    FC_HATCHED = "FC hatched", "FC 빗금";
    STAR_PARTIAL = "* not complete", "* 일부 기간";
    FORECAST = "FC", "FC";
    FORECAST_SPREAD = "Estimate: what is missing to the landing, spread over the periods left as the plan spreads it, else as last year, else evenly", "추정: 예상 최종값까지 남은 몫을 계획, 없으면 작년의 비중, 없으면 균등하게 남은 기간에 배분";
    NO_ESTIMATE_PAST = "No estimate for this period", "이 기간의 추정치 없음";
    NO_PRIOR_YEAR = "No figure for the year before", "전년의 값이 없음";
    DELTA_PRIOR_YEAR = "ΔPY", "ΔPY";
    AS_DRAWN = "(as drawn)", "(차트용)";
    GOOD = "good", "유리";
    BAD = "bad", "불리";
    STUB = "Level below the slit", "틈 아래 잔액";
    SLIT = "Slit: the axis does not start at zero", "틈: 축이 0에서 시작하지 않음";
    LEVELS_CUT = "levels cut", "잔액 축 생략";
    SCALES = "×n beside a chart: drawn n times as tall as the other charts of its unit on this page.", "차트 옆의 ×n: 이 페이지의 같은 단위 차트보다 n배 크게 그림.";
    RETENTION_CHART = "Retention, 12 months", "유지율, 12개월";
    USAGE_CHART = "Adoption and usage", "도입과 사용";
    USERS = "Users", "사용자";
    LAUNCH_CHART = "Revenue since launch against the business case", "출시 이후 매출과 사업계획";
    LAUNCH_CHART_ALONE = "Revenue since launch", "출시 이후 매출";
    BUSINESS_CASE = "Business case", "사업계획";
    NO_GOAL_HERE = "No goal for this period", "이 기간의 목표가 없음";
    LANDING_CHART = "Landing", "예상";
    AC_TO_DATE = "AC to date", "AC 누계";
    INTERVAL_BELOW = "Interval, below", "구간, 아래쪽";
    INTERVAL_ABOVE = "Interval, above", "구간, 위쪽";

    // Pages about the data.
    DATA_TITLE = "Data: the series behind the sparklines", "데이터: 스파크라인의 수치";
    METRIC = "Metric", "지표";
    UNIT = "Unit", "단위";
    FINDINGS = "Findings", "점검 결과";
    NO_FINDINGS = "No findings.", "점검 결과가 없습니다.";
    SEVERITY = "Severity", "심각도";
    CODE = "Code", "코드";
    WHERE = "Where", "위치";
    MESSAGE = "What", "내용";
    HINT = "What to do", "조치";
    CHECKS = "Control totals", "대사 검증";
    CHECK = "Check", "검증";
    MUST_HOLD = "Must hold", "조건";
    CHECK_RESULT = "Result", "결과";
    COMPARED = "Compared", "비교 수";
    FAILED = "Failed", "불일치";
    WITHOUT_DATA = "No data", "자료 없음";
    CHECK_PASSED = "✓ Holds", "✓ 일치";
    CHECK_NOT_PASSED = "✕ Does not hold", "✕ 불일치";
    NOT_CHECKED = "○ Nothing to compare", "○ 비교할 자료 없음";
    SET_ASIDE = "DRAFT: set aside, its data failed a check", "초안: 자료가 검증을 통과하지 못해 제외됨";
    SEVERITY_STOP = "✕ Stops the run", "✕ 실행 중단";
    SEVERITY_QUARANTINE = "✕ Sets a product aside", "✕ 제품 제외";
    SEVERITY_WARN = "◐ Warning", "◐ 경고";
    SEVERITY_NOTE = "○ Note", "○ 참고";
    ROWS = "Rows by sheet", "시트별 행 수";
    INPUT = "Input", "입력";
    FILE = "File", "파일";
    SHEET = "Sheet", "시트";
    HIDDEN = "hidden", "숨김";
    ROWS_READ = "Read", "읽음";
    ROWS_USED = "Used", "사용";
    ROWS_REJECTED = "Rejected", "거부";
    ROWS_IGNORED = "Ignored", "제외";
    OF_WHICH = "Ignored, of which", "제외 내역";
    ROWS_BLANK = "Blank", "빈 행";
    ROWS_FILTERED = "By condition", "조건 제외";
    ROWS_DUPLICATE = "Duplicate", "중복";
    ROWS_EMPTY = "No figure", "수치 없음";
    ROWS_TOTAL = "Totals", "합계 행";
    ROWS_OTHER = "Later, headers, superseded", "이후 기간·제목·대체";
    TOTAL = "Total", "합계";
    COVERAGE = "Coverage of the agreed weight", "합의된 가중치의 평가 비중";
    NOT_SCORED_GOALS = "Goals that could not be scored", "평가하지 못한 목표";
    REASON = "Reason", "이유";
    HASH = "Hash (start)", "해시 (앞부분)";
    SAVED = "Saved on", "저장일";
    SAVED_UNKNOWN = "The file does not say", "파일에 저장일 없음";
    SIZE = "Size, kB", "크기 (kB)";
    RANGE = "Range", "범위";
    PERIOD = "Period", "기간";
    FIRST_PERIOD = "First period", "시작 기간";
    LAST_PERIOD = "Last period", "끝 기간";
    TEXT_FILE = "Text file: it has no sheets", "텍스트 파일: 시트 없음";
    NO_SHEET_USED = "No sheet of this file was used", "사용된 시트 없음";
    NO_EXPORT = "Read for what it is, not as an export of rows", "입력 데이터가 아니라 기준 자료로 읽음";
    CATALOG_FILE = "Product catalog", "제품 목록";
    RATES_FILE = "Exchange rates", "환율";
    CALENDAR_FILE = "Calendar", "회계 달력";
    GOALS_FILE = "Goals", "목표";
    THEME_FILE = "Theme", "테마";
    NO_PERIODS = "None of its rows has a period", "기간이 있는 행이 없음";
    IN_SHEET = "sheet", "시트";
    IN_FINDINGS_CSV = "findings.csv lists them all", "findings.csv에 모두 있음";
    NO_HINT = "Nothing to do", "조치 없음";
    WHOLE_RUN = "The run as a whole", "실행 전체";
    ID = "Id", "ID";
    LABEL = "Label", "이름";
    FORMULA = "Formula", "계산식";
    OVER_WINDOWS = "Over a window", "기간 집계";
    DIRECTION = "Direction", "방향";
    EXCEEDED_FROM = "Exceeded from", "초과 기준";
    MET_FROM = "Met from", "달성 기준";
    AT_RISK_FROM = "At risk from", "주의 기준";
    SOURCE = "Source of the definition", "정의 출처";
    THEME = "Theme", "부문";

    // The frame of the HTML file.
    SKIP = "Skip to the first page", "첫 페이지로 건너뛰기";
    PAGES_LIST = "Pages", "페이지";
    ALL_PAGES = "↑ All pages", "↑ 전체 페이지";
    NOTES = "Notes", "주석";
    NO_DATA = "no data", "자료 없음";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_written_in_both_languages() {
        for label in ALL {
            assert!(!label.en.trim().is_empty() && !label.ko.trim().is_empty(), "{label:?}");
        }
    }
}
