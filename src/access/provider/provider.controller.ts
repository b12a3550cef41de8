import { Controller, Get, Ip, Req, Res } from '@nestjs/common';
import { Public } from '../allow.js';
import { sessionCookie } from '../sessions.js';
import { AccessSettings } from '../settings.js';
import { ProviderSignIns } from './provider-sign-ins.js';
import { refusedPage } from './refused-page.js';

interface Asked {
  readonly originalUrl: string;
  readonly headers: { readonly cookie?: string | undefined };
}

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string | readonly string[]): Reply;
}

/** The way to the company's own sign-in service, and back. Open to everyone: nobody is known yet. */
@Controller('login/oidc')
@Public()
export class ProviderController {
  constructor(private readonly signIns: ProviderSignIns, private readonly settings: AccessSettings) {}

  @Get()
  async begin(@Res({ passthrough: true }) reply: Reply): Promise<string | undefined> {
    const begun = await this.signIns.begin();
    return begun.ok ? goesTo(reply, begun.value.location, [begun.value.cookie]) : refusedPage(reply, begun.reason);
  }

  @Get('callback')
  async finish(@Req() { originalUrl, headers }: Asked, @Ip() from: string, @Res({ passthrough: true }) reply: Reply): Promise<string | undefined> {
    const started = await this.signIns.finish(originalUrl.slice(originalUrl.indexOf('?')), headers.cookie, from);
    if (!started.ok) return refusedPage(reply.header('set-cookie', this.signIns.ended()), started.reason);
    return goesTo(reply, started.value.view.role === 'agent' ? '/desk' : '/', [this.signIns.ended(), sessionCookie(started.value.text, this.settings.secure)]);
  }
}

function goesTo(reply: Reply, location: string, cookies: readonly string[]): undefined {
  reply.status(303).header('location', location).header('cache-control', 'no-store').header('set-cookie', cookies);
}
