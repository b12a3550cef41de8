import { Controller, Get, Ip, Param, Redirect, Res } from '@nestjs/common';
import { Public } from './allow.js';
import { enter } from './enter.js';
import type { Reply } from './guard.js';
import { AccessSettings } from './settings.js';
import { SignIns } from './sign-ins.js';

/** The link that the demo and `users link` print. */
@Controller('login')
export class LoginController {
  constructor(private readonly signIns: SignIns, private readonly settings: AccessSettings) {}

  @Get(':link')
  @Redirect('/', 303)
  @Public()
  async follow(@Param('link') link: string, @Ip() from: string, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    const started = await this.signIns.withLink(link, from);
    enter(started, reply, this.settings);
  }
}
