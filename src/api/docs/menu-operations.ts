import { menusQuery, nothing } from '../parameters.js';
import { read, reading, ref } from './operation.js';
import type { Operation } from './operation.js';
import { page } from './schemas.js';

const at = '/api/v1/menus/{entry}/intended';
const changing: Pick<Operation, 'tag' | 'answer' | 'refusals' | 'secured'> = { tag: 'menus', answer: { says: 'Durable, and the newest version.', schema: ref('IntendedLine') }, refusals: [400, 401, 403, 404], secured: 'reader' };

export const menuOperations: readonly Operation[] = [
  reading('/api/v1/menus', 'menus', 'The numbers on which callers meet a menu', page('MenuLine'), { query: menusQuery, more: 'For who may see all queues.' }),
  reading('/api/v1/menus/worse', 'menus', 'Numbers whose newest version of the menu is worse than the one before it', page('WorseMenu'), { query: nothing, more: 'By more than chance, over the last seven days; looked at every five minutes at the most. The board says it on every page.' }),
  reading('/api/v1/menus/{entry}', 'menus', 'One number\'s menu as its callers walked it, and the shortest way to a person', ref('MenuView'), {
    query: menusQuery, refusals: [...read, 404], more: '"none" stands for calls whose number nobody told. The shortest way goes over steps that at least 20 callers took.',
  }),
  reading('/api/v1/menus/{entry}/scorecard', 'menus', 'One number by the nine points of the gethuman standard', ref('Scorecard'), {
    query: menusQuery, refusals: [...read, 404], more: 'Over the last week where no "from" is given. pass and fail by what its calls show, or by what the settings declare; ask: somebody has to call and listen. With the last eight weeks.',
  }),
  {
    method: 'get', path: '/reach/{entry}', tag: 'menus', says: 'How to reach a person, for anybody', more: 'Plain HTML, only of numbers for which the settings say `public: on`. Nothing of fewer than 50 calls is in it.',
    answer: { says: 'The page.', schema: { type: 'string' }, type: 'text/html' }, refusals: [404, 429, 503], secured: 'nobody',
  },
  reading(at, 'menus', 'What the author of a number\'s menu meant, beside what its callers do', ref('IntendedView'), { query: menusQuery, more: 'Ways that nobody foresaw or nobody takes, nodes that nobody reaches, keys that lead nowhere, with counts and calls.' }),
  {
    ...changing, method: 'put', path: at, says: 'Say what was meant with a number\'s menu', more: 'A Twilio Studio flow, FreeSWITCH\'s ivr.conf.xml, a spoken menu or our own JSON, known by what it looks like (src/intended/README.md). For administrators.',
    body: { types: { 'application/json': { schema: { type: 'object' }, example: { text: '{"start":"main","nodes":{"main":{"keys":{"1":"queue:billing","0":"agent"}}}}' } } } },
  },
  { ...changing, method: 'delete', path: at, says: 'Take it out, as a new version' },
  reading(`${at}/versions`, 'menus', 'Its versions, newest first', page('IntendedLine'), { query: nothing }),
  reading(`${at}/versions/{version}`, 'menus', 'One version, with the file as it came', ref('IntendedVersionView'), { query: nothing, refusals: [...read, 404] }),
  { ...changing, method: 'post', path: `${at}/versions/{version}/restore`, says: 'Go back to a version, as a new one' },
];
