import { expect, test } from '@jest/globals';
import { movedParts } from '../../test/support/access.js';
import { CredentialsUnavailable } from '../ports/credentials.js';
import { patiently } from './patiently.js';
import { ensureFirstAccount } from './users.js';

const late = new CredentialsUnavailable('The database gave no answer about accounts and keys within 2000 ms.');

function watched() {
  const seen: unknown[] = [];
  return { seen, patience: { note: (sentence: string) => void seen.push(sentence), wait: async (ms: number) => void seen.push(ms) } };
}

test('asks again until there is an answer, and says once that it waits', async () => {
  const { seen, patience } = watched();
  let left = 3;
  expect(await patiently(async () => (left-- > 0 ? Promise.reject(late) : 'here'), patience)).toBe('here');
  expect(seen).toEqual(['The database gave no answer about accounts and keys within 2000 ms. Asking again for up to a minute.', 1_000, 1_000, 1_000]);
});

test('gives up after a minute, and at once on a mistake of ours', async () => {
  const { seen, patience } = watched();
  await expect(patiently(() => Promise.reject(late), patience)).rejects.toBe(late);
  expect(seen).toHaveLength(20);
  await expect(patiently(() => Promise.reject(new Error('wrong SQL')), patience)).rejects.toThrow('wrong SQL');
  expect(seen).toHaveLength(20);
});

test('tells the first account\'s password also when the database made it without an answer', async () => {
  const parts = movedParts();
  const { addAccount } = parts.credentials;
  let isLate = true;
  parts.credentials.addAccount = async (account) => {
    const added = await addAccount(account);
    if (isLate) {
      isLate = false;
      throw late;
    }
    return added;
  };
  const first = await ensureFirstAccount(parts, watched().patience);
  const [account] = await parts.credentials.accounts();
  expect([first?.user, await parts.passwords.verify(first?.password ?? '', account?.passwordHash ?? null)]).toEqual(['admin', 'match']);
});
