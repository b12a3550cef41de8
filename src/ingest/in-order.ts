/** How many things may be on the way at one time: a platform hands them out by several threads, which overtake each other. */
export const HELD = 64;

/** How long a thing may be overtaken by others before it is handed on, in milliseconds: twice this at most. */
export const TICK = 50;

interface Held<Item> { readonly item: Item; readonly place: number }

/**
 * Puts things back in the order in which they happened. It holds a few back; what is still missing when so many newer
 * ones have come, or when two ticks have passed, is not coming. What has no place of its own stays behind what came before it.
 */
export class InOrder<Item> {
  private held: Held<Item>[] = [];
  /** Everything up to here was held at the last tick already. */
  private mark = -1;

  /** `placeOf`: any number that grows from thing to thing; what shares one stays as it came. */
  constructor(private readonly placeOf: (item: Item) => number | undefined) {}

  get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Takes a thing and gives those back whose turn it is. */
  put(item: Item): readonly Item[] {
    const place = this.placeOf(item) ?? this.held.at(-1)?.place ?? 0;
    const before = this.held.findLastIndex((each) => each.place <= place);
    this.held.splice(before + 1, 0, { item, place });
    return this.release(this.held.length - HELD);
  }

  /** Some time has passed: gives back what was held before the last tick. */
  tick(): readonly Item[] {
    const due = this.release(this.held.findLastIndex(({ place }) => place <= this.mark) + 1);
    this.mark = this.held.at(-1)?.place ?? -1;
    return due;
  }

  /** Nothing more will come. */
  all(): readonly Item[] {
    return this.release(this.held.length);
  }

  private release(count: number): readonly Item[] {
    return count > 0 ? this.held.splice(0, count).map(({ item }) => item) : [];
  }
}

/** The same on a line: hands on by itself what nothing overtakes any more. */
export class Reordered<Item> {
  private readonly order: InOrder<Item>;
  private ticking: NodeJS.Timeout | undefined;

  constructor(placeOf: (item: Item) => number | undefined, private readonly handOn: (items: readonly Item[]) => void) {
    this.order = new InOrder(placeOf);
  }

  put(items: readonly Item[]): void {
    this.tell(items.flatMap((item) => this.order.put(item)));
    if (!this.order.isEmpty) this.ticking ??= setInterval(() => this.tick(), TICK);
  }

  /** What stays where it came: behind all that is held, and before all that comes. */
  pass(item: Item): void {
    this.rest();
    this.tell([...this.order.all(), item]);
  }

  /** The line has ended: all that was held is handed on. */
  end(): void {
    this.rest();
    this.tell(this.order.all());
  }

  private tick(): void {
    this.tell(this.order.tick());
    if (this.order.isEmpty) this.rest();
  }

  private tell(items: readonly Item[]): void {
    if (items.length > 0) this.handOn(items);
  }

  private rest(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
  }
}
