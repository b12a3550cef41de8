import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { Reader } from '../domain/reader.js';
import type { CustomerExport } from '../ports/erasure.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { eraseCustomer, erasureState, exportCustomer } from './callers-data.js';
import type { ErasureState } from './callers-data.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** What is kept on one customer, handed out or erased. */
@Controller('api/v1')
@Allow('admin')
export class CallersDataController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('customers/:key/export')
  @Header('cache-control', 'no-store')
  async export(@Param('key') key: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<CustomerExport> {
    return answered(await exportCustomer(this.parts, key, reader));
  }

  @Post('customers/:key/erase')
  @HttpCode(202)
  async erase(@Param('key') key: string, @Body() body: unknown, @TheReader() reader: Reader): Promise<ErasureState> {
    return answered(await eraseCustomer(this.parts, key, body, reader));
  }

  @Get('erasures/:id')
  async state(@Param('id') id: string, @Query(asked(nothing)) _: object): Promise<ErasureState> {
    return answered(await erasureState(this.parts, id));
  }
}
