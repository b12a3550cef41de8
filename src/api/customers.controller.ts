import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import { TheReader } from '../access/holder-params.js';
import type { JourneyItem } from '../contract/contact.js';
import type { CustomerLine, CustomerPage } from '../contract/customers.js';
import type { Page } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { answered } from './answer.js';
import { asked } from './asked.js';
import { showCustomer } from './customer-page.js';
import { listCustomers } from './customers.js';
import { showJourney } from './journeys.js';
import { customersQuery, nothing } from './parameters.js';
import type { CustomersQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** Customers at a glance, and one at length. */
@Controller('api/v1/customers')
@Allow('contacts')
export class CustomersController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  list(@Query(asked(customersQuery)) query: CustomersQuery, @TheReader() reader: Reader): Page<CustomerLine> {
    return answered(listCustomers(this.parts, query, reader));
  }

  @Get(':key')
  async show(@Param('key') key: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<CustomerPage> {
    return answered(await showCustomer(this.parts, key, reader));
  }

  @Get(':key/journey')
  async journey(@Param('key') key: string, @Query(asked(nothing)) _: object, @TheReader() reader: Reader): Promise<Page<JourneyItem>> {
    return answered(await showJourney(this.parts, key, reader));
  }
}
