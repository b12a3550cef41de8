import { createHash } from 'node:crypto';

/** What Twilio keeps of a TaskRouter task. */
export interface Task {
  readonly sid: string;
  readonly workspace: string;
  attributes: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** How a request about a task is answered. */
export interface TaskAnswer {
  readonly status: number;
  readonly etag?: string;
  readonly json: unknown;
}

export interface TaskAsked {
  readonly method: string;
  readonly path: string;
  readonly ifMatch: string | undefined;
  readonly form: URLSearchParams;
}

const PATH = /^\/v1\/Workspaces\/(WS\w+)\/Tasks\/(WT\w+)$/;
/** TaskRouter's own bound on the text of attributes. */
const MOST_ATTRIBUTES = 4_096;

/** TaskRouter's tasks as far as their attributes go: read with a version, written only while it holds. */
export class Tasks {
  readonly all = new Map<string, Task>();
  /** Called after a task was read: to write into it before the reader does. */
  onRead: (task: Task) => void = () => undefined;

  constructor(private readonly accountSid: string, private readonly now: () => number) {}

  add(workspace: string, sid: string, attributes: object): void {
    this.all.set(sid, { sid, workspace, attributes: JSON.stringify(attributes), createdAt: this.now(), updatedAt: this.now() });
  }

  /** Undefined where the request is about no task. */
  answer({ method, path, ifMatch, form }: TaskAsked): TaskAnswer | undefined {
    const [, workspace, sid] = PATH.exec(path) ?? [];
    if (workspace === undefined || sid === undefined) return undefined;
    const task = this.all.get(sid);
    if (task?.workspace !== workspace) return problem(404, 20_404, `The requested resource ${path} was not found`);
    if (method === 'POST') {
      if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(task)) return problem(412, 20_412, 'The resource has been modified since it was read');
      const attributes = form.get('Attributes');
      if (attributes !== null && (attributes.length > MOST_ATTRIBUTES || !isObject(attributes))) return problem(400, 20_001, 'Attributes are not a valid JSON object of at most 4096 characters');
      if (attributes !== null) Object.assign(task, { attributes, updatedAt: this.now() });
    }
    const answer = { status: 200, etag: etagOf(task), json: taskJson(task, this.accountSid) };
    if (method === 'GET') this.onRead(task);
    return answer;
  }
}

function etagOf({ attributes }: Task): string {
  return `"${createHash('sha256').update(attributes).digest('hex').slice(0, 16)}"`;
}

function isObject(json: string): boolean {
  try {
    const read: unknown = JSON.parse(json);
    return typeof read === 'object' && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}

function problem(status: number, code: number, message: string): TaskAnswer {
  return { status, json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status } };
}

function taskJson({ sid, workspace, attributes, createdAt, updatedAt }: Task, accountSid: string): Readonly<Record<string, unknown>> {
  const url = `https://taskrouter.twilio.com/v1/Workspaces/${workspace}/Tasks/${sid}`;
  const date = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    account_sid: accountSid, workspace_sid: workspace, sid, attributes, url, addons: null, age: Math.round((updatedAt - createdAt) / 1_000), assignment_status: 'wrapping', date_created: date(createdAt), date_updated: date(updatedAt),
    task_queue_entered_date: date(createdAt), priority: 0, reason: null, task_queue_sid: null, task_queue_friendly_name: null, task_channel_sid: null, task_channel_unique_name: 'voice', timeout: 86_400,
    workflow_sid: null, workflow_friendly_name: null, virtual_start_time: date(createdAt), ignore_capacity: false, routing_target: null, links: { reservations: `${url}/Reservations` },
  };
}
