/** What a person keeps in this browser. Storage may be switched off: then it lasts as long as the page. */
export interface Kept {
  read(): string | null;
  write(text: string): void;
}

export function keptFor(what: string, who: string): Kept {
  const key = `earshot.${what}.${who}`;
  let here: string | null = null;
  return {
    read: () => { try { return localStorage.getItem(key) ?? here; } catch { return here; } },
    write: (text) => { here = text; try { localStorage.setItem(key, text); } catch { /* it stays here */ } },
  };
}

/** JSON that someone may have written by hand; null for what is none. */
export function parsed(text: string | null): unknown {
  try { return text === null ? null : JSON.parse(text); } catch { return null; }
}
