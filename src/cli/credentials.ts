import type { Command } from 'commander';
import { endOf, TOKEN_DAYS } from '../access/token-end.js';
import { createKey, createToken, listKeys, listTokens, revokeKey, revokeToken } from '../access/keys.js';
import { changeRole, createLoginLink, createUser, disableUser, enableUser, listUsers, resetUser } from '../access/users.js';
import { readServerFile } from '../app/server-file.js';
import { mustBe, said } from './say.js';
import type { Said } from './say.js';
import { settingsOfCommand, withCredentials } from './with-database.js';

const list = (text: string): string[] => text.split(',').map((each) => each.trim()).filter((each) => each !== '');

/** keys, tokens, users. */
export function addCredentialCommands(program: Command): void {
  const json = (): boolean => program.opts<{ json?: boolean }>().json === true;
  const run = async (work: () => Promise<Said>): Promise<void> => said.out(await work(), json());

  const keys = program.command('keys').description('ingest keys: what a source posts events with');
  keys.command('create').description('makes an ingest key and prints it').requiredOption('--source <name>', 'the source that will use it, such as "pbx-berlin"')
    .action(({ source }: { source: string }) => run(() => withCredentials(async (access) => {
      const { secret, listed } = mustBe(await createKey(access, { source }));
      return { text: secret, json: { key: secret, id: listed.id, source: listed.source } };
    })));
  keys.command('list').description('lists the keys, without their secrets').action(() => run(() => withCredentials(async (access) => {
    const all = await listKeys(access);
    return { text: all.map((key) => `${key.id}  ${key.state.padEnd(8)}${key.source}`).join('\n') || 'There are no keys yet.', json: all };
  })));
  keys.command('revoke <key>').description('revokes a key, by its id or as a whole; it ends within 5 seconds')
    .action((key: string) => run(() => withCredentials(async (access) => {
      const { id } = mustBe(await revokeKey(access, key));
      return { text: `Revoked ${id}.`, json: { revoked: id } };
    })));

  const tokens = program.command('tokens').description('bearer tokens for the API and the boards');
  tokens.command('create').description('makes a bearer token and prints it')
    .requiredOption('--role <role>', 'admin, supervisor, agent, owner or wall')
    .option('--queues <a,b>', 'only these queues', list).option('--teams <a,b>', 'only these teams', list)
    .option('--for <id>', 'for an agent its id on the floor, for an owner its function').option('--label <text>', 'what lists call it')
    .option('--days <days>', `for how many days it opens; ${TOKEN_DAYS} where neither this nor --expires is given`).option('--expires <when>', 'until when it opens, such as 2027-01-31 or 2027-01-31T18:00:00+01:00')
    .action(({ days, expires, ...asked }: { role: string; queues?: string[]; teams?: string[]; for?: string; label?: string; days?: string; expires?: string }) => run(() => withCredentials(async (access) => {
      const expiresAt = mustBe(endOf({ days, expires }, access.clock.now()));
      const { secret, listed } = mustBe(await createToken(access, { ...asked, actsFor: asked.for, expiresAt }));
      return { text: secret, json: { token: secret, id: listed.id, ...listed.grant, expiresAt: new Date(expiresAt).toISOString() } };
    })));
  tokens.command('list').description('lists the tokens, without their secrets').action(() => run(() => withCredentials(async (access) => {
    const all = await listTokens(access);
    return { text: all.map((token) => `${token.id}  ${token.state.padEnd(8)}${token.expiresAt === null ? 'no end    ' : new Date(token.expiresAt).toISOString().slice(0, 10)}  ${token.label}`).join('\n') || 'There are no tokens yet.', json: all };
  })));
  tokens.command('revoke <token>').description('revokes a token; open boards are cut within 5 seconds')
    .action((token: string) => run(() => withCredentials(async (access) => {
      const { id } = mustBe(await revokeToken(access, token));
      return { text: `Revoked ${id}.`, json: { revoked: id } };
    })));

  const users = program.command('users').description('accounts of people who sign in');
  users.command('create <user>').description('makes an account and prints its password, once').requiredOption('--role <role>', 'admin, supervisor, agent, owner or wall')
    .option('--queues <a,b>', 'only these queues', list).option('--teams <a,b>', 'only these teams', list).option('--for <id>', 'for an agent its id on the floor, for an owner its function')
    .action((user: string, asked: { role: string; queues?: string[]; teams?: string[]; for?: string }) => run(() => withCredentials(async (access) => {
      const made = mustBe(await createUser(access, { user, ...asked, actsFor: asked.for }));
      return { text: `User ${made.user}, password ${made.password}. It is shown only this once.`, json: made };
    })));
  users.command('reset <user>').description('gives an account a new password and ends its sessions').action((user: string) => run(() => withCredentials(async (access) => {
    const made = mustBe(await resetUser(access, user));
    return { text: `User ${made.user}, password ${made.password}. It is shown only this once.`, json: made };
  })));
  users.command('role <user>').description('gives an account another role; open boards follow within 5 seconds').requiredOption('--role <role>', 'admin, supervisor, agent, owner or wall')
    .option('--queues <a,b>', 'only these queues', list).option('--teams <a,b>', 'only these teams', list).option('--for <id>', 'for an agent its id on the floor, for an owner its function')
    .action((user: string, asked: { role: string; queues?: string[]; teams?: string[]; for?: string }) => run(() => withCredentials(async (access) => {
      const changed = mustBe(await changeRole(access, user, { ...asked, actsFor: asked.for }));
      return { text: `User ${changed.user} is ${changed.role} now.`, json: changed };
    })));
  users.command('disable <user>').description('lets an account in no more, until it is enabled or its password reset').action((user: string) => run(() => withCredentials(async (access) => {
    const changed = mustBe(await disableUser(access, user));
    return { text: `User ${changed.user} gets in no more.`, json: changed };
  })));
  users.command('enable <user>').description('lets a disabled account in again').action((user: string) => run(() => withCredentials(async (access) => {
    const changed = mustBe(await enableUser(access, user));
    return { text: `User ${changed.user} gets in again.`, json: changed };
  })));
  users.command('link <user>').description('prints a link that signs an account in, once, within 15 minutes').action((user: string) => run(() => withCredentials(async (access) => {
    const { path, expiresAt } = mustBe(await createLoginLink(access, user));
    return { text: `${await addressOfServer()}${path}`, json: { path, expiresAt } };
  })));
  users.command('list').description('lists the accounts').action(() => run(() => withCredentials(async (access) => {
    const all = await listUsers(access);
    return { text: all.map((user) => `${user.user.padEnd(24)}${user.role}${user.identity === null ? '' : ` by ${new URL(user.identity.issuer).host}`}${user.disabled ? ' (disabled)' : ''}`).join('\n') || 'There are no accounts yet.', json: all };
  })));
}

/** Where people open the board: the public address, else the running server's own. */
async function addressOfServer(): Promise<string> {
  const { publicUrl, dataDir, port } = settingsOfCommand();
  return publicUrl ?? (await readServerFile(dataDir))?.url ?? `http://127.0.0.1:${port}`;
}
