import type { PromptView } from '../../contract/desk.js';
import { SECOND } from '../../domain/time.js';
import type { Millis } from '../../domain/time.js';
import type { Clock } from '../../ports/clock.js';
import type { LiveState } from '../../ports/live-state.js';
import { changeAttributes } from './task-attributes.js';
import type { Attributes, Changed, TaskRouterAccount } from './task-attributes.js';

export interface TaskPromptsParts {
  readonly account: TaskRouterAccount;
  readonly state: Pick<LiveState, 'contacts'>;
  readonly clock: Clock;
  readonly note: (sentence: string) => void;
  readonly sleep: (duration: Millis) => Promise<void>;
}

/** The attribute under which a plugin finds the prompt. */
const NAME = 'earshot';
const PAUSES: readonly Millis[] = [2 * SECOND, 10 * SECOND, 30 * SECOND, 60 * SECOND];
/** A task with its own Sid, or in the name of its stay in a queue. */
const TASK = /^(WT[0-9a-fA-F]{32})(?=$|:)/;

/**
 * The desk's prompts as an attribute of the TaskRouter task that they are about, for agents in Flex: `earshot.prompt` with
 * questions and choices while it is open, and how it stands when there is nothing left to answer. A plugin answers over
 * `/api/v1/prompts/:id/answers`.
 */
export class TaskPrompts {
  /** One task's changes go out one after another: what was answered never comes before what was asked. */
  private readonly last = new Map<string, Promise<void>>();

  constructor(private readonly parts: TaskPromptsParts) {}

  /** Flex is there for every agent. */
  isPresent(): boolean {
    return true;
  }

  /** The effort of a contact that goes on is told over the socket only. */
  now(): void {}

  prompt(_agent: string, prompt: PromptView, live: boolean): void {
    const isAnswerOnItsWay = prompt.state === 'open' && prompt.questions.some(({ answer }) => answer !== undefined);
    const task = this.taskOf(prompt.contact);
    if (!live || isAnswerOnItsWay || task === undefined) return;
    const next = (this.last.get(task) ?? Promise.resolve()).then(() => this.put(task, prompt));
    this.last.set(task, next);
    void next.finally(() => {
      if (this.last.get(task) === next) this.last.delete(task);
    });
  }

  /** What is still on its way has arrived or is given up. */
  async settled(): Promise<void> {
    await Promise.all(this.last.values());
  }

  private taskOf(contact: string): string | undefined {
    const stays = this.parts.state.contacts.get(contact)?.contact.visits.toReversed() ?? [];
    return [...stays.map(({ id }) => id), contact].map((id) => TASK.exec(id)?.[1]).find((id) => id !== undefined);
  }

  private async put(task: string, prompt: PromptView): Promise<void> {
    const { account, clock, note, sleep } = this.parts;
    for (let attempt = 0; ; attempt += 1) {
      const changed: Changed = await changeAttributes(account, task, (attributes) => withPrompt(attributes, prompt));
      if (changed.is === 'changed') return;
      const pause = changed.is === 'gone' ? undefined : PAUSES[attempt];
      const after = pause === undefined ? undefined : Math.max(pause, changed.is === 'failed' ? changed.retryAfterMs ?? 0 : 0);
      if (after === undefined || clock.now() + after >= prompt.expiresAt) {
        return note(`A prompt was not written into its task, because ${changed.why}. Check EARSHOT_TWILIO_WORKSPACE_SID, and whether the task is still there.`);
      }
      await sleep(after);
    }
  }
}

/** Beside whatever else stands there, ours and others'. A prompt that is over does not cover another that is open. */
export function withPrompt(attributes: Attributes, { id, state, agent, contact, expiresAt, questions }: PromptView): Attributes {
  const own = attributes[NAME];
  const kept = typeof own === 'object' && own !== null && !Array.isArray(own) ? own as Attributes : {};
  const standing = kept['prompt'] as { readonly id?: unknown } | undefined;
  if (state !== 'open' && standing?.id !== undefined && standing.id !== id) return attributes;
  const asked = questions.map(({ id: question, asks, onlyFor, choices }) => ({ id: question, asks, ...(onlyFor === undefined ? {} : { only_for: onlyFor }), choices }));
  const shown = { id, state, agent: agent.id, contact, expires_at: new Date(expiresAt).toISOString() };
  return { ...attributes, [NAME]: { ...kept, prompt: state === 'open' ? { ...shown, questions: asked } : shown } };
}
