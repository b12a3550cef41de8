import { Controller, Header, HttpCode, HttpException, Inject, Param, Post, Req } from '@nestjs/common';
import { Public } from '../access/allow.js';
import { signedPost, unproven } from '../ports/signed-post.js';
import type { Fields, Posted } from '../ports/signed-post.js';
import { SURVEYS } from './parts.js';
import type { SurveyEdge } from './parts.js';

/** Twilio's webhooks. Open to everyone, because each proves by its signature that Twilio sent it. */
@Controller('surveys/twilio')
@Public()
export class TwilioController {
  constructor(@Inject(SURVEYS) private readonly edge: SurveyEdge) {}

  @Post('message')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  message(@Req() posted: Posted): Promise<string> {
    const { MessageSid = '', From = '', Body: text = '', OptOutType } = this.proven(posted);
    return this.edge.surveys.inbox.hear({ message: MessageSid, from: From, text, ...(OptOutType === undefined ? {} : { handled: OptOutType }) });
  }

  @Post('status/:invitation')
  @HttpCode(204)
  async status(@Req() posted: Posted, @Param('invitation') invitation: string): Promise<void> {
    const { MessageSid, MessageStatus = '', ErrorCode } = this.proven(posted);
    await this.edge.surveys.inbox.note({ invitation, status: MessageStatus, ...(MessageSid === undefined ? {} : { sid: MessageSid }), ...(ErrorCode === undefined ? {} : { errorCode: ErrorCode }) });
  }

  @Post('call/:invitation')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  call(@Req() posted: Posted, @Param('invitation') invitation: string): Promise<string> {
    this.proven(posted);
    return this.edge.surveys.call.begin(invitation);
  }

  @Post('call/:invitation/:place')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  keys(@Req() posted: Posted, @Param('invitation') invitation: string, @Param('place') place: string): Promise<string> {
    const { Digits = '' } = this.proven(posted);
    return this.edge.surveys.call.keys(invitation, place, Digits);
  }

  @Post('call-status/:invitation')
  @HttpCode(204)
  async callStatus(@Req() posted: Posted, @Param('invitation') invitation: string): Promise<void> {
    const { CallSid, CallStatus = '' } = this.proven(posted);
    await this.edge.surveys.call.ended(invitation, CallSid, CallStatus);
  }

  /** The form's fields; throws where they are not Twilio's. */
  private proven(posted: Posted): Fields {
    const post = signedPost(posted, 'x-twilio-signature');
    const fields = this.edge.proof.form(post);
    if (fields.ok) return fields.value;
    throw new HttpException(unproven(post, fields.reason), 403);
  }
}
