import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { accessControllers, accessExports, accessProviders } from '../access/providers.js';
import { apiControllers, apiProviders } from '../api/providers.js';
import { deskControllers, deskProviders } from '../desk/providers.js';
import { detectors } from '../detectors/index.js';
import { pages as rulePages } from '../detectors/pages.generated.js';
import { EventsController } from '../ingest/http/events.controller.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { Board } from '../live/board.js';
import { BoardGateway } from '../live/board.gateway.js';
import { pages as metricPages } from '../metrics/pages.generated.js';
import { Counters } from '../ports/gauges.js';
import { SURVEYS } from '../surveys/parts.js';
import { TwilioController } from '../surveys/twilio.controller.js';
import type { Edges } from './edges.js';
import type { Machine } from './machine.js';
import type { RunningSurveys } from './surveys.js';

/** The one Nest module: its providers are the parts that were built already. */
@Module({})
export class AppModule {}

export function appModule(machine: Machine, edges: Edges, surveys: RunningSurveys | undefined): DynamicModule {
  const { publicUrl } = machine.settings;
  return {
    module: AppModule,
    controllers: [...accessControllers, ...apiControllers, ...deskControllers, EventsController, ...(surveys === undefined ? [] : [TwilioController])],
    providers: [
      ...accessProviders(machine.access, publicUrl === undefined ? [] : [publicUrl]),
      { provide: HttpIngest, useValue: edges.ingest },
      { provide: Board, useValue: edges.board },
      { provide: Counters, useValue: edges.counters },
      BoardGateway,
      ...deskProviders(edges.desk),
      ...(surveys === undefined ? [] : [{ provide: SURVEYS, useValue: surveys }]),
      ...apiProviders({
        state: machine.memory, street: machine.street, history: machine.history, store: machine.store, intake: edges.intake, numbers: machine.numbers, surveys: machine.surveys,
        board: edges.board, clock: machine.clock, gauges: edges.counters, metrics: machine.metrics, rules: detectors,
        pages: { rules: rulePages, metrics: metricPages },
      }),
    ],
    exports: [...accessExports],
  };
}
