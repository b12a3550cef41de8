import type { Provider, Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { BoardController } from './board.controller.js';
import { ContactsController } from './contacts.controller.js';
import { Figures } from './figures.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { ProblemFilter } from './problem.filter.js';
import { RecoveryController } from './recovery.controller.js';
import { SurveysController } from './surveys.controller.js';

export const apiControllers: readonly Type[] = [BoardController, ContactsController, RecoveryController, SurveysController, MetricsController, HealthController];

/** The filter is global: it writes the problems of every route of the application. */
export function apiProviders(parts: ApiParts): Provider[] {
  return [
    { provide: API, useValue: parts },
    { provide: Figures, useValue: new Figures(parts) },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ];
}
