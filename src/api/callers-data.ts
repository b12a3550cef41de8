import type { Reader } from '../domain/reader.js';
import { ok } from '../domain/result.js';
import type { CustomerExport, Erasure } from '../ports/erasure.js';
import { notHere, wrong } from './answer.js';
import type { Answer } from './answer.js';
import type { ApiParts } from './parts.js';

/** What became of an erasure: whom it was is not told, and not known once it is done. */
export interface ErasureState {
  readonly id: string;
  readonly by: string;
  readonly askedAt: number;
  readonly doneAt: number | null;
  readonly contacts: number;
  readonly entries: number;
}

/** Asked for with the customer's key once more: nothing brings back what a slip of the hand erased. */
export async function eraseCustomer({ callersData }: Pick<ApiParts, 'callersData'>, key: string, body: unknown, { who }: Reader): Promise<Answer<ErasureState>> {
  if ((body as { readonly confirm?: unknown } | null | undefined)?.confirm !== key) return wrong('The erasure was not confirmed.', 'Send {"confirm": KEY} with the same key as in the address: what is erased cannot be brought back.');
  const erasure = await callersData.erase(key, who);
  return erasure === undefined ? notHere('This number is nobody\'s.', 'Withheld numbers have no customer. Give a number in full, or a customer\'s key.') : ok(stateOf(erasure));
}

export async function erasureState({ callersData }: Pick<ApiParts, 'callersData'>, id: string): Promise<Answer<ErasureState>> {
  const erasure = await callersData.erasure(id);
  return erasure === undefined ? notHere('There is no such erasure.', 'Check the id, which the answer to the request told.') : ok(stateOf(erasure));
}

export async function exportCustomer({ callersData }: Pick<ApiParts, 'callersData'>, key: string, { who }: Reader): Promise<Answer<CustomerExport>> {
  const kept = await callersData.export(key, who);
  return kept === undefined ? notHere('Nothing is kept on this customer.', 'Check the key, or give the number in full, with its country code.') : ok(kept);
}

function stateOf({ id, by, askedAt, doneAt, counts }: Erasure): ErasureState {
  return { id, by, askedAt, doneAt: doneAt ?? null, ...counts };
}
