/**
 * What Twilio asks and tells while it makes a call for us: `agent`, the agent's phone was picked up; `go`, a key was pressed there;
 * `agent-status`, that call is over; `customer`, how the customer's phone is doing; `done`, the two have parted.
 */
export const turns = ['agent', 'go', 'agent-status', 'customer', 'done'] as const;
export type Turn = (typeof turns)[number];

export function pathOf(turn: Turn, id: string): string {
  return `/call-backs/twilio/${turn}/${encodeURIComponent(id)}`;
}
