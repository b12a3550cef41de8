import { timeIn } from '../domain/agent-time.js';

export const timeNotResponding = timeIn('not-responding', { id: 'time_not_responding', title: 'Time not responding', formula: 'Σ time in the state not-responding' });
