import { LogAndLeadership1700000000001 } from './1700000000001-log-and-leadership.js';
import { State1700000000002 } from './1700000000002-state.js';
import { Access1700000000003 } from './1700000000003-access.js';
import { Numbers1700000000004 } from './1700000000004-numbers.js';
import { LeanerState1700000000005 } from './1700000000005-leaner-state.js';
import { Surveys1700000000006 } from './1700000000006-surveys.js';
import { AgentDayParts1700000000007 } from './1700000000007-agent-day-parts.js';
import { Findings1700000000010 } from './1700000000010-findings.js';
import { Places1700000000015 } from './1700000000015-places.js';
import { Refused1700000000016 } from './1700000000016-refused.js';
import { Cohorts1700000000018 } from './1700000000018-cohorts.js';
import { Sources1700000000019 } from './1700000000019-sources.js';
import { CallBacks1700000000020 } from './1700000000020-call-backs.js';
import { ProvidersAndAudit1700000000021 } from './1700000000021-providers-and-audit.js';
import { Retention1700000000022 } from './1700000000022-retention.js';
import { RuleLab1700000000025 } from './1700000000025-rule-lab.js';
import { IntendedMenus1700000000026 } from './1700000000026-intended-menus.js';
import { Erasure1700000000028 } from './1700000000028-erasure.js';
import { Aliases1700000000033 } from './1700000000033-aliases.js';
import { FindingLettersByAge1700000000034 } from './1700000000034-finding-letters-by-age.js';
import { CohortsAsOf1700000000035 } from './1700000000035-cohorts-as-of.js';

/** In order of age. One that was released is never edited: what changes is a new one. */
export const migrations = [
  LogAndLeadership1700000000001, State1700000000002, Access1700000000003, Numbers1700000000004, LeanerState1700000000005, Surveys1700000000006,
  AgentDayParts1700000000007, Findings1700000000010, Places1700000000015, Refused1700000000016, Cohorts1700000000018, Sources1700000000019,
  CallBacks1700000000020, ProvidersAndAudit1700000000021, Retention1700000000022, RuleLab1700000000025, IntendedMenus1700000000026,
  Erasure1700000000028, Aliases1700000000033, FindingLettersByAge1700000000034, CohortsAsOf1700000000035,
];
