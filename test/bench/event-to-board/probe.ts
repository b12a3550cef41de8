/**
 * A caller who was on the line for ten minutes is turned away from a queue this moment: the lane stands among the first two
 * hundred, and the flag is an alert at once. When the event should have been sent stands in the contact's id.
 */
export const probe = {
  eventsOf(due: number, number: number, queue: string): readonly object[] {
    const contact = `probe-${due}-${number}`;
    const event = (place: number, type: string, ago: number, data: object): object => (
      { specversion: '1.0', id: `${contact}-${place}`, source: 'probe', subject: contact, type, time: new Date(Math.floor(due - ago)).toISOString(), data }
    );
    return [
      event(0, 'contact.started', 600_000, { direction: 'inbound', from: `+1302${String(number % 10_000_000).padStart(7, '0')}`, to: '+12025550100' }),
      event(1, 'queue.entered', 10_000, { queue, position: 1 }),
      event(2, 'queue.left', 0, { queue, reason: 'timeout', waitMs: 10_000 }),
    ];
  },

  /** undefined: no probe. */
  dueOf(contact: string): number | undefined {
    return contact.startsWith('probe-') ? Number(contact.split('-')[1]) : undefined;
  },
};
