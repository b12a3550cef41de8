import type { AsteriskDial } from '../../domain/call-back-settings.js';
import type { CallOrder, Dialler, Looked, Placed } from '../../ports/dialler.js';
import type { AmiConnection } from './ami-connection.js';
import { channelOf, originateOf } from './originate.js';

/** Places calls over the connection to a PBX, which tells on the same connection what becomes of them. */
export class AsteriskDialler implements Dialler {
  readonly way = 'asterisk';

  constructor(private readonly line: Pick<AmiConnection, 'originate' | 'hasCall'>, private readonly dial: () => AsteriskDial) {}

  place(order: CallOrder): Promise<Placed> {
    return this.line.originate(order.id, originateOf(order, this.dial()));
  }

  contactOf(id: string): string {
    return channelOf(id);
  }

  /** A fresh connection asks what goes on: a call that still lasts is known by its channel's name. */
  async find({ id }: CallOrder): Promise<Looked> {
    return this.line.hasCall(channelOf(id)) ? { is: 'taken', call: channelOf(id), isReported: true } : { is: 'not-there' };
  }
}
