import { expect, test } from '@jest/globals';
import { systemChance } from '../ports/chance.js';
import { matches, newSecret, parseSecret } from './secret.js';

test('what was handed out is parsed and matches its hash', () => {
  const made = newSecret('ingest-key', systemChance);
  expect(made.text).toMatch(/^ers_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$/);
  const shown = parseSecret(made.text);
  expect(shown).toMatchObject({ kind: 'ingest-key', id: made.id });
  expect(shown !== null && matches(shown, made.hash)).toBe(true);
  expect(made.hash).not.toContain(shown?.secret);
});

test('each kind has its own prefix', () => {
  const prefix = (kind: Parameters<typeof newSecret>[0]) => newSecret(kind, systemChance).text.slice(0, 4);
  expect([prefix('ingest-key'), prefix('token'), prefix('session'), prefix('login-link')]).toEqual(['ers_', 'ert_', 'erc_', 'erl_']);
});

test('another secret, a cut one and a broken hash do not match', () => {
  const made = newSecret('token', systemChance);
  const other = parseSecret(newSecret('token', systemChance).text);
  expect(other !== null && matches(other, made.hash)).toBe(false);
  expect(other !== null && matches(other, '')).toBe(false);
  expect(parseSecret(made.text.slice(0, -1))).toBeNull();
});

test.each(['', 'ers', 'ers__', 'erx_0123456789ab_' + 'a'.repeat(43), 'ers_0123456789AB_' + 'a'.repeat(43), 'ers_0123456789ab_' + 'a'.repeat(43) + '\n', ' ers_0123456789ab_' + 'a'.repeat(43)])(
  'refuses %j', text => expect(parseSecret(text)).toBeNull(),
);
