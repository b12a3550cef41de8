const text = { type: 'string' };
const place = { type: 'integer', minimum: 0 };
const date = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$' };
const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' };
const inline = { mediatype: { type: 'string', minLength: 3 }, filename: text, body: text, encoding: { enum: ['base64url', 'json', 'none'] }, url: text, content_hash: {} };
const places = { anyOf: [place, { type: 'array', items: { anyOf: [place, { type: 'array', items: place }] } }] };
/** A dialog that may be unknown: −1. */
const dialogs = { anyOf: [{ type: 'integer', minimum: -1 }, { type: 'array', items: { type: 'integer', minimum: -1 } }] };

const only = (required: readonly string[], properties: object): object => ({ type: 'object', required, properties, additionalProperties: false });
const when = (types: readonly string[], holds: object): object => ({ anyOf: [{ properties: { type: { not: { enum: types } } } }, holds] });

/**
 * The unsigned form of draft-ietf-vcon-vcon-core-04 (7 September 2026; syntax version 0.4.0), as its text has it, and tighter
 * than its own schema: parameters that it does not name are refused, content that is inline comes with its type and encoding,
 * and each type of dialog has what the text says it must have.
 */
export const vconSchema = only(['vcon', 'uuid', 'created_at', 'parties'], {
  vcon: { const: '0.4.0' }, uuid, created_at: date, updated_at: date, subject: text, extensions: { type: 'array', items: text }, critical: { type: 'array', items: text },
  // Section 4.1.8: without a uuid the less redacted version is not available or does not exist.
  redacted: only(['type'], { uuid, type: text, url: text, content_hash: {} }),
  parties: { type: 'array', items: only([], { tel: text, sip: text, stir: text, mailto: text, name: text, did: text, validation: text, gmlpos: text, civicaddress: {}, uuid }) },
  dialog: {
    type: 'array',
    items: {
      ...only(['type', 'start'], {
        type: { enum: ['recording', 'recording-set', 'text', 'transfer', 'incomplete'] }, start: date, duration: { type: 'number', minimum: 0 }, parties: places, originator: place, ...inline,
        disposition: { enum: ['no-answer', 'congestion', 'failed', 'busy', 'hung-up', 'voicemail-no-message'] },
        party_history: { type: 'array', items: only(['party', 'time', 'event'], { party: place, time: date, event: { enum: ['join', 'drop', 'hold', 'unhold', 'mute', 'unmute', 'keydown', 'keyup'] }, button: text }) },
        transferee: place, transferor: place, transfer_target: places, original: dialogs, consultation: dialogs, target_dialog: dialogs, session_id: {}, application: text, message_id: text,
      }),
      allOf: [
        when(['incomplete'], { required: ['disposition'] }),
        when(['recording', 'text', 'transfer', 'recording-set'], { not: { required: ['disposition'] } }),
        when(['incomplete', 'transfer', 'recording-set'], { not: { anyOf: [{ required: ['body'] }, { required: ['url'] }] } }),
        when(['recording', 'text'], { required: ['parties'] }),
        when(['transfer'], { required: ['transferee', 'transferor', 'original'] }),
      ],
    },
  },
  analysis: { type: 'array', items: { ...only(['type', 'vendor'], { type: text, dialog: places, vendor: text, product: text, schema: text, ...inline }), dependentRequired: { body: ['mediatype', 'encoding'] } } },
  attachments: { type: 'array', items: { ...only(['start', 'party', 'dialog'], { purpose: text, start: date, party: place, dialog: place, ...inline }), dependentRequired: { body: ['mediatype', 'encoding'] } } },
});
