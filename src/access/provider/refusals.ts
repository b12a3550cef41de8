import type { Role } from '../../domain/reader.js';
import type { Refusal } from '../refusal.js';

const again = 'Go back and sign in again.';
const unproven = (what: string, advice: string): Refusal => ({ is: 'unproven', what, do: advice });
const forbidden = (what: string, advice: string): Refusal => ({ is: 'forbidden', what, do: advice });

/** Why who comes back from a provider is not let in, in words for them and for whoever runs Earshot. */
export const refusals = {
  begunElsewhere: unproven('This sign-in was begun in another browser, or more than ten minutes ago.', again),
  disabled: forbidden('Your account on this Earshot is disabled.', 'Ask an administrator of Earshot.'),
  noProvider: { is: 'forbidden', what: 'No sign-in service is set up here.', do: 'Sign in with a name and a password.' },
} as const satisfies Record<string, Refusal>;

/** `error` and `description` are the provider's own words. */
export function saidNo(name: string, error: string, description: string | undefined): Refusal {
  return unproven(`${name} did not sign you in: ${worded(description ?? error)}.`, error === 'access_denied' ? again : `${again} If it stays, tell an administrator of Earshot: the provider said "${worded(error)}".`);
}

/** Our name or secret is not what the provider knows. */
export function knowsUsNot(name: string): Refusal {
  return unproven(`${name} does not know this Earshot.`, 'Tell an administrator of Earshot to check EARSHOT_OIDC_CLIENT_ID and EARSHOT_OIDC_CLIENT_SECRET, and which addresses the provider may send people back to.');
}

export function unbelievable(name: string, why: string): Refusal {
  return unproven(`What ${name} says of you cannot be believed: ${worded(why)}.`, `${again} If it stays, tell an administrator of Earshot to check EARSHOT_OIDC_ISSUER, and the clocks of both servers.`);
}

export function away(name: string): Refusal {
  return { is: 'unavailable', what: `${name} does not answer.`, do: 'Try again in a moment. If it stays, tell an administrator of Earshot to check EARSHOT_OIDC_ISSUER, and that this server reaches it. Accounts of this machine sign in as always.', retryAfterMs: 5_000 };
}

export function noRoleGiven(claim: string, wanted: readonly string[], saysSomething: boolean): Refusal {
  const what = saysSomething ? `None of what your sign-in service says of you in "${claim}" is a role here.` : `Your sign-in service says nothing of you in "${claim}", so you have no role here.`;
  return forbidden(what, `Ask whoever runs it for one of ${wanted.join(', ')}, or an administrator of Earshot to change EARSHOT_OIDC_ROLE_CLAIM and EARSHOT_OIDC_ROLES.`);
}

export function nothingToSee(claims: readonly string[]): Refusal {
  const named = claims.map((claim) => `"${claim}"`).join(' and ');
  return forbidden(`Your sign-in service names no queue and no team for you in ${named}.`, 'Ask whoever runs it for the queues or teams that you look after.');
}

export function standsForNobody(role: Role, claim: string): Refusal {
  return forbidden(`Your sign-in service does not say which ${role === 'agent' ? 'agent' : 'function'} you are: it says nothing of you in "${claim}".`, 'Ask whoever runs it, or an administrator of Earshot to change EARSHOT_OIDC_FOR_CLAIM.');
}

/** One line, not too long, whoever wrote it. */
function worded(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\0-\x1f\x7f]+/gu, ' ').trim().slice(0, 200).replace(/\.$/u, '');
}
