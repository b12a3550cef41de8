/**
 * Events that change a row which every board of the queue shows, however many contacts are open: the queue's counts or its
 * agent's state. Only these are counted as useful changes, and only these are emitted by the peer.
 */
export const useful: ReadonlySet<string> = new Set([
  'queue.entered', 'queue.left', 'agent.offered', 'agent.connected', 'hold.started', 'hold.ended', 'agent.left', 'wrapup.started', 'wrapup.ended',
]);

/** Of the twenty events of a call in the load. */
export const USEFUL_SHARE = 9 / 20;
