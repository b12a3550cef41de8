import type { Connection } from '../../src/store/connection.js';

/** As EARSHOT_DATABASE_URL wants it; of a connection over TCP, as a proxy's is. */
export function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url;
  const { host, port, user, database, password } = connection;
  return `postgresql://${[user, ...(password === undefined ? [] : [password])].map(encodeURIComponent).join(':')}@${host}:${port}/${database}`;
}
