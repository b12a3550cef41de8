import { z } from 'zod';

/** What may stand in a frame-ancestors list beside 'self' and 'none': an origin, with one star for all hosts below a name. Never a bare star. */
const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i;

/** Pages into which the desk may be put as an iframe: origins with spaces or commas between them. */
export const frameAncestors = z.string().transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
  .pipe(z.array(z.string().regex(ORIGIN, { error: 'names something that is no origin such as https://flex.twilio.com or https://*.example.com' })));

/** Where prompts are posted for desktops of another make. */
export const webhookUrl = z.string().refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:' && new URL(text).username === '', {
  error: 'is no address that begins with https://',
});

/** As Standard Webhooks writes it: whsec_ and 24 to 64 random bytes in Base64. */
export const webhookSecret = z.string().refine((text) => {
  const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1];
  const size = bytes === undefined ? 0 : Buffer.from(bytes, 'base64').length;
  return size >= 24 && size <= 64;
}, { error: 'is no secret of Standard Webhooks: whsec_ and 24 to 64 bytes in Base64 (openssl rand -base64 32)' });
