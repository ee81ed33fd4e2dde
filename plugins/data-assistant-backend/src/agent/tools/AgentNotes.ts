import {
  AnswerSource,
  SqlAttempt,
} from '@cairn/backstage-plugin-data-assistant-common';
import { QueryResult } from '@cairn/backstage-plugin-data-assistant-node';

/** A query that ran, as the engine told of it. */
export interface RanQuery {
  /** `q1`, `q2`, … in the order in which they ran; how a model names it. */
  id: string;
  clusterId: string;
  warehouse: string;
  sql: string;
  /** Tables that the guard found in it, `schema.table`. */
  tables: string[];
  result: QueryResult;
  /** Why the result may not mean what it seems to. */
  suspicion?: string;
}

/** A piece of context that the model was shown. */
export interface ShownPiece extends AnswerSource {
  clusterId: string;
}

/**
 * What a run has seen and done so far: what its answer may cite, and which numbers it may say. Rebuilt from the
 * results of its steps.
 */
export class AgentNotes {
  static create(): AgentNotes {
    return new AgentNotes();
  }

  readonly #shown = new Map<string, ShownPiece>();
  readonly #queries: RanQuery[] = [];
  readonly #attempts: SqlAttempt[] = [];

  private constructor() {}

  show(piece: ShownPiece): void {
    this.#shown.set(piece.id, piece);
  }

  /** Undefined when the model never saw it. */
  piece(id: string): ShownPiece | undefined {
    return this.#shown.get(id);
  }

  get shown(): readonly ShownPiece[] {
    return [...this.#shown.values()];
  }

  /** Adds a query that ran, under the next id. */
  ran(query: Omit<RanQuery, 'id'>): RanQuery {
    const noted = { ...query, id: `q${this.#queries.length + 1}` };
    this.#queries.push(noted);
    this.#attempts.push({
      sql: query.sql,
      outcome: 'ran',
      rowCount: query.result.rows.length,
    });
    return noted;
  }

  /** Adds a statement that did not run. */
  failed(attempt: SqlAttempt): void {
    this.#attempts.push(attempt);
  }

  get queries(): readonly RanQuery[] {
    return this.#queries;
  }

  /** All statements that were tried, in order. */
  get attempts(): readonly SqlAttempt[] {
    return this.#attempts;
  }
}
