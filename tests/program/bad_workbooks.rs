//! Damaged, encrypted and hostile workbooks, and a few odd ones that are sound, each with what the program must find in
//! it, within 10 seconds and 512 MB. They lie where `GOALPOST_CORPUS` points; without it the test says that it was
//! passed over.

use crate::harness::Test;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const LONGEST: Duration = Duration::from_secs(10);
pub(crate) const LARGEST_MB: u64 = 512;

/// It opens, and has none of the columns asked for.
const OPENS: &str = "no_table";
const PASSWORD: &str = "needs_password";
const DAMAGED: &str = "damaged_file";
const OLD: &str = "old_workbook";
const OTHER: &str = "not_readable";

const EXPECTED: [(&str, &str); 86] = [
    // Sound, though other programs stumble over them.
    ("ClosedXML+ClosedXML__tdf111974.xlsm", OPENS),
    ("ExcelDataReader+ExcelDataReader__EmptyZipFile.xlsx", OPENS), // a text in an archive
    ("ExcelDataReader+ExcelDataReader__Test_git_issue_68_NullSheetPath.xlsm", OPENS),
    ("PHPOffice+PhpSpreadsheet__RepeatedDataCells.ods", OPENS),
    ("PHPOffice+PhpSpreadsheet__issue.2501.b.xlsx", OPENS),
    ("SheetJS+test_files__BlankSheetTypes.xlsb", OPENS),
    ("SheetJS+test_files__BlankSheetTypes.xlsm", OPENS),
    ("SheetJS+test_files__apachepoi_44010-SingleChart.xls.xlsb", OPENS),
    ("SheetJS+test_files__apachepoi_47813.xlsx.xlsb", OPENS),
    ("apache+poi__51535.xls", OPENS),
    ("apache+poi__64420.xlsm", OPENS),
    ("apache+poi__Simple.xlsb", OPENS),
    ("apache+poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-5436547081830400.xls", OPENS),
    ("apache+poi__xlmmacro.xlsm", OPENS),
    ("own__far_corner.xlsx", OPENS),
    ("tafia+calamine__any_sheets.xlsb", OPENS),
    // Encrypted.
    ("ExcelDataReader+ExcelDataReader__TestExcel_2040.xls", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__Test_git_issue_242_std_rc4_pwd_password.xls", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_MD5_CBC_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_MD5_CBC_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_SHA1_CBC_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_SHA384_CBC_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_SHA512_CBC_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES128_SHA512_CBC_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_AES256_SHA512_CBC_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_DES_MD5_CBC_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__agile_DESede_SHA384_CBC_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__password_2002_40_basecrypto.xls", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__protectedsheet-xxx.xls", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__standard_AES128_SHA1_ECB_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__standard_AES192_SHA1_ECB_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__standard_AES192_SHA1_ECB_pwd_password.xlsx", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__standard_AES256_SHA1_ECB_pwd_password.xlsb", PASSWORD),
    ("ExcelDataReader+ExcelDataReader__standard_AES256_SHA1_ECB_pwd_password.xlsx", PASSWORD),
    ("PHPOffice+PhpSpreadsheet__pwtest.xls", PASSWORD),
    ("PHPOffice+PhpSpreadsheet__pwtest2.xls", PASSWORD),
    ("PHPOffice+PhpSpreadsheet__pwtest3.xls", PASSWORD),
    ("SheetJS+test_files__apachepoi_password.xls.xlsb", PASSWORD),
    ("SheetJS+test_files__password_2002_128_enhanced.xls", PASSWORD),
    ("SheetJS+test_files__password_2002_128_enhdss.xls", PASSWORD),
    ("SheetJS+test_files__password_2002_128_enhrsasc.xls", PASSWORD),
    ("SheetJS+test_files__password_2002_40_dss.xls", PASSWORD),
    ("apache+poi__35897-type4.xls", PASSWORD),
    ("apache+poi__50833.xls", PASSWORD),
    ("apache+poi__60284.xls", PASSWORD),
    ("apache+poi__60320-protected.xlsx", PASSWORD),
    ("apache+poi__extenxls_pwd123.xlsx", PASSWORD),
    ("apache+poi__protect.xlsx", PASSWORD),
    ("apache+poi__xor-encryption-abc.xls", PASSWORD),
    ("okfn+messytables__encrypted_no_password.xls", PASSWORD),
    ("tafia+calamine__pass_protected.xlsb", PASSWORD),
    // From before Excel 97.
    ("ExcelDataReader+ExcelDataReader__Test_git_issue_466_biff3.xls", OLD),
    ("ExcelDataReader+ExcelDataReader__as3xls_BIFF2.xls", OLD),
    ("ExcelDataReader+ExcelDataReader__as3xls_BIFF3.xls", OLD),
    ("ExcelDataReader+ExcelDataReader__as3xls_BIFF4.xls", OLD),
    ("ExcelDataReader+ExcelDataReader__biff3.xls", OLD),
    ("SheetJS+test_files__CRLFX5_2.XLS", OLD),
    ("python-excel+xlrd__biff4_no_format_no_window2.xls", OLD),
    // Of another kind than their names say.
    ("ClosedXML+ClosedXML__~$LoadPivotTables.xlsx", OTHER),
    ("ExcelDataReader+ExcelDataReader__TestFail_Binary.xls", OTHER),
    ("SheetJS+test_files__LO7322.fods", OTHER),
    ("apache+poi__invalid.xlsx", OTHER),
    // Hostile.
    ("apache+poi__54764.xlsx", "document_type"),
    ("apache+poi__poc-xmlbomb.xlsx", "document_type"),
    ("tafia+calamine__issue_594_dos.ods", "too_large"),
    // Cut off, cross-linked or written by a broken program.
    ("ExcelDataReader+ExcelDataReader__Fillreport.xlsx", DAMAGED),
    ("ExcelDataReader+ExcelDataReader__Test_git_issue_382_oom.xls", DAMAGED),
    ("ExcelDataReader+ExcelDataReader__Test_git_issue_5.xls", DAMAGED),
    ("PHPOffice+PhpSpreadsheet__oleloop.xls", DAMAGED),
    ("apache+poi__61300.xls", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-4651309315719168.xls", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-5816431116615680.xls", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-5889658057523200.xls", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIHSSFFuzzer-6537773940867072.xls", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-4828727001088000.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5185049589579776.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-6123461607817216.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-6448258963341312.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5542865479270400.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5636439151607808.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6504225896792064.xlsx", DAMAGED),
    ("apache+poi__clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-6594557414080512.xlsx", DAMAGED),
    ("apache+poi__poc-shared-strings.xlsx", DAMAGED), // cells of a row 0
    ("apache+poi__sample-beta.xlsx", DAMAGED),
    ("apache+poi__xlsx-corrupted.xlsx", DAMAGED),
    ("tafia+calamine__OOM_alloc3.xls", DAMAGED),
];

#[test]
fn every_bad_workbook_ends_in_its_own_finding_in_little_time_and_memory() {
    let Ok(corpus) = std::env::var("GOALPOST_CORPUS") else {
        println!("passed over: GOALPOST_CORPUS is not set");
        return;
    };
    let folder = Path::new(&corpus).join("bad_workbooks");
    let mut expected: BTreeMap<&str, &str> = EXPECTED.into_iter().collect();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let Some(code) = expected.remove(file.as_str()) else {
            wrong.push(format!("{file}: nothing says what it should end in"));
            continue;
        };
        let checked = check(&folder.join(&file));
        println!("{file}: {:?}, {:.1?}, {} MB", checked.codes, checked.took, checked.peak_mb);
        if checked.codes != [code] {
            wrong.push(format!("{file}: expected {code}, found {:?}", checked.codes));
        }
        if checked.took > LONGEST || checked.peak_mb > LARGEST_MB {
            wrong.push(format!("{file}: took {:?} and {} MB", checked.took, checked.peak_mb));
        }
    }
    wrong.extend(expected.keys().map(|file| format!("{file}: not there")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(target_os = "linux")] // elsewhere memory has no limit, or another one
#[test]
fn a_workbook_that_runs_away_is_a_finding_and_the_other_exports_go_on() {
    // 90 million cells in 400 bytes, and a table that never ends for its reader.
    let memory =
        ods("<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"6000\"><table:table-cell \
         table:number-columns-repeated=\"15000\" office:value=\"1\"/></table:table-row></table:table>");
    let time = ods("<table:table table:name=\"a\">");
    let input = |name: &str, file: &str, required: bool| {
        format!(
            "[[input]]\nname = \"{name}\"\nfact = \"revenue\"\nfiles = \"{file}\"\nrequired = {required}\n\
             [input.columns]\nproduct = \"p\"\nperiod = \"m\"\namount = \"a\"\n"
        )
    };
    let pipeline = ["[pipeline]\nname = \"x\"\ncurrency = \"USD\"\ninputs = \".\"\noutput = \"out\"\n".to_owned()];
    let inputs = [input("memory", "1", true), input("time", "2", false), input("fine", "3", true)];
    Test::new()
        .file("x.toml", &[pipeline.concat(), inputs.concat()].concat())
        .bytes("1", &memory)
        .bytes("2", &time)
        .file("3", "p,m,a\nx,2026-10,many\n")
        .args("check x.toml --quiet")
        .status(4)
        .stderr(
            r"
            error[runaway_file]: took more than 448 MB of memory to read
            --> 1
             = help: delete what stands far from all other cells and save it as .xlsx

            warning[runaway_file]: took more than 5 seconds to read
            --> 2
             = help: save it anew as .xlsx

            error[unreadable_number]: expected a number in column `a`, found `many`
            --> 3, line 2, field 3

            2 problems stop the run; 1 warning
            ",
        )
        .run();
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!("<?xml version=\"1.0\"?><office:document-content>{tables}");
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ] {
        package.start_file(name, SimpleFileOptions::default()).unwrap();
        package.write_all(text.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

struct Checked {
    /// Of the findings of the input.
    codes: Vec<String>,
    took: Duration,
    /// Of the program and the process that read the file, together.
    peak_mb: u64,
}

/// Copies a file, so that it has a name that no rule passes over, and checks a pipeline with it as the only input.
fn check(file: &Path) -> Checked {
    let home = tempfile::tempdir().unwrap();
    fs::copy(file, home.path().join("export")).unwrap();
    let pipeline = r#"
        [pipeline]
        name = "Bad workbooks"
        currency = "USD"
        inputs = "."
        output = "out"
        [[input]]
        name = "export"
        fact = "revenue"
        files = "export"
        [input.columns]
        product = "Surely no product"
        period = "Surely no period"
        amount = "Surely no amount"
    "#;
    fs::write(home.path().join("bad.toml"), pipeline).unwrap();
    let Watched { stdout, took, peak_mb, .. } = watch(home.path(), "bad.toml");
    let found: serde_json::Value = serde_json::from_slice(&stdout).unwrap_or_default();
    let findings = found["findings"].as_array().cloned().unwrap_or_default();
    let of_input = findings.iter().filter(|finding| finding["input"] == "export");
    let codes = of_input.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    Checked { codes, took, peak_mb }
}

/// A call of the program that was looked at all the while.
pub(crate) struct Watched {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) took: Duration,
    pub(crate) peak_mb: u64,
}

/// Checks a pipeline of a folder and watches what that takes.
pub(crate) fn watch(home: &Path, pipeline: &str) -> Watched {
    let begun = Instant::now();
    let stdout = fs::File::create_new(home.join("stdout")).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .args(["check", pipeline, "--format", "json", "--quiet"])
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(stdout)
        .spawn()
        .unwrap();
    let mut peaks = BTreeMap::new();
    while program.try_wait().unwrap().is_none() && begun.elapsed() < 4 * LONGEST {
        for process in family(program.id()) {
            let peak = peaks.entry(process).or_insert(0);
            *peak = peak_mb(process).max(*peak);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let took = begun.elapsed();
    // Only one that runs far longer than it may is still there.
    let _ = program.kill();
    let code = program.wait().unwrap().code();
    let stdout = fs::read(home.join("stdout")).unwrap();
    // One process reads after the other, so that two are there at once.
    let own = peaks.remove(&program.id()).unwrap_or(0);
    Watched { code, stdout, took, peak_mb: own + peaks.into_values().max().unwrap_or(0) }
}

/// A process and its children, where the system tells.
fn family(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let children = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<String> = children.collect();
    let children = children.iter().flat_map(|list| list.split_whitespace()).filter_map(|id| id.parse().ok());
    std::iter::once(process).chain(children).collect()
}

/// The most memory that a process has had so far; 0 where the system does not tell.
fn peak_mb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) >> 10
}
