import { Body, Controller, Get, Header, HttpCode, Inject, Ip, Param, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { RecoveryCall, RecoveryLine } from '../contract/board.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { wholePage } from './merged.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { callBack } from './recovery-call.js';
import { noteRecovery, numberOf } from './recovery.js';
import type { CallBackNumber, RecoveryNote } from './recovery.js';

/** Who is owed a call, and that someone called them back. */
@Controller('api/v1/recovery')
@Allow('recover')
export class RecoveryController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  list(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Page<RecoveryLine> {
    return wholePage(this.parts.board.recoveryFor(reader));
  }

  @Get(':id/number')
  @Header('cache-control', 'no-store')
  async number(@Param('id') id: string, @TheReader() reader: Reader, @Ip() from: string): Promise<CallBackNumber> {
    return answered(await numberOf(this.parts, id, reader, from));
  }

  @Post(':id/call')
  @HttpCode(202)
  async call(@Param('id') id: string, @Body() body: unknown, @TheReader() reader: Reader): Promise<RecoveryCall> {
    return answered(await callBack(this.parts, id, body, reader));
  }

  @Post(':id/attempted')
  @HttpCode(200)
  async attempted(@Param('id') id: string, @TheReader() reader: Reader): Promise<RecoveryNote> {
    return answered(await noteRecovery(this.parts, id, 'attempted', reader));
  }

  @Post(':id/reached')
  @HttpCode(200)
  async reached(@Param('id') id: string, @TheReader() reader: Reader): Promise<RecoveryNote> {
    return answered(await noteRecovery(this.parts, id, 'reached', reader));
  }
}
