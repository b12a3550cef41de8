import { decode } from '../entry-codec.js';
import type { Session } from './transaction.js';

/**
 * Settings entries of the log, oldest first. Index: log_settings, whose condition this repeats word for word. It leaves out
 * what is surely events or a tick; whatever else it holds is decoded and looked at.
 */
export async function readSettings(session: Session): Promise<readonly { readonly position: number; readonly settings: unknown }[]> {
  const { rows } = await session.query<{ position: number; content: Buffer }>(SETTINGS_ENTRIES);
  return rows.flatMap(({ position, content }) => {
    const entry = decode(content, position);
    return entry.kind === 'settings' ? [{ position, settings: entry.settings }] : [];
  });
}

export const IS_SETTINGS = `substring(content from 8 for 13) NOT IN ('"kind":"event'::bytea, '"kind":"tick"'::bytea)`;

export const SETTINGS_ENTRIES = `SELECT position, content FROM log
  WHERE ${IS_SETTINGS}
  ORDER BY position`;
