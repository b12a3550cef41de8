import type { AgentState } from './event.js';
import { MINUTE } from './time.js';
import type { Millis } from './time.js';

/** Past these an agent has been in a state for too long (METRICS.md, time in state). */
export const stateLimits: Readonly<Partial<Record<AgentState, Millis>>> = { 'wrap-up': 2 * MINUTE, away: 15 * MINUTE, 'not-responding': MINUTE };
