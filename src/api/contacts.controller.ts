import { Controller, Get, Header, Inject, Ip, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { ContactLane, ContactPage } from '../contract/contact.js';
import type { Page } from '../contract/session.js';
import type { Vcon } from '../contract/vcon.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { showContact } from './contact-page.js';
import { listContacts } from './contacts.js';
import { contactsQuery, nothing, vconQuery } from './parameters.js';
import type { ContactsQuery, VconQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';
import { packContact } from './vcon.js';

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

  @Get('contacts/:id/vcon')
  @Header('content-type', 'application/vcon+json; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="contact.vcon"')
  @Header('cache-control', 'no-store')
  async vcon(@Param('id') id: string, @Query(asked(vconQuery)) query: VconQuery, @TheReader() reader: Reader, @Ip() from: string): Promise<Vcon> {
    return answered(await packContact(this.parts, id, query, reader, from));
  }
}
