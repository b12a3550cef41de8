import type { Catalogue } from '../../../src/contract/session.js';

export const catalogue: Catalogue = {
  flags: [
    {
      id: 'long-wait', title: 'Long wait', class: 'alert', version: 1, rule: 'a caller still waits in a queue after 120 s', action: 'Move an agent there, or offer a callback.',
      options: [{ name: 'afterSeconds', default: 120, says: 'how long a caller may wait' }],
      page: '# Long wait\n\n## Why it matters\n\nAfter two minutes **one caller in five** gives up, and those who stay arrive angry.\n\n## What to do\n\n1. Look at who is in *wrap-up* past the limit.\n2. Move an agent with the skill.\n3. Offer a callback.\n\n## False alarms\n\n| when | what to set |\n|---|---|\n| a queue that is meant to be slow | `afterSeconds: 300` |\n',
    },
  ],
  metrics: [
    {
      id: 'served_in_time', title: 'Served in time', formula: 'A≤T / (A + B − B≤S + Fi)', unit: 'share',
      page: '# Served in time\n\nOf those who were offered, how many were answered within `T`. Who was **turned away** counts against it.\n\n- short abandons (up to 5 s) are left out and printed beside it\n- a caller who waits past `T` is a miss *now*\n\n> Amazon would show another number for the same calls.\n',
    },
    { id: 'asa', title: 'Average speed of answer', formula: 'Σ queue wait of answered / A', unit: 'ms', page: '# Average speed of answer\n\nWaits of callers whom the queue answered.\n' },
    { id: 'occupancy', title: 'Occupancy', formula: '(ringing + on contact + outbound + wrap-up) / (that + available)', unit: 'share', page: '# Occupancy\n\nAgents\' time by state, each second once.\n' },
  ],
  grounds: [
    { view: 'need', says: 'A promise is past its due time and still owed', points: '40' },
    { view: 'need', says: 'Came again about the same thing', points: '10 for each time before, at most 40' },
    { view: 'well', says: 'Said that it is resolved', points: '25' },
  ],
};
