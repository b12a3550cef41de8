/** Who works which queue, kept up with the agents: nobody walks through them all when a queue is asked about. */
export class Staff {
  private readonly ofAgent = new Map<string, readonly (readonly [queue: string, atWork: boolean])[]>();
  private readonly ofQueue = new Map<string, { known: number; atWork: number }>();

  queuesOf(agent: string): readonly string[] {
    return (this.ofAgent.get(agent) ?? []).map(([queue]) => queue);
  }

  put(agent: string, queues: readonly (readonly [queue: string, atWork: boolean])[]): void {
    for (const [queue, atWork] of this.ofAgent.get(agent) ?? []) this.add(queue, -1, atWork);
    for (const [queue, atWork] of queues) this.add(queue, 1, atWork);
    if (queues.length === 0) this.ofAgent.delete(agent);
    else this.ofAgent.set(agent, queues);
  }

  /** Undefined where nobody is known to work it: then nobody knows how many there are. */
  atWork(queue: string): number | undefined {
    return this.ofQueue.get(queue)?.atWork;
  }

  private add(queue: string, by: 1 | -1, atWork: boolean): void {
    const counts = this.ofQueue.get(queue) ?? { known: 0, atWork: 0 };
    counts.known += by;
    if (atWork) counts.atWork += by;
    if (counts.known === 0) this.ofQueue.delete(queue);
    else this.ofQueue.set(queue, counts);
  }
}
