import { describe, expect, test } from '@jest/globals';
import { CallerAtMenu, exampleMenu } from './story.js';

const main = 'Welcome to Example Telecom.';

describe('a caller in the menu', () => {
  test('is told with node, level, options and the key that reaches a person', () => {
    const caller = new CallerAtMenu();
    caller.calls();
    expect(caller.outline()).toEqual([
      [0, 'contact.started', { channel: 'voice', direction: 'inbound', from: '+12025550123', to: '+12025550100' }],
      [0, 'ivr.node.entered', {
        node: 'main', level: 1, human: '0', flow: 'voice',
        options: [{ key: '1', label: 'Billing', node: 'billing' }, { key: '2', label: 'Sales' }, { key: '3', label: 'Address' }],
      }],
    ]);
    expect(caller.says[0]).toContain(main);
  });

  test('goes on by a key, or by a word of which nothing is kept', () => {
    const caller = new CallerAtMenu();
    caller.calls();
    caller.presses(6, '1');
    caller.presses(12, '*');
    caller.answers(20, 'gather', { SpeechResult: 'About my bill, number 4711, please.' });
    expect(caller.outline('ivr').map((each) => (each as [number, string, { node: string; key?: string }]).slice(0, 2).concat([(each as [number, string, { node: string; key?: string }])[2].key ?? (each as [number, string, { node: string }])[2].node]))).toEqual([
      [0, 'ivr.node.entered', 'main'], [6, 'ivr.input', '1'], [6, 'ivr.node.entered', 'billing'], [12, 'ivr.input', '*'], [12, 'ivr.node.entered', 'main'], [20, 'ivr.input', 'main'], [20, 'ivr.node.entered', 'billing'],
    ]);
    expect(JSON.stringify(caller.events)).not.toContain('4711');
  });

  test('who is silent or not understood is asked again, and after three times helped by a person', () => {
    const caller = new CallerAtMenu();
    caller.calls();
    caller.presses(6, '');
    expect(caller.says[0]).toBe('Sorry, I did not get that.');
    caller.presses(12, '7');
    expect(caller.heard.at(-1)?.is).toBe('gather');
    caller.answers(20, 'gather', { SpeechResult: 'Mumble' });
    expect(caller.heard).toEqual([expect.objectContaining({ is: 'enqueue', queue: 'sales' })]);
    expect(caller.outline('ivr.no-', 'queue').map((each) => (each as unknown[]).slice(0, 2))).toEqual([[6, 'ivr.no-input'], [12, 'ivr.no-match'], [20, 'ivr.no-match'], [20, 'queue.entered']]);
  });

  test('without a person to help, the call ends politely', () => {
    const { human: _, ...menu } = exampleMenu();
    const caller = new CallerAtMenu(menu);
    caller.calls();
    for (const second of [6, 12, 18]) caller.presses(second, '');
    expect(caller.heard).toEqual([{ is: 'say', text: 'Goodbye.' }, { is: 'hang-up' }]);
  });

  test.each([['0', { Digits: '0' }], ['a word', { SpeechResult: 'I want to talk to a person' }]])('%s reaches a person from anywhere', (_, said) => {
    const caller = new CallerAtMenu();
    caller.calls();
    caller.presses(6, '1');
    caller.answers(9, 'gather', said);
    expect(caller.outline('queue')).toEqual([[9, 'queue.entered', { queue: 'sales', visit: 'CA01:stay-2' }]]);
  });

  test('hears what there is to tell, and is back in the menu', () => {
    const caller = new CallerAtMenu();
    caller.calls();
    caller.presses(5, '3');
    expect(caller.says).toEqual(['We are at 1 Example Street, Springfield.', expect.stringContaining(main)]);
    expect(caller.outline('ivr.outcome')).toEqual([[5, 'ivr.outcome', { name: 'Address', result: 'success' }]]);
  });

  test('who calls outside the hours hears so, and may leave a message', () => {
    const caller = new CallerAtMenu();
    caller.isOpen = false;
    caller.calls();
    expect(caller.says[0]).toContain('Monday to Friday');
    caller.answers(40, 'record', { RecordingSid: 'RE01', RecordingDuration: '18', RecordingUrl: 'https://api.twilio.com/RE01' });
    expect(caller.outline('ivr', 'voicemail')).toEqual([[0, 'ivr.outcome', { name: 'opening hours', result: 'closed' }], [40, 'voicemail.left', { seconds: 18 }]]);
  });
});

describe('a caller in a queue', () => {
  const queued = (): CallerAtMenu => {
    const caller = new CallerAtMenu();
    caller.calls();
    caller.presses(5, '2');
    return caller;
  };
  const waitUrl = (caller: CallerAtMenu): string => {
    const verb = caller.heard.find(({ is }) => is === 'enqueue');
    return verb?.is === 'enqueue' ? verb.waitUrl : '';
  };
  const afterwards = (caller: CallerAtMenu): string => {
    const verb = caller.heard.find(({ is }) => is === 'enqueue');
    return verb?.is === 'enqueue' ? verb.action : '';
  };

  test('waits, is taken by an agent, and parts from them', () => {
    const caller = queued();
    const [waits, after] = [waitUrl(caller), afterwards(caller)];
    caller.ask(5, waits, { QueueTime: '0', QueuePosition: '1', QueueSid: 'QU01' });
    const line = new CallerAtMenu(caller.menu, 'CA99');
    line.ask(20, '/voice/agent?agent=alice&queue=sales');
    const take = line.heard[0];
    caller.ask(25, take?.is === 'take' ? take.url : '', { QueueTime: '20', QueueSid: 'QU01', DequeingCallSid: 'CA99' });
    caller.agent = 'alice';
    caller.ask(85, after, { QueueResult: 'bridged', QueueTime: '20', QueueSid: 'QU01' });
    expect(line.events).toEqual([]);
    expect(caller.outline('queue', 'agent')).toEqual([
      [5, 'queue.entered', { queue: 'sales', visit: 'CA01:stay-1' }],
      [25, 'queue.left', { queue: 'sales', reason: 'answered', waitMs: 20_000 }],
      [25, 'agent.connected', { agent: 'alice', queue: 'sales', segment: 'CA99' }],
      [85, 'queue.left', { queue: 'sales', visit: 'CA01:stay-1', reason: 'answered', waitMs: 20_000 }],
      [85, 'agent.left', { agent: 'alice' }],
    ]);
    expect(caller.heard).toEqual([{ is: 'hang-up' }]);
  });

  test('is offered a call-back once, and takes it', () => {
    const caller = queued();
    const [waits, after] = [waitUrl(caller), afterwards(caller)];
    caller.ask(5, waits, { QueueTime: '0', QueuePosition: '1' });
    caller.ask(15, waits, { QueueTime: '10', QueuePosition: '1' });
    caller.answers(18, 'gather', { Digits: '1', QueueTime: '13' });
    expect(caller.heard).toEqual([{ is: 'say', text: 'We will call you back. Goodbye.' }, { is: 'leave' }]);
    caller.ask(19, after, { QueueResult: 'leave', QueueTime: '14' });
    expect(caller.heard).toEqual([{ is: 'hang-up' }]);
    expect(caller.outline('callback', 'queue.left')).toEqual([
      [5, 'callback.offered', { callback: 'CA01' }],
      [18, 'queue.left', { queue: 'sales', visit: 'CA01:stay-1', reason: 'exit-key', key: '1', waitMs: 13_000 }],
      [18, 'callback.requested', { callback: 'CA01' }],
    ]);
  });

  test('goes on waiting on any other key, or on silence', () => {
    const caller = queued();
    caller.ask(5, waitUrl(caller), { QueueTime: '0', QueuePosition: '1' });
    caller.answers(8, 'gather', { Digits: '' });
    expect(caller.heard).toEqual([{ is: 'pause', seconds: 20 }]);
  });

  test('who has waited too long may leave a message; and no call-back is offered that would run into that', () => {
    const caller = queued();
    const [waits, after] = [waitUrl(caller), afterwards(caller)];
    caller.ask(300, waits, { QueueTime: '295', QueuePosition: '1' });
    expect(caller.heard).toEqual([{ is: 'pause', seconds: 20 }]);
    caller.ask(320, waits, { QueueTime: '315', QueuePosition: '1' });
    caller.ask(320, after, { QueueResult: 'leave', QueueTime: '315' });
    expect(caller.says[0]).toContain('leave a message');
    caller.answers(340, 'record', { RecordingSid: 'RE01', RecordingDuration: '9' });
    expect(caller.outline('queue.left', 'voicemail')).toEqual([[320, 'queue.left', { queue: 'sales', visit: 'CA01:stay-1', reason: 'timeout', waitMs: 315_000 }], [340, 'voicemail.left', { queue: 'sales', seconds: 9 }]]);
  });

  test.each([['hangup', 'abandoned', []], ['queue-full', 'full', ['leave a message']], ['system-error', 'unavailable', ['leave a message']], ['redirected', 'withdrawn', []]])('%s: %s', (QueueResult, reason, says) => {
    const caller = queued();
    caller.ask(35, afterwards(caller), { QueueResult, QueueTime: '30' });
    expect(caller.outline('queue.left')).toEqual([[35, 'queue.left', { queue: 'sales', visit: 'CA01:stay-1', reason, waitMs: 30_000 }]]);
    for (const text of says) expect(caller.says[0]).toContain(text);
  });

  test('of a TaskRouter workflow is told by TaskRouter alone', () => {
    const menu = exampleMenu();
    const caller = new CallerAtMenu({ ...menu, queues: { sales: { say: 'Please hold.', workflow: `WW${'0'.repeat(32)}` } } });
    caller.calls();
    caller.presses(5, '2');
    expect([caller.outline('queue'), caller.heard[0]]).toEqual([[], expect.objectContaining({ is: 'enqueue', workflow: `WW${'0'.repeat(32)}` })]);
  });
});

describe('a telephone that is rung', () => {
  const menu = exampleMenu();
  const withShop = { ...menu, nodes: { ...menu.nodes, main: { ...menu.nodes['main']!, options: { 4: { label: 'Shop', words: [], go: { is: 'dial' as const, to: '+12025550177', agent: 'Shop', otherwise: { is: 'voicemail' as const, say: 'Leave a message.' } } } } } } };

  test('reports its leg under the agent\'s name; who is not answered may leave a message', () => {
    const caller = new CallerAtMenu(withShop);
    caller.calls();
    caller.presses(5, '4');
    expect(caller.heard[0]).toMatchObject({ is: 'dial', to: '+12025550177', statusCallback: '/ingest/twilio/status?agent=Shop' });
    caller.answers(30, 'dial', { DialCallStatus: 'no-answer' });
    expect(caller.says[0]).toBe('Leave a message.');
  });

  test('that was answered ends the call', () => {
    const caller = new CallerAtMenu(withShop);
    caller.calls();
    caller.presses(5, '4');
    caller.answers(90, 'dial', { DialCallStatus: 'completed', DialCallDuration: '60' });
    expect(caller.heard).toEqual([{ is: 'hang-up' }]);
  });
});

test('a step that comes again is the same event', () => {
  const caller = new CallerAtMenu();
  caller.calls();
  const gather = caller.heard.find(({ is }) => is === 'gather');
  const action = gather?.is === 'gather' ? gather.action : '';
  const first = caller.ask(6, action, { Digits: '1' });
  const again = caller.ask(21, action, { Digits: '1' });
  expect(again.facts.map(({ id }) => id)).toEqual(first.facts.map(({ id }) => id));
  expect(again.verbs).toEqual(first.verbs);
});

test('an address of an older menu file leads to the start, and not to an error', () => {
  const caller = new CallerAtMenu();
  expect(caller.ask(5, '/voice/heard?node=gone&step=4', { Digits: '1' }).verbs.at(-1)).toMatchObject({ is: 'gather', action: '/voice/heard?node=main&tried=0&step=5' });
});
