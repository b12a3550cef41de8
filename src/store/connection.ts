/** How to reach a database: an address (EARSHOT_DATABASE_URL), or the parts of one. */
export type Connection = { readonly url: string } | ConnectionParts;

export interface ConnectionParts {
  /** A host name, or the folder of a unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
}

/** For messages and logs: never the password. */
export function nameOf(connection: Connection): string {
  if (!('url' in connection)) return `${connection.database} at ${connection.host}:${connection.port}`;
  try {
    const { hostname, port, pathname } = new URL(connection.url);
    return `${pathname.slice(1) || 'the default database'} at ${hostname || 'localhost'}${port && `:${port}`}`;
  } catch {
    return 'the address in EARSHOT_DATABASE_URL';
  }
}
