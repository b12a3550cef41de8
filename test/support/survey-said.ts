import { HOUR, SECOND } from '../../src/domain/time.js';
import type { Happening } from './story.js';

/** In the seconds in which stories are told. */
export const hours = (count: number): number => count * HOUR / SECOND;

export function isSurveyed(survey = 's-1'): Happening {
  return { type: 'survey.sent', data: { survey, channel: 'sms' } };
}
export function answers(question: string, value: string | number, survey = 's-1'): Happening {
  return { type: 'survey.answered', data: { survey, channel: 'sms', question, value } };
}
export function saysStop(survey = 's-1'): Happening {
  return { type: 'survey.stopped', data: { survey, channel: 'sms' } };
}
export function letsItExpire(survey = 's-1'): Happening {
  return { type: 'survey.expired', data: { survey, channel: 'sms' } };
}
