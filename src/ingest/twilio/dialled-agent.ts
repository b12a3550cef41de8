import { UNNAMED_AGENT } from '../../domain/agent.js';
import type { Fields } from '../../ports/signed-post.js';
import { isDevice, text } from './fields.js';

/** What `?agent=` says; else the name of a browser or desk phone. A telephone number is nobody's name: who has it answered is not known. */
export function dialledAgent(hints: Fields, to: string | undefined): string {
  const hinted = text(hints, 'agent');
  if (hinted !== undefined) return hinted;
  if (to === undefined || !isDevice(to)) return UNNAMED_AGENT;
  return to.replace(/^[a-z]+:/i, '').replace(/@.*$/s, '') || UNNAMED_AGENT;
}
