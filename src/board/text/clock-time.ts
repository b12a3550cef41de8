type Shape = 'minute' | 'second' | 'day' | 'year';

/** Beyond it a day without its year may be of another one. */
const NEARLY_A_YEAR = 300 * 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** "14:02:11" on the center's clock, whatever zone the reader sits in. */
export const timeOfDay = (at: number, zone: string): string => format('second', zone).format(at);
export const hourAndMinute = (at: number, zone: string): string => format('minute', zone).format(at);
/** "Tue 3 Nov" */
export const dayName = (at: number, zone: string): string => format('day', zone).format(at);

/** The days of a window, its end not included: one where it is one. */
export function daysOf({ from, to }: { readonly from: number; readonly to: number }, zone: string): string {
  const [first, last] = [dayName(from, zone), dayName(to - 1, zone)];
  return first === last ? first : `${first} to ${last}`;
}

/** The time alone for today, with the day for another, and with the year for one that is long past. */
export function timeOrDay(at: number, now: number, zone: string): string {
  if (Math.abs(now - at) > NEARLY_A_YEAR) return `${dayName(at, zone)} ${format('year', zone).format(at)} ${hourAndMinute(at, zone)}`;
  return dayName(at, zone) === dayName(now, zone) ? timeOfDay(at, zone) : `${dayName(at, zone)} ${hourAndMinute(at, zone)}`;
}

/** When the day of this instant began on the center's clock. Where a clock changes that day, midnight is still midnight. */
export function dayBegan(at: number, zone: string): number {
  const sinceMidnight = (instant: number): number => {
    const [hours = 0, minutes = 0, seconds = 0] = timeOfDay(instant, zone).split(':').map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
  };
  const guess = at - sinceMidnight(at) - (at % 1_000);
  const off = sinceMidnight(guess);
  return off === 0 ? guess : guess + (off > 12 * 3_600_000 ? 24 * 3_600_000 - off : -off);
}

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
  year: { year: 'numeric' },
};
