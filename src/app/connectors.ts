import type { CallBacks } from '../call-backs/call-backs.js';
import { placeText } from '../ingest/address-list.js';
import type { Place } from '../ingest/address-list.js';
import { parseAmiAddresses } from '../ingest/asterisk/ami-address.js';
import { AmiConnection } from '../ingest/asterisk/ami-connection.js';
import { AsteriskDialler } from '../ingest/asterisk/asterisk-dialler.js';
import { parseQueueLogAddresses } from '../ingest/asterisk/queue-log-address.js';
import { QueueLogTail } from '../ingest/asterisk/queue-log-tail.js';
import { realWait } from '../ingest/connection-report.js';
import { parseEslAddresses } from '../ingest/freeswitch/esl-address.js';
import { EslConnection } from '../ingest/freeswitch/esl-connection.js';
import { GenesysLine } from '../ingest/genesys/line/genesys-line.js';
import { refused } from '../domain/result.js';
import type { Result } from '../domain/result.js';
import type { Instant } from '../domain/time.js';
import type { ReconnectingParts } from '../ingest/reconnecting.js';
import type { Adapter } from '../ports/adapter.js';
import { systemChance } from '../ports/chance.js';
import type { Clock } from '../ports/clock.js';
import type { Tap } from '../ports/recording.js';
import { HeardUntil } from './heard-until.js';
import type { Edges, Stoppable } from './edges.js';
import { reportOf, tailReport } from './line-report.js';
import type { Machine, Told } from './machine.js';

/** Connects to every platform that the settings name. */
export async function startConnectors(machine: Machine, edges: Edges, calls: CallBacks, told: Told): Promise<Stoppable[]> {
  const { amiUrls, eslUrls, queueLogs, genesys } = machine.settings;
  const asterisks = must(parseAmiAddresses(amiUrls.join(',')));
  const switches = must(parseEslAddresses(eslUrls.join(',')));
  const logs = must(parseQueueLogAddresses(queueLogs.join(',')));
  const filled = logs.length > 0 ? '; its queue_log fills that time' : '; that time can be filled from its queue_log';
  const lines: Stoppable[] = [];
  const line = async (platform: string, advice: string, place: Place): Promise<LineParts> => {
    const where = placeText(place);
    const until = await HeardUntil.of(machine.places, `${platform} ${where}`);
    lines.push(until);
    return {
      intake: edges.intake, clock: machine.clock, random: () => systemChance.share(), wait: realWait, since: until.since, knownAs: until.source, tap: edges.recorder,
      report: reportOf({ platform, place: where, advice }, until, edges, machine, told),
    };
  };
  const managers = await Promise.all(asterisks.map(async (address) => new AmiConnection({ address, progress: calls, ...await line('Asterisk', filled, address) })));
  // Whoever has several makes calls through the first.
  if (managers[0] !== undefined) calls.connect(new AsteriskDialler(managers[0], () => machine.memory.floor.callbacks.dial));
  const sockets = await Promise.all(switches.map(async (address) => new EslConnection({ address, ...await line('FreeSWITCH', '', address) })));
  const clouds = genesys === undefined ? [] : [new GenesysLine({
    account: genesys, source: 'genesys', note: told.note, ...await line('Genesys Cloud', '; it is asked for the conversations of that time', cloudPlace(genesys.apiUrl)),
    watched: () => ({ queues: Object.keys(machine.floorNow().queues), agents: Object.keys(machine.floorNow().agents) }),
  })];
  const tails = logs.map((address) => new QueueLogTail({
    address, intake: edges.intake, places: machine.places, clock: machine.clock, wait: realWait, tap: edges.recorder, report: tailReport(address.path, edges, told),
  }));
  edges.refusals.add(readAgain('asterisk', (source) => managers.find((each) => each.source === source)));
  edges.refusals.add(readAgain('freeswitch', (source) => sockets.find((each) => each.source === source)));
  edges.refusals.add(readAgain('queue_log', (source) => tails.find((each) => each.speaksFor(source))));
  edges.refusals.add(readAgain('genesys cloud', () => clouds[0]));
  const started = [...managers, ...sockets, ...clouds, ...tails];
  for (const each of started) each.start();
  // The last moment heard is kept once nothing is heard any more.
  return [...started, ...lines];
}

type LineParts = ReconnectingParts & { readonly clock: Clock; readonly since: Instant | undefined; readonly knownAs: string | undefined; readonly tap: Tap };

function cloudPlace(address: string): Place {
  const { hostname: host, port, protocol } = new URL(address);
  const encrypted = protocol === 'https:';
  return { host, port: port === '' ? (encrypted ? 443 : 80) : Number(port), encrypted };
}

/** A line reads again what it refused, in the state that it has now. */
function readAgain(name: string, lineOf: (source: string) => { retry(sent: unknown): Promise<Result<number>> } | undefined): Adapter {
  return {
    name,
    retry: async (source, sent) => {
      const line = lineOf(source);
      if (line === undefined) return refused(`No line to ${source} is set up, or it has not been heard since the start. Set it up again, or drop this.`);
      return line.retry(sent);
    },
  };
}

function must<Value>(read: Result<Value>): Value {
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}
