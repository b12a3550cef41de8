import { overLimit } from '../domain/agent-time.js';

export const wrapUpsOverLimit = overLimit('wrap-up', { id: 'wrap_ups_over_limit', title: 'Wrap-ups over the limit', formula: 'times in the state wrap-up of more than 2 min' });
