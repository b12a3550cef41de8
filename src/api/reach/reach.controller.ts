import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../access/allow.js';
import { API } from '../parts.js';
import type { ApiParts } from '../parts.js';
import { ReachPages } from './reach.js';

/** How customers reach a person, for anybody: only of numbers for which the settings say so. */
@Controller('reach')
@Public()
export class ReachController {
  private readonly pages: ReachPages;

  constructor(@Inject(API) parts: ApiParts) {
    this.pages = new ReachPages(parts);
  }

  @Get(':entry')
  async show(@Param('entry') entry: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { status, headers, body, isFramed } = await this.pages.answer(entry);
    // X-Frame-Options knows no list: it would forbid what the policy allows.
    if (isFramed) reply.raw.removeHeader('x-frame-options');
    reply.status(status).headers(headers);
    return body;
  }
}
