import type { Provider, Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { BoardController } from './board.controller.js';
import { CallersDataController } from './callers-data.controller.js';
import { ContactsController } from './contacts.controller.js';
import { FlagsController } from './flags.controller.js';
import { CustomersController } from './customers.controller.js';
import { Figures } from './figures.js';
import { HealthController } from './health.controller.js';
import { IntendedController } from './intended.controller.js';
import { LabController } from './lab.controller.js';
import { MenusController } from './menus.controller.js';
import { MetricsController } from './metrics.controller.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { ProblemFilter } from './problem.filter.js';
import { RecoveryController } from './recovery.controller.js';
import { ReachController } from './reach/reach.controller.js';
import { RecordingsController } from './recordings.controller.js';
import { AuditController } from './audit.controller.js';
import { RefusedController } from './refused.controller.js';
import { SettingsController } from './settings.controller.js';
import { SourceHealthController } from './source-health.controller.js';
import { SourcesController } from './sources.controller.js';
import { SurveysController } from './surveys.controller.js';
import { VoiceController } from './voice.controller.js';

export const apiControllers: readonly Type[] = [AuditController, BoardController, CallersDataController, ContactsController, CustomersController, FlagsController, RecoveryController, RefusedController, RecordingsController, SettingsController, SourceHealthController, SourcesController, SurveysController, VoiceController, LabController, MenusController, IntendedController, ReachController, MetricsController, HealthController];

/** The filter is global: it writes the problems of every route of the application. */
export function apiProviders(parts: ApiParts): Provider[] {
  return [
    { provide: API, useValue: parts },
    { provide: Figures, useValue: new Figures(parts) },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
}
