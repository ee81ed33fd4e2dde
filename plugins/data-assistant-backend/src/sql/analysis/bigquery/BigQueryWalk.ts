import { joinName, References } from '../References';
import { BigQueryScope } from './BigQueryScope';
import { TokenReader } from './TokenReader';

interface PathInFrom {
  parts: string[];
  /** The first part by itself, when the path is written in several. */
  first: string | undefined;
  scope: BigQueryScope;
}

/** One reading of one statement. */
export class BigQueryWalk {
  static create(tokens: TokenReader): BigQueryWalk {
    return new BigQueryWalk(tokens);
  }

  readonly found = new References();
  readonly #paths: PathInFrom[] = [];
  #depth = 0;

  private constructor(readonly tokens: TokenReader) {}

  /** @throws AnalysisRefusal past the bound */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    this.found.checkDepth(this.#depth);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Keeps a path of a FROM clause: what it means is known when the clauses of the queries around are read. */
  addPath(path: PathInFrom): void {
    this.#paths.push(path);
  }

  /** Tells tables from arrays of rows that are read already (`FROM t, t.items`), at the end of the statement. */
  resolvePaths(): void {
    for (const { parts, first, scope } of this.#paths) {
      if (first === undefined || !scope.hasAlias(first)) {
        this.found.tables.add(joinName(parts));
      }
    }
  }

  /** @param parts - of the name; `SAFE.` only turns errors into NULL */
  addFunction(parts: string[]): string {
    const lower = parts.map(part => part.toLowerCase());
    const name = joinName(
      lower.length > 1 && lower[0] === 'safe' ? lower.slice(1) : lower,
    );
    this.found.functions.add(name);
    return name;
  }
}
