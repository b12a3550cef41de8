import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import { Allow, Public } from '../access/allow.js';
import { Figures } from './figures.js';
import { readinessOf } from './health.js';
import type { Readiness } from './health.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

interface Reply {
  status(code: number): unknown;
  header(name: string, value: string): unknown;
}

/** For whoever runs the server. */
@Controller()
export class HealthController {
  constructor(@Inject(API) private readonly parts: ApiParts, @Inject(Figures) private readonly figures: Figures) {}

  @Get('health/live')
  @Public()
  live(): { readonly alive: true } {
    return { alive: true };
  }

  @Get('health/ready')
  @Public()
  @Header('cache-control', 'no-store')
  ready(@Res({ passthrough: true }) reply: Reply): Readiness {
    const readiness = readinessOf(this.parts);
    reply.status(readiness.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  @Get('metrics')
  @Allow('monitor')
  async metrics(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    reply.header('content-type', this.figures.contentType);
    return this.figures.text();
  }
}
