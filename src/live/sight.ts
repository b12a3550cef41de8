import type { Floor } from '../domain/floor.js';
import { isEverything, seesQueue } from '../views/scope.js';
import type { Scope } from '../views/scope.js';

/** What a scope sees, remembered by queue for as long as the floor stays what it is: it is asked of every row, at every tick. */
export class Sight {
  readonly isEverything: boolean;
  private readonly answers = new Map<string, boolean>();
  private floor: Floor | undefined;

  constructor(readonly scope: Scope, private readonly floorNow: () => Floor) {
    this.isEverything = isEverything(scope);
  }

  seesQueue(queue: string): boolean {
    const floor = this.floorNow();
    if (floor !== this.floor) this.answers.clear();
    this.floor = floor;
    let answer = this.answers.get(queue);
    if (answer === undefined) this.answers.set(queue, answer = this.isEverything || seesQueue(this.scope, floor, queue));
    return answer;
  }
}
