//! The product catalog, `products.xlsx`: names, other names, stages, launches.

use rust_xlsxwriter::XlsxError;

use crate::month::Month;
use crate::sheet;

const HEADER: [(&str, f64); 9] = [
    ("product", 16.0),
    ("aliases", 44.0),
    ("family", 18.0),
    ("stage", 11.0),
    ("type", 22.0),
    ("launched", 11.0),
    ("retired", 11.0),
    ("owner", 14.0),
    ("weight", 9.0),
];

struct Entry {
    product: &'static str,
    aliases: &'static str,
    family: &'static str,
    stage: &'static str,
    kind: &'static str,
    launched: Month,
    owner: &'static str,
    /// Used only by a pipeline that says `portfolio = "catalog"`.
    weight: u8,
}

const ENTRIES: [Entry; 6] = [
    Entry {
        product: "CardioSight",
        aliases: "카디오사이트;Cardio Sight;CS-300",
        family: "Imaging",
        stage: "maturity",
        kind: "System and software",
        launched: Month::new(2017, 3),
        owner: "J. Park",
        weight: 30,
    },
    Entry {
        product: "SpineGuide",
        aliases: "스파인가이드;Spine Guide",
        family: "Surgery",
        stage: "growth",
        kind: "System and software",
        launched: Month::new(2022, 9),
        owner: "A. Roy",
        weight: 20,
    },
    Entry {
        product: "LabRelay",
        aliases: "랩릴레이;LabRelay Cloud",
        family: "Laboratory",
        stage: "maturity",
        kind: "Software and service",
        launched: Month::new(2016, 10),
        owner: "H. Kim",
        weight: 20,
    },
    Entry {
        product: "NeuroMap",
        aliases: "뉴로맵;Neuro Map",
        family: "Imaging",
        stage: "launch",
        kind: "System and software",
        launched: Month::new(2026, 2),
        owner: "M. Ito",
        weight: 15,
    },
    Entry {
        product: "PulseHome",
        aliases: "펄스홈;Pulse@Home",
        family: "Home care",
        stage: "launch",
        kind: "Device and service",
        launched: Month::new(2026, 4),
        owner: "J. Seo",
        weight: 10,
    },
    Entry {
        product: "OrthoKit",
        aliases: "오소킷;Ortho Kit",
        family: "Surgery",
        stage: "decline",
        kind: "Instruments",
        launched: Month::new(2012, 5),
        owner: "L. Meyer",
        weight: 5,
    },
];

pub(crate) fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = sheet::workbook("Product catalog")?;
    let sheet = workbook.add_worksheet().set_name("Products")?;
    for (column, (name, width)) in (0..).zip(HEADER) {
        sheet.write_with_format(0, column, name, &sheet::header())?;
        sheet.set_column_width(column, width)?;
    }
    let month = sheet::shown_as("yyyy-mm");
    for (row, entry) in (1..).zip(ENTRIES) {
        sheet.write(row, 0, entry.product)?;
        sheet.write(row, 1, entry.aliases)?;
        sheet.write(row, 2, entry.family)?;
        sheet.write(row, 3, entry.stage)?;
        sheet.write(row, 4, entry.kind)?;
        sheet.write_with_format(row, 5, &entry.launched.first_day()?, &month)?;
        // Nothing is retired yet: column 6 stays empty.
        sheet.write(row, 7, entry.owner)?;
        sheet.write(row, 8, entry.weight)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    workbook.save_to_buffer()
}
