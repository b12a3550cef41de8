import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import type { Handed } from '../ports/findings.js';
import { smtpMail } from './smtp.js';

const taken: { readonly from: string; readonly to: readonly string[]; readonly text: string }[] = [];
/** Answers as the address asks it to. */
const server = new SMTPServer({
  disabledCommands: ['STARTTLS'], authOptional: true, logger: false,
  onAuth: ({ username }, _, done) => (username === 'earshot' ? done(null, { user: username }) : done(new Error('who are you?'))),
  onRcptTo: ({ address }, _, done) => {
    const status = Number(/^(\d{3})@/.exec(address)?.[1] ?? 0);
    done(status === 0 ? undefined : Object.assign(new Error('not this one'), { responseCode: status }));
  },
  onData: (stream, { envelope }, done) => {
    let text = '';
    stream.on('data', (chunk: Buffer) => void (text += chunk.toString()));
    stream.on('end', () => {
      taken.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), text });
      done();
    });
  },
});
server.on('error', () => undefined);
let at = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  at = `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => { server.close(() => resolve()); }));

const send = (to: readonly string[], url = `smtp://earshot:secret@${at}?ignoreTLS=true`): Promise<Handed> =>
  smtpMail({ url, from: 'Earshot <earshot@example.com>' })({ id: 'abc', to, subject: 'New finding:\r\nBcc: all@example.com – 40 %', text: 'Grüße\n' });

test('hands a mail over, once, and nothing in a subject becomes a header', async () => {
  expect(await send(['menu@example.com', 'maria@example.com'])).toEqual({ is: 'taken' });
  expect(taken.map(({ from, to }) => [from, to])).toEqual([['earshot@example.com', ['menu@example.com', 'maria@example.com']]]);
  const text = taken[0]?.text ?? '';
  expect(text).toMatch(/^Message-ID: <abc@example\.com>\r$/mi);
  expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/mi);
  expect(text).not.toMatch(/^Bcc:/mi);
});

test('says whether it is worth trying again', async () => {
  expect(await send(['550@example.com'])).toMatchObject({ is: 'refused' });
  expect(await send(['450@example.com'])).toMatchObject({ is: 'busy' });
  expect(await send(['menu@example.com'], `smtp://stranger:secret@${at}?ignoreTLS=true`)).toMatchObject({ is: 'busy', reason: expect.stringContaining('who are you?') });
  expect(await send(['menu@example.com'], 'smtp://127.0.0.1:9')).toMatchObject({ is: 'busy' });
  expect(taken).toHaveLength(1);
});
