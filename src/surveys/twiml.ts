/** What Twilio is answered in: TwiML, of which a survey needs five words. */

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
export const nothing = `${HEAD}<Response/>`;

/** Writes back. */
export function message(text: string): string {
  return `${HEAD}<Response><Message>${escaped(text)}</Message></Response>`;
}

/** Says something and hangs up. */
export function saying(text: string, language: string): string {
  return `${HEAD}<Response>${say(text, language)}<Hangup/></Response>`;
}

export interface Gathering {
  /** Where the keys are sent. */
  readonly action: string;
  readonly digits: number;
  readonly text: string;
  readonly language: string;
}

/** Asks for keys; silence is sent there too, as no keys. */
export function gathering({ action, digits, text, language }: Gathering): string {
  // With # as the last key, 7 of 10 need not wait for the time-out.
  return `${HEAD}<Response><Gather input="dtmf" numDigits="${digits}" timeout="6" finishOnKey="#" actionOnEmptyResult="true" method="POST" action="${escaped(action)}">`
    + `${say(text, language)}</Gather></Response>`;
}

function say(text: string, language: string): string {
  return `<Say language="${escaped(language)}">${escaped(text)}</Say>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A company may be called "Smith & <Sons>"; what XML has no place for is left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu, '').replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
