import { describe, expect, test } from '@jest/globals';
import { parseInline, parseMarkdown } from './markdown.js';

describe('markdown', () => {
  test('reads a catalogue page', () => {
    expect(parseMarkdown('# Long wait\n\nWaiting **past** T,\nsee `T`.\n\n- one\n- two\n  more\n\n```\nx < y\n```\n')).toEqual([
      { is: 'heading', level: 1, text: [{ is: 'text', text: 'Long wait' }] },
      { is: 'paragraph', text: [{ is: 'text', text: 'Waiting ' }, { is: 'strong', text: 'past' }, { is: 'text', text: ' T, see ' }, { is: 'code', text: 'T' }, { is: 'text', text: '.' }] },
      { is: 'list', ordered: false, items: [[{ is: 'text', text: 'one' }], [{ is: 'text', text: 'two more' }]] },
      { is: 'code', text: 'x < y' },
    ]);
  });

  test('reads a table', () => {
    expect(parseMarkdown('| a | b |\n|---|---|\n| 1 | `2` |')).toEqual([{
      is: 'table',
      head: [[{ is: 'text', text: 'a' }], [{ is: 'text', text: 'b' }]],
      rows: [[[{ is: 'text', text: '1' }], [{ is: 'code', text: '2' }]]],
    }]);
  });

  test('leaves markup and dangerous links as text', () => {
    expect(parseInline('<b>x</b> [go](javascript:alert(1))')[0]).toEqual({ is: 'text', text: '<b>x</b> ' });
    expect(parseInline('[go](javascript:alert)')).toEqual([{ is: 'text', text: 'go' }]);
    expect(parseInline('[go](https://example.org)')).toEqual([{ is: 'link', text: 'go', href: 'https://example.org' }]);
  });

  test('ends on anything', () => {
    expect(parseMarkdown('```\nnever closed')).toEqual([{ is: 'code', text: 'never closed' }]);
    expect(parseMarkdown('| not a table')).toHaveLength(1);
    expect(parseMarkdown('> a\n> b\nc')).toHaveLength(2);
  });
});
