import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { MenuLine, MenuView, Scorecard, WorseMenu } from '../contract/menus.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { readMenu, readMenus } from './menus.js';
import { wholePage } from './merged.js';
import { menusQuery, nothing } from './parameters.js';
import type { MenusQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { readScorecard } from './scorecard.js';
import { WorseMenus } from './worse-menus.js';

/** The menus as callers walk them. */
@Controller('api/v1/menus')
@Allow('contacts')
export class MenusController {
  private readonly worse: WorseMenus;

  constructor(@Inject(API) private readonly parts: ApiParts) {
    this.worse = new WorseMenus(parts);
  }

  @Get()
  async list(@Query(asked(menusQuery)) query: MenusQuery, @TheReader() reader: Reader): Promise<Page<MenuLine>> {
    return wholePage(answered(await readMenus(this.parts, query, reader)));
  }

  @Get('worse')
  async listWorse(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<Page<WorseMenu>> {
    return wholePage(answered(await this.worse.read(reader)));
  }

  @Get(':entry')
  async one(@Param('entry') entry: string, @Query(asked(menusQuery)) query: MenusQuery, @TheReader() reader: Reader): Promise<MenuView> {
    return answered(await readMenu(this.parts, entry, query, reader));
  }

  @Get(':entry/scorecard')
  async scorecard(@Param('entry') entry: string, @Query(asked(menusQuery)) query: MenusQuery, @TheReader() reader: Reader): Promise<Scorecard> {
    return answered(await readScorecard(this.parts, entry, query, reader));
  }
}
