import { OidcProvider } from '../access/provider/oidc.js';
import { ProviderSignIns } from '../access/provider/provider-sign-ins.js';
import { ProviderRecheck } from '../access/provider/recheck.js';
import { AccessSettings } from '../access/settings.js';
import type { Stoppable } from './edges.js';
import type { Machine, Told } from './machine.js';

/** The company's own sign-in service, and asking it again. */
export interface RunningProvider extends Stoppable {
  readonly signIns: ProviderSignIns;
  start(): void;
}

/** Undefined where none is set up. */
export function identityProviderOf({ settings: { identityProvider, publicUrl }, access, secret }: Machine, { note }: Pick<Told, 'note'>): RunningProvider | undefined {
  if (identityProvider === undefined || publicUrl === undefined) return undefined;
  const provider = new OidcProvider(identityProvider, `${publicUrl.replace(/\/+$/u, '')}/login/oidc/callback`);
  const signIns = new ProviderSignIns({ access, provider, secret, secure: new AccessSettings([publicUrl]).secure });
  const recheck = new ProviderRecheck(signIns, note);
  return { signIns, start: () => recheck.start(), stop: async () => recheck.stop() };
}

/** Whoever signed in with another service than is set up now, or with any where none is, has nobody to speak for them. */
export async function signOutStrangers({ settings, access: { credentials, clock } }: Machine): Promise<void> {
  await credentials.revokeStrangers(settings.identityProvider?.issuer ?? null, clock.now());
}
