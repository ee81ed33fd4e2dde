/**
 * What others wrote, made fit to stand in a text that a model reads: nothing in it can look like the end of
 * what it stands in, and nothing in it is invisible.
 */

/**
 * Controls but newline, what turns or hides text (bidirectional marks, zero-width signs, fillers, tags: Unicode
 * Technical Report 36), private use, and halves of surrogate pairs.
 */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]|[\p{DI}\p{Co}\p{Surrogate}]/gu;
/**
 * What templates of chats begin and end turns, thoughts and calls with: some endpoints read it as such wherever it
 * stands, in quotes too.
 */
const TURN_MARKS =
  /<(?=[|\uff5c][^\n|\uff5c]{1,40}[|\uff5c]>|\/?(?:s|bos|eos|pad|unk|think|(?:start|end)_of_(?:turn|image)|tools?|tool_(?:calls?|responses?)|function(?:_calls?)?|[a-z]+:function_calls|<SYS|<\/SYS)>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT|ARGS|IMG)\])/gi;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_$]*$/u;
const LONGEST_NAME = 128;

const shorten = (text: string, atMost: number) =>
  text.length <= atMost ? text : `${text.slice(0, atMost - 1)}…`;

/** A text in which nothing reads as the beginning or end of a turn. */
const withoutTurnMarks = (text: string) =>
  text.replace(TURN_MARKS, mark => `${mark} `);

/** True for a text that shows all that it holds; tabs and line breaks are seen. */
export const isVisible = (text: string) =>
  text.replace(/[\t\r\n]/g, '').search(UNSEEN) < 0;

/** A text as it is laid out, without what cannot be seen. */
export function toVisible(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', '    ')
    .replace(UNSEEN, ' ');
}

/** Several lines, without what cannot be seen or would end a turn. Much longer texts are cut before they are looked at. */
export function toLines(text: string, atMost: number): string {
  return shorten(
    withoutTurnMarks(
      text
        .slice(0, atMost * 2)
        .replace(LINE_ENDS, '\n')
        .replace(UNSEEN, ' ')
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n\s*/g, '\n')
        .trim(),
    ),
    atMost,
  );
}

/** One line, without what cannot be seen or would end a turn. */
export function toLine(text: string, atMost: number): string {
  return toLines(text, atMost).replaceAll('\n', ' ');
}

/** One line as a JSON string, so that it cannot end where it does not. */
export function toQuoted(text: string, atMost: number): string {
  return JSON.stringify(toLine(text, atMost));
}

/** Lines of which each begins with `> `. */
export function toQuote(text: string, atMost: number): string {
  return toLines(text, atMost)
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');
}

/** SQL without what cannot be seen or would end a turn; its own line breaks stay. */
export function toSqlText(sql: string): string {
  return withoutTurnMarks(
    sql
      .replace(LINE_ENDS, '\n')
      .replaceAll('\t', '  ')
      .replace(UNSEEN, ' ')
      .trim(),
  );
}

/** SQL in a fence that is longer than any run of backquotes in it. */
export function toSqlFence(sql: string): string {
  const code = toSqlText(sql);
  const longest = Math.max(
    2,
    ...[...code.matchAll(/`+/g)].map(([run]) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}sql\n${code}\n${fence}`;
}

/** The name of a table or column: as it is when it is a plain word, else quoted. */
export function toName(name: string): string {
  return PLAIN_NAME.test(name) && isVisible(name) && name.length <= LONGEST_NAME
    ? name
    : toQuoted(name, LONGEST_NAME);
}
