import { LogAndLeadership1700000000001 } from './1700000000001-log-and-leadership.js';
import { State1700000000002 } from './1700000000002-state.js';
import { Access1700000000003 } from './1700000000003-access.js';
import { Numbers1700000000004 } from './1700000000004-numbers.js';
import { LeanerState1700000000005 } from './1700000000005-leaner-state.js';
import { Surveys1700000000006 } from './1700000000006-surveys.js';

/** In order of age. One that was released is never edited: what changes is a new one. */
export const migrations = [LogAndLeadership1700000000001, State1700000000002, Access1700000000003, Numbers1700000000004, LeanerState1700000000005, Surveys1700000000006];
