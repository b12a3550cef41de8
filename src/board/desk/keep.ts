/** What outlives a reload of the page, in this tab only. Storage may be switched off, in an iframe above all: then nothing does. */
import type { GivenAnswer } from '../../contract/desk.js';

/** A token in the address's fragment, which no server is sent; it is taken out of the address at once, so that nobody copies it along. */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return read('earshot.desk.token');
  write('earshot.desk.token', token);
  history.replaceState(null, '', location.pathname);
  return token;
}

export function dropToken(): void {
  try {
    sessionStorage.removeItem('earshot.desk.token');
  } catch { /* nothing was kept */ }
}

export function keptOutbox(): readonly GivenAnswer[] {
  try {
    const kept: unknown = JSON.parse(read('earshot.desk.outbox') ?? '[]');
    return Array.isArray(kept) ? kept as GivenAnswer[] : [];
  } catch {
    return [];
  }
}

export function keepOutbox(outbox: readonly GivenAnswer[]): void {
  write('earshot.desk.outbox', JSON.stringify(outbox));
}

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch { /* it lives as long as the page */ }
}
