import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Problem } from '../contract/session.js';
import { CredentialsUnavailable } from '../ports/credentials.js';
import { Refused } from './answer.js';

interface Asked {
  readonly method: string;
  readonly url: string;
}

interface Reply {
  readonly sent?: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): unknown;
}

interface Told {
  readonly status: number;
  readonly problem: Problem;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every error leaves as a problem: what happened and what to do. What is a bug leaves as a reference into the log, and nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Earshot');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const asked = host.switchToHttp().getRequest<Asked>();
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent === true) return;
    const { status, problem, headers } = toldOf(error, asked) ?? this.bug(error, asked);
    for (const [name, value] of Object.entries(headers ?? {})) reply.header(name, value);
    // A route that answers in XML has said so already: a problem under that name would be answered with 500.
    reply.status(status).header('content-type', 'application/json; charset=utf-8').send(problem);
  }

  private bug(error: unknown, asked: Asked): Told {
    const reference = randomUUID().slice(0, 8);
    this.log.error(`Failed to answer ${asked.method} ${pathOf(asked)}, reference ${reference}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    return { status: 500, problem: { error: { what: 'Earshot failed to answer this.', do: `Try again; if it stays, see the server's log, reference ${reference}.` } } };
  }
}

/** What is expected, or undefined for a bug. */
export function toldOf(error: unknown, asked: Asked): Told | undefined {
  if (error instanceof Refused) return { status: error.getStatus(), problem: error.getResponse() as Problem, headers: error.headers };
  if (error instanceof CredentialsUnavailable) {
    return { status: 503, headers: { 'retry-after': '2' }, problem: { error: { what: 'Keys and sessions cannot be checked now: the database does not answer.', do: 'Try again in a moment.' } } };
  }
  const status = statusOf(error);
  if (status === undefined || status < 400) return undefined;
  const said = error instanceof HttpException ? error.getResponse() : undefined;
  // Whoever threw it knew what to say: the door's "cannot be checked now" is a 503, not a bug.
  if (isProblem(said)) return { status, problem: said };
  return status < 500 ? { status, problem: sentences(status, asked, error as Error) } : undefined;
}

/** Nest's exceptions and Fastify's errors carry it differently. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

function sentences(status: number, asked: Asked, error: Error): Problem {
  const told = (what: string, advice: string): Problem => ({ error: { what, do: advice } });
  switch (status) {
    case 404:
      return told(`There is nothing at ${asked.method} ${pathOf(asked)}.`, 'See /docs for what there is.');
    case 413:
      return told('The body is too large.', 'Send less at once.');
    case 415:
      return told('The body is of a kind that is not read here.', 'Send application/json; see /docs.');
    default:
      return told(`The request could not be read: ${error.message.replace(/\.$/, '')}.`, 'See /docs for how to ask.');
  }
}

function isProblem(said: unknown): said is Problem {
  return typeof (said as Partial<Problem> | undefined)?.error?.what === 'string';
}

/** Without the query: it may name a customer. */
function pathOf({ url }: Asked): string {
  return url.replace(/\?.*$/, '');
}
