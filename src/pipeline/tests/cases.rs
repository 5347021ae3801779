//! One case a problem, or several: the change to the small file, then the line, the text under the caret, the message
//! and the hint.

/// Code of the rule, added lines, and what is said about them; the line counts from the first added one.
pub(super) const ADDED_LINES: &[(&str, &str, &str)] = cases! {
    "unknown_key", "piick = \"all\"" => "1: piick: unknown key `piick` in `[[input]]` (did you mean `pick`?)";
    "unknown_key", "zzz = 1" => "1: zzz: unknown key `zzz` in `[[input]]`";
    "unknown_key", "[calender]\nkind = \"months\"" =>
        "1: calender: unknown key `calender` at the top of the file (did you mean `calendar`?)";
    "unknown_key", "[goals]\nfile = \"g.xlsx\"\nx = 1" =>
        "3: x: unknown key `x` in `[goals]` (expected one of `file`, `not_agreed` or `decimal`)";
    "bad_check",
        "[[check]]\nname = \"a\"\nholds = \"sum(revenue.amount) > 0\"\nper = \"portfolio\"\n\
         severity = \"quarantine\"" =>
        "5: \"quarantine\": a check of the portfolio is about no single product (set `severity` to \"stop\" or \
         \"warn\", or `per` to \"product\")";
    "bad_check",
        "[[check]]\nname = \"a\"\nholds = \"sum(revenue.amount) > 0\"\n[[check]]\nname = \"a\"\n\
         holds = \"sum(revenue.units) > 0\"" =>
        "5: \"a\": check `a` is already in line 12 (give each check a name of its own)";
    "bad_value", "[history]\nkeep = 0" => "2: 0: `keep`: expected a number of runs from 1, found `0`";
    "missing_key", "[publish]\nafter_seconds = 5" =>
        "1: [publish]: expected `after` in `[publish]`, found none (add `after = …` under `[publish]`)";
    "bad_value", "[publish]\nafter = []" => "2: []: `after`: expected at least one string, found `[]`";
    "bad_value", "[publish]\nafter = [\"\", \"a\"]" => "2: \"\": `after`: expected some text, found nothing";
    "bad_value", "[publish]\nafter = \"a\"\nafter_seconds = 0" =>
        "3: 0: `after_seconds`: expected a number of seconds from 1 to 3600, found `0`";
    "unknown_key", "[history]\nkep = 3" => "2: kep: unknown key `kep` in `[history]` (did you mean `keep`?)";
    "wrong_type", "where = 5" => "1: 5: `where`: expected a string, found an integer (put the value in quotes)";
    "wrong_type", "required = \"yes\"" =>
        "1: \"yes\": `required`: expected `true` or `false`, found a string (write it without quotes)";
    "bad_value",
        "[[input]]\nname = \"c\"\nfact = \"contracts\"\nfiles = \"a\"\noverlap = \"latest\"\n[input.columns]\n\
         mrr = \"MRR\"" =>
        "5: \"latest\": `overlap`: expected `auto` for a list without periods, where `pick = \"newest\"` takes the \
         last delivery, found `latest`";
    "wrong_type", "sheet = 1.5" => "1: 1.5: `sheet`: expected a string or an integer, found a decimal number";
    "fx_missing", "currency = \"EUR\"" =>
        "1: \"EUR\": money in `EUR` needs exchange rates to `USD`, and there is no `[fx]` (add `[fx]` with `file = \
         \"fx.csv\"`)";
    "bad_currency", "currency = \"eur\"" =>
        "1: \"eur\": `currency`: expected a code of three capital letters, found `eur` (did you mean `EUR`?)";
    "other_calendar", "[calendar]\nkind = \"4-5-4\"\nfiscal_year_start = 2" =>
        "3: fiscal_year_start: `fiscal_year_start` says nothing in a calendar of `kind = \"4-5-4\"` (leave out \
         `fiscal_year_start`, or name another `kind`)";
    "other_calendar", "[calendar]\nanchor = \"last\"" =>
        "2: anchor: `anchor` says nothing in a calendar of `kind = \"months\"` (leave out `anchor`, or name another \
         `kind`)";
    "missing_key", "[calendar]\nkind = \"file\"" =>
        "1: [calendar]: expected `periods` in `[calendar]`, found none (add `periods = …` under `[calendar]`)";
    "wrong_type", "[[goals]]\nfile = \"g\"" =>
        "1: [[goals]]: `goals`: expected a section, found a list (write `[goals]` once, with single brackets)";
    "wrong_type", "[scorecard]\nfile = \"g.xlsx\"" =>
        "1: [scorecard]: `scorecard`: expected a list of sections, found a section (write `[[scorecard]]`, with \
         double brackets)";
    "wrong_type", "columns = 2026-01-31" =>
        "1: 2026-01-31: `columns`: expected a section, found a date (write its keys under `[input.columns]`)";
    "wrong_type", "[input.columns]\namount = true" =>
        "2: true: `amount`: expected a string, a list of strings or `{ sql = \"…\" }`, found a boolean (put the value \
         in quotes)";
    "wrong_type", "[input.constants]\nregion = [1]" =>
        "2: [1]: `region`: expected a string, a number, a boolean or a date, found a list";
    "unknown_value", "pick = \"newst\"" =>
        "1: \"newst\": `pick`: expected `all` or `newest`, found `newst` (did you mean `newest`?)";
    "unknown_value", "decimal = \";\"" => "1: \";\": `decimal`: expected `auto`, `.` or `,`, found `;`";
    "unknown_value", "[landing]\nmethod = \"runrate\"" =>
        "2: \"runrate\": `method`: expected `auto`, `plan`, `plan_pace`, `run_rate`, `last_year` or `model`, found \
         `runrate` (did you mean `run_rate`?)";
    "bad_value", "[scoring.material]\npoints = -0.01" => "2: -0.01: `points`: expected a number from 0, found `-0.01`";
    "unknown_value", "layout = \"cross-tab\"" =>
        "1: \"cross-tab\": `layout`: expected `auto`, `table` or `crosstab`, found `cross-tab` (did you mean \
         `crosstab`?)";
    "unknown_value", "dates = \"monthfirst\"" =>
        "1: \"monthfirst\": `dates`: expected `auto`, `day-first`, `month-first`, `day-first-swapped`, \
         `month-first-swapped`, `day-is-year`, `quarters` or a strftime pattern, found `monthfirst` (did you mean \
         `month-first`?)";
    "unknown_value", "durations = \"hour\"" =>
        "1: \"hour\": `durations`: expected `seconds`, `minutes`, `hours` or `days`, found `hour` (did you mean \
         `hours`?)";
    "bad_value", "where = \" \"" => "1: \" \": `where`: expected some text, found nothing";
    "bad_value", "sheet = 0" => "1: 0: `sheet`: expected a position from 1, found `0`";
    "bad_value", "header_row = [4, 6]" =>
        "1: [4, 6]: `header_row`: expected one to six rows that follow each other, found `[4, 6]`";
    "bad_value", "header_row = []" =>
        "1: []: `header_row`: expected one to six rows that follow each other, found `[]`";
    "bad_value", "header_row = [0]" => "1: 0: `header_row`: expected a row from 1 to 1048576, found `0`";
    "bad_value", "[quality]\ntolerance = { relative = 2 }" =>
        "2: 2: `relative`: expected a number from 0 to 1, found `2`";
    "wrong_type", "[quality]\ntolerance = 1" =>
        "2: 1: `tolerance`: expected a section, found an integer (write its keys under `[quality.tolerance]`)";
    "bad_value", "header_row = -1" => "1: -1: `header_row`: expected a row from 1 to 1048576, found `-1`";
    "bad_value", "[calendar]\nfiscal_year_start = 13" =>
        "2: 13: `fiscal_year_start`: expected a month from 1 to 12, found `13`";
    "bad_value", "[scoring]\nmin_coverage = 1.1" =>
        "2: 1.1: `min_coverage`: expected a number from 0 to 1, found `1.1`";
    "bad_value", "[scoring]\ncap = inf" =>
        "2: inf: `cap`: expected a number of at most 20 digits before the point and 18 after it, found `inf`";
    "bad_value", "[input.columns]\namount = []" => "2: []: `amount`: expected at least one string, found `[]`";
    "bad_expression", "where = \"\\\"Deal Stage\\\" = upprr('won')\"" =>
        "1: upprr: no function `upprr` (did you mean `upper`?)";
    "bad_expression", "[input.columns]\namount = { sql = \"sum(Amount)\" }" =>
        "2: sum: `sum` is about many rows, and an expression sees one (rows are added up by product and period anyway; \
         other sums are a `[[metric]]`)";
    "bad_value", "[input.columns]\namount = { sql = \"\" }" => "2: \"\": `sql`: expected some text, found nothing";
    "missing_key", "[input.columns]\namount = { sqll = \"a\" }" =>
        "2: { sqll = \"a\" }: expected `sql` in `[input.columns.amount]`, found none (add `sql = …` under \
         `[input.columns.amount]`)\n2: sqll: unknown key `sqll` in `[input.columns.amount]` (did you mean `sql`?)";
    "missing_key", "[products]" =>
        "1: [products]: expected `file` in `[products]`, found none (add `file = …` under `[products]`)";
    "duplicate_input", "[[input]]\nname = \"Revenue\"\nfact = \"revenue\"\nfiles = \"a\"" =>
        "2: \"Revenue\": input `Revenue` is already in line 8 (give each input a name of its own)";
    "bad_date_pattern", "dates = \"%Y-%Q\"" =>
        "1: \"%Y-%Q\": `%Y-%Q` is not a strftime pattern (`%Y` is the year, `%m` the month, `%d` the day, as in \
         `%d.%m.%Y`)";
    "unknown_column", "[input.columns]\nAmount = \"x\"" =>
        "2: Amount: `Amount` is not a column of `revenue` (did you mean `amount`?)";
    "unknown_column", "[input.constants]\nwhere = \"x = 1\"" =>
        "2: where: `where` is not a column of `revenue` (`where` is a key of `[[input]]`: write it above the sections \
         of the input)";
    "column_and_constant", "[input.columns]\nregion = \"R\"\n[input.constants]\nregion = \"EU\"" =>
        "4: region: `region` is both a column and a constant (keep one of the two)";
    "missing_alternative", "[[input]]\nname = \"ledger\"\nfact = \"subscriptions\"\nfiles = \"l.csv\"" =>
        "1: [[input]]: `subscriptions` needs a column `mrr` or `arr`, found none (map one of them under \
         `[input.columns]`)";
    "threshold_order", "[scoring]\nexceeded = 0.95\nmet = 1" =>
        "3: met: `met` (1) is above `exceeded` (0.95) (they rise from `at_risk` over `met` and `exceeded` to `cap`)";
    "threshold_order", "[scoring]\nat_risk = 1.01" =>
        "2: at_risk: `at_risk` (1.01) is above `met` (1) (they rise from `at_risk` over `met` and `exceeded` to `cap`)";
    "unknown_stage", "[scoring.stage_weights.lunch]\nrevenue = 1" =>
        "1: lunch: unknown life-cycle stage `lunch` (did you mean `launch`?)";
    "unknown_theme", "[scoring.stage_weights.launch]\nadaption = 1" =>
        "2: adaption: unknown theme `adaption` (did you mean `adoption`?)";
    "bad_value", "[scoring.stage_weights.launch]\nadoption = -1" =>
        "2: -1: `adoption`: expected a number from 0, found `-1`";
    "unknown_finding", "[quality]\nduplicate_row = \"stop\"" =>
        "2: duplicate_row: unknown finding `duplicate_row` (did you mean `duplicate_rows`?)";
    "finding_not_adjustable", "[quality]\nunknown_product = \"warn\"" =>
        "2: unknown_product: what `unknown_product` does cannot be changed (it always stops the run)";
    "finding_not_adjustable", "[quality]\nhidden_sheet = \"stop\"" =>
        "2: hidden_sheet: what `hidden_sheet` does cannot be changed (it never stops the run)";
    "unknown_value", "[quality]\nduplicate_rows = \"error\"" =>
        "2: \"error\": `duplicate_rows`: expected `stop`, `warn` or `ignore`, found `error`";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"Scorecard {period}.xls\"" =>
        "2: \"Scorecard {period}.xls\": expected a file name ending in `.xlsx`, found `Scorecard {period}.xls` (as in \
         `Scorecard {period}.xlsx`)";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"a/b.xlsx\"" =>
        "2: \"a/b.xlsx\": expected a file name, found the path `a/b.xlsx` (scorecards land in the folder of their \
         period below `output` of `[pipeline]`)";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"a:b.xlsx\"" =>
        "2: \"a:b.xlsx\": `a:b.xlsx` has `:`, which file names cannot have (as in `Scorecard {period}.xlsx`)";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"{perod}.xlsx\"" =>
        "2: \"{perod}.xlsx\": unknown placeholder `{perod}` (did you mean `{period}`?)";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"{product}.xlsx\"" =>
        "2: \"{product}.xlsx\": `{product}` in the name of a scorecard that is not split so (write `split = \
         \"product\"`, or take it out of the name)";
    "bad_scorecard_file", "[[scorecard]]\nfile = \"{product}.xlsx\"\nsplit = \"family\"" =>
        "2: \"{product}.xlsx\": `{product}` in the name of a scorecard that is not split so (write `split = \
         \"product\"`, or take it out of the name)\n\
         2: \"{product}.xlsx\": a split scorecard needs `{family}` in its name, or one file would replace the other \
         (as in `Scorecard {period} {family}.xlsx`)";
    "unknown_value", "[[scorecard]]\nfile = \"a.xlsx\"\naudience = \"everybody\"" =>
        "3: \"everybody\": `audience`: expected `leadership`, `product`, `sales` or `marketing`, found `everybody`";
    "unknown_value", "[[scorecard]]\nfile = \"a.xlsx\"\nsplit = \"region\"" =>
        "3: \"region\": `split`: expected `none`, `product` or `family`, found `region`";
    "bad_measures", "[input.measures]\namount = { kind = \"flow\", unit = \"money\" }" =>
        "1: [input.measures]: `revenue` is built in and has its measures already (leave out `[input.measures]`, or \
         give the fact a name of its own)";
    "bad_measures", "[[input]]\nname = \"x\"\nfact = \"x\"\nfiles = \"x\"\nmeasures = {}" =>
        "5: {}: `x` has no measure (declare one, as in `trained = { kind = \"stock\", unit = \"count\" }`)";
    "not_an_identifier",
        "[[metric]]\nid = \"교육\"\nlabel = \"a\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"sum(amount)\"\n\
         unit = \"money\"" =>
        "2: \"교육\": expected a name of lower-case letters, digits and `_`, found `교육`";
    "duplicate_metric",
        "[[metric]]\nid = \"a\"\nlabel = \"B\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"sum(amount)\"\n\
         unit = \"money\"\n[[metric]]\nid = \"b\"\nlabel = \"c\"\ntheme = \"t\"\nfact = \"revenue\"\n\
         numerator = \"sum(amount)\"\nunit = \"money\"" =>
        "9: \"b\": metric `b` is already in line 13 (give each metric an id and labels of its own)";
    "bad_metric",
        "[[metric]]\nid = \"a\"\nlabel = \"A\"\ntheme = \"launch\"\nfact = \"milestones\"\nnumerator = \"count(*)\"\n\
         unit = \"count\"" =>
        "5: \"milestones\": no metric can be made of `milestones` (`milestones_on_time` is the metric of milestones)";
    "bad_formula",
        "[[metric]]\nid = \"a\"\nlabel = \"A\"\ntheme = \"t\"\nfact = \"revenue\"\nnumerator = \"amount / 2\"\n\
         unit = \"money\"" =>
        "6: amount: `amount` stands outside of an aggregate (write `sum(amount)`, or `avg`, `min`, `max` or `last` of \
         it)";
    "duplicate_scorecard", "[[scorecard]]\nfile = \"a.xlsx\"\n[[scorecard]]\nfile = \"A.xlsx\"" =>
        "4: \"A.xlsx\": scorecard `A.xlsx` is already in line 12 (give each scorecard a file name of its own)";
};

/// Code of the rule, what is replaced in the small file, and what is said.
pub(super) const REPLACED: &[(&str, &str, &str, &str)] = cases! {
    "missing_section", "[[input]]\nname = \"revenue\"\nfact = \"revenue\"\nfiles = \"*.csv\"\n", "" =>
        "1: : expected `[[input]]`, found none (each kind of export has one, with `name`, `fact` and `files`)";
    "missing_section", "[pipeline]\nname = \"Review\"\ncurrency = \"USD\"\ninputs = \"in\"\noutput = \"out\"\n", "" =>
        "1: : expected `[pipeline]`, found none (it has the pipeline's `name`, and `inputs` and `output` say where \
         files lie)";
    "missing_key", "inputs = \"in\"\n", "" =>
        "1: [pipeline]: expected `inputs` in `[pipeline]`, found none (add `inputs = …` under `[pipeline]`)";
    "currency_missing", "currency = \"USD\"\n", "" =>
        "1: [pipeline]: expected `currency` in `[pipeline]`, found none, and input `revenue` reads money (`amount`) \
         (add the currency of the scorecards, such as `currency = \"USD\"`)";
    "bad_currency", "\"USD\"", "\"usd\"" =>
        "3: \"usd\": `currency`: expected a code of three capital letters, found `usd` (did you mean `USD`?)";
    "bad_currency", "\"USD\"", "\"US dollars\"" =>
        "3: \"US dollars\": `currency`: expected a code of three capital letters, found `US dollars`";
    "unknown_fact", "fact = \"revenue\"", "fact = \"revenues\"" =>
        "9: \"revenues\": unknown fact `revenues` (did you mean `revenue`? a fact of your own declares its measures \
         under `[input.measures]`)";
    "bad_file_pattern", "*.csv", "Revenue_[0-9.csv" =>
        "10: \"Revenue_[0-9.csv\": `Revenue_[0-9.csv` is not a file pattern: unclosed character class; missing ']' \
         (`*`, `?`, `[…]` and `{…}` have a meaning in patterns)";
    "file_outside_inputs", "\"*.csv\"", "[\"a.csv\", \"../*.csv\"]" =>
        "10: \"../*.csv\": expected a pattern below the folder of the exports, found `../*.csv` (write it relative to \
         `inputs` of `[pipeline]`, or choose a higher folder there)";
    "pipeline_syntax", "\"Review\"", "Review" => "2: Review: string values must be quoted, expected literal string";
    "duplicate_key", "inputs", "name = \"x\"\ninputs" => "4: name: `name` is written twice (keep one of the two)";
};
