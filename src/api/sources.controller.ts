import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { MappingTrial } from '../contract/sources.js';
import { answered } from './answer.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { tryOut } from './try-mapping.js';

/** What an administrator does about sources before they send. */
@Controller('api/v1/sources')
@Allow('admin')
export class SourcesController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Post('try')
  @HttpCode(200)
  tryMapping(@Body() body: unknown): MappingTrial {
    return answered(tryOut(this.parts, body));
  }
}
