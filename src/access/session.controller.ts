import { Body, Controller, Delete, Get, HttpCode, Ip, Post, Res } from '@nestjs/common';
import type { SessionView, SignInWays } from '../contract/session.js';
import type { Reader } from '../domain/reader.js';
import { Allow, Public } from './allow.js';
import type { ReaderHolder } from './doorkeeper.js';
import { enter } from './enter.js';
import type { Reply } from './guard.js';
import { TheReader, TheSession } from './holder-params.js';
import { endedCookie } from './sessions.js';
import { AccessSettings } from './settings.js';
import { SignIns } from './sign-ins.js';

@Controller('api/v1/session')
export class SessionController {
  constructor(private readonly signIns: SignIns, private readonly settings: AccessSettings) {}

  @Get()
  @Allow('session')
  show(@TheReader() { who, role }: Reader): SessionView {
    return { who, role };
  }

  @Get('ways')
  @Public()
  ways(): SignInWays {
    return { provider: this.settings.providerName === undefined ? null : { name: this.settings.providerName, path: '/login/oidc' } };
  }

  @Post()
  @HttpCode(200)
  @Public()
  async begin(@Body() account: unknown, @Ip() from: string, @Res({ passthrough: true }) reply: Reply): Promise<SessionView> {
    const started = await this.signIns.withPassword(account, from);
    return enter(started, reply, this.settings);
  }

  @Delete()
  @HttpCode(204)
  @Allow('session')
  async end(@TheSession() session: ReaderHolder, @Ip() from: string, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    await this.signIns.end(session, from);
    reply.header('set-cookie', endedCookie(this.settings.secure));
  }
}
