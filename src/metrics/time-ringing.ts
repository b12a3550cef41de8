import { timeIn } from '../domain/agent-time.js';

export const timeRinging = timeIn('ringing', { id: 'time_ringing', title: 'Time ringing', formula: 'Σ time in the state ringing' });
