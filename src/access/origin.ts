/** Where a browser says that a request comes from. Others than browsers say nothing. */
export type Provenance = 'ours' | 'foreign' | 'unsaid';

/**
 * A page of ours has our host as its origin: the one it was asked under, or one of EARSHOT_PUBLIC_URL (a proxy may rewrite Host).
 * The scheme is not compared with Host's, because TLS may end at the proxy. "null" (sandboxed frames, local files) is foreign.
 */
export function provenanceOf(origin: string | undefined, host: string | undefined, publicUrls: readonly string[]): Provenance {
  if (origin === undefined) return 'unsaid';
  const from = urlOf(origin);
  if (from === null) return 'foreign';
  if (publicUrls.some(url => urlOf(url)?.origin === from.origin)) return 'ours';
  return host !== undefined && /^https?:$/.test(from.protocol) && from.host === hostUnder(from.protocol, host) ? 'ours' : 'foreign';
}

/** Drops the default port as URL does for the origin. */
function hostUnder(protocol: string, host: string): string | undefined {
  return urlOf(`${protocol}//${host}`)?.host;
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
