import { Link, Nodes, Parent, PhrasingContent, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { toVisible } from '../../context/pack/safeText';
import { isOwnLink } from './isOwnLink';
import { parseMarkdown } from './parseMarkdown';

/** Of a longer text, the beginning is shown: some tangles take time in the square of their length. */
const LONGEST_TEXT = 4_000;
/** More quotes and lists in one another than an answer needs; each costs the parser time and stack. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){13,}/gm;
/** Taking a link apart, or escaping what stood beside it, may leave letters that read as another one. */
const ROUNDS_AT_MOST = 8;

type Child = RootContent | PhrasingContent;

/** Words that are an address would be made a link again by whoever shows them, unless they stand as code. */
function wordsOf({ url, children }: Link): PhrasingContent[] {
  const [first] = children;
  return children.length === 1 &&
    first.type === 'text' &&
    url.endsWith(first.value)
    ? [{ type: 'inlineCode', value: first.value }]
    : children;
}

/** What may stand in the place of a node: itself, what is in it, its words, or nothing. */
function withoutHarm(node: Child, ownOrigins: readonly string[]): Child[] {
  switch (node.type) {
    case 'html':
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
      return [];
    case 'image':
    case 'imageReference':
      return node.alt ? [{ type: 'text', value: node.alt }] : [];
    case 'linkReference':
      return node.children;
    case 'link':
      return isOwnLink(node.url, ownOrigins) ? [node] : wordsOf(node);
    default:
      return [node];
  }
}

/** Cleans a tree in place; true when there was something to take away. */
function clean(parent: Parent, ownOrigins: readonly string[]): boolean {
  let isChanged = false;
  const children = (parent.children as Child[]).flatMap(child => {
    const kept = withoutHarm(child, ownOrigins);
    isChanged ||= kept.length !== 1 || kept[0] !== child;
    return kept;
  });
  parent.children = children as RootContent[];
  for (const child of children) {
    if ('children' in child) {
      isChanged = clean(child, ownOrigins) || isChanged;
    }
  }
  return isChanged;
}

const write = (tree: Nodes): string =>
  toMarkdown(tree, { extensions: [gfmToMarkdown()], bullet: '-' }).trim();

/** As it is written, which nothing can come of. */
const asCode = (text: string): string =>
  write({ type: 'code', value: text.trim() });

/**
 * What a model wrote, as Markdown that may be shown: without raw HTML, images (their description stays), links to
 * other hosts than the portal's (their words stay), footnotes, and characters that cannot be seen or that turn text.
 * What is too tangled to be read is shown as code.
 *
 * @param ownOrigins - of the portal, such as `https://portal.example.com`; links without a host are its own
 */
export function toAnswerText(
  text: string,
  { ownOrigins }: { ownOrigins: readonly string[] },
): string {
  const visible = toVisible(text.slice(0, LONGEST_TEXT))
    .replace(TOO_DEEP, '')
    .trim();
  let written = visible;
  try {
    for (let round = 0; round < ROUNDS_AT_MOST; round++) {
      const tree = parseMarkdown(written);
      const isChanged = clean(tree, ownOrigins);
      if (!isChanged) {
        return written;
      }
      // What is written is read once more: it may say something that the tree did not.
      written = write(tree);
    }
  } catch (error) {
    // The stack of the parser is bounded, what it may be given to read is not.
    if (!(error instanceof RangeError)) {
      throw error;
    }
  }
  return asCode(visible);
}
