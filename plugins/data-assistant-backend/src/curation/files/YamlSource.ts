import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import { isStorable } from './decodeContextFile';
import { ProblemError } from './ProblemError';

type Problem = { line?: number; reason: string };

/** More than any header needs; keeps what a hostile file can cost small. */
const MAX_YAML_CHARACTERS = 64 * 1024;

function quotesHint(line: string): string {
  return /:\s+[{[*&!|>%@`]/.test(line) || /:.*:\s/.test(line)
    ? '. Put the text in quotes'
    : '';
}

/**
 * YAML inside a file that knows on which line of the file each value stands. All scalars are texts
 * as they are written, so that `NO`, `007` and `2026-09-01` mean what they say.
 */
export class YamlSource {
  /**
   * @throws ProblemError for what is no YAML, or YAML that is more than plain maps, lists and texts
   */
  static parse(text: string, firstLine: number): YamlSource {
    if (text.length > MAX_YAML_CHARACTERS) {
      throw ProblemError.at(
        firstLine,
        `The header has more than ${MAX_YAML_CHARACTERS} characters; shorten it`,
      );
    }
    const lines = new LineCounter();
    const document = YamlSource.#read(text, firstLine, lines);
    const source = new YamlSource(document, lines, firstLine);
    const problems = source.#findProblems(text);
    if (problems.length > 0) {
      throw new ProblemError(problems);
    }
    return source;
  }

  static #read(text: string, firstLine: number, lines: LineCounter): Document {
    try {
      return parseDocument(text, {
        lineCounter: lines,
        schema: 'failsafe',
        prettyErrors: false,
        // Quadratic in yaml; #findProblems does it with a set.
        uniqueKeys: false,
      });
    } catch (error) {
      // The parser recurses into nested values and so runs out of stack on thousands of brackets.
      throw new ProblemError(
        [
          {
            line: firstLine,
            reason: 'The header is nested too deeply to be read as YAML',
          },
        ],
        { cause: error },
      );
    }
  }

  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #firstLine: number;

  private constructor(
    document: Document,
    lines: LineCounter,
    firstLine: number,
  ) {
    this.#document = document;
    this.#lines = lines;
    this.#firstLine = firstLine;
  }

  /** The values as plain objects, lists and texts. */
  toValue(): unknown {
    return this.#document.toJS({ maxAliasCount: 0 });
  }

  /** Line of the value at the path, or of what holds it when there is no such value. */
  lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const parent = this.#document.getIn(path.slice(0, length - 1), true);
      const key = path[length - 1];
      if (isMap(parent)) {
        const pair = parent.items.find(
          ({ key: node }) => isScalar(node) && node.value === key,
        );
        if (isNode(pair?.key)) {
          return this.#line(pair.key.range?.[0] ?? 0);
        }
      }
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node)) {
        return this.#line(node.range?.[0] ?? 0);
      }
    }
    return this.#line(this.#document.contents?.range?.[0] ?? 0);
  }

  #line(offset: number): number {
    return this.#firstLine + Math.max(this.#lines.linePos(offset).line, 1) - 1;
  }

  #findProblems(text: string): Problem[] {
    const faults = [...this.#document.errors, ...this.#document.warnings];
    if (faults.length > 0) {
      // One fault makes others behind it, so only the first is told.
      const [{ pos, message }] = faults;
      const line = this.#lines.linePos(pos[0]).line;
      const written = text.split('\n')[Math.max(line, 1) - 1] ?? '';
      return [
        {
          line: this.#line(pos[0]),
          reason: `This is no YAML: ${message}${quotesHint(written)}`,
        },
      ];
    }
    const problems: Problem[] = [];
    const report = (node: unknown, reason: string) =>
      problems.push({
        line: this.#line(isNode(node) ? node.range?.[0] ?? 0 : 0),
        reason,
      });
    try {
      visit(this.#document, {
        Alias: (_, node) =>
          report(
            node,
            `Aliases such as '*${node.source}' are not read; write the value out, or put a text that begins with * in quotes`,
          ),
        Scalar: (_, node) => {
          if (typeof node.value === 'string' && !isStorable(node.value)) {
            report(node, 'This text has a NUL or half of a character in it');
          }
        },
        Map: (_, map) => {
          const seen = new Set<unknown>();
          for (const { key } of map.items) {
            if (isAlias(key)) {
              continue;
            }
            if (!isScalar(key) || key.value === '') {
              report(
                key ?? map,
                'A key must be a plain word; put a text that begins with { or [ in quotes',
              );
            } else if (key.value === '__proto__') {
              report(
                key,
                "'__proto__' is no key that is known here; remove it",
              );
            } else if (seen.has(key.value)) {
              report(key, `The key '${key.value}' is here twice; keep one`);
            } else {
              seen.add(key.value);
            }
          }
        },
      });
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      report(undefined, 'The header is nested too deeply to be read as YAML');
    }
    return problems;
  }
}
