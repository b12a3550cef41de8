import { readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { readAmi, nothingRead } from '../../src/ingest/asterisk/ami-parser.js';
import { translateAmi } from '../../src/ingest/asterisk/translate.js';
import { startAmi } from '../../src/ingest/asterisk/ami-state.js';
import { translateQueueLog } from '../../src/ingest/asterisk/queue-log.js';
import { startQueueLog, systemNameOfQueueLog } from '../../src/ingest/asterisk/queue-log-state.js';
test('x', () => {
  const { blocks } = readAmi(nothingRead, readFileSync('../shared/data/asterisk/ami-events.txt', 'utf8'));
  let state = startAmi(); const events: any[] = []; const t=Date.now(); const ref:any={};
  for (const b of blocks) { const r = translateAmi(state, b); state = r.state; events.push(...r.events); for (const x of r.refused) ref[x.reason]=(ref[x.reason]??0)+1; }
  console.log(blocks.length, 'ms', Date.now()-t, events.length, state.calls.size, state.moved.size, ref);
  const lines = readFileSync('../shared/data/asterisk/queue_log', 'utf8').split('\n');
  let q = startQueueLog({ systemName: systemNameOfQueueLog(lines)!, names: state.names }); const qe: any[] = [];
  for (const l of lines) { const r = translateQueueLog(q, l); q = r.state; qe.push(...r.events); if (r.refused.length) console.log(r.refused); }
  const count = (es: any[]) => { const c: any = {}; for (const e of es) { const k = [e.type, e.data.queue, e.data.reason ?? e.data.by ?? e.data.state].join(' '); c[k] = (c[k] ?? 0) + 1; } return c; };
  const a = count(events), b = count(qe);
  for (const k of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) console.log(k, a[k] ?? 0, b[k] ?? 0);
  const ids = new Map(events.map((e) => [e.source + e.id, e]));
  for (const e of qe) { const m = ids.get(e.source + e.id); if (!m) console.log('only log', e.id, e.type); else if (m.subject !== e.subject || m.type !== e.type) console.log('differs', m, e); else if (Math.abs(m.time - e.time) > 1000) console.log('time', e.id, m.time - e.time, JSON.stringify(m.data)===JSON.stringify(e.data)); }
  const dup = events.length - ids.size; console.log('dups', dup);
  const qids = new Set(qe.map((e) => e.source + e.id)); console.log('qdup', qe.length - qids.size);
  const shared = new Set(qe.map((e)=>e.type)); for (const e of events) if (shared.has(e.type) && !qids.has(e.source+e.id) && !['contact.started','contact.ended','agent.state'].includes(e.type)) console.log('only ami', e.id);
  console.log(events.filter((e) => e.subject.endsWith('.126')||e.subject.endsWith('.133')||e.subject.endsWith('.129')||e.subject.endsWith('.118')||e.subject.endsWith('.135')).map((e) => [e.time, e.subject.slice(-4), e.type, JSON.stringify(e.data)].join(' ')).join('\n'));
  console.log(events.filter(e=>e.type.startsWith('agent.s')).map(e=>e.time+' '+e.subject+' '+e.type+JSON.stringify(e.data)).slice(0,60).join('\n'));
});
