import { overLimit } from '../domain/agent-time.js';

export const breaksOverLimit = overLimit('away', { id: 'breaks_over_limit', title: 'Breaks over the limit', formula: 'times in the state away of more than 15 min' });
