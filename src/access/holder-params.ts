import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Reader } from '../domain/reader.js';
import type { Held } from './guard.js';
import type { Holder, ReaderHolder } from './doorkeeper.js';

/** `@TheReader() reader: Reader`: who asks, on routes and messages with `@Allow(<action>)`. */
export const TheReader = createParamDecorator((_: unknown, context: ExecutionContext): Reader => readerHolder(context).reader);

/** `@TheSession() session: ReaderHolder`: also on the strength of what. */
export const TheSession = createParamDecorator((_: unknown, context: ExecutionContext): ReaderHolder => readerHolder(context));

/** `@TheSource() source: string`: whose ingest key it is, on routes with `@Allow('ingest')`. */
export const TheSource = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const holder = holderIn(context);
  if (holder?.is !== 'source') throw new Error('@TheSource needs a route with @Allow(\'ingest\').');
  return holder.source;
});

function readerHolder(context: ExecutionContext): ReaderHolder {
  const holder = holderIn(context);
  if (holder?.is !== 'reader') throw new Error('@TheReader needs a route with @Allow of an action other than ingest.');
  return holder;
}

function holderIn(context: ExecutionContext): Holder | undefined {
  if (context.getType() === 'ws') return context.switchToWs().getClient<{ data: Held }>().data.holder;
  return context.switchToHttp().getRequest<Held>().holder;
}
