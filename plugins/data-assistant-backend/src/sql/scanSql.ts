/** What a look at the letters of a statement shows. */
export interface SqlScan {
  /** The SQL with strings, quoted names and comments blanked out; offsets are the same. */
  code: string;
  /** `$name` outside of strings, quoted names and comments, in order, with repeats. */
  parameters: { name: string; offset: number }[];
  /** Parameters without a name, such as `$1`. */
  positional: { text: string; offset: number }[];
  /** What is not closed, and where it begins. */
  unterminated?: { what: string; offset: number };
}

const QUOTES: Record<string, string> = {
  "'": 'string',
  '"': 'quoted name',
  '`': 'quoted name',
};
// Sticky, so that each looks at one place only.
const DOLLAR_QUOTE = /\$([A-Za-z_]\w*)?\$/y;
const PARAMETER = /\$([A-Za-z_]\w*)/y;
const POSITIONAL = /\$\d+/y;

function matchAt(pattern: RegExp, sql: string, offset: number) {
  pattern.lastIndex = offset;
  return pattern.exec(sql);
}

/** End of a quoted stretch; -1 when it is not closed. A doubled quote stands for itself. */
function endOfQuoted(sql: string, start: number, escapes: boolean): number {
  const quote = sql[start];
  for (let i = start + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') {
      i++;
    } else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) {
        return i + 1;
      }
      i++;
    }
  }
  return -1;
}

/** End of a block comment; they nest, as in PostgreSQL and DuckDB. */
function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let i = start; i < sql.length - 1; i++) {
    const two = sql.slice(i, i + 2);
    if (two === '/*') {
      depth++;
      i++;
    } else if (two === '*/') {
      depth--;
      i++;
      if (depth === 0) {
        return i + 1;
      }
    }
  }
  return -1;
}

/**
 * Finds the parameters of a statement without a parser, so that a file can be checked before any
 * warehouse answers. Lexical rules of PostgreSQL and DuckDB; backquotes as in BigQuery.
 */
export function scanSql(sql: string): SqlScan {
  const scan: SqlScan = { code: '', parameters: [], positional: [] };
  let offset = 0;
  const blank = (end: number) => {
    scan.code += sql.slice(offset, end).replace(/[^\n]/g, ' ');
    offset = end;
  };
  const keep = (end: number) => {
    scan.code += sql.slice(offset, end);
    offset = end;
  };
  while (offset < sql.length) {
    const char = sql[offset];
    const inWord = offset > 0 && /[\w$]/.test(sql[offset - 1]);
    let end: number | undefined;
    let what = '';
    if (QUOTES[char]) {
      const escapes =
        char === "'" &&
        /(?:^|\W)[eE]$/.test(sql.slice(Math.max(0, offset - 2), offset));
      end = endOfQuoted(sql, offset, escapes);
      what = QUOTES[char];
    } else if (sql.startsWith('--', offset)) {
      const newline = sql.indexOf('\n', offset);
      end = newline < 0 ? sql.length : newline;
    } else if (sql.startsWith('/*', offset)) {
      end = endOfComment(sql, offset);
      what = 'comment';
    } else if (char === '$' && !inWord) {
      const quote = matchAt(DOLLAR_QUOTE, sql, offset)?.[0];
      const parameter = matchAt(PARAMETER, sql, offset);
      const positional = matchAt(POSITIONAL, sql, offset);
      if (quote) {
        const close = sql.indexOf(quote, offset + quote.length);
        end = close < 0 ? -1 : close + quote.length;
        what = `string (${quote})`;
      } else if (parameter) {
        scan.parameters.push({ name: parameter[1], offset });
        keep(offset + parameter[0].length);
        continue;
      } else if (positional) {
        scan.positional.push({ text: positional[0], offset });
      }
    }
    if (end === undefined) {
      keep(offset + 1);
    } else if (end < 0) {
      scan.unterminated = { what, offset };
      blank(sql.length);
    } else {
      blank(end);
    }
  }
  return scan;
}
