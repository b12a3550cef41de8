import type { Contact, NodeVisit } from '../domain/contact.js';
import { contactDetector, quiet } from '../domain/detector.js';
import { nameOf } from '../domain/floor.js';
import { movesMenu } from '../domain/moves.js';
import { clock } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { listed, times } from '../domain/wording.js';

export const askedAgain = contactDetector({
  id: 'asked-again',
  version: 1,
  title: 'Asked twice for the same',
  class: 'note',
  rule: 'The same thing, an account number or a date of birth, is collected twice or more in one contact.',
  action: 'Hand on what the caller has typed; ask for it once, where it is needed first.',
  options: {
    times: { default: 2, min: 2, max: 20, says: 'How often the same thing is collected.' },
  },
  on: movesMenu,
  ask(contact, { floor, options }) {
    const asked = slotsOf(contact);
    // Nearly all calls: nothing was typed, or one thing.
    if (asked.length < 2) return quiet;
    const { times: enough } = options();
    return {
      raised: [...new Set(asked.map(({ slot }) => slot))].flatMap((slot) => {
        const all = asked.filter((each) => each.slot === slot);
        const again = all[enough - 1];
        if (!again) return [];
        return [{
          subject: slot,
          since: again.at,
          until: again.at,
          severity: 'note' as const,
          because: `${slot} asked ${times(all.length)} in ${clock((all.at(-1)?.at ?? 0) - (all[0]?.at ?? 0))}, at ${listed([...new Set(all.map(({ node }) => nameOf(floor.nodes, node)))])}`,
          place: { node: again.node, ...(contact.entry === undefined ? {} : { entry: contact.entry }) },
        }];
      }),
    };
  },
});

interface Asked {
  readonly slot: string;
  readonly node: string;
  readonly at: Instant;
}

/** What was typed and taken, once a visit: who mistypes has not given it yet, at this prompt or at the next. */
function slotsOf({ menu }: Contact): readonly Asked[] {
  return menu.flatMap((visit) => (visit.inputs.length === 0 || visit.purpose === 'survey' ? [] : slotsAt(visit)));
}

function slotsAt({ node, inputs, failures }: NodeVisit): readonly Asked[] {
  const asked = new Map<string, Asked>();
  const refusedAt = Math.max(-Infinity, ...failures.filter(({ kind }) => kind === 'no-match').map(({ at }) => at));
  for (const { slot, kind, at } of inputs) if (kind === 'slot' && slot !== undefined && at > refusedAt && !asked.has(slot)) asked.set(slot, { slot, node, at });
  return [...asked.values()];
}
