import { Nodes } from 'mdast';
import { parseMarkdown } from './parseMarkdown';
import { toAnswerText } from './toAnswerText';

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.value;
    case 'inlineCode':
      return `\`${node.value}\``;
    case 'break':
      return '\n';
    case 'list':
      return node.children
        .map((item, index) =>
          node.ordered
            ? `${(node.start ?? 1) + index}. ${textOf(item)}`
            : textOf(item),
        )
        .join('\n');
    case 'tableRow':
      return node.children.map(textOf).join(' | ');
    case 'root':
    case 'blockquote':
    case 'listItem':
    case 'table':
      return node.children.map(textOf).join('\n');
    default:
      return 'children' in node ? node.children.map(textOf).join('') : '';
  }
}

/**
 * What a reader sees of Markdown as it is shown: `1**7**`, `1<b></b>7` and `&#49;7` are all 17. Code stands in
 * backquotes, positions of lists before their items.
 */
export function toPlainText(markdown: string): string {
  return textOf(parseMarkdown(toAnswerText(markdown, { ownOrigins: [] })));
}
