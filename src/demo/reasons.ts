import { seconds } from '../domain/time.js';
import type { Millis } from '../domain/time.js';

/** What people call about, and how such a call usually goes. */
export interface Reason {
  readonly id: string;
  readonly weight: number;
  /** The menu keys that lead there from the main menu. */
  readonly keys: readonly string[];
  readonly talkMs: Millis;
  /** Shares that an agent calls resolved, and resolved partly. */
  readonly resolved: number;
  readonly partly: number;
  readonly offer?: string;
  /** Where a call that was routed wrongly should have gone. */
  readonly belongsTo?: string;
}

export const reasons: readonly Reason[] = [
  { id: 'balance', weight: 12, keys: ['1', '1'], talkMs: seconds(90), resolved: 0.9, partly: 0.05 },
  { id: 'payment', weight: 9, keys: ['1', '3'], talkMs: seconds(100), resolved: 0.85, partly: 0.08 },
  { id: 'bill-too-high', weight: 14, keys: ['1', '2'], talkMs: seconds(140), resolved: 0.72, partly: 0.15, belongsTo: 'technical' },
  { id: 'contract', weight: 10, keys: ['0'], talkMs: seconds(130), resolved: 0.82, partly: 0.08, belongsTo: 'billing' },
  { id: 'outage', weight: 8, keys: ['2', '1'], talkMs: seconds(80), resolved: 0.75, partly: 0.15 },
  { id: 'no-internet', weight: 10, keys: ['2', '2', '2'], talkMs: seconds(165), resolved: 0.68, partly: 0.16, belongsTo: 'billing' },
  { id: 'slow-internet', weight: 3, keys: ['2', '2', '1'], talkMs: seconds(150), resolved: 0.7, partly: 0.18 },
  { id: 'mobile-data', weight: 6, keys: ['2', '3'], talkMs: seconds(125), resolved: 0.78, partly: 0.12, belongsTo: 'service' },
  { id: 'lost-card', weight: 5, keys: ['3', '1'], talkMs: seconds(90), resolved: 0.92, partly: 0.04 },
  { id: 'new-card', weight: 9, keys: ['3', '2'], talkMs: seconds(115), resolved: 0.86, partly: 0.07, belongsTo: 'technical' },
  { id: 'rebate-status', weight: 4, keys: ['4', '1'], talkMs: seconds(100), resolved: 0.8, partly: 0.08, offer: 'SPRING25' },
  { id: 'rebate-refused', weight: 5, keys: ['4', '3'], talkMs: seconds(135), resolved: 0.6, partly: 0.2, offer: 'SPRING25', belongsTo: 'billing' },
  { id: 'rebate-terms', weight: 1, keys: ['4', '2'], talkMs: seconds(100), resolved: 0.8, partly: 0.1, offer: 'SPRING25' },
];

export function reasonOf(id: string): Reason {
  const reason = reasons.find((one) => one.id === id);
  if (reason === undefined) throw new Error(`Nobody in the demo calls about "${id}".`);
  return reason;
}
