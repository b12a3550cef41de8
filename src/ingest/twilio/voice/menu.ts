/** A spoken menu, as the menu file describes it and `menu-file.ts` has checked it. */
export interface VoiceMenu {
  /** As <Say> wants it: en-US. */
  readonly language: string;
  /** One of Twilio's voices; absent: the language's own. */
  readonly voice?: string;
  readonly start: string;
  readonly nodes: Readonly<Record<string, VoiceNode>>;
  readonly queues: Readonly<Record<string, VoiceQueue>>;
  /** What 0 does wherever no option says otherwise, what its words do, and what happens to whom the menu does not understand. */
  readonly human?: Human;
  readonly hours?: Hours;
  readonly texts: Texts;
}

export interface VoiceNode {
  readonly say: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How deep in the menu it lies, the start being 1. */
  readonly level: number;
  /** Seconds of silence after which it is asked again. */
  readonly wait: number;
  /** How often it is asked in all. */
  readonly tries: number;
}

export interface Option {
  readonly label: string;
  /** Words by which it is chosen, in lower case. */
  readonly words: readonly string[];
  readonly go: Going;
}

/** Where a choice leads. */
export type Going =
  | { readonly is: 'menu'; readonly node: string }
  | { readonly is: 'queue'; readonly queue: string }
  | { readonly is: 'dial'; readonly to: string; readonly agent: string; readonly otherwise?: Going }
  | { readonly is: 'voicemail'; readonly say: string }
  | { readonly is: 'callback'; readonly say: string }
  /** Says something and goes back to the menu, or ends. */
  | { readonly is: 'tell'; readonly say: string; readonly back?: string };

export interface VoiceQueue {
  /** TaskRouter brings the agents; else they take callers out at `/voice/agent`. */
  readonly workflow?: string;
  readonly say: string;
  readonly music?: string;
  readonly callback?: CallbackOffer;
  /** Seconds after which `otherwise` comes. */
  readonly mostWait?: number;
  readonly otherwise?: Going;
}

export interface CallbackOffer {
  readonly key: string;
  readonly say: string;
  readonly done: string;
}

export interface Human {
  readonly go: Going;
  readonly words: readonly string[];
}

export interface Hours {
  /** A calendar of the floor's settings; absent: that of the number called. */
  readonly calendar?: string;
  readonly closed: Going;
}

export interface Texts {
  readonly sorry: string;
  readonly goodbye: string;
  readonly thanks: string;
  readonly nobody: string;
}

export const plainQueue: VoiceQueue = { say: 'Please hold. Someone will be with you shortly.' };

/** The key that reaches a person in a node, if there is one. */
export function humanKeyOf(menu: VoiceMenu, node: VoiceNode): string | undefined {
  const own = Object.entries(node.options).find(([, { go }]) => go.is === 'queue' || go.is === 'dial')?.[0];
  return node.options['0'] === undefined && menu.human !== undefined ? '0' : own;
}
