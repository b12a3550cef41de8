/** The rest of a file cannot be read at all. The message says why and what to do. */
export class StoppedReading extends Error {}
