import { MemoryLog } from '../support/memory-log.js';
import { openPgLog } from '../support/pg-log.js';
import { behavesLikeAnEventLog } from './event-log.behaviour.js';

behavesLikeAnEventLog('the log in memory', async () => {
  let now = 1_000;
  const log = new MemoryLog({ now: () => now });
  return { log, setClock: to => void (now = to), close: async () => undefined };
});

behavesLikeAnEventLog('the log in PostgreSQL', () => openPgLog());

behavesLikeAnEventLog('the log in PostgreSQL with a short memory', () => openPgLog({ tail: { entries: 3, bytes: 2_000 } }));
