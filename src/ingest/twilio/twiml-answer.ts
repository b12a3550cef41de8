import type { FastifyReply } from 'fastify';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { SignedPost } from '../../ports/signed-post.js';
import { hintsIn, type Answer } from './twilio-ingest.js';

/** Nothing more to do, or on to where `?next=` says the caller's own application goes on. */
export function answerInTwiml(post: SignedPost, { status, headers, body }: Answer, reply: FastifyReply): unknown {
  reply.status(status).headers(headers);
  if (status !== 200) return body;
  const { next } = hintsIn(post.path);
  const twiml = new VoiceResponse();
  if (next !== undefined && /^https?:\/\//.test(next)) twiml.redirect({ method: 'POST' }, next);
  reply.header('content-type', 'text/xml; charset=utf-8');
  return twiml.toString();
}
