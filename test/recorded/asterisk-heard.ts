import type { EarshotEvent } from '../../src/domain/event.js';
import { nothingRead, readAmi } from '../../src/ingest/asterisk/ami-parser.js';
import { startAmi, type AmiState } from '../../src/ingest/asterisk/ami-state.js';
import { translateAmi } from '../../src/ingest/asterisk/translate.js';

/** What a recorded AMI stream tells. */
export function heardLive(raw: string): { state: AmiState; events: EarshotEvent[]; refused: string[] } {
  let state = startAmi();
  const events: EarshotEvent[] = [];
  const refused: string[] = [];
  for (const block of readAmi(nothingRead, raw).blocks) {
    const told = translateAmi(state, block);
    state = told.state;
    events.push(...told.events);
    refused.push(...told.refused.map(({ reason }) => reason));
  }
  return { state, events, refused };
}
