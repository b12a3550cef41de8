import { createTransport } from 'nodemailer';
import type { Handed, Mail } from '../ports/findings.js';
import { SECOND } from '../domain/time.js';

export interface SmtpSettings {
  /** smtp://user:password@host:587, smtps://… */
  readonly url: string;
  /** The sender's address. */
  readonly from: string;
}

const PATIENCE = 15 * SECOND;
interface Failure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message: string;
}

/** Hands a mail to the mail server, once. What became of it is said as carefully as SMTP can: after DATA a broken line says nothing. */
export function smtpMail({ url, from }: SmtpSettings): (mail: Mail) => Promise<Handed> {
  const transport = createTransport({ url, connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE, disableFileAccess: true, disableUrlAccess: true } as Parameters<typeof createTransport>[0]);
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  return async ({ id, to, subject, text }) => {
    try {
      await transport.sendMail({
        from, to: [...to], subject: subject.replaceAll(/\s+/g, ' '), text, messageId: `<${id}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated', 'x-earshot-letter': id },
      });
      return { is: 'taken' };
    } catch (error) {
      return handedBy(error as Failure);
    }
  };
}

function handedBy({ code = '', responseCode, command, message }: Failure): Handed {
  const reason = message.replaceAll(/\s+/g, ' ').slice(0, 300);
  // A server that answers has taken nothing: 4xx later, 5xx never.
  if (responseCode !== undefined) return responseCode >= 500 && code !== 'EAUTH' ? { is: 'refused', reason } : { is: 'busy', reason };
  // Broken off before the message itself was handed over, it cannot have been taken.
  return command !== undefined && command !== 'DATA' ? { is: 'busy', reason } : { is: 'unclear', reason };
}
