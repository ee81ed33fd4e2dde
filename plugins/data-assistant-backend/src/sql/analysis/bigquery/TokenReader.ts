import { AnalysisRefusal } from '../SqlAnalyzer';
import { Token, tokenizeBigQuery } from './tokenizeBigQuery';

/** Words that cannot name anything unless they are quoted (GoogleSQL, "Reserved keywords"). */
const RESERVED = new Set(
  `ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE
  CURRENT DEFAULT DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH
  FOLLOWING FOR FROM FULL GROUP GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS
  JOIN LATERAL LEFT LIKE LIMIT LOOKUP MERGE NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER
  PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE RESPECT RIGHT ROLLUP ROWS SELECT SET SOME STRUCT
  TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION UNNEST USING WHEN WHERE WINDOW WITH WITHIN`.split(
    /\s+/,
  ),
);

/** The tokens of a statement, one after another. */
export class TokenReader {
  static create(sql: string): TokenReader {
    return new TokenReader(tokenizeBigQuery(sql));
  }

  readonly #tokens: Token[];
  #at = 0;

  private constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  /** The token that comes `ahead` of the next one, or the end. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Whether these words come next. */
  isWord(...words: string[]): boolean {
    return words.every((word, i) => {
      const token = this.peek(i);
      return token.kind === 'word' && token.text === word;
    });
  }

  isOneOf(...words: string[]): boolean {
    const token = this.peek();
    return token.kind === 'word' && words.includes(token.text);
  }

  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === sign;
  }

  /** Takes these words when they come next. */
  takeWord(...words: string[]): boolean {
    const taken = this.isWord(...words);
    this.#at += taken ? words.length : 0;
    return taken;
  }

  takeOneOf(...words: string[]): boolean {
    return this.isOneOf(...words) && this.takeWord(this.peek().text);
  }

  takeSign(sign: string): boolean {
    const taken = this.isSign(sign);
    this.#at += taken ? 1 : 0;
    return taken;
  }

  expectWord(...words: string[]): void {
    if (!this.takeWord(...words)) {
      throw this.unexpected();
    }
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) {
      throw this.unexpected();
    }
  }

  /** Whether a name comes: a quoted one, or a word that is not reserved. */
  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return (
      token.kind === 'name' ||
      (token.kind === 'word' && !RESERVED.has(token.text))
    );
  }

  /** A name, as written. */
  expectName(): string {
    if (!this.isName()) {
      throw this.unexpected();
    }
    return nameOf(this.next());
  }

  /** After a dot, every word is a name, and one may begin with digits. */
  expectPart(): string {
    const token = this.peek();
    if (token.kind !== 'name' && token.kind !== 'word') {
      throw this.unexpected();
    }
    return nameOf(this.next());
  }

  /** The next argument when it is nothing but a number. */
  plainNumber(): number | undefined {
    const token = this.peek();
    const isAlone = this.isSign(',', 1) || this.isSign(')', 1);
    return token.kind === 'number' && isAlone ? Number(token.text) : undefined;
  }

  /** How far ahead the token after the next parenthesis and what it encloses is. */
  afterParenthesis(): number {
    let open = 0;
    for (let ahead = 0; this.peek(ahead).kind !== 'end'; ahead++) {
      open += this.isSign('(', ahead) ? 1 : 0;
      open -= this.isSign(')', ahead) ? 1 : 0;
      if (open === 0) {
        return ahead + 1;
      }
    }
    return this.#tokens.length - this.#at;
  }

  /** Whether the first word after opening parentheses begins a query. */
  isQueryInParentheses(): boolean {
    let ahead = 0;
    while (this.isSign('(', ahead)) {
      ahead += 1;
    }
    const { kind, text } = this.peek(ahead);
    return kind === 'word' && ['SELECT', 'FROM', 'WITH'].includes(text);
  }

  /** Splits `>>`, which closes two types at once. */
  expectClosingAngle(): void {
    if (this.isSign('>>')) {
      const token = this.peek();
      this.#tokens[this.#at] = { ...token, text: '>', start: token.start + 1 };
    } else {
      this.expectSign('>');
    }
  }

  unexpected(): AnalysisRefusal {
    const { raw, start, kind } = this.peek();
    return new AnalysisRefusal(
      'syntax',
      kind === 'end'
        ? 'The query cannot be read: it ends too early'
        : `The query cannot be read at “${raw.slice(0, 40)}” (character ${
            start + 1
          })`,
    );
  }
}

function nameOf(token: Token): string {
  return token.kind === 'name' ? token.text : token.raw;
}
