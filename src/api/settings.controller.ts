import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { SettingsChecked, SettingsSaved, SettingsVersionLine, SettingsVersionView, SettingsView, UnnamedView } from '../contract/settings.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { nothing, versionsQuery } from './parameters.js';
import type { VersionsQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { changeSettings, checkSettings, listVersions, restoreVersion, showSettings, showVersion, writeSettings } from './settings.js';
import { listUnnamed } from './unnamed.js';

/** What the center calls its things and what it promises: read, checked, changed, and gone back. */
@Controller('api/v1/settings')
@Allow('admin')
export class SettingsController {
  private looking: Promise<UnnamedView> | undefined;

  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  async show(@Query(asked(nothing)) _: object): Promise<SettingsView> {
    return answered(await showSettings(this.parts));
  }

  @Put()
  async write(@Body() body: unknown, @TheReader() reader: Reader): Promise<SettingsSaved> {
    return answered(await writeSettings(this.parts, body, reader));
  }

  @Patch()
  async change(@Body() body: unknown, @TheReader() reader: Reader): Promise<SettingsSaved> {
    return answered(await changeSettings(this.parts, body, reader));
  }

  @Post('check')
  @HttpCode(200)
  async check(@Body() body: unknown): Promise<SettingsChecked> {
    return answered(await checkSettings(this.parts, body));
  }

  /** Who asks while it is looked for gets the same answer: it reads thousands of contacts. */
  @Get('unnamed')
  unnamed(@Query(asked(nothing)) _: object): Promise<UnnamedView> {
    this.looking ??= listUnnamed(this.parts).finally(() => { this.looking = undefined; });
    return this.looking;
  }

  @Get('versions')
  versions(@Query(asked(versionsQuery)) query: VersionsQuery): Promise<Page<SettingsVersionLine>> {
    return listVersions(this.parts, query);
  }

  @Get('versions/:version')
  async version(@Param('version') version: string, @Query(asked(nothing)) _: object): Promise<SettingsVersionView> {
    return answered(await showVersion(this.parts, version));
  }

  @Post('versions/:version/restore')
  @HttpCode(200)
  async restore(@Param('version') version: string, @Body() body: unknown, @TheReader() reader: Reader): Promise<SettingsSaved> {
    return answered(await restoreVersion(this.parts, version, body, reader));
  }
}
