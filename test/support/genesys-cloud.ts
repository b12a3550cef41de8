import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { GenesysConversation } from './genesys-conversation.js';

interface OpenChannel {
  readonly id: string;
  topics: readonly string[];
  socket: WebSocket | undefined;
}

/** A small Genesys Cloud: client credentials, channels and their topics, conversations, and the history of them. Nothing missed comes again. */
export class GenesysCloud {
  readonly channels: OpenChannel[] = [];
  readonly conversations = new Map<string, GenesysConversation>();
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  readonly users = new Map<string, object>();
  pings = 0;
  /** So many answers are 429 from here on. */
  busy = 0;
  isMute = false;
  private tokens = new Set<string>();
  private held: { readonly topicName: string; readonly text: string }[] | undefined;
  private readonly sockets = new WebSocketServer({ noServer: true });

  private constructor(private readonly server: Server, readonly secret: string) {}

  static async start(port = 0, secret = 's3cret'): Promise<GenesysCloud> {
    const server = createServer();
    const cloud = new GenesysCloud(server, secret);
    server.on('request', (request, response) => void cloud.answer(request, response));
    server.on('upgrade', (request, socket, head) => cloud.sockets.handleUpgrade(request, socket, head, (opened) => cloud.opened(request, opened)));
    await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How many lines are heard on. */
  get listeners(): number {
    return this.channels.filter(({ socket }) => socket !== undefined).length;
  }

  conversation(id: string, began: number): GenesysConversation {
    const conversation = new GenesysConversation(id, began, () => this.publish(conversation));
    this.conversations.set(id, conversation);
    return conversation;
  }

  say(topicName: string, eventBody: object): void {
    const notice = { topicName, text: JSON.stringify({ topicName, version: '2', eventBody, metadata: {} }) };
    if (this.held === undefined) this.send(notice);
    else this.held.push(notice);
  }

  /** What is said from here on stays on the way. */
  hold(): void {
    this.held = [];
  }

  /** All that is on the way arrives, in this order, as often as it stands in it. */
  release(inOrder: <Notice>(notices: readonly Notice[]) => readonly Notice[]): void {
    for (const notice of inOrder(this.held ?? [])) this.send(notice);
    this.held = undefined;
  }

  /** To every line, asked for or not. */
  announce(topicName: string): void {
    for (const { socket } of this.channels) socket?.send(JSON.stringify({ topicName, eventBody: { message: 'WebSocket Heartbeat' } }));
  }

  /** Every line breaks. */
  sever(): void {
    for (const { socket } of this.channels) socket?.terminate();
  }

  forgetTokens(): void {
    this.tokens = new Set();
  }

  async stop(): Promise<void> {
    this.sever();
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  private send({ topicName, text }: { readonly topicName: string; readonly text: string }): void {
    for (const { topics, socket } of this.channels) if (topics.includes(topicName)) socket?.send(text);
  }

  private publish(conversation: GenesysConversation): void {
    for (const queue of conversation.queuesSeen) this.say(`v2.routing.queues.${queue}.conversations`, conversation.snapshot());
  }

  private opened({ url = '' }: IncomingMessage, socket: WebSocket): void {
    const channel = this.channels.find(({ id }) => url.endsWith(id));
    if (channel === undefined || channel.socket !== undefined) return socket.terminate();
    channel.socket = socket;
    socket.on('close', () => { channel.socket = undefined; });
    socket.on('message', (text) => {
      if (!(text as Buffer).toString().includes('ping') || this.isMute) return;
      this.pings += 1;
      socket.send(JSON.stringify({ topicName: 'channel.metadata', eventBody: { message: 'pong' } }));
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url = '', headers } = request;
    const path = url.split('?', 1)[0] ?? '';
    this.asked.push(`${method} ${path.replace(/[\da-f-]{36}/, '{id}')}`);
    const say = (status: number, body: object, more: Record<string, string> = {}): void => { response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(body)); };
    const body = Buffer.concat(parts).toString();
    if (path === '/oauth/token') return this.signIn(headers.authorization ?? '', body, say);
    if (!this.tokens.has(headers.authorization ?? '')) return say(401, { code: 'bad.credentials' });
    if (this.busy-- > 0) return say(429, { code: 'too.many.requests' }, { 'retry-after': '1' });
    if (path === '/api/v2/notifications/channels') return say(200, this.channel());
    if (path.endsWith('/subscriptions')) return say(200, this.subscribe(path.split('/').at(-2) ?? '', JSON.parse(body) as { id: string }[]));
    if (path === '/api/v2/analytics/conversations/details/query') return say(200, this.history(JSON.parse(body) as Query));
    if (path === '/api/v2/users') return say(200, { entities: new URL(url, this.url).searchParams.getAll('id').flatMap((id) => this.users.get(id) ?? []) });
    say(404, {});
  }

  private signIn(authorization: string, body: string, say: (status: number, body: object) => void): void {
    const right = authorization === `Basic ${Buffer.from(`client:${this.secret}`).toString('base64')}` && body === 'grant_type=client_credentials';
    if (!right) return say(400, { error: 'invalid_client' });
    const token = randomUUID();
    this.tokens.add(`Bearer ${token}`);
    say(200, { access_token: token, token_type: 'bearer', expires_in: 86_399 });
  }

  private channel(): object {
    const id = randomUUID();
    this.channels.push({ id, topics: [], socket: undefined });
    return { id, connectUri: `${this.url.replace('http', 'ws')}/channels/${id}`, expires: new Date(Date.now() + 86_400_000).toISOString() };
  }

  private subscribe(id: string, topics: readonly { readonly id: string }[]): object {
    const channel = this.channels.find((each) => each.id === id);
    if (channel !== undefined) channel.topics = topics.map((topic) => topic.id);
    return { entities: topics };
  }

  private history({ interval, paging: { pageSize, pageNumber } }: Query): object {
    const [from = 0, to = 0] = interval.split('/').map(Date.parse);
    const found = [...this.conversations.values()].filter((each) => each.began <= to && (each.endedAt ?? Infinity) >= from);
    return { totalHits: found.length, conversations: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map((each) => each.details()) };
  }
}

interface Query {
  readonly interval: string;
  readonly paging: { readonly pageSize: number; readonly pageNumber: number };
}
