import { readFileSync } from 'node:fs';
import { parseFloor } from '../config/floor-file.js';
import type { Floor } from '../domain/floor.js';

/** The settings file of the demo's floor: what a server that shows the demo is started with. */
export const demoFloorFile = new URL('./floor.yaml', import.meta.url);

export function readDemoFloor(): Floor {
  const floor = parseFloor(readFileSync(demoFloorFile, 'utf8'));
  if (!floor.ok) throw new Error(`The demo's floor file ${demoFloorFile.pathname} cannot be read: ${floor.reason}`);
  return floor.value;
}
