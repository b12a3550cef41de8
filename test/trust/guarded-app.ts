import { Body, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Test } from '@nestjs/testing';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { Allow, Public } from '../../src/access/allow.js';
import { TheReader, TheSource } from '../../src/access/holder-params.js';
import type { AccessParts } from '../../src/access/parts.js';
import type { ProviderSignIns } from '../../src/access/provider/provider-sign-ins.js';
import { accessControllers, accessExports, accessProviders, providerControllers } from '../../src/access/providers.js';
import { SocketDoor, type GuardedNamespace } from '../../src/access/socket-door.js';
import type { Reader } from '../../src/domain/reader.js';

@Controller()
class EveryDoor {
  @Post('ingest') @Allow('ingest')
  ingest(@TheSource() source: string): object {
    return { source };
  }

  @Get('board') @Allow('board')
  board(@TheReader() reader: Reader): Reader {
    return reader;
  }

  @Get('contacts') @Allow('contacts')
  contacts(): object {
    return { seen: true };
  }

  @Post('settings') @Allow('admin')
  settings(@Body() given: unknown): object {
    return { given };
  }

  @Get('open') @Public()
  open(): object {
    return { open: true };
  }

  @Post('webhook') @Public()
  webhook(): object {
    return { heard: true };
  }
}

@Controller('forgotten')
export class Forgotten {
  @Get()
  show(): object {
    return { secret: true };
  }
}

@WebSocketGateway({ namespace: '/board', transports: ['websocket'] })
class BoardDoor {
  constructor(private readonly door: SocketDoor) {}

  afterInit(namespace: GuardedNamespace): void {
    this.door.guard(namespace, 'board');
  }

  @SubscribeMessage('watch') @Allow('board')
  watch(@TheReader() reader: Reader): object {
    return { event: 'seen', data: reader };
  }

  @SubscribeMessage('act') @Allow('recover')
  act(): object {
    return { event: 'acted', data: true };
  }

  @SubscribeMessage('forgotten')
  forgotten(): object {
    return { event: 'leaked', data: true };
  }
}

/** An application with a door of every kind, and one handler that was forgotten of each. */
export async function guardedApp(parts: AccessParts, publicUrls: readonly string[] = [], more: readonly Type[] = [], provider?: ProviderSignIns): Promise<NestFastifyApplication> {
  @Module({
    controllers: [EveryDoor, ...accessControllers, ...(provider === undefined ? [] : providerControllers), ...more],
    providers: [...accessProviders(parts, publicUrls, provider), BoardDoor],
    exports: [...accessExports],
  })
  class Guarded {}

  const testing = await Test.createTestingModule({ imports: [Guarded] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.useWebSocketAdapter(new IoAdapter(app));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
