/** What the panel begins with: an IVR's own words, read as events. It stands in the README of `ingest/webhook` as well. */
export const exampleMapping = `subject: { path: call.id }
time: { path: at }
ignore: { event: [ping, test] }
events:
  - type: contact.started
    when: { event: started }
    data:
      channel: voice
      from: { path: call.caller, none: [anonymous] }
  - type: queue.entered
    when: { event: queued }
    data:
      queue: { path: queue, values: { q-100: billing } }
  - type: agent.connected
    when: { event: talking }
    data:
      agent: { path: agent.login }
  - type: contact.ended
    when: { event: ended }
`;

export const exampleSample = `[
  { "event": "started", "at": "2026-03-02T09:00:00Z", "call": { "id": "c-7", "caller": "+12025550123" } },
  { "event": "queued", "at": "2026-03-02T09:00:20Z", "call": { "id": "c-7" }, "queue": "q-100" },
  { "event": "ended", "at": "2026-03-02T09:01:05Z", "call": { "id": "c-7" } }
]
`;
