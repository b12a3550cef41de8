import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { isNumberToCall } from '../domain/mask.js';
import type { Findings } from '../findings/findings.js';
import { Erasures } from '../pipeline/erasure.js';
import { keysOf } from '../pipeline/keys-of.js';
import type { CallersData, CustomerExport } from '../ports/erasure.js';
import type { Edges } from './edges.js';
import type { Machine, Told } from './machine.js';

/** What is kept on customers: erased, and handed out. */
export interface RunningCallersData extends CallersData {
  /** Once the state is restored. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function callersDataOf(machine: Machine, edges: Edges, findings: Pick<Findings, 'ledger' | 'load'>, { note }: Pick<Told, 'note'>): RunningCallersData {
  const { memory, erasures: store, erased, exports, log, clock, numbers, pseudonyms, access } = machine;
  const { board, desk, recorder, webhooks, intake, counters } = edges;
  const erasures = new Erasures({
    store, state: machine.store, log, memory, erased, clock, note, wait: (millis, signal) => setTimeout(millis, undefined, { signal, ref: false }).catch(() => undefined),
    repeated: () => { counters.erasuresRepeated += 1; },
    others: [{
      forget: async (customer, contacts) => {
        board.forget(customer, contacts);
        desk.forget(contacts);
        recorder.forget();
        webhooks.forget([customer, ...contacts]);
        numbers.forget([customer, ...contacts]);
        await findings.load();
        await findings.ledger.rename(contacts);
      },
    }],
  });
  const customerOf = (person: string): string | undefined => (isNumberToCall(person) ? pseudonyms.customerOf(person) : person);
  const read = async (key: string, by: string): Promise<CustomerExport | undefined> => {
    const keys = await keysOf(machine, key);
    const { person: customer, aliases } = keys;
    const held = [...memory.contacts.values()].filter(({ summary }) => [customer, ...aliases].includes(summary.customer ?? '')).map(({ id }) => id);
    const kept = await exports.read(keys, held, log.head);
    const number = await numbers.numberOf(customer) ?? null;
    const last = kept.events.findLast(({ event }) => event.type !== 'other')?.event.subject;
    if (last === undefined && kept.surveys.length === 0 && number === null) return undefined;
    const now = clock.now();
    // Who took it is durable before it is handed out.
    const noted = last === undefined ? undefined : await intake.accept([{
      id: `customer-exported/${last}/${by}/${now}`, source: 'earshot/board', type: 'other', sentType: 'customer.exported', time: now, subject: last, data: { agent: by },
    }]);
    if (noted?.taken === false) throw new Error(`The export was not handed out, because it could not be noted who asked: ${noted.reason}.`);
    await access.audit.write({ at: now, who: by, what: 'customer.exported', ...(last === undefined ? {} : { about: last }) });
    return { customer, exportedAt: now, number, ...kept };
  };
  return {
    erase: async (person, by) => {
      const customer = customerOf(person);
      if (customer === undefined) return undefined;
      const erasure = await erasures.erase(customer, by, randomBytes(12).toString('hex'));
      // Whom is not to be known: the erasure's own id is.
      await access.audit.write({ at: erasure.askedAt, who: by, what: 'customer.erased', about: erasure.id });
      return erasure;
    },
    erasure: (id) => store.find(id),
    export: async (person, by) => {
      const customer = customerOf(person);
      return customer === undefined ? undefined : read(customer, by);
    },
    start: () => erasures.start(),
    stop: () => erasures.stop(),
  };
}
