import { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

const OPTIONS = {
  extensions: [gfm()],
  mdastExtensions: [gfmFromMarkdown()],
};

/** Reads Markdown in the dialect of GitHub. @throws RangeError when it is too tangled for the parser's stack */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, OPTIONS);
