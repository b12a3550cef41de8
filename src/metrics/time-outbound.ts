import { timeIn } from '../domain/agent-time.js';

export const timeOutbound = timeIn('outbound', { id: 'time_outbound', title: 'Time outbound', formula: 'Σ time in the state outbound' });
