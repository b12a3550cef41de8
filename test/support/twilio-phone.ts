import { randomBytes } from 'node:crypto';
import { form, send } from './twilio-posts.js';

/** One verb of a TwiML document. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

export interface PhoneSetting {
  /** Where the server listens; what is signed is its public address. */
  readonly server: string;
  readonly publicUrl: string;
  /** Path of the number's "A call comes in", and of its status callback. */
  readonly start: string;
  readonly status: string;
  /** Each webhook comes twice, as when the answer to the first was lost. */
  readonly repeats?: boolean;
}

/** A small Twilio of the telephone side: places calls, does what the TwiML says, keeps queues, and posts signed webhooks. */
export class TwilioPhone {
  readonly queues = new Map<string, PhoneCall[]>();
  /** What was posted, in order: the path, and the fields beside the standard ones. */
  readonly posted: string[] = [];

  constructor(readonly setting: PhoneSetting) {}

  /** Someone calls a number; resolves when they have something to do. */
  async call(from: string, to: string, start = this.setting.start): Promise<PhoneCall> {
    const call = new PhoneCall(this, from, to);
    await call.ask(start, { CallStatus: 'ringing' });
    return call;
  }

  /** One webhook, and the verbs that it is answered with. */
  async post(address: string, fields: Readonly<Record<string, string>>): Promise<readonly Element[]> {
    const path = address.replace(this.setting.publicUrl, '');
    this.posted.push(path);
    const webhook = form(path, fields, { publicUrl: this.setting.publicUrl });
    if (this.setting.repeats === true) await send(this.setting.server, webhook);
    const { status, text } = await send(this.setting.server, webhook);
    if (status !== 200 && status !== 204) throw new Error(`${path} was answered ${status}: ${text}`);
    return status === 204 ? [] : childrenOf(text);
  }
}

/** One call: what it hears, and what it waits for. */
export class PhoneCall {
  readonly sid = `CA${randomBytes(16).toString('hex')}`;
  readonly hears: string[] = [];
  private waitsFor: Element | undefined;
  private queue: { readonly name: string; readonly verb: Element; readonly since: number } | undefined;
  private talksTo: PhoneCall | undefined;
  /** An agent's <Dial>, and for how long the caller had waited when it began. */
  private dial: Element | undefined;
  private bridgedAfter = 0;
  private readonly began = Date.now();
  isOver = false;

  constructor(private readonly phone: TwilioPhone, readonly from: string, readonly to: string) {}

  /** Does what the document at this address says. */
  async ask(address: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.run(await this.phone.post(address, { ...this.standard(), ...fields }));
  }

  async press(keys: string): Promise<void> {
    await this.answer({ Digits: keys });
  }

  async say(words: string): Promise<void> {
    await this.answer({ SpeechResult: words, Confidence: '0.9' });
  }

  /** Speaks after the tone. */
  async leaveMessage(seconds: number): Promise<void> {
    await this.answer({ RecordingSid: `RE${randomBytes(16).toString('hex')}`, RecordingDuration: String(seconds), RecordingUrl: 'https://api.twilio.com/recording', Digits: 'hangup' });
  }

  async hangUp(): Promise<void> {
    if (this.isOver) return;
    const { queue, talksTo } = this;
    this.isOver = true;
    if (queue !== undefined && talksTo === undefined) await this.leaveQueue('hangup');
    if (talksTo !== undefined) await this.part(talksTo);
    await this.tellEnd();
  }

  private async answer(fields: Readonly<Record<string, string>>): Promise<void> {
    const verb = this.waitsFor;
    if (verb === undefined) throw new Error('The call waits for nothing.');
    this.waitsFor = undefined;
    await this.ask(verb.attributes['action'] ?? '', { ...fields, ...this.inQueue() });
  }

  private async run(verbs: readonly Element[]): Promise<void> {
    for (const verb of verbs) {
      if (this.isOver) return;
      if (verb.name === 'Say') this.hears.push(verb.text);
      else if (verb.name === 'Gather' || verb.name === 'Record') return this.wait(verb);
      else if (verb.name === 'Enqueue') return this.enterQueue(verb);
      else if (verb.name === 'Dial') return this.takeCaller(verb);
      else if (verb.name === 'Leave') return this.leaveQueue('leave');
      else if (verb.name === 'Redirect') return this.ask(verb.text);
      else if (verb.name === 'Hangup') return this.hangUp();
      // Pause and Play: whoever waits, waits until something happens.
    }
  }

  private wait(verb: Element): void {
    this.hears.push(...verb.children.map(({ text }) => text));
    this.waitsFor = verb;
  }

  private async enterQueue(verb: Element): Promise<void> {
    this.queue = { name: verb.text, verb, since: Date.now() };
    this.phone.queues.set(verb.text, [...(this.phone.queues.get(verb.text) ?? []), this]);
    await this.ask(verb.attributes['waitUrl'] ?? '', this.inQueue());
  }

  /** An agent's call takes the first out of the queue. */
  private async takeCaller(verb: Element): Promise<void> {
    const queue = verb.children[0];
    const [first, ...others] = this.phone.queues.get(queue?.text ?? '') ?? [];
    if (queue === undefined || first?.queue === undefined) throw new Error('Nobody waits in that queue.');
    this.phone.queues.set(queue.text, others);
    await this.phone.post(queue.attributes['url'] ?? '', { ...first.standard(), ...first.inQueue(), DequeingCallSid: this.sid });
    first.waitsFor = undefined;
    first.talksTo = this;
    first.bridgedAfter = first.waited();
    this.talksTo = first;
    this.dial = verb;
  }

  private async part(other: PhoneCall): Promise<void> {
    this.talksTo = undefined;
    other.talksTo = undefined;
    const [caller, agent] = this.queue === undefined ? [other, this] : [this, other];
    await caller.ask(caller.queue?.verb.attributes['action'] ?? '', { QueueResult: 'bridged', QueueTime: String(caller.bridgedAfter), QueueSid: 'QU01' });
    await agent.ask(agent.dial?.attributes['action'] ?? '', { DialCallStatus: 'completed' });
  }

  private async leaveQueue(result: string): Promise<void> {
    const { queue } = this;
    if (queue === undefined) return;
    this.phone.queues.set(queue.name, (this.phone.queues.get(queue.name) ?? []).filter((each) => each !== this));
    const told = { QueueResult: result, ...this.inQueue() };
    this.queue = undefined;
    await this.ask(queue.verb.attributes['action'] ?? '', told);
  }

  private async tellEnd(): Promise<void> {
    await this.phone.post(this.phone.setting.status, {
      ...this.standard(), CallStatus: 'completed', CallbackSource: 'call-progress-events', SequenceNumber: '0', Timestamp: new Date().toUTCString().replace('GMT', '+0000'),
      CallDuration: String(Math.max(1, Math.round((Date.now() - this.began) / 1_000))), Duration: '1',
    });
  }

  private inQueue(): Readonly<Record<string, string>> {
    return this.queue === undefined ? {} : { QueueSid: 'QU01', QueueTime: String(this.waited()), QueuePosition: '1', AvgQueueTime: '0', CurrentQueueSize: '1' };
  }

  private waited(): number {
    return Math.floor((Date.now() - (this.queue?.since ?? Date.now())) / 1_000);
  }

  private standard(): Readonly<Record<string, string>> {
    return { CallSid: this.sid, AccountSid: `AC${'7'.repeat(32)}`, From: this.from, To: this.to, Direction: 'inbound', CallStatus: 'in-progress', ApiVersion: '2010-04-01' };
  }
}

/** The verbs of a TwiML document. Throws at what is no well-formed one, as Twilio hangs up. */
export function childrenOf(twiml: string): readonly Element[] {
  const open: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [{ name: '', attributes: {}, children: [], text: '' }];
  for (const [whole, closes, name = '', attributes = '', isEmpty, text] of twiml.replace(/^<\?xml[^>]*\?>/, '').matchAll(/<(\/?)(\w+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>|([^<]+)|</g)) {
    if (whole === '<') throw new Error(`This is no TwiML: ${twiml}`);
    const within = open.at(-1);
    if (text !== undefined) {
      if (within) within.text += unescaped(text);
    } else if (closes === '/') {
      const done = open.pop();
      if (done?.name !== name) throw new Error(`<${done?.name}> is closed by </${name}> in ${twiml}`);
      open.at(-1)?.children.push(done);
    } else {
      const element = { name, attributes: Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)])), children: [], text: '' };
      if (isEmpty === '/') within?.children.push(element);
      else open.push(element);
    }
  }
  const [response] = open[0]?.children ?? [];
  if (open.length !== 1 || response?.name !== 'Response') throw new Error(`This is no TwiML: ${twiml}`);
  return response.children;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
}
