import { policy as roles } from '../../../src/access/scope.js';
import type { ServedRoute } from '../../../src/app/served-routes.js';
import type { Ask } from './asks.js';
import type { Holder } from './holders.js';
import { TELLTALE, theirs } from './world.js';

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** 401, 403, or in: what the table of policies says of a holder before a route. */
export function doorFor({ is, headers }: Holder, policy: ServedRoute['policy'], { proof, unsigned = 403 }: Ask): 401 | 403 | 'in' {
  const wantsKey = policy?.is === 'ingest' || proof === 'key';
  if (policy?.is === 'public' && !wantsKey) return proof === 'signature' ? unsigned : 'in';
  if (is === 'nobody' || (wantsKey && headers['cookie'] !== undefined)) return 401;
  if (wantsKey) return is === 'key' ? 'in' : 403;
  return is !== 'key' && policy?.is === 'reader' && roles[policy.action].includes(is) ? 'in' : 403;
}

/** What is wrong with an answer, in a sentence; undefined where it is right. `isTheirs`: it was asked for what is the other team's. */
export function wrongIn(answer: Answered, holder: Holder, route: ServedRoute, ask: Ask, isTheirs: boolean): string | undefined {
  const door = doorFor(holder, route.policy, ask);
  const says = (what: string): string => `${holder.name}, ${route.method} ${ask.where}: ${what}; it answered ${answer.status} ${answer.text.slice(0, 300)}`;
  const tells = telltaleIn(answer.text, ask);
  if (tells !== undefined && !(door === 'in' && holder.seesAll)) return says(`told of the other team ("${tells}")`);
  if (door !== 'in') return answer.status === door ? undefined : says(`${door} was expected`);
  if (isTheirs && !holder.seesAll) return answer.status === 403 || answer.status === 404 || (route.method === 'GET' && answer.status === 200) ? undefined : says('403 or 404 was expected');
  if (!(ask.answers ?? [200]).includes(answer.status)) return says(`${(ask.answers ?? [200]).join(' or ')} was expected`);
  // Else the silence of the others would prove nothing.
  return holder.seesAll && isTheirs && route.method === 'GET' && ask.isSilent !== true && tells === undefined && !TELLTALE.test(answer.text) ? says('the other team was expected in it') : undefined;
}

/** Where a text tells of the other team. What the question names itself is no news. */
export function telltaleIn(text: string, { where, body, namesQueues }: Pick<Ask, 'where' | 'body' | 'namesQueues'>): string | undefined {
  const asked = [...namesQueues ? [`"value":"${theirs.queue}","says":"The ${theirs.queue}"`] : [], ...decodeURIComponent(where).split(/[/?&=~:]/u), ...Object.values(body ?? {}).filter((each) => typeof each === 'string')].filter((word) => word.length > 3).toSorted((a, b) => b.length - a.length);
  const news = asked.reduce((rest, word) => rest.replaceAll(word, ''), text);
  if (theirs.customer !== '' && news.includes(theirs.customer)) return theirs.customer;
  if (news.includes(theirs.number.slice(1))) return theirs.number;
  const place = news.search(TELLTALE);
  return place < 0 ? undefined : news.slice(Math.max(0, place - 40), place + 40);
}
