import { MemoryLog } from '../support/memory-log.js';
import { MemoryStore } from '../support/memory-store.js';
import { openPgState } from '../support/pg-state.js';
import { behavesLikeAHistory } from './history.behaviour.js';
import { behavesLikeAStateStore, type StoreUnderTest } from './state-store.behaviour.js';

async function openMemory(): Promise<StoreUnderTest> {
  const log = new MemoryLog({ now: () => 1_000 });
  const store = new MemoryStore(log);
  return { store, history: store.history(), log, takeOver: async () => store.loseLead(), close: async () => undefined };
}

behavesLikeAStateStore('the state in memory', openMemory);
behavesLikeAHistory('the state in memory', openMemory);

behavesLikeAStateStore('the state in PostgreSQL', () => openPgState());
behavesLikeAHistory('the state in PostgreSQL', () => openPgState());
