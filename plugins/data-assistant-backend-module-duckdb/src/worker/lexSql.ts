/** A word or a sign of a statement, outside of strings and comments. */
export interface SqlToken {
  /** A word in upper case, a sign, or `''` for a string or a quoted name. */
  text: string;
  start: number;
  end: number;
  /** How many parentheses are open around it. */
  depth: number;
}

// In order: comments, strings, quoted names, parameters, words, numbers, one sign.
const TOKEN =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|[eE]'(?:\\[^]|''|[^'\\])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[^]*?\$\1\$|\$\w+|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\S/gu;

/** Splits a statement into tokens, by the lexical rules of the engine. Comments are left out. */
export function lexSql(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let depth = 0;
  for (const match of sql.matchAll(TOKEN)) {
    const [raw] = match;
    if (raw.startsWith('--') || raw.startsWith('/*')) {
      continue;
    }
    if (raw === ')') {
      depth -= 1;
    }
    const quoted = /^(?:[eE]?'|"|\$\w*\$)/.test(raw);
    tokens.push({
      text: quoted ? '' : raw.toUpperCase(),
      start: match.index,
      end: match.index + raw.length,
      depth,
    });
    if (raw === '(') {
      depth += 1;
    }
  }
  return tokens;
}

/** The statement with each stretch replaced; offsets are those of the original. */
export function replaceAt(
  sql: string,
  edits: readonly { start: number; end: number; text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, edit) =>
        text.slice(0, edit.start) + edit.text + text.slice(edit.end),
      sql,
    );
}
