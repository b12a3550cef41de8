import type { Earshot } from '../support/earshot.js';

/** One post as it is, with whatever headers; the status and the body, or 0 when the server was not there. */
export async function post(earshot: Earshot, where: string, body: string | Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly said: unknown }> {
  try {
    const answer = await fetch(`${earshot.url}${where}`, { method: 'POST', body, headers, signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    return { status: answer.status, said: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { status: 0, said: undefined };
  }
}

/** As a sender does: again until it is taken. */
export async function postUntilTaken(earshot: Earshot, where: string, body: string | Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await post(earshot, where, body, headers);
    if (status >= 200 && status < 300) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${where} took nothing within 10 s:\n${earshot.output.slice(-2_000)}`);
}

/** The same documents, their times moved on so that what happened at `from` happens at `to`; dates of 1970 stay unset. */
export function moved<Documents>(documents: Documents, from: number, to: number): Documents {
  const text = JSON.stringify(documents).replaceAll(/(?!19)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => {
    const shifted = new Date(Date.parse(at) + to - from).toISOString();
    return at.includes('.') ? shifted : shifted.replace(/\.\d+Z/, 'Z');
  });
  return JSON.parse(text) as Documents;
}
