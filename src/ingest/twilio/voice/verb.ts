/** What Twilio is told to do next: the few words of TwiML that a menu needs. `twiml.ts` writes them. */
export type Verb =
  | { readonly is: 'say'; readonly text: string }
  | { readonly is: 'gather'; readonly action: string; readonly say: string; readonly wait: number; readonly words: readonly string[] }
  | { readonly is: 'enqueue'; readonly queue: string; readonly workflow?: string; readonly action: string; readonly waitUrl: string }
  | { readonly is: 'dial'; readonly to: string; readonly action: string; readonly statusCallback: string }
  | { readonly is: 'take'; readonly queue: string; readonly action: string; readonly url: string }
  | { readonly is: 'record'; readonly action: string; readonly seconds: number }
  | { readonly is: 'play'; readonly url: string }
  | { readonly is: 'pause'; readonly seconds: number }
  | { readonly is: 'leave' }
  | { readonly is: 'hang-up' };

export const hangUp: Verb = { is: 'hang-up' };
export const say = (text: string): Verb => ({ is: 'say', text });
