import { timeIn } from '../domain/agent-time.js';

export const timeAway = timeIn('away', { id: 'time_away', title: 'Time away', formula: 'Σ time in the state away' });
