import { isAbsolute } from 'node:path';
import { ok, refused, type Result } from '../../domain/result.js';

/** A queue_log to read as it grows. */
export interface QueueLogAddress {
  readonly path: string;
  /** Names the PBX where its uniqueids carry no systemname. */
  readonly name?: string | undefined;
}

/** EARSHOT_QUEUE_LOG: one path, or several separated by commas, each as `name=/path` where the PBX has no systemname. */
export function parseQueueLogAddresses(text: string): Result<readonly QueueLogAddress[]> {
  const addresses: QueueLogAddress[] = [];
  for (const part of text.split(',').map((each) => each.trim()).filter((each) => each !== '')) {
    const [, name, path = ''] = /^(?:([^=/]+)=)?(.+)$/.exec(part) ?? [];
    if (!isAbsolute(path)) return refused(`${part} in EARSHOT_QUEUE_LOG is no path from the root. Write /var/log/asterisk/queue_log, or name=/path.`);
    if (addresses.some((each) => each.path === path)) return refused(`${path} stands twice in EARSHOT_QUEUE_LOG. Keep one of them.`);
    addresses.push({ path, name });
  }
  return ok(addresses);
}

