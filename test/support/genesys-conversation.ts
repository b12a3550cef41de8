interface Stretch {
  readonly segmentType: string;
  readonly from: number;
  to: number | undefined;
  readonly wrapUpCode?: string;
}

interface Part {
  readonly purpose: string;
  readonly id: string;
  readonly queue?: string | undefined;
  readonly user?: string | undefined;
  readonly flow?: string | undefined;
  readonly stretches: Stretch[];
  disconnectType: string | undefined;
}

/** One call of the small Genesys Cloud, told in seconds: as its line shows it while it lasts, and as its history has it. */
export class GenesysConversation {
  private readonly parts: Part[] = [];
  readonly queuesSeen = new Set<string>();

  constructor(readonly id: string, readonly began: number, private readonly changed: () => void) {}

  get endedAt(): number | undefined {
    const caller = this.parts[0];
    return caller === undefined || caller.disconnectType === undefined ? undefined : caller.stretches.at(-1)?.to;
  }

  calls(second: number): void {
    this.add({ purpose: 'customer', id: 'caller', stretches: [this.from('interact', second)], disconnectType: undefined });
  }

  hears(second: number, flow: string): void {
    this.add({ purpose: 'ivr', id: flow, flow, stretches: [this.from('ivr', second)], disconnectType: undefined });
  }

  waitsIn(second: number, queue: string): void {
    this.leave(second, (part) => part.purpose === 'ivr', 'transfer');
    this.queuesSeen.add(queue);
    this.add({ purpose: 'acd', id: `acd-${this.parts.length}`, queue, stretches: [this.from('interact', second)], disconnectType: undefined });
  }

  rings(second: number, user: string): void {
    const queue = this.open('acd')?.queue;
    this.add({ purpose: 'agent', id: user, user, queue, stretches: [this.from('alert', second)], disconnectType: undefined });
  }

  isAnswered(second: number, user: string): void {
    this.leave(second, (part) => part.purpose === 'acd', 'transfer');
    this.turn(second, user, 'interact');
  }

  isHeld(second: number, user: string): void {
    this.turn(second, user, 'hold');
  }

  isBack(second: number, user: string): void {
    this.turn(second, user, 'interact');
  }

  hangsUp(second: number): void {
    this.leave(second, (part) => part.purpose !== 'customer', 'peer');
    this.leave(second, (part) => part.purpose === 'customer', 'endpoint');
    this.changed();
  }

  wrapsUp(second: number, user: string, wrapUpCode: string): void {
    const part = this.parts.find((each) => each.id === user);
    const from = part?.stretches.at(-1)?.to ?? 0;
    part?.stretches.push({ segmentType: 'wrapup', from, to: this.at(second), wrapUpCode });
    this.changed();
  }

  /** As v2.routing.queues.{id}.conversations has it. */
  snapshot(): object {
    return { id: this.id, participants: this.parts.map((part) => this.participant(part)) };
  }

  /** As the details query has it. */
  details(): object {
    return {
      conversationId: this.id, conversationStart: iso(this.began), originatingDirection: 'inbound',
      participants: this.parts.map((part) => ({
        participantId: `${this.id}-${part.id}`, participantName: 'Kim Novak', attributes: { pin: '4711' }, purpose: part.purpose, userId: part.user,
        sessions: [{
          sessionId: `${this.id}-${part.id}-1`, mediaType: 'voice', direction: 'inbound', ani: 'tel:+12025550123', dnis: 'tel:+12025550100',
          ...(part.flow === undefined ? {} : { flow: { flowId: part.flow, flowType: 'INBOUNDCALL', flowVersion: '7.0', exitReason: 'TRANSFER', transferType: 'ACD' } }),
          segments: part.stretches.map(({ segmentType, from, to, wrapUpCode }, index) => ({
            segmentType, segmentStart: iso(from), segmentEnd: iso(to), queueId: part.queue, wrapUpCode, wrapUpNote: wrapUpCode === undefined ? undefined : 'Kim Novak rang',
            disconnectType: index === lastOfLine(part.stretches) ? part.disconnectType : undefined,
          })),
        }],
      })),
    };
  }

  private participant(part: Part): object {
    const line = part.stretches.slice(0, lastOfLine(part.stretches) + 1);
    const last = line.at(-1);
    const wrapUp = part.stretches.find(({ segmentType }) => segmentType === 'wrapup');
    const talk = line.find(({ segmentType }) => segmentType !== 'alert');
    const isOver = part.disconnectType !== undefined;
    const [self, other] = part.purpose === 'customer' ? ['tel:+12025550123', 'tel:+12025550100'] : ['tel:+12025550100', 'tel:+12025550123'];
    return {
      id: `${this.id}-${part.id}`, purpose: part.purpose, name: 'Kim Novak', attributes: { pin: '4711', says: 'Kim Novak is ill' }, userId: part.user, queueId: part.queue,
      ...(wrapUp === undefined ? {} : { startAcwTime: iso(wrapUp.from), endAcwTime: iso(wrapUp.to), wrapup: { code: wrapUp.wrapUpCode, notes: 'Kim Novak rang' } }),
      calls: [{
        id: `${this.id}-${part.id}-1`, state: isOver ? 'terminated' : talk === undefined ? 'alerting' : 'connected', direction: 'inbound', held: last?.segmentType === 'hold' && !isOver,
        startHoldTime: last?.segmentType === 'hold' ? iso(last.from) : undefined, self: { addressNormalized: self, name: 'Kim Novak' }, other: { addressNormalized: other },
        connectedTime: iso(talk?.from), disconnectedTime: isOver ? iso(last?.to) : undefined, disconnectType: part.disconnectType,
      }],
    };
  }

  private add(part: Part): void {
    this.parts.push(part);
    this.changed();
  }

  private turn(second: number, user: string, segmentType: string): void {
    const part = this.parts.find((each) => each.id === user);
    const open = part?.stretches.at(-1);
    if (open !== undefined) open.to = this.at(second);
    part?.stretches.push(this.from(segmentType, second));
    this.changed();
  }

  private leave(second: number, which: (part: Part) => boolean, disconnectType: string): void {
    for (const part of this.parts) {
      const open = part.stretches.at(-1);
      if (!which(part) || open === undefined || open.to !== undefined) continue;
      open.to = this.at(second);
      part.disconnectType = disconnectType;
    }
  }

  private open(purpose: string): Part | undefined {
    return this.parts.findLast((part) => part.purpose === purpose && part.disconnectType === undefined);
  }

  private from(segmentType: string, second: number): Stretch {
    return { segmentType, from: this.at(second), to: undefined };
  }

  private at(second: number): number {
    return this.began + second * 1_000;
  }
}

function lastOfLine(stretches: readonly Stretch[]): number {
  return stretches.findLastIndex(({ segmentType }) => segmentType !== 'wrapup');
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
