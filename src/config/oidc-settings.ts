import { z } from 'zod';
import type { IdentityProvider, ListRule, RoleRule } from '../domain/identity-provider.js';
import type { Role } from '../domain/reader.js';

const known = ['admin', 'supervisor', 'owner', 'agent', 'wall'] as const satisfies readonly Role[];

/** Tokens go over it: in the clear only to this machine itself. */
const issuer = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  return search === '' && hash === '' && (protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)));
}, { error: 'is no issuer such as https://login.example.com/realms/staff' });

/** "cn=leads,ou=staff=supervisor; …": what stands behind the last = is ours. */
const pairs = z.string().transform((text, context): readonly (readonly [string, string])[] => text.split(';').map((each) => each.trim()).filter((each) => each !== '').map((each) => {
  const at = each.lastIndexOf('=');
  if (at < 1 || at === each.length - 1) context.addIssue({ code: 'custom', message: `has no value and name in "${each}"; write value=name, and ; between several` });
  return [each.slice(0, at).trim(), each.slice(at + 1).trim()];
}));
const roles = pairs.transform((given, context): readonly RoleRule[] => given.flatMap(([value, name]) => {
  const role = known.find((each) => each === name);
  if (role === undefined) context.addIssue({ code: 'custom', message: `names a role "${name}" that there is not; there are ${known.join(', ')}` });
  return role === undefined ? [] : [{ value, role }];
}));
const ids = pairs.transform((given) => Object.fromEntries(given));
const claim = z.string().min(1).max(200);

export const oidcReaders = {
  EARSHOT_OIDC_ISSUER: issuer,
  EARSHOT_OIDC_CLIENT_ID: z.string().min(1),
  EARSHOT_OIDC_CLIENT_SECRET: z.string().min(1),
  EARSHOT_OIDC_NAME: z.string().min(1).max(60),
  EARSHOT_OIDC_SCOPE: z.string().regex(/(^| )openid( |$)/, { error: 'does not hold "openid", without which nobody signs in' }),
  EARSHOT_OIDC_USER_CLAIM: claim,
  EARSHOT_OIDC_ROLE_CLAIM: claim,
  EARSHOT_OIDC_ROLES: roles,
  EARSHOT_OIDC_QUEUES_CLAIM: claim,
  EARSHOT_OIDC_QUEUES: ids,
  EARSHOT_OIDC_TEAMS_CLAIM: claim,
  EARSHOT_OIDC_TEAMS: ids,
  EARSHOT_OIDC_FOR_CLAIM: claim,
};

type Given = Readonly<Record<string, unknown>>;

/** All of it or nothing: half a provider signs nobody in, and without an address of ours it could not send anybody back. */
export function oidcOf(given: Given, problems: string[]): IdentityProvider | undefined {
  const names = Object.keys(oidcReaders).filter((name) => given[name] !== undefined);
  if (names.length === 0) return undefined;
  const { EARSHOT_OIDC_ISSUER: from, EARSHOT_OIDC_CLIENT_ID: clientId, EARSHOT_OIDC_CLIENT_SECRET: clientSecret, EARSHOT_OIDC_NAME: name, EARSHOT_OIDC_SCOPE: scope } = given as Readonly<Record<string, string | undefined>>;
  for (const each of ['EARSHOT_OIDC_ISSUER', 'EARSHOT_OIDC_CLIENT_ID', 'EARSHOT_OIDC_CLIENT_SECRET']) if (given[each] === undefined) problems.push(`A sign-in service needs ${each}.`);
  if (given['EARSHOT_PUBLIC_URL'] === undefined) problems.push('A sign-in service needs EARSHOT_PUBLIC_URL: people come back from there to EARSHOT_PUBLIC_URL/login/oidc/callback.');
  const rules = rulesOf(given, problems);
  if (from === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { name: name ?? new URL(from).host, issuer: from, clientId, clientSecret, rules, ...(scope === undefined ? {} : { scope }) };
}

function rulesOf(given: Given, problems: string[]): IdentityProvider['rules'] {
  const [queues, teams] = [listRule(given, 'QUEUES', problems), listRule(given, 'TEAMS', problems)];
  return {
    user: (given['EARSHOT_OIDC_USER_CLAIM'] as string | undefined) ?? 'preferred_username',
    role: (given['EARSHOT_OIDC_ROLE_CLAIM'] as string | undefined) ?? 'roles',
    roles: (given['EARSHOT_OIDC_ROLES'] as readonly RoleRule[] | undefined) ?? known.map((role) => ({ value: role, role })),
    actsFor: (given['EARSHOT_OIDC_FOR_CLAIM'] as string | undefined) ?? 'earshot_for',
    ...(queues === undefined ? {} : { queues }), ...(teams === undefined ? {} : { teams }),
  };
}

function listRule(given: Given, which: 'QUEUES' | 'TEAMS', problems: string[]): ListRule | undefined {
  const [name, own] = [given[`EARSHOT_OIDC_${which}_CLAIM`] as string | undefined, given[`EARSHOT_OIDC_${which}`] as Readonly<Record<string, string>> | undefined];
  if (name === undefined && own !== undefined) problems.push(`EARSHOT_OIDC_${which} is set, and EARSHOT_OIDC_${which}_CLAIM, whose values it names, is not. Set both.`);
  return name === undefined ? undefined : { claim: name, ...(own === undefined ? {} : { ids: own }) };
}
