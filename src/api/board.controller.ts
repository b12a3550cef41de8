import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { FeedLine, QueueRow, Snapshot } from '../contract/board.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { asked } from './asked.js';
import { wholePage } from './merged.js';
import { nothing } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** The floor now, as the board shows it. */
@Controller('api/v1')
@Allow('board')
export class BoardController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('board')
  board(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Snapshot {
    return this.parts.board.snapshotFor(reader);
  }

  @Get('queues')
  queues(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Page<QueueRow> {
    return wholePage(this.parts.board.snapshotFor(reader).frame.queues ?? []);
  }

  /** Alerts and incidents on which someone can still act. */
  @Get('alerts')
  alerts(@Query(asked(nothing)) _: object, @TheReader() reader: Reader): Page<FeedLine> {
    const { feed } = this.parts.board.snapshotFor(reader);
    return wholePage(feed.map(({ line }) => line).filter((line) => line.state === 'live' && line.into === undefined));
  }
}
