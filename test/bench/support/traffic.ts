/** How the simulated center is made. */
export interface Center {
  /** Calls that are open at a time. */
  readonly open: number;
  readonly queues: number;
  readonly agents: number;
  /** The share of callers who have called before. */
  readonly again: number;
  /** Callers the platform knows by name, `customer-0-1` to `customer-<of>-<each>`, instead of numbers of strangers. */
  readonly known?: { readonly of: number; readonly each: number };
}

export const peakCenter: Center = { open: 20_000, queues: 50, agents: 2_000, again: 0.15 };

/** What the twenty events of a call say, in their order. */
const steps: readonly (readonly [type: string, data: (call: Call) => string])[] = [
  ['contact.started', ({ from }) => `{"direction":"inbound",${from},"to":"+12025550100"}`],
  ['ivr.node.entered', () => '{"node":"main","options":[{"key":"1"},{"key":"2"}]}'],
  ['ivr.input', () => '{"node":"main","kind":"key","key":"1"}'],
  ['ivr.node.entered', () => '{"node":"billing"}'],
  ['ivr.input', () => '{"node":"billing","kind":"slot","slot":"account","length":8}'],
  ['ivr.node.left', () => '{"node":"billing"}'],
  ['contact.reason', () => '{"reason":"billing"}'],
  ['queue.entered', ({ queue }) => `{"queue":"${queue}","position":1}`],
  ['estimate.announced', () => '{"seconds":30}'],
  ['agent.offered', ({ queue, agent }) => `{"agent":"${agent}","queue":"${queue}"}`],
  ['agent.offer.ended', ({ agent }) => `{"agent":"${agent}","reason":"answered"}`],
  ['queue.left', ({ queue }) => `{"queue":"${queue}","reason":"answered","waitMs":12000}`],
  ['agent.connected', ({ queue, agent }) => `{"agent":"${agent}","queue":"${queue}"}`],
  ['hold.started', ({ agent }) => `{"agent":"${agent}"}`],
  ['hold.ended', ({ agent }) => `{"agent":"${agent}"}`],
  ['closing.asked', ({ agent }) => `{"agent":"${agent}"}`],
  ['agent.left', ({ agent }) => `{"agent":"${agent}","by":"customer"}`],
  ['contact.ended', () => '{"by":"customer"}'],
  ['wrapup.started', ({ agent }) => `{"agent":"${agent}"}`],
  ['wrapup.ended', ({ agent }) => `{"agent":"${agent}","disposition":"done","resolved":"yes"}`],
];

/** Calls are met at any event before their end: of what comes after it alone nobody would know that it is over. */
const LAST = steps.findIndex(([type]) => type === 'contact.ended');

interface Call {
  readonly id: string;
  readonly from: string;
  readonly queue: string;
  readonly agent: string;
  step: number;
}

/**
 * What a whole center sends at its peak, as the bodies of posts: neighbouring events belong to different calls, as they do
 * when a platform reports what has just happened everywhere. Text is put together by hand, so that making it costs little
 * beside what is measured.
 */
export class Traffic {
  private readonly calls: Call[] = [];
  private begun = 0;
  private turn = 0;
  private closing = false;

  /** `name`: different for each sender, so that no two make the same call. */
  constructor(private readonly name: string, private readonly center: Center = peakCenter) {
    // The first calls are met at any of their events: else all would be in the menu now and all on hold later.
    for (let slot = 0; slot < center.open; slot += 1) this.calls.push({ ...this.begin(), step: slot % LAST });
  }

  /** From now on no call begins: the open ones go on to their ends. */
  close(): void {
    this.closing = true;
  }

  get open(): number {
    return this.calls.length;
  }

  /** The next events as one CloudEvents batch. */
  batch(count: number): string {
    const time = new Date().toISOString();
    let body = '[';
    for (let made = 0; made < count && this.calls.length > 0; made += 1) body += (made === 0 ? '' : ',') + this.event(time);
    return `${body}]`;
  }

  private event(time: string): string {
    const slot = this.turn % this.calls.length;
    this.turn = slot + 1;
    const call = this.calls[slot] as Call;
    const step = call.step;
    const [type, data] = steps[step] as (typeof steps)[number];
    call.step += 1;
    if (call.step === steps.length && this.closing) this.calls.splice(slot, 1);
    else if (call.step === steps.length) this.calls[slot] = this.begin();
    return `{"specversion":"1.0","id":"${call.id}-${step}","source":"bench","type":"${type}","time":"${time}","subject":"${call.id}","sequence":${step},"data":${data(call)}}`;
  }

  private begin(): Call {
    const { again, queues, agents } = this.center;
    const number = this.begun;
    this.begun += 1;
    const caller = number * again % 1 < again ? Math.floor(number * (1 - again)) : number;
    return {
      id: `${this.name}-${number}`,
      from: this.from(hashOf(this.name) + caller),
      queue: `queue-${number % queues}`,
      agent: `agent-${number % agents}`,
      step: 0,
    };
  }

  private from(caller: number): string {
    const { known } = this.center;
    if (!known) return `"from":"+1${2_000_000_000 + caller % 7_000_000_000}"`;
    return `"customer":"customer-${caller % known.of}-${1 + Math.floor(caller / known.of) % known.each}"`;
  }
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_000_007;
  return hash;
}
