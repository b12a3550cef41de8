import { createToken, revokeToken } from '../access/keys.js';
import { readServerFile } from '../app/server-file.js';
import { mustBe } from './say.js';
import { settingsOfCommand, withCredentials } from './with-database.js';

/** Asks the running server; its answer as it says it: JSON read, anything else as text. */
export type Ask = <Answer>(method: 'GET' | 'POST' | 'DELETE', where: string, body?: object) => Promise<Answer>;

/** With an administrator's token of this command's own, which dies with it. `label`: whose it is, for who lists tokens meanwhile. */
export async function withApi<Value>(label: string, use: (ask: Ask) => Promise<Value>): Promise<Value> {
  const running = await readServerFile(settingsOfCommand().dataDir);
  if (!running) throw new Error('No server runs on this data folder. Start it: this is the running server\'s work.');
  const { secret, listed } = await withCredentials(async (access) => mustBe(await createToken(access, { role: 'admin', label })));
  try {
    return await use(async <Answer>(method: string, where: string, body?: object) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const answer = await fetch(new URL(where, running.url), { method, ...sent, headers: { ...sent.headers, authorization: `Bearer ${secret}` } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`The server at ${running.url} answered ${answer.status}: ${text.slice(0, 400)}`);
      const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
      return (text === '' ? undefined : isJson ? JSON.parse(text) : text) as Answer;
    });
  } finally {
    await withCredentials((access) => revokeToken(access, listed.id));
  }
}
