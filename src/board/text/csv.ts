/** Rows as RFC 4180 has them. What a spreadsheet would take for a formula is written as text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cellOf).join(',')).join('\r\n').concat('\r\n');
}

const NUMBER = /^[-+]?[\d.,:]+( ?%)?$/;

function cellOf(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  const plain = /^[=+\-@]/.test(flat) && !NUMBER.test(flat) ? `'${flat}` : flat;
  // Where a comma is the decimal sign, spreadsheets cut at semicolons instead: what follows one would begin a cell.
  const said = plain.replaceAll(/;(\s*)(?=[=+\-@])/g, ";$1'");
  return /[",;]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
}
