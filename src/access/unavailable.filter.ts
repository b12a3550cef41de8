import { Catch, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { CredentialsUnavailable } from '../ports/credentials.js';
import { refusalOf, type Reply } from './guard.js';
import { refusals } from './refusal.js';

/** Signing in while the database is away: try again later, not "a bug". */
@Catch(CredentialsUnavailable)
export class UnavailableFilter extends BaseExceptionFilter {
  override catch(_: CredentialsUnavailable, host: ArgumentsHost): void {
    super.catch(refusalOf(refusals.unavailable, host.switchToHttp().getResponse<Reply>()), host);
  }
}
