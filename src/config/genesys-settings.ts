import { z } from 'zod';

/** A client of client credentials, and where its organization lives. */
export interface GenesysSettings {
  readonly loginUrl: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export const region = z.string().regex(/^[a-z\d-]+(\.[a-z\d-]+)+$/, { error: 'is no region such as mypurecloud.de or usw2.pure.cloud' });

/** All of it or nothing. A stand-in has one address for everything. */
export function genesysOf(given: Readonly<Record<string, unknown>>, problems: string[]): GenesysSettings | undefined {
  const { EARSHOT_GENESYS_REGION: domain, EARSHOT_GENESYS_CLIENT_ID: clientId, EARSHOT_GENESYS_CLIENT_SECRET: clientSecret, EARSHOT_GENESYS_API_URL: standIn } = given as Readonly<Record<string, string | undefined>>;
  const place = domain ?? standIn;
  if (place === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (place === undefined) problems.push('Genesys Cloud needs EARSHOT_GENESYS_REGION, the domain of your region such as mypurecloud.de.');
  if (clientId === undefined) problems.push('Genesys Cloud needs EARSHOT_GENESYS_CLIENT_ID.');
  if (clientSecret === undefined) problems.push('Genesys Cloud needs EARSHOT_GENESYS_CLIENT_SECRET.');
  if (place === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  const [loginUrl, apiUrl] = (standIn === undefined ? [`https://login.${place}`, `https://api.${place}`] : [standIn, standIn]).map((address) => address.replace(/\/+$/, '')) as [string, string];
  return { loginUrl, apiUrl, clientId, clientSecret };
}
