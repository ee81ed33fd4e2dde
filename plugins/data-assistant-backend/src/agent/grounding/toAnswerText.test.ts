import fc from 'fast-check';
import { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { isOwnLink } from './isOwnLink';
import { toAnswerText } from './toAnswerText';

const ownOrigins = ['https://portal.example.com'];
const shown = (text: string) => toAnswerText(text, { ownOrigins });

describe('toAnswerText', () => {
  it.each([
    [
      'keeps plain words',
      '**1,234** listeners in `SE`.',
      '**1,234** listeners in `SE`.',
    ],
    [
      'keeps lists and tables',
      '- a\n- b\n\n| x | y |\n| - | - |\n| 1 | 2 |',
      '- a\n- b\n\n| x | y |\n| - | - |\n| 1 | 2 |',
    ],
    [
      'drops HTML',
      'a <img src=x onerror=alert(1)> b<script>c</script>',
      'a  bc',
    ],
    [
      'drops blocks of HTML',
      'a\n\n<div>\n<iframe src="https://evil.example"></iframe>\n</div>\n\nb',
      'a\n\nb',
    ],
    [
      'keeps what an image shows as words',
      'See ![the chart](https://evil.example/?q=secret).',
      'See the chart.',
    ],
    [
      'keeps the words of a foreign link',
      'See [here](https://evil.example/x).',
      'See here.',
    ],
    [
      'keeps own links',
      'See [a](https://portal.example.com/x) and [b](/catalog).',
      'See [a](https://portal.example.com/x) and [b](/catalog).',
    ],
    [
      'takes references apart',
      'See [here][1].\n\n[1]: https://evil.example',
      'See here.',
    ],
    [
      'takes image references apart',
      'See ![here][1].\n\n[1]: https://evil.example',
      'See here.',
    ],
    [
      'lets no script be a link',
      '[a](javascript:alert(1)) [b](data:text/html,x)',
      'a b',
    ],
    [
      'lets no host hide',
      '[a](//evil.example) [b](/\\evil.example) [c](https://portal.example.com@evil.example)',
      'a b c',
    ],
    [
      'wants no password in a link',
      '[a](https://me:pw@portal.example.com/)',
      'a',
    ],
    [
      'takes away what turns or hides',
      'a\u202eb\u200bc\u0007d\u{e0041}',
      'a b c d',
    ],
    ['drops footnotes', 'a[^1]\n\n[^1]: see https://evil.example', 'a'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['https://evil.example/a?b=c', '`https://evil.example/a?b=c`'],
    ['www.evil.example', '`www.evil.example`'],
    ['<https://evil.example>', '`https://evil.example`'],
    ['me@evil.example', '`me@evil.example`'],
    ['https\\://evil.example', '`https://evil.example`'],
    ['[https://evil.example](https://evil.example)', '`https://evil.example`'],
    ['[or www.evil.example](https://evil.example)', 'or `www.evil.example`'],
    ['![[x](https://evil.example)](https://evil.example)', 'x'],
    ['![\\[x\\](https://evil.example)](y)', '\\[x]\\(`https://evil.example`)'],
    ['[a](https://portal.example.com.evil.example/)', 'a'],
  ])('leaves nothing of %s that a reader could follow', (text, expected) => {
    const safe = shown(`See ${text} now.`);
    expect(safe).toBe(`See ${expected} now.`);
    expect(foreignOf(safe)).toEqual([]);
  });

  it('ends on texts that are very long or deep', () => {
    expect(shown('x'.repeat(10_000_000))).toHaveLength(4_000);
    expect(shown(`${'> '.repeat(1_000)}a`)).toBe('a');
    for (const tangle of [
      '- '.repeat(9_000),
      '1. '.repeat(9_000),
      ' > 1. -'.repeat(9_000),
      '['.repeat(20_000),
      '*a_'.repeat(6_000),
      '*a '.repeat(3_000) + 'b* '.repeat(3_000),
      '[x]('.repeat(4_000),
      '`a``'.repeat(5_000),
      '<a '.repeat(6_000),
    ]) {
      expect(foreignOf(shown(tangle))).toEqual([]);
    }
  });

  it('never shows HTML, images or foreign links, whatever is written', () => {
    const part = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '!',
      '<',
      '>',
      '\\',
      '`',
      '*',
      '_',
      '\n',
      '\n\n',
      ' ',
      '|',
      '~',
      '&lt;',
      '&#91;',
      'a',
      '.',
      ':',
      '@',
      '/',
      'https://evil.example',
      'http://',
      'www.',
      'evil.example',
      'https://portal.example.com/x',
      '<b>',
      '<!--',
      '-->',
      '[x](',
      '![x](',
      '[1]: ',
      '[x][1]',
      '- ',
      '> ',
      '    ',
      '# ',
      'mailto:',
      'java',
      'script:x',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), parts => {
        expect(foreignOf(shown(parts.join('')))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});

/** What a reader's Markdown would make of a text and should not. */
function foreignOf(text: string): string[] {
  const found: string[] = [];
  const look = (node: Nodes) => {
    if (
      [
        'html',
        'image',
        'imageReference',
        'linkReference',
        'definition',
      ].includes(node.type) ||
      (node.type === 'link' && !isOwnLink(node.url, ownOrigins))
    ) {
      found.push(JSON.stringify(node));
    }
    if ('children' in node) {
      node.children.forEach(look);
    }
  };
  look(
    fromMarkdown(text, {
      extensions: [gfm()],
      mdastExtensions: [gfmFromMarkdown()],
    }),
  );
  return found;
}
