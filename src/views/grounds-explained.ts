import type { CatalogueGround } from '../contract/session.js';
import { weights } from '../domain/glance/ground.js';

/** The table behind the ranking of customers, for whoever asks how it comes about. */
export function groundsExplained(): readonly CatalogueGround[] {
  const { flag, again, mostAgain, 'not-resolved': notResolved } = weights;
  return [
    need('Is on a contact now, and in trouble there', weights['on-the-line']),
    need('Let down, and neither served nor reached since', weights['let-down']),
    need('A promise is past its due time and still owed', weights['promise-broken']),
    need('Gave a bad answer to a survey', weights['bad-answer']),
    need('Said last that it is not resolved, the customer\'s word before the agent\'s', `${notResolved.no}, partly ${notResolved.partly}`),
    need('Came again about the same thing', `${again} for each time before, at most ${mostAgain}`),
    need('Any other flag, each rule once a contact', `severe ${flag.severe}, warning ${flag.warning}, note ${flag.note}`),
    well('Said that it is resolved', weights['said-resolved']),
    well('A promise was kept in time', weights['promise-kept']),
    well('Gave a good mark: 4 or 5 of 5, 6 or 7 of 7, 9 or 10 of 10', weights['good-mark']),
    well('Said: better than last time', weights.better),
    well('Was let down, then served well', weights['won-back']),
    well('Resolved at the first contact, as somebody said', weights['resolved-at-once']),
  ];
}

function need(says: string, points: number | string): CatalogueGround {
  return { view: 'need', says, points: String(points) };
}

function well(says: string, points: number | string): CatalogueGround {
  return { view: 'well', says, points: String(points) };
}
