import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Millis } from '../../domain/time.js';
import { delivered } from './fate.js';
import type { Fate, Mood, Person } from './fate.js';
import { putThrough } from './put-through.js';
import { accountPath, callJson, messageJson, newSid } from './resources.js';
import type { Call, Message } from './resources.js';
import { Tasks } from './tasks.js';
import { callBack, readTwiml } from './webhook.js';

export interface StandInOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Where replies are sent: what is set up for the number at Twilio. */
  readonly smsUrl: () => string;
  readonly fate?: (message: Message) => Fate;
  readonly mood?: (to: string) => Mood;
  readonly person?: (number: string) => Person;
  /** Where the address that is called back, and signed, is really found. */
  readonly reach?: (url: string) => string;
  readonly port?: number;
  readonly now?: () => number;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
}

/**
 * A small Twilio: takes messages and calls, delivers them or does not, lets people answer, and calls back with real
 * signatures. `test/surveys/stand-in.spec.ts` holds its answers against Twilio's own OpenAPI.
 */
export class TwilioStandIn {
  readonly messages: Message[] = [];
  readonly calls: Call[] = [];
  /** TaskRouter's, under an address of their own at Twilio and the same here. */
  readonly tasks: Tasks;
  /** What was asked to be sent: where, and with which fields. */
  readonly asked: { readonly where: string; readonly fields: readonly string[] }[] = [];
  private readonly texts = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private server: Server | undefined;
  private clock = 0;

  constructor(readonly options: StandInOptions) {
    this.tasks = new Tasks(options.accountSid, () => this.now());
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.options.port ?? 0, '127.0.0.1', resolve));
  }

  get url(): string {
    const address = this.server?.address();
    if (typeof address !== 'object' || address === null) throw new Error('The Twilio stand-in has no address before it is started.');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    const { server } = this;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  /** Someone writes to our number. What is written back reaches them as any message does. */
  async receive(from: string, body: string, more: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const message = this.keep({ direction: 'inbound', from, to: '+15005550006', body, service: null, status: 'received' });
    return this.deliver(message, more);
  }

  /** The same webhook once more, as after a time-out. */
  async deliver(message: Message, more: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const { accountSid, smsUrl } = this.options;
    const answer = await this.callBack(smsUrl(), {
      MessageSid: message.sid, SmsSid: message.sid, SmsMessageSid: message.sid, AccountSid: accountSid, From: message.from ?? '', To: message.to, Body: message.body,
      NumMedia: '0', NumSegments: '1', SmsStatus: 'received', ApiVersion: '2010-04-01', ...more,
    });
    if (answer?.status !== 200 || message.from === null) return answer;
    for (const text of readTwiml(answer.text).messages) this.arrive(this.keep({ direction: 'outbound-reply', from: message.to, to: message.from, body: text, service: null, status: 'sent' }));
    return answer;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://twilio');
    if (!this.isOurs(request)) return problem(response, 401, 20_003, 'Authenticate');
    const task = this.tasks.answer({ method: request.method ?? 'GET', path: pathname, ifMatch: request.headers['if-match'], form: new URLSearchParams(body) });
    if (task) return reply(response, task.status, task.json, task.etag);
    const asked: Asked = { method: request.method ?? 'GET', path: pathname.replace(accountPath(this.options.accountSid), ''), query: searchParams, form: new URLSearchParams(body) };
    const created = asked.method === 'POST' && (asked.path === '/Messages.json' || asked.path === '/Calls.json');
    return created ? this.take(asked, response) : this.show(asked, response);
  }

  private take(asked: Asked, response: ServerResponse): void {
    const to = asked.form.get('To') ?? '';
    this.asked.push({ where: asked.path, fields: [...asked.form.keys()] });
    const mood = this.options.mood?.(to) ?? 'well';
    if (mood === 'lost') return void response.socket?.destroy();
    if (mood === 'error') return problem(response, 500, 20_500, 'Internal Server Error');
    if (mood === 'busy') return problem(response, 429, 20_429, 'Too Many Requests');
    if (mood === 'stopped') return problem(response, 400, 21_610, 'Attempt to send to unsubscribed recipient');
    if (mood === 'no-number' || !/^\+[1-9]\d{6,14}$/.test(to)) return problem(response, 400, 21_211, `Invalid 'To' Phone Number: ${to}`);
    const { accountSid } = this.options;
    const json = asked.path === '/Calls.json' ? callJson(this.dial(asked.form, to), accountSid) : messageJson(this.send(asked.form, to), accountSid);
    if (mood === 'cut') response.socket?.destroy();
    else reply(response, 201, json);
  }

  private show({ path, query }: Asked, response: ServerResponse): void {
    const { accountSid } = this.options;
    const sid = /^\/(?:Messages|Calls)\/(\w+)\.json$/.exec(path)?.[1];
    const message = this.messages.find((each) => each.sid === sid);
    const call = this.calls.find((each) => each.sid === sid);
    if (message) return reply(response, 200, messageJson(message, accountSid));
    if (call) return reply(response, 200, callJson(call, accountSid));
    if (path === '/Messages.json') return reply(response, 200, pageOf('messages', path, this.listed(this.messages, query).map((each) => messageJson(each, accountSid)), accountSid));
    if (path === '/Calls.json') return reply(response, 200, pageOf('calls', path, this.listed(this.calls, query).map((each) => callJson(each, accountSid)), accountSid));
    return problem(response, 404, 20_404, `The requested resource ${path} was not found`);
  }

  /** Newest first, as Twilio lists them. */
  private listed<Kind extends Message | Call>(all: readonly Kind[], query: URLSearchParams): Kind[] {
    const matches = (name: 'To' | 'From', value: string | null): boolean => !query.has(name) || query.get(name) === value;
    return all.filter(({ to, from }) => matches('To', to) && matches('From', from)).toReversed().slice(0, Number(query.get('PageSize') ?? 50));
  }

  private send(form: URLSearchParams, to: string): Message {
    const statusCallback = form.get('StatusCallback');
    const message = this.keep({
      direction: 'outbound-api', from: form.get('From'), to, body: form.get('Body') ?? '', service: form.get('MessagingServiceSid'), status: form.has('MessagingServiceSid') ? 'accepted' : 'queued',
      ...(statusCallback === null ? {} : { statusCallback }),
    });
    for (const receipt of (this.options.fate ?? (() => delivered))(message)) {
      this.later(receipt.afterMs, () => {
        Object.assign(message, { status: receipt.status, errorCode: receipt.errorCode ?? null, updatedAt: Date.now(), sentAt: message.sentAt ?? Date.now() });
        if (receipt.status === 'delivered') this.arrive(message);
        return this.report(message);
      });
    }
    return message;
  }

  private async report(message: Message): Promise<void> {
    if (message.statusCallback === undefined) return;
    const { accountSid } = this.options;
    await this.callBack(message.statusCallback, {
      MessageSid: message.sid, SmsSid: message.sid, MessageStatus: message.status, SmsStatus: message.status, AccountSid: accountSid, From: message.from ?? '+15005550006', To: message.to,
      ApiVersion: '2010-04-01', ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    });
  }

  /** The person reads it, once, and may answer. */
  private arrive(message: Message): void {
    if (this.texts.has(message.sid)) return;
    const nth = this.messages.filter((each) => each.to === message.to && this.texts.has(each.sid)).length;
    this.texts.set(message.sid, nth);
    const answer = this.options.person?.(message.to).writes?.(message.body, nth);
    if (answer !== undefined) this.later(answer.afterMs, () => this.receive(message.to, answer.text));
  }

  private dial(form: URLSearchParams, to: string): Call {
    const statusCallback = form.get('StatusCallback');
    const now = this.now();
    const call: Call = {
      sid: newSid('CA'), from: form.get('From') ?? '', to, url: form.get('Url') ?? '', ...(statusCallback === null ? {} : { statusCallback }),
      createdAt: now, updatedAt: now, status: 'queued', startedAt: null, endedAt: null,
    };
    this.calls.push(call);
    this.later(20, () => this.talk(call));
    return call;
  }

  /** From ringing to hanging up. */
  private async talk(call: Call): Promise<void> {
    const person = this.options.person?.(call.to) ?? {};
    await this.pause(person.ringsMs ?? 0);
    await person.ringsUntil;
    if (person.answers === true) {
      Object.assign(call, { status: 'in-progress', startedAt: Date.now() });
      let heard = await this.fetchTwiml(call, call.url, {});
      for (let nth = 0; heard?.gather !== undefined; nth += 1) {
        const digits = person.presses?.(heard.says.join(' '), nth);
        if (digits === undefined) break;
        heard = await this.fetchTwiml(call, heard.gather, { Digits: digits });
      }
      if (heard?.dial !== undefined) {
        await putThrough(call, heard.dial, {
          person: (number) => this.options.person?.(number) ?? {}, wait: (millis) => this.pause(millis),
          tell: (of, url, more) => this.callBack(url, { ...this.fieldsOf(of), ...more }),
        });
      }
    }
    Object.assign(call, { status: person.answers === true ? 'completed' : person.isBusy === true ? 'busy' : 'no-answer', endedAt: Date.now(), updatedAt: Date.now() });
    if (call.statusCallback !== undefined) await this.callBack(call.statusCallback, this.fieldsOf(call));
  }

  private async fetchTwiml(call: Call, url: string, more: Readonly<Record<string, string>>): Promise<ReturnType<typeof readTwiml> | undefined> {
    const answer = await this.callBack(url, { ...this.fieldsOf(call), ...more });
    return answer?.status === 200 ? readTwiml(answer.text) : undefined;
  }

  private callBack(url: string, fields: Readonly<Record<string, string>>): ReturnType<typeof callBack> {
    return callBack(this.options.authToken, url, fields, this.options.reach);
  }

  private pause(millis: Millis): Promise<void> {
    return new Promise((resolve) => this.later(millis, async () => resolve()));
  }

  private fieldsOf(call: Pick<Call, 'sid' | 'from' | 'to' | 'status'>): Readonly<Record<string, string>> {
    return { CallSid: call.sid, AccountSid: this.options.accountSid, From: call.from, To: call.to, CallStatus: call.status, Direction: 'outbound-api', ApiVersion: '2010-04-01' };
  }

  private keep(message: Omit<Message, 'sid' | 'createdAt' | 'updatedAt' | 'errorCode' | 'sentAt'>): Message {
    const now = this.now();
    const kept: Message = { ...message, sid: newSid('SM'), createdAt: now, updatedAt: now, errorCode: null, sentAt: null };
    this.messages.push(kept);
    return kept;
  }

  /** Each later than the one before. */
  private now(): number {
    this.clock = Math.max(this.clock + 1, (this.options.now ?? Date.now)());
    return this.clock;
  }

  private later(afterMs: Millis, work: () => Promise<unknown>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void work();
    }, afterMs);
    this.timers.add(timer);
  }

  private isOurs(request: IncomingMessage): boolean {
    const { accountSid, authToken } = this.options;
    return request.headers.authorization === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }
}

function pageOf(name: 'messages' | 'calls', path: string, items: readonly unknown[], accountSid: string): Readonly<Record<string, unknown>> {
  const uri = `${accountPath(accountSid)}${path}?PageSize=50&Page=0`;
  return { [name]: items, page: 0, page_size: 50, start: 0, end: Math.max(0, items.length - 1), uri, first_page_uri: uri, next_page_uri: null, previous_page_uri: null };
}

function problem(response: ServerResponse, status: number, code: number, message: string): void {
  reply(response, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

function reply(response: ServerResponse, status: number, json: unknown, etag?: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(etag === undefined ? {} : { etag }) }).end(JSON.stringify(json));
}
