import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { ContactLane, ContactPage, FlagCard, JourneyItem } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { showContact } from './contact-page.js';
import { listContacts } from './contacts.js';
import { listFlags } from './flags.js';
import { showJourney } from './journeys.js';
import { contactsQuery, flagsQuery, nothing } from './parameters.js';
import type { ContactsQuery, FlagsQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** Single contacts, and what is known of them. */
@Controller('api/v1')
@Allow('contacts')
export class ContactsController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get('contacts')
  async list(@Query(asked(contactsQuery)) query: ContactsQuery, @TheReader() reader: Reader): Promise<Page<ContactLane>> {
    return answered(await listContacts(this.parts, query, reader));
  }

  @Get('contacts/:id')
  async show(@Param('id') id: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<ContactPage> {
    return answered(await showContact(this.parts, id, reader));
  }

  @Get('customers/:key/journey')
  async journey(@Param('key') key: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<Page<JourneyItem>> {
    return answered(await showJourney(this.parts, key, reader));
  }

  @Get('flags')
  async flags(@Query(asked(flagsQuery)) query: FlagsQuery, @TheReader() reader: Reader): Promise<Page<FlagCard>> {
    return answered(await listFlags(this.parts, query, reader));
  }
}
