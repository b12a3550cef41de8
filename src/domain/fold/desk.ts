import type { EarshotEvent } from '../event.js';
import { foldMark } from '../mark.js';
import { foldPromise } from '../promise.js';
import { blockedIn, foldPrompt, promptId, resolvedIn } from '../prompt.js';
import type { Prompt } from '../prompt.js';
import type { Instant } from '../time.js';
import type { Appliers, Draft } from './draft.js';

/** What agents were asked and answered, and what customers were promised. */
export const desk: Appliers = {
  'prompt.shown': takePrompt,
  'prompt.answered': (draft, event) => {
    takePrompt(draft, event);
    const { agent = '', prompt: id = promptId(event.subject, agent), answers = {} } = event.data;
    const prompt = draft.prompts.find((each) => each.id === id);
    if (!prompt) return;
    if (answers['reason'] !== undefined && prompt.answers.reason !== undefined) draft.reason = prompt.answers.reason;
    if (answers['resolved'] !== undefined || answers['blocked'] !== undefined) takeVerdict(draft, prompt, event.time);
  },
  'prompt.expired': takePrompt,
  'promise.made': takePromise,
  'promise.fulfilled': takePromise,
  'flag.marked': (draft, event) => {
    draft.marks = foldMark(draft.marks, event);
  },
};

function takePrompt(draft: Draft, event: EarshotEvent): void {
  draft.prompts = foldPrompt(draft.prompts, event);
}

function takePromise(draft: Draft, event: EarshotEvent): void {
  draft.promises = foldPromise(draft.promises, event);
}

/** The last word counts, whoever says it; who then says that it was not theirs to solve takes only their own word back. */
function takeVerdict(draft: Draft, { agent, answers }: Prompt, at: Instant): void {
  const resolved = resolvedIn(answers);
  if (resolved === undefined && draft.resolvedBy?.agent !== agent) return;
  draft.resolved = resolved;
  draft.resolvedBy = resolved === undefined ? undefined : { agent, at };
  draft.blocked = blockedIn(answers);
  const segment = draft.segments.findLast((each) => each.agent === agent);
  if (segment) segment.resolved = resolved;
}
