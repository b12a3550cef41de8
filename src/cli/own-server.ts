import type { Settings } from '../config/settings.js';

/** The settings of a server that lives for one command: nobody else reaches it, and it calls no platform. */
export function ownServer({ genesys: _, ...settings }: Settings): Settings {
  return { ...settings, port: 0, host: '127.0.0.1', amiUrls: [], eslUrls: [], queueLogs: [], logLevel: 'error' };
}
