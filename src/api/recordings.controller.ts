import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { RecordingView } from '../contract/sources.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { beginRecording, takeRecording } from './recordings.js';

/** What a source sends, held for some minutes and given without anyone's number or name. */
@Controller('api/v1/recordings')
@Allow('admin')
export class RecordingsController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  state(@Query(asked(nothing)) _: object): RecordingView {
    return this.parts.recordings.state();
  }

  @Post()
  @HttpCode(200)
  begin(@Body() body: unknown): RecordingView {
    return answered(beginRecording(this.parts, body));
  }

  @Post('take')
  @HttpCode(200)
  @Header('content-type', 'application/x-ndjson')
  take(): string {
    return answered(takeRecording(this.parts));
  }
}
