/** One block of the manager interface: an event, or the answer to an action. Keys repeat inside one block. */
export interface AmiBlock {
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export function blockOf(lines: readonly (readonly [string, string])[]): AmiBlock {
  const fields = new Map<string, string[]>();
  for (const [key, value] of lines) {
    const known = fields.get(key);
    if (known) known.push(value);
    else fields.set(key, [value]);
  }
  return { fields };
}

/** A block as it was kept when it was refused; undefined for what is none. */
export function keptBlock(kept: unknown): AmiBlock | undefined {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined;
  const lines = Object.entries(kept).flatMap(([key, held]) => (Array.isArray(held) ? held : [held]).flatMap((value) => (typeof value === 'string' ? [[key, value] as const] : [])));
  return lines.length === 0 ? undefined : blockOf(lines);
}

/** In the form in which it is kept: what comes once as a text, what repeats as a list. */
export function fieldsOf({ fields }: AmiBlock): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries([...fields].map(([key, values]) => [key, values.length === 1 ? values[0] ?? '' : values]));
}

/**
 * The first value of the key: Asterisk's own, because a UserEvent's extra fields come behind the channel's.
 * Empty and `<unknown>` count as absent.
 */
export function field(block: AmiBlock, key: string): string | undefined {
  return said(block.fields.get(key)?.[0]);
}

/** The last value of the key: what the dialplan itself added to a UserEvent. */
export function added(block: AmiBlock, key: string): string | undefined {
  return said(block.fields.get(key)?.at(-1));
}

export function count(block: AmiBlock, key: string): number | undefined {
  const value = field(block, key);
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** The event's name, with the dialplan's own name for a UserEvent: `UserEvent IVRMenu`. */
export function nameOf(block: AmiBlock): string {
  const event = field(block, 'Event');
  if (event === undefined) return field(block, 'Response') === undefined ? '' : 'Response';
  return event === 'UserEvent' ? `UserEvent ${field(block, 'UserEvent') ?? ''}` : event;
}

export function withField(block: AmiBlock, key: string, value: string): AmiBlock {
  return { fields: new Map([...block.fields, [key, [value]]]) };
}

function said(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value === '<unknown>' ? undefined : value;
}
