import { timeIn } from '../domain/agent-time.js';

export const timeAvailable = timeIn('available', { id: 'time_available', title: 'Time available', formula: 'Σ time in the state available' });
