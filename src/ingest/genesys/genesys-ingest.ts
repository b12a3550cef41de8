import type { Problem } from '../../contract/session.js';
import type { Result } from '../../domain/result.js';
import type { Adapter, Refusals } from '../../ports/adapter.js';
import type { Intake } from '../../ports/intake.js';
import { busy, said } from '../answer.js';
import type { Answer } from '../answer.js';
import { Reception } from '../reception.js';
import { withoutWords } from './notice.js';
import { startGenesys } from './state.js';
import type { GenesysState } from './state.js';
import { translateGenesys } from './translate.js';

/** Most messages one post may hold: EventBridge sends one. */
const MOST = 1_000;

/** Genesys Cloud's way in: an EventBridge API destination posts one event. */
export class GenesysIngest implements Adapter {
  readonly name = 'genesys';
  private readonly reception: Reception<GenesysState, readonly unknown[]>;

  constructor(intake: Intake, private readonly refusals: Refusals) {
    this.reception = new Reception({ name: this.name, translate: translateGenesys, start: startGenesys }, intake, refusals);
  }

  /** EventBridge repeats what is answered with 429 or 5xx, and nothing else. */
  async events(source: string, body: unknown): Promise<Answer> {
    const parsed = parse(body);
    if (parsed === undefined) return this.unread(source, 'The body is no JSON.', 'Send the event as EventBridge has it.');
    const documents = Array.isArray(parsed) ? parsed as readonly unknown[] : [parsed];
    if (documents.length > MOST) return this.unread(source, `The post holds ${documents.length} events; ${MOST} are the most.`, 'Send fewer at a time.');
    const taken = await this.reception.take(source, documents, (index) => withoutWords(documents[index]));
    if (!taken.ok) return busy(taken.reason);
    const { accepted, left } = taken.value;
    return said(accepted === 0 && left.length > 0 ? 400 : 200, { accepted, refused: left.map(({ index, reason }) => ({ index, reason })) });
  }

  retry(source: string, sent: unknown): Promise<Result<number>> {
    return this.reception.retry(source, [sent]);
  }

  /** What cannot even be taken apart is counted and listed, without what stood in it. */
  private async unread(source: string, what: string, then: string): Promise<Answer> {
    await this.refusals.refused(source, this.name, [{ index: 0, reason: `${what} ${then}`, sent: null }]);
    return said(400, { error: { what, do: then } } satisfies Problem);
  }
}

function parse(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) as unknown : undefined;
  } catch {
    return undefined;
  }
}
