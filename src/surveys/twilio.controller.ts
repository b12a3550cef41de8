import { Body, Controller, Header, HttpCode, HttpException, Inject, Param, Post, Req } from '@nestjs/common';
import { Public } from '../access/allow.js';
import type { Problem } from '../contract/session.js';
import { SURVEYS } from './parts.js';
import type { SurveyEdge } from './parts.js';
import { fieldsOf } from './twilio.js';

type Fields = Readonly<Record<string, string>>;

interface Posted {
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Twilio's webhooks. Open to everyone, because each proves by its signature that Twilio sent it. */
@Controller('surveys/twilio')
@Public()
export class TwilioController {
  constructor(@Inject(SURVEYS) private readonly edge: SurveyEdge) {}

  @Post('message')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  message(@Req() posted: Posted, @Body() body: unknown): Promise<string> {
    const { MessageSid = '', From = '', Body: text = '', OptOutType } = this.proven(posted, body);
    return this.edge.surveys.inbox.hear({ message: MessageSid, from: From, text, ...(OptOutType === undefined ? {} : { handled: OptOutType }) });
  }

  @Post('status/:invitation')
  @HttpCode(204)
  async status(@Req() posted: Posted, @Body() body: unknown, @Param('invitation') invitation: string): Promise<void> {
    const { MessageSid, MessageStatus = '', ErrorCode } = this.proven(posted, body);
    await this.edge.surveys.inbox.note({ invitation, status: MessageStatus, ...(MessageSid === undefined ? {} : { sid: MessageSid }), ...(ErrorCode === undefined ? {} : { errorCode: ErrorCode }) });
  }

  @Post('call/:invitation')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  call(@Req() posted: Posted, @Body() body: unknown, @Param('invitation') invitation: string): Promise<string> {
    this.proven(posted, body);
    return this.edge.surveys.call.begin(invitation);
  }

  @Post('call/:invitation/:place')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  keys(@Req() posted: Posted, @Body() body: unknown, @Param('invitation') invitation: string, @Param('place') place: string): Promise<string> {
    const { Digits = '' } = this.proven(posted, body);
    return this.edge.surveys.call.keys(invitation, place, Digits);
  }

  @Post('call-status/:invitation')
  @HttpCode(204)
  async callStatus(@Req() posted: Posted, @Body() body: unknown, @Param('invitation') invitation: string): Promise<void> {
    const { CallSid, CallStatus = '' } = this.proven(posted, body);
    await this.edge.surveys.call.ended(invitation, CallSid, CallStatus);
  }

  /** The form's fields; throws where they are not Twilio's. */
  private proven({ originalUrl, headers }: Posted, body: unknown): Fields {
    const signature = headers['x-twilio-signature'];
    const fields = fieldsOf(body);
    if (fields.ok && this.edge.twilio.isGenuine(typeof signature === 'string' ? signature : undefined, originalUrl, fields.value)) return fields.value;
    throw new HttpException({
      error: {
        what: `Refused a Twilio callback for ${originalUrl.slice(0, 200)}: ${fields.ok ? 'its signature does not match EARSHOT_TWILIO_AUTH_TOKEN' : fields.reason}.`,
        do: 'Check the account\'s auth token, and that EARSHOT_PUBLIC_URL is the address that Twilio calls.',
      },
    } satisfies Problem, 403);
  }
}
