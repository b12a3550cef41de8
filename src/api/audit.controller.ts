import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Allow } from '../access/allow.js';
import type { AuditLine } from '../contract/audit.js';
import type { Page } from '../contract/session.js';
import { asked } from './asked.js';
import { listAudit } from './audit.js';
import { auditQuery } from './parameters.js';
import type { AuditQuery } from './parameters.js';
import { API } from './parts.js';
import type { ApiParts } from './parts.js';

/** Who signed in, was given or lost a right, looked at a number, or changed the settings. */
@Controller('api/v1/audit')
@Allow('admin')
export class AuditController {
  constructor(@Inject(API) private readonly parts: ApiParts) {}

  @Get()
  list(@Query(asked(auditQuery)) query: AuditQuery): Promise<Page<AuditLine>> {
    return listAudit(this.parts, query);
  }
}
