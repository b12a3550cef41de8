/** Our own drawings on a grid of 16, drawn with a round pen. */
export const icons = {
  mark: 'M3.5 8.7V7.3M6.5 10.8V5.2M9.5 12.8V3.2M12.5 9.8V6.2',
  alert: 'M8 2.6 14.2 13.4H1.8ZM8 6.6v3M8 11.5v.01',
  severe: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3ZM8 4.9v3.7M8 11v.01',
  incident: 'M3 5.2 8 2.4l5 2.8L8 8ZM3 8l5 2.8L13 8M3 10.8l5 2.8 5-2.8',
  note: 'M3.5 2.5h9v8l-3 3h-6ZM12.5 10.5h-3v3M6 6h4M6 8.5h2',
  check: 'M3 8.6 6.4 12 13 4.6',
  retract: 'M6.2 4 3 7l3.2 3M3 7h6.3a3.2 3.2 0 0 1 0 6.4H7',
  filter: 'M2.2 3.2h11.6L9.5 8.4v4.4l-3-1.6V8.4Z',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.2M8 13.4v1.2M1.4 8h1.2M13.4 8h1.2M3.3 3.3l.9.9M11.8 11.8l.9.9M3.3 12.7l.9-.9M11.8 4.2l.9-.9',
  moon: 'M13.2 9.7A5.7 5.7 0 0 1 6.3 2.8a5.7 5.7 0 1 0 6.9 6.9Z',
  wall: 'M1.8 3h12.4v8H1.8ZM5.5 13.8h5M8 11v2.8',
  help: 'M5.7 5.9a2.3 2.3 0 1 1 3.4 2c-.8.5-1.1.9-1.1 1.8M8 12.4v.01',
  close: 'M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4',
  back: 'M9.8 4 5.8 8l4 4',
  down: 'M4 6.2 8 10.2l4-4',
  low: 'M8 3v10M4 9l4 4 4-4',
  up: 'M4 9.8 8 5.8l4 4',
  sort: 'M5 6.3 8 3.3l3 3M5 9.7l3 3 3-3',
  search: 'M7 2.6a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8ZM10.3 10.3l3.3 3.3',
  callback: 'M9.8 2.5v3.7h3.7M9.8 6.2l4-4M4.6 2.4 3 3.6c0 4.8 4.6 9.4 9.4 9.4l1.2-1.6-2.9-2-1.3 1.1A9 9 0 0 1 5.5 6.6l1.1-1.3Z',
  menu: 'M3.5 3.5h1M7.5 3.5h1M11.5 3.5h1M3.5 8h1M7.5 8h1M11.5 8h1M7.5 12.5h1',
  queue: 'M2.5 8h.01M6 8h.01M9.5 8h.01M12.2 5.4 14 8l-1.8 2.6',
  wait: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 4.9V8l2.2 1.6',
  agent: 'M2.8 9.2V8a5.2 5.2 0 0 1 10.4 0v1.2M2.8 8.6h1.7v3.6H3.6a.8.8 0 0 1-.8-.8ZM13.2 8.6h-1.7v3.6h.9a.8.8 0 0 0 .8-.8ZM11.5 12.2c-.5 1-1.4 1.5-2.7 1.6',
  ringing: 'M8 2.4a3.8 3.8 0 0 0-3.8 3.8c0 3.2-1.2 4-1.2 5h10c0-1-1.2-1.8-1.2-5A3.8 3.8 0 0 0 8 2.4ZM6.6 13.4h2.8',
  hold: 'M5.6 3.4v9.2M10.4 3.4v9.2',
  'wrap-up': 'M3 13l.6-2.8 7-7 2.2 2.2-7 7ZM9.2 4.6l2.2 2.2',
  away: 'M3 5.5h7.5v4.3a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3ZM10.5 6.5h1.3a1.6 1.6 0 0 1 0 3.2h-1.3M5.3 2.2v1.2M8.2 2.2v1.2',
  offline: 'M5 2.9a5.8 5.8 0 1 0 6 0M8 1.6v5.6',
  transfer: 'M2.5 5.4h9M9 2.9l2.5 2.5L9 7.9M13.5 10.8h-9M7 8.3l-2.5 2.5L7 13.3',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v2.9h-2.9',
  cut: 'M2.5 8h3.2M10.3 8h3.2M7.2 4.6l-1 6.8M9.8 4.6l-1 6.8',
  leave: 'M6.2 2.8H3v10.4h3.2M7 8h6.5M11 5.5 13.5 8 11 10.5',
  source: 'M5.6 2v3M10.4 2v3M3.8 5h8.4v2.6a4.2 4.2 0 0 1-8.4 0ZM8 11.8V14',
  spike: 'M1.8 12.6h3L7 9l1.6 2 2-8 1.6 9.6h2',
  live: 'M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3ZM4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7',
  people: 'M6 3.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6ZM1.8 13.2c.3-2.6 1.9-3.8 4.2-3.8s3.9 1.2 4.2 3.8M10.4 3.6a2.1 2.1 0 0 1 0 3.9M11.9 9.8c1.3.5 2.1 1.6 2.3 3.4',
  lab: 'M6.2 2.4h3.6M7 2.4v4L3.4 12.2a.9.9 0 0 0 .8 1.4h7.6a.9.9 0 0 0 .8-1.4L9 6.4v-4M5.2 10h5.6',
  link: 'M6.5 9.5l3-3M7.2 4.6l1-1a2.9 2.9 0 0 1 4.2 4.2l-1 1M8.8 11.4l-1 1a2.9 2.9 0 0 1-4.2-4.2l1-1',
  voice: 'M2.5 3.5h11v7H8l-3 2.8v-2.8H2.5ZM5.3 7h.01M8 7h.01M10.7 7h.01',
  settings: 'M2 4.4h5.2M10.8 4.4H14M9 2.6a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6ZM2 11.6h2.2M7.8 11.6H14M6 9.8a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z',
  open: 'M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.3 3.7 7.5 8.5',
  bell: 'M8 2.2a3.9 3.9 0 0 0-3.9 3.9c0 3.3-1.3 4.1-1.3 5.1h10.4c0-1-1.3-1.8-1.3-5.1A3.9 3.9 0 0 0 8 2.2ZM6.5 13.4a1.6 1.6 0 0 0 3 0',
  still: 'M4.6 4.2a3.9 3.9 0 0 0-.5 1.9c0 3.3-1.3 4.1-1.3 5.1h8.6M6.6 2.5A3.9 3.9 0 0 1 11.9 6c0 1.3.2 2.2.5 3M6.5 13.4a1.6 1.6 0 0 0 3 0M2.5 2.5l11 11',
  views: 'M4.2 2.5h7.6v11L8 10.7l-3.8 2.8Z',
  out: 'M6.4 3H3v10h3.4M9.6 5.2 12.4 8l-2.8 2.8M12.2 8H6.4',
} as const;

export type IconName = keyof typeof icons;

/** Which drawing a flag carries: by what it is about. */
export function flagIcon(rule: string): IconName {
  for (const [part, icon] of byPart) if (part.test(rule)) return icon;
  return 'alert';
}

const byPart: readonly (readonly [RegExp, IconName])[] = [
  [/hold/, 'hold'],
  [/wait|slow|starving|no-answer/, 'wait'],
  [/repeat|again|chronic|ping-pong|contradicted|containment/, 'again'],
  [/transfer|passed|misrouted/, 'transfer'],
  [/abandoned|turned-away|dead-end/, 'leave'],
  [/dropped|cut-short|ghost/, 'cut'],
  [/menu|zero/, 'menu'],
  [/callback|promise/, 'callback'],
  [/spike|offer/, 'spike'],
  [/disposition|survey|resolved/, 'note'],
];
