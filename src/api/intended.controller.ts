import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { IntendedLine, IntendedVersionView, IntendedView } from '../contract/intended.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { listIntended, putIntended, readIntended, restoreIntended, showIntended, takeOutIntended } from './intended.js';
import { menusQuery, nothing } from './parameters.js';
import type { MenusQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** What authors meant with their menus, in versions. */
@Controller('api/v1/menus/:entry/intended')
@Allow('admin')
export class IntendedController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  @Allow('contacts')
  async compared(@Param('entry') entry: string, @Query(asked(menusQuery)) query: MenusQuery, @TheReader() reader: Reader): Promise<IntendedView> {
    return answered(await readIntended(this.parts, entry, query, reader));
  }

  @Put()
  async put(@Param('entry') entry: string, @Body() body: unknown, @TheReader() reader: Reader): Promise<IntendedLine> {
    return answered(await putIntended(this.parts, entry, body, reader));
  }

  @Delete()
  async takeOut(@Param('entry') entry: string, @TheReader() reader: Reader): Promise<IntendedLine> {
    return answered(await takeOutIntended(this.parts, entry, reader));
  }

  @Get('versions')
  versions(@Param('entry') entry: string, @Query(asked(nothing)) _: object): Promise<Page<IntendedLine>> {
    return listIntended(this.parts, entry);
  }

  @Get('versions/:version')
  async version(@Param('entry') entry: string, @Param('version') version: string, @Query(asked(nothing)) _: object): Promise<IntendedVersionView> {
    return answered(await showIntended(this.parts, entry, version));
  }

  @Post('versions/:version/restore')
  @HttpCode(200)
  async restore(@Param('entry') entry: string, @Param('version') version: string, @TheReader() reader: Reader): Promise<IntendedLine> {
    return answered(await restoreIntended(this.parts, entry, version, reader));
  }
}
