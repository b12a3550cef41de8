import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MetricReading, MetricsAnswer } from '../../src/api/readings/answer.js';
import type { Snapshot } from '../../src/contract/board.js';
import { type BankFigures, type BankRecount, hasBankWeek, noBankCalls, recountBankWeek } from './bank-recount.js';
import { Bank, bankWeek } from './bank-server.js';

/**
 * The bank's week as a user brings it in: a started server, the command line, the answers of the API. Each figure is held
 * against the recount, which has read the raw file with no code of Earshot.
 */
const present = hasBankWeek();
if (!present) test.skip('9,007 calls of a bank are not at ../shared/data/anonymous-bank, so nothing is checked against them', () => undefined);

const { from, to } = bankWeek;
const days = ['990201', '990202', '990203', '990204', '990205', '990206', '990207'];
const types = ['IN', 'NE', 'NW', 'PE', 'PS', 'TT'];
const metrics = 'asa,with_flowouts,abandonment_rate,contact_abandonment_rate,contact_served_in_time,repeat_rate';

(present ? describe : describe.skip)('the bank\'s week, through a started server', () => {
  /** Repeats within 7 days and direct answers counted, as nobody set otherwise; and the bank that wants it the other way. */
  const usual = new Bank('');
  const other = new Bank('directAnswers: exclude\nflags:\n  repeat-contact: { options: { within: 86400 } }\n');
  let recount: BankRecount;

  beforeAll(async () => {
    recount = recountBankWeek();
    await usual.open();
    await other.open();
  }, 240_000);
  afterAll(async () => {
    await usual.close();
    await other.close();
  });

  test('is imported whole: 8,948 of 9,007 rows, 59 phantoms excluded by name, nothing refused', () => {
    for (const { summary } of [usual, other]) {
      expect(summary).toMatchObject({ rows: 9_007, taken: 8_948, events: 68_645, refused: 0, repeated: 0, excluded: { phantom: 59 } });
      expect(summary.stopped).toBeUndefined();
    }
  });

  test('gives the figures of the whole week', async () => {
    expect(await weekOf(usual, other, '')).toEqual({ all: figuresOf(recount.total), byDay: days.map((day) => figuresOf(recount.byDay.get(day))) });
  });

  test.each(types)('gives the figures of each day for %s', async (type) => {
    expect(await weekOf(usual, other, `&reason=${type}`)).toEqual({
      all: figuresOf(recount.byType.get(type)),
      byDay: days.map((day) => figuresOf(recount.byDayAndType.get(`${day} ${type}`))),
    });
  });

  test.each(types)('counts in the queue %s whom the recount saw reach it', async (type) => {
    const { sample, value } = await usual.read('asa', `&queue=${type}`);
    const figures = recount.byType.get(type);
    expect([sample['offered'], sample['answered'], sample['direct'], sample['abandoned'], sample['answeredInTime']])
      .toEqual([(figures?.answered ?? 0) + (figures?.abandoned ?? 0), figures?.answered, figures?.direct, figures?.abandoned, figures?.answeredIn20]);
    expect(round((value ?? 0) / 1_000)).toBe(round(figures?.asa ?? 0));
  });

  test('changes nothing when the same file is imported again', async () => {
    const before = await everythingOf(usual);
    await usual.import();
    expect(usual.summary).toMatchObject({ rows: 9_007, taken: 8_948, excluded: { phantom: 59 } });
    expect(await everythingOf(usual)).toEqual(before);
  }, 120_000);

  test('says the same after a restart', async () => {
    const before = await everythingOf(usual);
    await usual.restart();
    expect(await everythingOf(usual)).toEqual(before);
  }, 60_000);

  test('makes no agent of those whose name the bank did not write down', async () => {
    const { frame } = await usual.get<Snapshot>('/api/v1/board');
    expect((frame.agents ?? []).map(({ id }) => id)).not.toContain('unknown');
    expect((await usual.read('aht', '&agent=unknown')).sample['segments']).toBe(0);
    expect((await usual.get<{ items: unknown[] }>(`/api/v1/contacts?from=${from}&to=${to}&agent=unknown&limit=200`)).items.length).toBe(125);
  });
});

interface Week {
  readonly all: Figures;
  readonly byDay: readonly Figures[];
}

type Figures = Record<string, number | null>;

/** All that the recount counts, from two servers' answers about those who called. */
async function weekOf(usual: Bank, other: Bank, about: string): Promise<Week> {
  const more = about === '' ? '&view=contact' : about;
  const [weekly, daily] = [await usual.readAll(metrics, more), await other.readAll(metrics, more)];
  const at = (index: number | undefined): Figures => figuresIn((id) => part(weekly.get(id), index), (id) => part(daily.get(id), index));
  return { all: at(undefined), byDay: days.map((_, index) => at(index)) };
}

type Counted = Pick<MetricReading, 'value' | 'sample'>;

function part(reading: MetricReading | undefined, index: number | undefined): Counted {
  const counted = index === undefined ? reading : reading?.intervals[index];
  if (!counted) throw new Error('The API left out a day.');
  return counted;
}

function figuresIn(usual: (id: string) => Counted, other: (id: string) => Counted): Figures {
  const { sample } = usual('asa');
  const of = (name: string): number => sample[name] ?? Number.NaN;
  const waited = of('answeredWaitMs') + of('abandonedWaitMs');
  return rounded({
    calls: of('contacts'), answered: of('answered'), direct: of('direct'), abandoned: of('abandoned'), leftInMenu: of('leftInMenu'),
    answeredIn20: of('answeredInTime'), abandonedIn5: of('shortAbandoned'), abandonedIn20: of('abandonedInTime'),
    waitOfQueued: waited / 1_000, waitOfAnswered: of('answeredWaitMs') / 1_000, waitOfAbandoned: of('abandonedWaitMs') / 1_000,
    knownCustomer: of('customers'), repeats7d: of('repeats'), repeats24h: other('asa').sample['repeats'] ?? null,
    meanWaitOfQueued: ratio(waited / 1_000, of('offered') - of('direct')),
    asa: ratio(usual('asa').value, 1_000), asaWithoutDirect: ratio(other('asa').value, 1_000),
    queueAnsweredIn20: percent(usual('with_flowouts').value),
    contactAnsweredIn20: ratio(100 * of('answeredInTime'), of('contacts')),
    contactServedInTime: percent(usual('contact_served_in_time').value),
    queueAbandonRate: percent(usual('abandonment_rate').value), contactAbandonRate: percent(usual('contact_abandonment_rate').value),
    repeatRate7d: percent(usual('repeat_rate').value), repeatRate24h: percent(other('repeat_rate').value),
  });
}

/** The recount's own words; three more follow from its counts. */
function figuresOf(figures: BankFigures | undefined): Figures {
  const counted = figures ?? noBankCalls;
  return rounded({
    ...counted,
    contactServedInTime: ratio(100 * counted.answeredIn20, counted.calls - counted.abandonedIn5),
    repeatRate7d: ratio(100 * counted.repeats7d, counted.knownCustomer), repeatRate24h: ratio(100 * counted.repeats24h, counted.knownCustomer),
  });
}

/** Integers exactly, ratios to nine places. */
function rounded(figures: Figures): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value === null ? null : round(value)]));
}

function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function ratio(above: number | null, below: number): number | null {
  return above === null || below === 0 ? null : above / below;
}

function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

/** Every metric in both views and of each queue, day by day, and the newest flags. */
async function everythingOf(bank: Bank): Promise<unknown> {
  const ask = (more: string): Promise<MetricsAnswer> => bank.get(`/api/v1/metrics?from=${from}&to=${to}&interval=day${more}`);
  return {
    metrics: (await Promise.all(['', '&view=queue', '&view=contact', ...types.flatMap((type) => [`&queue=${type}`, `&reason=${type}`])].map(ask))).map(({ items }) => items),
    flags: await bank.get(`/api/v1/flags?from=${from}&to=${to}&limit=200`),
  };
}
