/** GET /api/v1/contacts/:id/vcon: one contact as a vCon, unsigned form (draft-ietf-vcon-vcon-core-04, syntax version 0.4.0). */
export interface Vcon {
  readonly vcon: '0.4.0';
  readonly uuid: string;
  /** RFC 3339. */
  readonly created_at: string;
  readonly redacted: { readonly type: string };
  readonly parties: readonly VconParty[];
  readonly dialog: readonly VconDialog[];
  readonly analysis: readonly VconAnalysis[];
  readonly attachments: readonly VconAttachment[];
}

/** An agent's name, or what stands for it; the caller is anonymous. */
export interface VconParty {
  readonly name: string;
  readonly validation: 'none';
}

/** Instants are RFC 3339, durations seconds, parties and dialogs the places in their lists. */
export type VconDialog =
  /** Without its content: redacted, or never recorded. */
  | { readonly type: 'recording' | 'text'; readonly start: string; readonly duration?: number; readonly parties: readonly number[]; readonly originator?: number; readonly party_history?: readonly VconPartyEvent[] }
  | { readonly type: 'incomplete'; readonly start: string; readonly duration?: number; readonly parties: readonly number[]; readonly disposition: VconDisposition }
  | { readonly type: 'transfer'; readonly start: string; readonly transferee: number; readonly transferor: number; readonly transfer_target?: number; readonly original: number; readonly target_dialog: number };

export type VconDisposition = 'no-answer' | 'congestion' | 'failed' | 'busy' | 'hung-up' | 'voicemail-no-message';

export interface VconPartyEvent {
  readonly party: number;
  readonly time: string;
  readonly event: 'join' | 'drop' | 'hold' | 'unhold';
}

interface Inline {
  readonly mediatype: 'application/json';
  readonly encoding: 'json';
  /** JSON as a text. */
  readonly body: string;
}

export interface VconAnalysis extends Inline {
  readonly type: 'report';
  readonly dialog: readonly number[];
  readonly vendor: 'Earshot';
  readonly product: 'flags' | 'outcome';
  readonly schema: string;
}

export interface VconAttachment extends Inline {
  readonly purpose: string;
  readonly start: string;
  readonly party: number;
  readonly dialog: number;
}
