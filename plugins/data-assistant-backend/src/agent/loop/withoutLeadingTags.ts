/** Tags at the start of a line, behind marks of quotes and lists. What scripts and styles hold is no text. */
const LEADING_TAGS =
  /^((?:[ \t]|>|(?:[*+-]|\d{1,9}[.)])[ \t])*)(?:<\/?(?!(?:script|style)\b)[a-z][a-z0-9-]*(?=[\s/>])[^<>\n]*>[ \t]*)+/gim;

/**
 * A model's Markdown without HTML tags that begin a line: they would make the whole paragraph HTML, none of which is
 * shown. A text with a block of code is left as it is.
 */
export function withoutLeadingTags(text: string): string {
  return /^[ \t]*(?:```|~~~)/m.test(text)
    ? text
    : text.replace(LEADING_TAGS, '$1');
}
