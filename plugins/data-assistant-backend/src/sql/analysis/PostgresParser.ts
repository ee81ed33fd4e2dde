import { AnalysisRefusal } from './SqlAnalyzer';

/** Of `libpg-query`: PostgreSQL's own lexer and parser, compiled to WebAssembly. */
export interface PgQueryModule {
  loadModule(): Promise<void>;
  parseSync(sql: string): unknown;
  scanSync(sql: string): {
    tokens: { start: number; end: number; text: string; tokenName: string }[];
  };
}

/** What PostgreSQL's parser makes of one text. */
export interface PostgresTree {
  statements: unknown[];
  /** Name of parameter `$n` at `n`; a parameter written as a number has none. */
  parameterNames: ReadonlyMap<number, string>;
}

// Commas and constants aside, so that a list of thousands of values is one of few. Each may nest the tree by
// one level, and the parser, which recurses over it, overflows its stack at 10,000 and more.
const MAX_TOKENS = 8_000;
// Lexing and parsing take 15 µs each.
const MAX_FLAT_TOKENS = 20_000;
// The lexer reads all of a run of these signs again at each `/*` in it.
const LONG_RUN = /[-~!@#^&|`?+*/%<>=]{1000}/;
const SIGN = /[-,.()[\]:;'"$*+/<>=]/g;
const MAX_MESSAGE = 200;
const FLAT_TOKENS = new Set(['ASCII_44', 'SCONST', 'ICONST', 'FCONST']);
const NAME = /^[A-Za-z_]\w*$/;

function loadPgQuery(fresh: boolean): PgQueryModule {
  const path = require.resolve('libpg-query');
  if (fresh) {
    for (const file of [path, path.replace('index.cjs', 'libpg-query.js')]) {
      delete require.cache[file];
    }
  }
  return require('libpg-query');
}

/** PostgreSQL's parser, kept from what it does not survive. */
export class PostgresParser {
  static create(options?: {
    /** `fresh`: one that no call has harmed. */
    load?: (fresh: boolean) => PgQueryModule;
  }): PostgresParser {
    return new PostgresParser(options?.load ?? loadPgQuery);
  }

  readonly #load: (fresh: boolean) => PgQueryModule;
  #module: PgQueryModule | undefined;
  #poisoned = false;

  private constructor(load: (fresh: boolean) => PgQueryModule) {
    this.#load = load;
  }

  /**
   * Parses a text whose parameters are numbers, as PostgreSQL has them, or names, as the product has them.
   *
   * @throws AnalysisRefusal when the text does not parse
   */
  async parse(sql: string): Promise<PostgresTree> {
    if (!this.#module || this.#poisoned) {
      this.#module = this.#load(this.#poisoned);
      this.#poisoned = false;
    }
    const module = this.#module;
    await module.loadModule();
    if (sql.trim() === '') {
      return { statements: [], parameterNames: new Map() };
    }
    if ((sql.match(SIGN) ?? []).length > MAX_FLAT_TOKENS) {
      throw tooLong();
    }
    if (LONG_RUN.test(sql)) {
      throw new AnalysisRefusal(
        'syntax',
        'The query has a run of a thousand signs in it',
      );
    }
    try {
      const tokens = scan(module, sql);
      const { text, names } = numberParameters(sql, tokens);
      const tree = module.parseSync(text) as { stmts?: unknown[] };
      return { statements: tree.stmts ?? [], parameterNames: names };
    } catch (error) {
      throw this.#refusalOf(error);
    }
  }

  #refusalOf(error: unknown): unknown {
    if (error instanceof AnalysisRefusal) {
      return error;
    }
    // An overflow leaves WebAssembly's own stack where it was: after some of them, it answers nothing any more.
    if (
      error instanceof RangeError ||
      error instanceof WebAssembly.RuntimeError
    ) {
      this.#poisoned = true;
      return new AnalysisRefusal('too-deep', 'The query is nested too deep');
    }
    const message = error instanceof Error ? error.message : String(error);
    return /memory exhausted|stack depth/i.test(message)
      ? new AnalysisRefusal('too-deep', 'The query is nested too deep')
      : new AnalysisRefusal(
          'syntax',
          `The query cannot be read: ${message.slice(0, MAX_MESSAGE)}`,
        );
  }
}

type PgToken = ReturnType<PgQueryModule['scanSync']>['tokens'][number];

/** @throws AnalysisRefusal past the bounds, and what the parser throws for what is no token */
function scan(module: PgQueryModule, sql: string): PgToken[] {
  let tokens: PgToken[];
  try {
    ({ tokens } = module.scanSync(sql));
  } catch (error) {
    // The lexer reports it in a form that its wrapper cannot read; the parser stops at the same place and says why.
    if (error instanceof SyntaxError) {
      module.parseSync(sql);
    }
    throw error;
  }
  const nesting = tokens.filter(token => !FLAT_TOKENS.has(token.tokenName));
  if (nesting.length > MAX_TOKENS || tokens.length > MAX_FLAT_TOKENS) {
    throw tooLong();
  }
  return tokens;
}

function tooLong(): AnalysisRefusal {
  return new AnalysisRefusal(
    'too-long',
    'The query has too many words and signs',
  );
}

/**
 * Writes `$name` as `$n`. PostgreSQL's own lexer says where: it reads a `$` that begins neither a number nor a
 * dollar quote as a sign of its own.
 */
function numberParameters(
  sql: string,
  tokens: PgToken[],
): { text: string; names: Map<number, string> } {
  const names = new Map<number, string>();
  const numbers = new Map<string, number>();
  const taken = tokens
    .filter(token => token.tokenName === 'PARAM')
    .map(token => Number(token.text.slice(1)));
  let next = Math.max(0, ...taken) + 1;
  // Positions are of bytes.
  const bytes = Buffer.from(sql);
  let done = 0;
  let text = '';
  tokens.forEach((token, i) => {
    const name = tokens[i + 1];
    if (token.text !== '$' || name?.start !== token.end) {
      return;
    }
    if (!NAME.test(name.text)) {
      return;
    }
    const number = numbers.get(name.text) ?? next++;
    numbers.set(name.text, number);
    names.set(number, name.text);
    text += `${bytes.subarray(done, token.start).toString()}$${number}`;
    done = name.end;
  });
  return { text: text + bytes.subarray(done).toString(), names };
}
