import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { LabRunView, LabShadowView, LabView } from '../contract/lab.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { cancelRun, showLab, showRun, showShadow, startRun } from './lab.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** Drafts of rules, tried before they are switched on: looked at by who sees all queues, run by administrators. */
@Controller('api/v1/lab')
export class LabController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  @Allow('contacts')
  async show(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<LabView> {
    return answered(await showLab(this.parts, reader));
  }

  @Post('runs')
  @HttpCode(200)
  @Allow('admin')
  async start(@Body() body: unknown, @TheReader() reader: Reader): Promise<LabRunView> {
    return answered(await startRun(this.parts, body, reader));
  }

  @Get('runs/:id')
  @Allow('contacts')
  async run(@Param('id') id: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<LabRunView> {
    return answered(await showRun(this.parts, id, reader));
  }

  @Get('shadows/:rule')
  @Allow('contacts')
  async shadow(@Param('rule') rule: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<LabShadowView> {
    return answered(await showShadow(this.parts, rule, reader));
  }

  @Delete('runs/:id')
  @Allow('admin')
  async cancel(@Param('id') id: string): Promise<null> {
    return answered(await cancelRun(this.parts, id));
  }
}
