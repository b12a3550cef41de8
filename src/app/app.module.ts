import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { accessControllers, accessExports, accessProviders, providerControllers } from '../access/providers.js';
import { apiControllers, apiProviders } from '../api/providers.js';
import { CallAnswersController } from '../call-backs/answers.controller.js';
import { CallAnswers } from '../call-backs/answers.js';
import { deskControllers, deskProviders } from '../desk/providers.js';
import { detectors } from '../detectors/index.js';
import { pages as rulePages } from '../detectors/pages.generated.js';
import { AmazonConnectController } from '../ingest/amazon-connect/amazon-connect.controller.js';
import { ConnectIngest } from '../ingest/amazon-connect/connect-ingest.js';
import { GenesysController } from '../ingest/genesys/genesys.controller.js';
import { GenesysIngest } from '../ingest/genesys/genesys-ingest.js';
import { EventsController } from '../ingest/http/events.controller.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { findingsControllers, findingsProviders } from '../findings/providers.js';
import type { Findings } from '../findings/findings.js';
import { JAMBONZ, JambonzController } from '../ingest/jambonz/jambonz.controller.js';
import type { TakeJambonz } from '../ingest/jambonz/jambonz.controller.js';
import { tryMapping } from '../ingest/webhook/trial.js';
import { WebhookController } from '../ingest/webhook/webhook.controller.js';
import { WebhookIngest } from '../ingest/webhook/webhook-ingest.js';
import { TwilioIngestController } from '../ingest/twilio/twilio-ingest.controller.js';
import { TwilioCallBackController } from '../ingest/twilio/call-back/call-back.controller.js';
import { TwilioCallBack } from '../ingest/twilio/call-back/twilio-call-back.js';
import { TwilioIngest } from '../ingest/twilio/twilio-ingest.js';
import { VoiceApp } from '../ingest/twilio/voice/voice-app.js';
import { VoiceController } from '../ingest/twilio/voice/voice.controller.js';
import { Board } from '../live/board.js';
import { BoardGateway } from '../live/board.gateway.js';
import { pages as metricPages } from '../metrics/pages.generated.js';
import { Counters } from '../ports/gauges.js';
import { PgIntendedMenus } from '../store/pg-intended-menus.js';
import { Traces } from '../ports/traces.js';
import { SURVEYS } from '../surveys/parts.js';
import { TwilioController } from '../surveys/twilio.controller.js';
import type { RunningCallBacks } from './call-backs.js';
import type { RunningCallersData } from './callers-data.js';
import type { Edges } from './edges.js';
import type { RunningProvider } from './identity-provider.js';
import { readIntendedMenu } from './intended.js';
import type { Machine, Told } from './machine.js';
import type { RunningSurveys } from './surveys.js';
import { twilioOf } from './twilio.js';

/** What runs beside the server and has routes of its own. */
export interface Running {
  readonly surveys: RunningSurveys | undefined;
  readonly callBacks: RunningCallBacks;
  readonly callersData: RunningCallersData;
  readonly provider: RunningProvider | undefined;
}

/** The one Nest module: its providers are the parts that were built already. */
@Module({})
export class AppModule {}

export function appModule(machine: Machine, edges: Edges, { surveys, callBacks, callersData, provider }: Running, findings: Findings, voice: VoiceApp | undefined, told: Pick<Told, 'note'>): DynamicModule {
  const { publicUrl } = machine.settings;
  const twilio = twilioOf(machine, edges, told);
  return {
    module: AppModule,
    controllers: [...accessControllers, ...(provider === undefined ? [] : providerControllers), ...apiControllers, ...deskControllers, ...findingsControllers, EventsController, AmazonConnectController, GenesysController, WebhookController, JambonzController, ...(surveys === undefined ? [] : [TwilioController]), ...(callBacks.twilio === undefined ? [] : [TwilioCallBackController]), ...(callBacks.answers === undefined ? [] : [CallAnswersController]), ...(twilio === undefined ? [] : [TwilioIngestController]), ...(voice === undefined ? [] : [VoiceController])],
    providers: [
      ...accessProviders(machine.access, publicUrl === undefined ? [] : [publicUrl], provider?.signIns),
      { provide: HttpIngest, useValue: edges.ingest },
      { provide: ConnectIngest, useValue: edges.connect },
      { provide: GenesysIngest, useValue: edges.genesys },
      { provide: WebhookIngest, useValue: edges.webhook },
      { provide: JAMBONZ, useValue: ((headers, body) => edges.webhook.take('jambonz', headers, body)) satisfies TakeJambonz },
      { provide: Board, useValue: edges.board },
      { provide: Counters, useValue: edges.counters },
      { provide: Traces, useValue: machine.traces },
      BoardGateway,
      ...deskProviders(edges.desk),
      ...findingsProviders(findings),
      ...(surveys === undefined ? [] : [{ provide: SURVEYS, useValue: surveys }]),
      ...(callBacks.twilio === undefined ? [] : [{ provide: TwilioCallBack, useValue: callBacks.twilio }]),
      ...(callBacks.answers === undefined ? [] : [{ provide: CallAnswers, useValue: callBacks.answers }]),
      ...(twilio === undefined ? [] : [{ provide: TwilioIngest, useValue: twilio }]),
      ...(voice === undefined ? [] : [{ provide: VoiceApp, useValue: voice }]),
      ...apiProviders({
        state: machine.memory, street: machine.street, history: machine.history, store: machine.store, intake: edges.intake, numbers: machine.numbers, callBacks: callBacks.calls, callersData, surveys: machine.surveys, refused: { items: machine.refused, retry: (id) => edges.refusals.retry(id) },
        sources: edges.sources,
        intended: { menus: new PgIntendedMenus(machine.dataSource, machine.clock), read: readIntendedMenu },
        recordings: edges.recorder,
        lab: machine.lab,
        tryMapping: (tried) => tryMapping(tried, machine.clock.now()),
        settings: machine.floorDesk,
        audit: machine.access.audit,
        board: edges.board, clock: machine.clock, gauges: edges.counters, metrics: machine.metrics, rules: detectors,
        pages: { rules: rulePages, metrics: metricPages },
      }),
    ],
    exports: [...accessExports],
  };
}
