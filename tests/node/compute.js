// Computes the formulas of a workbook with HyperFormula. Takes sheets as JSON: `[{name, cells: [[row, column, content]]}]`,
// where a content is `{number}`, `{text}` or `{formula}`. Gives `[[sheet, row, column, value]]`, one for every formula.
const { HyperFormula } = require("hyperformula");

// As a cell of the engine: an apostrophe makes a text of whatever follows.
const written = (content) =>
  content.formula !== undefined ? "=" + content.formula : content.number !== undefined ? content.number : "'" + content.text;

const sheets = JSON.parse(require("fs").readFileSync(0, "utf8"));
const tables = {};
for (const { name, cells } of sheets) {
  const rows = [];
  for (const [row, column, content] of cells) {
    while (rows.length <= row) rows.push([]);
    while (rows[row].length <= column) rows[row].push(null);
    rows[row][column] = written(content);
  }
  tables[name] = rows;
}
// Neither of the two roundings, so that a difference in the tenth digit is still one.
const engine = HyperFormula.buildFromSheets(tables, { licenseKey: "gpl-v3", smartRounding: false });
const computed = [];
for (const { name, cells } of sheets) {
  const sheet = engine.getSheetId(name);
  for (const [row, col, content] of cells) {
    if (content.formula === undefined) continue;
    const value = engine.getCellValue({ sheet, row, col });
    computed.push([name, row, col, typeof value === "number" ? value : String(value && value.value)]);
  }
}
process.stdout.write(JSON.stringify(computed));
