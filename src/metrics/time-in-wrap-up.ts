import { timeIn } from '../domain/agent-time.js';

export const timeInWrapUp = timeIn('wrap-up', { id: 'time_in_wrap_up', title: 'Time in wrap-up', formula: 'Σ time in the state wrap-up' });
