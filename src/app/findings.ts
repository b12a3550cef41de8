import type { Detector } from '../domain/detector.js';
import { Findings } from '../findings/findings.js';
import { smtpMail } from '../mail/smtp.js';
import { systemChance } from '../ports/chance.js';
import { hookBy } from '../webhooks/hook.js';
import { httpsPost } from '../webhooks/post.js';
import { reachable } from '../webhooks/public-address.js';
import type { Machine, Told } from './machine.js';

/** The findings with what carries their letters. */
export function findingsOf(machine: Machine, detectors: readonly Detector[], { note }: Pick<Told, 'note'>): Findings {
  const { settings: { smtp, ownerWebhooks = {}, webhookNetworks = [], publicUrl }, clock, memory, street, history, erased, findings: store, placeReadings: places } = machine;
  const post = httpsPost({ isAllowed: reachable(webhookNetworks) });
  return new Findings({
    store, places, state: memory, street, history, clock, chance: systemChance, note, webhooks: ownerWebhooks, publicUrl,
    nameOf: (contact) => (erased.isContact(contact) ? erased.names.contact(contact) : contact),
    titles: new Map(detectors.map(({ id, title }) => [id, title])),
    couriers: { hook: hookBy(post, clock), ...(smtp === undefined ? {} : { mail: smtpMail(smtp) }) },
  });
}
