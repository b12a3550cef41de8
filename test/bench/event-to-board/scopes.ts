/** Twenty departments share fifty queues: each scope watches two or three of its own, and fifty people watch a scope. */
export const SCOPES = 20;
export const QUEUES = 50;
export const SOCKETS = 1_000;

export const scopes: readonly (readonly string[])[] = Array.from({ length: SCOPES }, (_, scope) => (
  Array.from({ length: QUEUES }, (_each, queue) => queue).filter((queue) => queue % SCOPES === scope).map((queue) => `queue-${queue}`)
));

/** Commands that run at a time: each opens connections to the database. */
const AT_ONCE = 1;

/** A reader's token for each scope. */
export async function tokensOf(command: (...args: string[]) => Promise<string>): Promise<string[]> {
  const tokens: string[] = [];
  for (let from = 0; from < scopes.length; from += AT_ONCE) {
    tokens.push(...await Promise.all(scopes.slice(from, from + AT_ONCE).map((queues) => command('tokens', 'create', '--role', 'supervisor', '--queues', queues.join(',')))));
  }
  return tokens;
}
