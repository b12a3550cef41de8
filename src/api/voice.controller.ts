import { Body, Controller, Get, Inject, Param, Patch, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { Page } from '../contract/session.js';
import type { BeliefLine, OwnerBeliefs, PersonLine, PerceptionView, WeighedLine } from '../contract/voice.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { wholePage } from './merged.js';
import { perceptionQuery, voiceQuery } from './parameters.js';
import type { PerceptionQuery, VoiceQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { readBeliefs } from './voice/beliefs.js';
import { listOwnersBeliefs, writeOwnerBeliefs } from './voice/owners-beliefs.js';
import { readPeople } from './voice/people.js';
import { readPerception } from './voice/perception.js';
import { readStrata } from './voice/strata.js';

/** What customers make of it, beside what agents say and owners believe. */
@Controller('api/v1')
export class VoiceController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('perception')
  @Allow('contacts')
  async perception(@Query(asked(perceptionQuery)) query: PerceptionQuery, @TheReader() reader: Reader): Promise<PerceptionView> {
    return answered(await readPerception(this.parts, query, reader));
  }

  @Get('perception/people')
  @Allow('people')
  async people(@Query(asked(voiceQuery)) query: VoiceQuery, @TheReader() reader: Reader): Promise<Page<PersonLine>> {
    return wholePage(answered(await readPeople(this.parts, query, reader)));
  }

  @Get('beliefs')
  @Allow('contacts')
  async beliefs(@Query(asked(voiceQuery)) query: VoiceQuery, @TheReader() reader: Reader): Promise<Page<BeliefLine>> {
    return wholePage(answered(await readBeliefs(this.parts, query, reader)));
  }

  @Get('beliefs/owners')
  @Allow('settle')
  async ownersBeliefs(@Query(asked(voiceQuery)) query: VoiceQuery, @TheReader() reader: Reader): Promise<Page<OwnerBeliefs>> {
    return wholePage(answered(await listOwnersBeliefs(this.parts, query, reader)));
  }

  @Patch('beliefs/owners/:owner')
  @Allow('settle')
  async believe(@Param('owner') owner: string, @Body() body: unknown, @TheReader() reader: Reader): Promise<OwnerBeliefs> {
    return answered(await writeOwnerBeliefs(this.parts, owner, body, reader));
  }

  @Get('strata')
  @Allow('contacts')
  async strata(@Query(asked(voiceQuery)) query: VoiceQuery, @TheReader() reader: Reader): Promise<Page<WeighedLine>> {
    return wholePage(answered(await readStrata(this.parts, query, reader)));
  }
}
