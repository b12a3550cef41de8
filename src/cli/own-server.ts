import type { Server } from '../app/server.js';
import type { Settings } from '../config/settings.js';

/** A server that lives for one command: nobody else reaches it, and it calls no platform. */
export async function startOwnServer({ genesys: _, ...settings }: Settings): Promise<Server> {
  // Read only here: most commands need none, and would start three times as slowly with it.
  const { startServer } = await import('../app/server.js');
  return startServer({ ...settings, port: 0, host: '127.0.0.1', amiUrls: [], eslUrls: [], queueLogs: [], logLevel: 'error' }, {
    note: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
}
