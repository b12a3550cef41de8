import { readFileSync } from 'node:fs';
import type { EarshotEvent } from '../../../domain/event.js';
import type { Fields } from '../../../ports/signed-post.js';
import { eventsOf } from '../../fact.js';
import type { Answered, Asked } from './asked.js';
import type { VoiceMenu } from './menu.js';
import { readMenuFile } from './menu-file.js';
import { steps } from './steps.js';
import type { Verb } from './verb.js';

export function exampleMenu(): VoiceMenu {
  const read = readMenuFile(readFileSync(new URL('example-menu.json', import.meta.url), 'utf8'));
  if (!read.ok) throw new Error(read.reason.join('\n'));
  return read.value;
}

/** For specs: a caller at the other end of the menu. Time passes only when the story moves it. */
export class CallerAtMenu {
  readonly events: EarshotEvent[] = [];
  heard: readonly Verb[] = [];
  agent: string | undefined;
  isOpen = true;

  constructor(readonly menu: VoiceMenu = exampleMenu(), readonly call = 'CA01') {}

  /** Twilio asks at this address; what is answered is heard. */
  ask(second: number, path: string, fields: Fields = {}): Answered {
    const url = new URL(path, 'https://earshot.example.com');
    const place = Object.fromEntries(url.searchParams);
    const asked: Asked = {
      menu: this.menu, call: this.call, fields: { CallSid: this.call, From: '+12025550123', To: '+12025550100', ...fields }, place,
      step: Number(place['step'] ?? 0), at: second * 1_000, isOpen: this.isOpen, agent: this.agent,
    };
    const answered = steps[url.pathname.replace('/voice/', '')]?.(asked);
    if (answered === undefined) throw new Error(`There is no step at ${path}.`);
    this.heard = answered.verbs;
    this.events.push(...eventsOf(answered.facts, { source: 'twilio', subject: this.call, time: asked.at, sequence: 0 }));
    return answered;
  }

  calls(second = 0): Answered {
    return this.ask(second, '/voice/start', { CallStatus: 'ringing' });
  }

  /** Does to the verb that Twilio waits with what it asks for. */
  answers(second: number, verb: 'gather' | 'enqueue' | 'dial' | 'record' | 'take', fields: Fields): Answered {
    const waiting = this.heard.find((each) => each.is === verb);
    if (waiting === undefined || !('action' in waiting)) throw new Error(`The caller hears no ${verb} but ${JSON.stringify(this.heard)}.`);
    return this.ask(second, waiting.action, fields);
  }

  presses(second: number, key: string): Answered {
    return this.answers(second, 'gather', { Digits: key });
  }

  /** Texts that are said, a prompt's among them. */
  get says(): readonly string[] {
    return this.heard.flatMap((verb) => (verb.is === 'say' ? [verb.text] : verb.is === 'gather' ? [verb.say] : []));
  }

  outline(...types: readonly string[]): unknown[] {
    return this.events.filter(({ type }) => types.length === 0 || types.some((prefix) => type.startsWith(prefix))).map((event) => [event.time / 1_000, event.type, event.data]);
  }
}
