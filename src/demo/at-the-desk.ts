import type { DeskNow, PromptView, QuestionView } from '../contract/desk.js';
import type { Desk, DeskOutlet } from '../desk/desk.js';
import { MINUTE, SECOND } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { between, happens, pickWeighted } from './chance.js';
import type { Chance } from './chance.js';
import { SOURCE } from './center.js';
import type { Pace } from './pace.js';
import type { Post } from './post-events.js';

export interface AtTheDesk {
  readonly desk: Pick<Desk, 'answer'>;
  readonly post: Post;
  readonly chance: Chance;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Whoever looks at the demo sits there. */
  readonly visitor?: string;
}

/** Some work without the panel, some let a prompt pass, some are called away in the midst of one, and most promises are kept. */
const USES_IT = 0.85;
const ANSWERS = 0.75;
const STOPS_HALFWAY = 0.08;
const PROMISES = 0.15;
const KEEPS = 0.7;

const usual: Readonly<Record<QuestionView['id'], readonly { readonly choice: string; readonly weight: number }[]>> = {
  reason: [{ choice: 'first', weight: 82 }, { choice: 'second', weight: 12 }, { choice: 'other', weight: 6 }],
  resolved: [{ choice: 'yes', weight: 66 }, { choice: 'workaround', weight: 8 }, { choice: 'partly', weight: 9 }, { choice: 'no', weight: 13 }, { choice: 'not-mine', weight: 4 }],
  blocked: [
    { choice: 'system', weight: 30 }, { choice: 'policy', weight: 22 }, { choice: 'product', weight: 18 }, { choice: 'other-team', weight: 14 }, { choice: 'authority', weight: 10 }, { choice: 'customer', weight: 6 },
  ],
  promise: [{ choice: 'no', weight: 1 }],
};

/** The demo's agents before their desks: they answer some prompts, within seconds, and let others run out. */
export class AgentsAtTheDesk implements DeskOutlet {
  private readonly uses = new Map<string, boolean>();

  constructor(private readonly parts: AtTheDesk) {}

  isPresent(agent: string): boolean {
    if (agent === this.parts.visitor) return false;
    const known = this.uses.get(agent);
    if (known !== undefined) return known;
    const uses = happens(this.parts.chance, USES_IT);
    this.uses.set(agent, uses);
    return uses;
  }

  now(_agent: string, _now: DeskNow): void {}

  prompt(agent: string, prompt: PromptView, live: boolean): void {
    const isNew = prompt.state === 'open' && prompt.questions.every(({ answer }) => answer === undefined);
    if (!live || !isNew || agent === this.parts.visitor || !happens(this.parts.chance, ANSWERS)) return;
    this.answer(agent, prompt).catch((error: Error) => {
      if (!this.parts.signal.aborted) throw error;
    });
  }

  private async answer(agent: string, prompt: PromptView): Promise<void> {
    const { desk, chance, pace, signal } = this.parts;
    await pace.sleep(between(chance, 2 * SECOND, 6 * SECOND), signal);
    const given = new Map<string, string>();
    const stopsAfter = happens(chance, STOPS_HALFWAY) ? 2 : prompt.questions.length;
    for (const question of prompt.questions) {
      if (question.onlyFor?.includes(given.get('resolved') ?? '') === false) continue;
      if (given.size >= stopsAfter) return;
      const choice = this.choose(question);
      given.set(question.id, choice);
      await desk.answer(agent, { prompt: prompt.id, question: question.id, choice });
      await pace.sleep(between(chance, 700, 2 * SECOND), signal);
    }
    const due = Date.parse(given.get('promise') ?? '');
    if (!Number.isNaN(due) && happens(chance, KEEPS)) await this.keep(prompt, due);
  }

  private choose({ id, choices }: QuestionView): string {
    const { chance, pace } = this.parts;
    if (id === 'promise' && happens(chance, PROMISES)) return new Date(pace.now() + between(chance, 4 * MINUTE, 15 * MINUTE)).toISOString();
    const { choice } = pickWeighted(chance, usual[id]);
    const place = ['first', 'second'].indexOf(choice);
    return (place < 0 ? choice : choices[Math.min(place, choices.length - 1)]?.value) ?? choice;
  }

  private async keep(prompt: PromptView, due: Instant): Promise<void> {
    const { post, chance, pace, signal } = this.parts;
    const promise = `${prompt.id}/promise`;
    await pace.sleep(Math.max(0, due - pace.now() - between(chance, 10 * SECOND, 3 * MINUTE)), signal);
    await post([{ id: `${promise}/kept`, source: SOURCE, type: 'promise.fulfilled', time: pace.now(), subject: prompt.contact, data: { promise } }]);
  }
}
