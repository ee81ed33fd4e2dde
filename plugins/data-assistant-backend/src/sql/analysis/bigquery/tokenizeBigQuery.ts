import { AnalysisRefusal } from '../SqlAnalyzer';

/** A word, quoted name, literal, parameter or sign of a statement. */
export interface Token {
  kind:
    | 'word'
    | 'name'
    | 'string'
    | 'number'
    | 'parameter'
    | 'variable'
    | 'sign'
    | 'end';
  /** Upper case for a word, the name for a quoted name, a parameter or a variable. */
  text: string;
  /** As written. */
  raw: string;
  start: number;
  end: number;
}

const SPACE = /\s+/uy;
const COMMENT = /(?:#|--)[^\n\r]*|\/\*[^]*?\*\//y;
// Raw and byte strings take the same prefixes in any case and order.
const STRING_START = /(?:r|b|rb|br)?('''|"""|'|")/iy;
const WORD = /[A-Za-z_][A-Za-z_0-9]*/y;
// A letter right after a number belongs to no token of the language.
const NUMBER =
  /(?:0[xX][0-9A-Fa-f]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![A-Za-z_0-9])/y;
const PARAMETER = /@([A-Za-z_]\w*|`[^`\\\n]+`)/y;
const VARIABLE = /@@[A-Za-z_][\w.]*/y;
const SIGN = /\|>|\|\||<<|>>|<=|>=|<>|!=|=>|->|[-+*/%&|^~<>=()[\]{}.,;:?]/y;
const LEGACY = /#\s*legacysql/i;

function syntax(what: string): AnalysisRefusal {
  return new AnalysisRefusal('syntax', `The query cannot be read: ${what}`);
}

/** End of a string or quoted name whose first sign is read; both have escapes, and raw strings step over them too. */
function endOfQuoted(sql: string, start: number, quote: string): number {
  for (let i = start; i < sql.length; i++) {
    if (sql[i] === '\\') {
      i++;
    } else if (sql.startsWith(quote, i)) {
      return i + quote.length;
    } else if (quote.length === 1 && (sql[i] === '\n' || sql[i] === '\r')) {
      break;
    }
  }
  throw syntax(quote === '`' ? 'a name is not closed' : 'a text is not closed');
}

/**
 * Cuts a statement into the tokens of GoogleSQL, as its reference manual describes them ("Lexical structure and
 * syntax"); comments are left out. The last token is `end`.
 *
 * @throws AnalysisRefusal for what is no token
 */
export function tokenizeBigQuery(sql: string): Token[] {
  // Whether it ends a comment is not told.
  if (/\r(?!\n)/.test(sql)) {
    throw syntax('it contains a carriage return without a line feed');
  }
  const tokens: Token[] = [];
  let offset = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = offset;
    return pattern.exec(sql);
  };
  const push = (kind: Token['kind'], text: string, end: number) => {
    tokens.push({
      kind,
      text,
      raw: sql.slice(offset, end),
      start: offset,
      end,
    });
    offset = end;
  };
  while (offset < sql.length) {
    // Looking for the end again at each of thousands of them would take seconds.
    if (sql.startsWith('/*', offset) && sql.indexOf('*/', offset + 2) < 0) {
      throw syntax('a comment is not closed');
    }
    const skipped = match(SPACE) ?? match(COMMENT);
    const string = skipped ? null : match(STRING_START);
    if (skipped) {
      // It switches the server to another language.
      if (LEGACY.test(skipped[0])) {
        throw new AnalysisRefusal('not-select', 'Legacy SQL is not allowed');
      }
      offset += skipped[0].length;
    } else if (string) {
      push(
        'string',
        '',
        endOfQuoted(sql, offset + string[0].length, string[1]),
      );
    } else if (sql[offset] === '`') {
      const end = endOfQuoted(sql, offset + 1, '`');
      const text = sql.slice(offset + 1, end - 1);
      if (text === '' || text.includes('\\')) {
        throw syntax('a quoted name is empty or has an escape in it');
      }
      push('name', text, end);
    } else {
      pushPlain();
    }
  }
  push('end', '', offset);
  return tokens;

  function pushPlain(): void {
    const word = match(WORD);
    const variable = match(VARIABLE);
    const parameter = match(PARAMETER);
    const number = match(NUMBER);
    const sign = match(SIGN);
    if (word) {
      push('word', word[0].toUpperCase(), offset + word[0].length);
    } else if (variable) {
      push('variable', variable[0].toLowerCase(), offset + variable[0].length);
    } else if (parameter) {
      push(
        'parameter',
        parameter[1].replaceAll('`', ''),
        offset + parameter[0].length,
      );
    } else if (number) {
      push('number', number[0], offset + number[0].length);
    } else if (sign) {
      push('sign', sign[0], offset + sign[0].length);
    } else {
      throw syntax(`“${sql.slice(offset, offset + 10)}” is no part of it`);
    }
  }
}
