import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { accessControllers, accessExports, accessProviders } from '../access/providers.js';
import { SocketDoor } from '../access/socket-door.js';
import { apiControllers, apiProviders } from '../api/providers.js';
import { EventsController } from '../ingest/http/events.controller.js';
import { HttpIngest } from '../ingest/http/http-ingest.js';
import { BoardGateway } from '../live/board.gateway.js';
import { boardParts } from './edges.js';
import type { Edges } from './edges.js';
import type { Machine } from './machine.js';

/** The one Nest module: its providers are the parts that were built already. */
@Module({})
export class AppModule {}

export function appModule(machine: Machine, edges: Edges): DynamicModule {
  const { publicUrl } = machine.settings;
  return {
    module: AppModule,
    controllers: [...accessControllers, ...apiControllers, EventsController],
    providers: [
      ...accessProviders(machine.access, publicUrl === undefined ? [] : [publicUrl]),
      { provide: HttpIngest, useValue: edges.ingest },
      { provide: BoardGateway, useFactory: (door: SocketDoor) => new BoardGateway(boardParts(machine, edges.sources), door), inject: [SocketDoor] },
      ...apiProviders(machine, edges),
    ],
    exports: [...accessExports],
  };
}
