const grouped = new Intl.NumberFormat('en');
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (n: number | null): string => (n === null ? '–' : grouped.format(n));

/** 0.8075 → "80.8"; the sign is written by whoever has the room. No calls is "–", never 0. */
export const percent = (share: number | null): string => (share === null ? '–' : share === 1 ? '100' : oneDecimal.format(share * 100));

/** A target, which is a round number: 0.8 → "80". */
export const target = (share: number): string => String(Math.round(share * 1_000) / 10);

export const ordinal = (n: number): string => {
  const tail = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${tail}`;
};

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
