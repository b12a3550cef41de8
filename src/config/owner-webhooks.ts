import { parse } from 'yaml';
import { z } from 'zod';
import { webhookShapes } from '../domain/owner-webhook.js';
import type { OwnerWebhooks } from '../domain/owner-webhook.js';

const webhook = z.strictObject({
  url: z.string().refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', { error: 'is no address that begins with https://' }),
  shape: z.enum(webhookShapes, { error: `is none of ${webhookShapes.join(', ')}` }).default('standard'),
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, { error: 'is no secret of Standard Webhooks, which is whsec_ and at least 24 bytes in base64' }).optional(),
  authorization: z.string().regex(/^[\x20-\x7e]+$/, { error: 'has signs that a header cannot hold' }).optional(),
  project: z.string().min(1).optional(),
  issueType: z.string().min(1).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
}).superRefine(({ shape, secret, project }, context) => {
  const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if (shape === 'standard' && secret === undefined) wrong('secret', 'is missing: nobody could tell our findings from another\'s');
  if (shape === 'jira' && project === undefined) wrong('project', 'is missing: the key of the project in which issues are made');
});

/** EARSHOT_FINDINGS_WEBHOOKS, as YAML: by owner, where its findings are posted. What is wrong is said without the secrets. */
export const ownerWebhooks = z.string().transform((text, context): OwnerWebhooks => {
  let raw: unknown;
  try {
    raw = parse(text, { uniqueKeys: true, stringKeys: true });
  } catch {
    context.addIssue({ code: 'custom', message: 'is no valid YAML' });
    return z.NEVER;
  }
  const read = z.record(z.string().min(1), webhook).safeParse(raw);
  if (read.success) return read.data as OwnerWebhooks;
  context.addIssue({ code: 'custom', message: `has mistakes: ${read.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ')}` });
  return z.NEVER;
});
