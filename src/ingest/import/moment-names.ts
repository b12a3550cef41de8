/** A call's moments, in the order in which they happen. */
export const momentNames = [
  'contact.start', 'menu.entered', 'menu.left', 'queue.entered', 'queue.left', 'agent.connected', 'agent.left', 'contact.end',
] as const;

export type MomentName = (typeof momentNames)[number];
