import { FEEDBACK_CHANNEL } from '../feedback.js';
import type { Appliers } from './draft.js';

/** What was said elsewhere, about a contact that is known or by itself. */
export const feedback: Appliers = {
  'feedback.received': (draft, { time, data }) => {
    const { channel: where, topic, customer } = data;
    draft.feedback = [...draft.feedback, { at: time, ...(where === undefined ? {} : { where }), ...(topic === undefined ? {} : { topic }) }];
    if (draft.channel !== FEEDBACK_CHANNEL) return;
    draft.customer ??= customer;
    draft.endedAt = time;
    draft.endedBy = 'customer';
  },
};
