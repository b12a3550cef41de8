import { timeIn } from '../domain/agent-time.js';

export const timeOnContact = timeIn('on-contact', { id: 'time_on_contact', title: 'Time on contact', formula: 'Σ time in the state on-contact' });
