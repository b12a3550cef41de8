import type { Measure } from './metric.js';

const own = /^(fcr|gap|resolution|contained|flag|mark|state|untold|over|away|awayOver|stratum)\.|^(flags$|promises|callBack)/;

/**
 * Whether a measure counts at one instant of its own, whichever attribution is asked for: a promise when it was due, a flag when
 * it went wrong, an ending when it ended, time when it passed. Such are stored under `arrival` alone.
 */
export function hasOwnInstant(measure: Measure): boolean {
  return own.test(measure);
}
