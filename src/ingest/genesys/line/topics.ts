/** The platform takes so many for one channel. */
const MOST = 1_000;
const ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** What the settings name and Genesys Cloud knows: its own ids. */
export interface Watched {
  readonly queues: readonly string[];
  readonly agents: readonly string[];
}

export interface Topics {
  readonly topics: readonly string[];
  readonly agents: readonly string[];
  /** Why not everything is listened to. */
  readonly problem: string | undefined;
}

/** Queues first: without them nothing is seen. */
export function topicsOf({ queues, agents }: Watched): Topics {
  const ours = queues.filter((id) => ID.test(id)).slice(0, MOST);
  const theirs = agents.filter((id) => ID.test(id));
  const heard = theirs.slice(0, MOST - ours.length);
  const all = queues.filter((id) => ID.test(id)).length + theirs.length;
  return {
    topics: [...ours.map((id) => `v2.routing.queues.${id}.conversations`), ...heard.map((id) => `v2.users.${id}.activity`)], agents: heard,
    problem: ours.length === 0 ? 'The settings name no queue by its Genesys Cloud id, so calls are only seen every few minutes. Name them under queues: in the settings file.'
      : all > MOST ? `The settings name ${all} queues and agents; Genesys Cloud lets ${MOST} be listened to. The last ${all - MOST} agents are left out.` : undefined,
  };
}
