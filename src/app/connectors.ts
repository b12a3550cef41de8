import { parseAmiAddresses } from '../ingest/asterisk/ami-address.js';
import { AmiConnection } from '../ingest/asterisk/ami-connection.js';
import { realWait } from '../ingest/asterisk/ami-report.js';
import type { AmiReport } from '../ingest/asterisk/ami-report.js';
import type { Sources } from '../live/sources.js';
import { systemChance } from '../ports/chance.js';
import type { Edges, Stoppable } from './edges.js';
import type { Machine, Told } from './machine.js';

/** Connects to every platform that the settings name. */
export async function startConnectors(machine: Machine, edges: Edges, told: Told): Promise<Stoppable[]> {
  const addresses = parseAmiAddresses(machine.settings.amiUrls.join(','));
  if (!addresses.ok) throw new Error(addresses.reason);
  return addresses.value.map((address) => {
    const connection = new AmiConnection({
      address, intake: edges.intake, clock: machine.clock, random: () => systemChance.share(), wait: realWait,
      report: reportOf(`${address.host}:${address.port}`, edges.sources, machine, told),
    });
    connection.start();
    return connection;
  });
}

/** What happens on the connection, told in the log and on the board's list of sources. */
function reportOf(place: string, sources: Sources, machine: Machine, told: Told): AmiReport {
  let source = `asterisk ${place}`;
  return {
    connected: (name) => {
      sources.rename(source, name);
      source = name;
      sources.gap(source, undefined);
      told.note(`Connected to Asterisk at ${place} as ${name}.`);
    },
    renamed: (name) => {
      sources.rename(source, name);
      source = name;
    },
    disconnected: (reason, retryInMs) => {
      sources.gap(source, machine.clock.now());
      told.note(`Lost Asterisk at ${place}: ${reason}${retryInMs === undefined ? '' : ` Trying again in ${Math.ceil(retryInMs / 1_000)} s.`}`);
    },
    delivered: () => undefined,
    postponed: (reason) => told.note(`Events of Asterisk at ${place} wait: ${reason}.`),
    heard: (at) => sources.accepted(source, 0, at),
    refused: (reason) => {
      sources.refused(source, 1);
      told.note(`Refused an event of Asterisk at ${place}: ${reason}`);
    },
    ignored: () => undefined,
    gap: (from, to) => told.note(`Nothing was heard of Asterisk at ${place} for ${Math.round((to - from) / 1_000)} s; that time can be filled from its queue_log.`),
  };
}
