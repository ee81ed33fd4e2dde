import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';
import {
  AnalysisRefusal,
  MAX_DEPTH,
  MAX_QUERIES,
  MAX_SOURCES,
} from './SqlAnalyzer';

/** Parts of a name as one text. A part with a dot in it is quoted, so that `"sales.orders"` is not `sales.orders`. */
export function joinName(parts: readonly string[], quoted = /[."]/): string {
  return parts
    .map(part => (quoted.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
    .join('.');
}

/** They make a text as long as their second argument says. */
const PADDING = new Set(['lpad', 'rpad']);
const MAX_LENGTH = 1_000;
/** By all calls of `repeat` together, since one may repeat what another has made. */
const MAX_REPEATS = 10_000;
const MAX_ITEMS = 1_000_000;
const SIZE_HINT = `Give the length as a literal of at most ${MAX_LENGTH}`;
const HINTS: Record<string, string | undefined> = {
  format: 'Give the format as a literal without widths',
  generate_array: `Ask for at most ${MAX_ITEMS} items`,
  repeat: `Give the number of times as a literal; all together may repeat ${MAX_REPEATS} times`,
};

/** What a statement refers to, collected while its tree is walked, within the bounds of all dialects. */
export class References {
  readonly tables = new Set<string>();
  readonly functions = new Set<string>();
  readonly tableFunctions = new Set<string>();
  readonly parameters = new Set<string>();
  readonly #unbounded = new Set<string>();
  #repeats = 1;
  #queries = 0;
  #sources = 0;

  /** @throws AnalysisRefusal past the bound */
  countQuery(): void {
    this.#queries += 1;
    if (this.#queries > MAX_QUERIES) {
      throw new AnalysisRefusal(
        'too-many',
        `The query combines more than ${MAX_QUERIES} queries`,
      );
    }
  }

  /** @throws AnalysisRefusal past the bound */
  countSource(): void {
    this.#sources += 1;
    if (this.#sources > MAX_SOURCES) {
      throw new AnalysisRefusal(
        'too-many',
        `The query reads from more than ${MAX_SOURCES} places`,
      );
    }
  }

  /** @throws AnalysisRefusal past the bound */
  checkDepth(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new AnalysisRefusal(
        'too-deep',
        `The query is nested more than ${MAX_DEPTH} levels deep`,
      );
    }
  }

  /**
   * Notes a call when it is of a function that makes a text of a given size.
   *
   * @param size - when it is a literal
   */
  addSized(name: string, literal?: string | number): void {
    const size = typeof literal === 'number' ? literal : Infinity;
    if (name === 'repeat') {
      this.#repeats *= Math.max(1, size);
    }
    if (
      (PADDING.has(name) && size > MAX_LENGTH) ||
      (name === 'repeat' && this.#repeats > MAX_REPEATS)
    ) {
      this.#unbounded.add(name);
    }
  }

  /** Notes a call of `generate_array` whose literals ask for more than the engine should hold at once. */
  addRange(name: string, [from, to, step = 1]: (number | undefined)[]): void {
    if (
      name === 'generate_array' &&
      from !== undefined &&
      to !== undefined &&
      Math.abs(to - from) > MAX_ITEMS * step
    ) {
      this.#unbounded.add(name);
    }
  }

  /** Notes a call of `format` whose text, when it is a literal, may ask for a huge width. */
  addFormat(name: string, literal?: string | number): void {
    if (
      name === 'format' &&
      !(typeof literal === 'string' && !/\d{4}|\*/.test(literal))
    ) {
      this.#unbounded.add(name);
    }
  }

  toAnalysis(): SqlAnalysis {
    return {
      ok: true,
      tables: [...this.tables],
      functions: [...this.functions],
      tableFunctions: [...this.tableFunctions],
      parameters: [...this.parameters],
      ...(this.#unbounded.size > 0 && {
        unbounded: [...this.#unbounded].map(name => ({
          name,
          hint: HINTS[name] ?? SIZE_HINT,
        })),
      }),
    };
  }
}

/** A refusal as an answer; anything else that was thrown is thrown on. */
export function asAnalysis(error: unknown): SqlAnalysis {
  if (error instanceof AnalysisRefusal) {
    return { ok: false, rule: error.rule, message: error.message };
  }
  throw error;
}
