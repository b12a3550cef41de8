type Shape = 'minute' | 'second' | 'day';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:02:11" on the center's clock, whatever zone the reader sits in. */
export const timeOfDay = (at: number, zone: string): string => format('second', zone).format(at);
export const hourAndMinute = (at: number, zone: string): string => format('minute', zone).format(at);
/** "Tue 3 Nov" */
export const dayName = (at: number, zone: string): string => format('day', zone).format(at);

/** The time alone for today, with the day for another. */
export const timeOrDay = (at: number, now: number, zone: string): string => (
  dayName(at, zone) === dayName(now, zone) ? timeOfDay(at, zone) : `${dayName(at, zone)} ${hourAndMinute(at, zone)}`
);

// Making a DateTimeFormat costs more than a hundred uses of it.
function format(shape: Shape, zone: string): Intl.DateTimeFormat {
  const key = `${shape} ${zone}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...parts[shape] });
  formats.set(key, made);
  return made;
}

const parts: Record<Shape, Intl.DateTimeFormatOptions> = {
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
};
