import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import type { Frame, Snapshot } from '../../../src/contract/board.js';
import type { ContactPage } from '../../../src/contract/contact.js';
import { SECOND } from '../../../src/domain/time.js';
import { Earshot } from '../../support/earshot.js';
import { twilioSettings } from '../../support/twilio-posts.js';
import { ask } from './asking.js';
import type { Answered, Asked } from './asking.js';

export interface OpenRoute {
  readonly method: string;
  /** As it is registered: `/api/v1/contacts/:id`. */
  readonly path: string;
}

export const SOURCE = 'hostile';

/** A server with every edge open that can be opened here, and a list of what it did that it must not do. */
export class HostileServer {
  /** What went wrong: `500 GET /…`. A test wants none. */
  readonly faults: string[] = [];
  routes: readonly OpenRoute[] = [];
  messages: readonly { readonly namespace: string; readonly message: string }[] = [];
  limits: Readonly<Record<string, number>> = {};
  asked = 0;
  key = '';
  admin = '';
  agent = '';
  private calls = 0;

  private constructor(readonly earshot: Earshot, private readonly folder: string) {}

  static async start(more: Readonly<Record<string, string>> = {}): Promise<HostileServer> {
    const folder = await mkdtemp(path.join(tmpdir(), 'earshot-hostile-'));
    const at = (file: string): string => path.join(folder, file);
    await writeFile(at('floor.yaml'), floor(await jambonzMapping(), at('secret')));
    await writeFile(at('secret'), 'a secret of the tests that is long enough');
    const earshot = await Earshot.prepare({
      ...twilioSettings, EARSHOT_SETTINGS: at('floor.yaml'), EARSHOT_TEST_ROUTES: at('routes.json'), EARSHOT_VOICE_MENU: fileURLToPath(new URL('../../../src/ingest/twilio/voice/example-menu.json', import.meta.url)),
      EARSHOT_CALLBACK_WEBHOOK_URL: 'https://dialler.example.com/', EARSHOT_CALLBACK_WEBHOOK_SECRET: `whsec_${'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'}`, ...more,
    }, fileURLToPath(new URL('open-server.mjs', import.meta.url)));
    const server = new HostileServer(earshot, folder);
    await earshot.start();
    Object.assign(server, JSON.parse(readFileSync(at('routes.json'), 'utf8')));
    server.key = await earshot.command('keys', 'create', '--source', SOURCE);
    server.admin = await earshot.command('tokens', 'create', '--role', 'admin');
    return server;
  }

  get url(): string {
    return this.earshot.url;
  }

  /** Asks as who may: what is found must not be that nobody was let in. */
  async ask(asked: Asked): Promise<Answered> {
    const isIngest = asked.path.startsWith('/ingest/');
    const proof = { authorization: `Bearer ${isIngest ? this.key : this.admin}`, ...(isIngest ? { 'x-amz-firehose-access-key': this.key } : {}) };
    return this.note(asked, await ask(this.url, { ...asked, headers: { ...proof, ...asked.headers } }));
  }

  /** A 5xx is a fault; so is no answer. */
  note(asked: Asked, answered: Answered): Answered {
    this.asked += 1;
    const { status, retryAfter } = answered;
    if (status === 0 || (status >= 500 && !(status === 503 && retryAfter !== undefined))) this.faults.push(`${status} ${asked.method} ${asked.path.slice(0, 200)} ${JSON.stringify(String(asked.body ?? '').slice(0, 120))} → ${answered.text.slice(0, 120)}`);
    return answered;
  }

  /** One call more, taken, folded, told over the API and shown on the board; and nothing in the log that tells of a mistake of ours. */
  async isWell(): Promise<string> {
    const id = `well-${this.calls += 1}`;
    const now = Date.now();
    const status = await this.earshot.post([
      { id: `${id}-1`, source: SOURCE, subject: id, time: now - 2_000, type: 'contact.started', data: { from: '+12025550123', to: '+12025550100' } },
      { id: `${id}-2`, source: SOURCE, subject: id, time: now - 1_000, type: 'queue.entered', data: { queue: id } },
    ], this.key);
    if (status !== 200) return `a good post was answered ${status}`;
    await this.earshot.caughtUp(this.admin);
    const page = await this.earshot.get<ContactPage>(`/api/v1/contacts/${id}`, this.admin);
    if (page.lane.stage !== 'queue') return `the good call is in ${page.lane.stage}`;
    const { items } = await this.earshot.get<{ items: { value: number | null }[] }>(`/api/v1/metrics?metric=queue_entries,offered&queue=${id}&interval=none`, this.admin).catch(() => ({ items: [] }));
    if (items.some(({ value }) => value !== null && value > 1)) return `the good call counts as ${JSON.stringify(items)}`;
    return await this.isOnBoard(id) ? this.mistakes() ?? 'well' : 'the good call is not on the board';
  }

  async remove(): Promise<void> {
    await this.earshot.remove();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the server itself says that it should not have met. */
  mistakes(): string | undefined {
    return /^.*(?:mistake of ours|Failed to answer|could not be drawn|Uncaught|UnhandledPromise|TypeError|RangeError).*$/m.exec(this.earshot.output)?.[0].slice(0, 1_500);
  }

  private isOnBoard(call: string): Promise<boolean> {
    const socket = io(`${this.url}/board`, { transports: ['websocket'], forceNew: true, auth: { token: this.admin } });
    return new Promise<boolean>((resolve, reject) => {
      const look = ({ lanes }: Frame): void => void (lanes?.some(({ id }) => id === call) === true && resolve(true));
      socket.on('connect', () => socket.emit('watch', { queues: [call] }));
      socket.on('snapshot', ({ frame }: Snapshot) => look(frame)).on('changes', look);
      socket.on('connect_error', reject).on('refused', reject);
      setTimeout(() => resolve(false), 20 * SECOND).unref();
    }).finally(() => socket.close());
  }
}

async function jambonzMapping(): Promise<string> {
  const readme = await readFile(new URL('../../../src/ingest/jambonz/README.md', import.meta.url), 'utf8');
  return /```yaml\nwebhooks:\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
}

function floor(jambonz: string, secretFile: string): string {
  return `webhooks:
  ${SOURCE}:
    subject: { path: call }
    events:
      - { type: contact.started, when: { what: start }, data: { from: { path: from }, customer: { path: who } } }
      - { type: queue.entered, when: { what: queue }, data: { queue: { path: queue } } }
${jambonz.replace('/run/secrets/jambonz', secretFile)}`;
}
