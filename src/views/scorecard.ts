import type { ScorecardLine } from '../contract/menus.js';
import type { StandardPoint } from '../domain/phone-standard.js';
import type { ScoreLine } from '../domain/scorecard.js';

const titles: Readonly<Record<StandardPoint, string>> = {
  zero: '0 reaches a person',
  estimate: 'A wait estimate is given',
  'asked-once': 'Nothing is asked twice',
  'call-back': 'A call-back is offered',
  'touch-tone': 'Keys always work beside speech',
  'short-prompts': 'Prompts are short',
  interruptible: 'Prompts can be interrupted',
  forgiving: 'A mistake never ends the call',
  language: 'The language choice is remembered',
};

export function scorecardLineOf(line: ScoreLine, calls: readonly string[]): ScorecardLine {
  return { ...line, title: titles[line.point], calls };
}
