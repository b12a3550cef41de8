/** The answers to our questions, which are tables: `a|b` lines with a head, or JSON. */
export type Row = Readonly<Record<string, string | undefined>>;

/** What a module that is not loaded, or a question that it does not know, is answered with. */
export function isError(text: string): boolean {
  return text.startsWith('-ERR') || text.startsWith('-USAGE');
}

/** `callcenter_config … list`: a head, rows, `+OK`. An empty table has not even a head. */
export function pipeTable(text: string): readonly Row[] {
  const [head = '', ...lines] = text.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '' && line !== '+OK');
  if (isError(text) || !head.includes('|')) return [];
  const names = head.split('|');
  return lines.map((line) => {
    const values = line.split('|');
    return Object.fromEntries(names.map((name, index) => [name, values[index]]));
  });
}

/** `show channels as json`; undefined where it cannot be read. Without a channel there are no rows. */
export function channelTable(text: string): readonly Row[] | undefined {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof told !== 'object' || told === null || !('row_count' in told)) return undefined;
  const rows = 'rows' in told && Array.isArray(told.rows) ? told.rows as unknown[] : [];
  return rows.filter((row): row is Row => typeof row === 'object' && row !== null).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value === 'string')));
}

export function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{9,11}$/.test(text) ? Number(text) * 1_000 : undefined;
}
