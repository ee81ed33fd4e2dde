import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  QueryLimits,
  QueryResult,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { AnswerAuditor } from '../access/AnswerAuditor';
import { ContextIndex } from '../context/ContextIndex';
import {
  RunFailure,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { ContextStore } from '../curation/ContextStore';
import { GuardVerdict, SqlGuard } from '../sql/SqlGuard';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { AnswerPlan, NoPlan, Routing } from './AnswerPlan';
import { composeVerified } from './composeAnswer';
import { clusterBefore } from './followUps';
import { matchQuestion, MatchResult } from './matchQuestion';
import { Stored } from './tools/Stored';
import { translateWarehouseError } from './translateWarehouseError';
import { writeReceipt } from './writeReceipt';

/** What answering from pairs needs of the rest of the backend. */
export interface VerifiedAnswererOptions {
  contextIndex: Pick<ContextIndex, 'load'>;
  store: Pick<ContextStore, 'savePairValidity'>;
  guard: SqlGuard;
  warehouses: WarehouseRegistry;
  auditor: Pick<AnswerAuditor, 'sqlVerdict'>;
  logger: LoggerService;
  limits: QueryLimits;
}

/** Answers from one vetted pair: finds it, guards its SQL, runs it and tells the answer. No model is called. */
export class VerifiedAnswerer {
  static create(options: VerifiedAnswererOptions): VerifiedAnswerer {
    return new VerifiedAnswerer(options);
  }

  readonly #options: VerifiedAnswererOptions;

  private constructor(options: VerifiedAnswererOptions) {
    this.#options = options;
  }

  /** The outcome, or why no pair answers. */
  async answer(
    request: RunRequest,
    options: { routing: Routing; journal: RunJournal; now: DateTime },
  ): Promise<
    | { outcome: RunOutcome; noPlan?: undefined }
    | { outcome?: undefined; noPlan: NoPlan }
  > {
    const { routing, journal } = options;
    const matched = await this.#match(request, options);
    if (matched.noPlan) {
      return matched;
    }
    const { plan } = matched;
    const verdict = await this.#guard(request, plan, journal);
    if (!verdict.allowed) {
      return { noPlan: refused(routing, plan) };
    }
    const result = await this.#query(plan, journal);
    return {
      outcome: {
        answer: composeVerified(plan, result),
        receipt: writeReceipt({ ...plan, result }),
        touched: [{ clusterId: plan.clusterId, tier: 'verified' }],
      },
    };
  }

  async #match(
    request: RunRequest,
    options: { routing: Routing; journal: RunJournal; now: DateTime },
  ): Promise<MatchResult> {
    const { routing, journal, now } = options;
    const { question, history } = request;
    return journal.step<MatchResult & JsonObject>({
      kind: 'match',
      title: ({ plan, noPlan }) => {
        const readAs = plan?.readAs ?? noPlan?.goesOn?.readAs;
        const found = plan ? 'Found a' : 'Found no';
        return readAs === undefined
          ? `${found} vetted question that says the same`
          : `Read as: ${readAs}`;
      },
      detail: result =>
        result.plan ? result.plan.sources[1]?.title : undefined,
      input: {
        question,
        clusters: routing.near.map(({ cluster }) => cluster),
        history: history.map(({ runId }) => runId),
      },
      work: async () => {
        const { contextIndex } = this.#options;
        return matchQuestion({
          question,
          history,
          routed: await contextIndex.load(
            routing.near.map(({ cluster }) => cluster),
          ),
          before: await contextIndex.load(goesOnFrom(request)),
          routing,
          onlyCluster: request.clusterId !== undefined,
          now,
        }) as MatchResult & JsonObject;
      },
    });
  }

  async #guard(
    request: RunRequest,
    plan: AnswerPlan,
    journal: RunJournal,
  ): Promise<GuardVerdict> {
    const verdict = await journal.step<Stored<GuardVerdict>>({
      kind: 'guard',
      title: result =>
        result.allowed
          ? 'Checked the SQL: one read-only query'
          : 'The SQL may not run',
      detail: result =>
        result.allowed ? result.tables.join(', ') : result.message,
      input: {
        sql: plan.sql,
        tables: plan.tables,
        bound: plan.bound,
      },
      work: async signal => {
        const checked = await this.#check(plan, signal);
        if (!checked.allowed) {
          await this.#breakPair(plan, checked);
        }
        return checked as Stored<GuardVerdict>;
      },
    });
    await this.#options.auditor.sqlVerdict({
      runId: request.runId,
      userRef: request.userRef,
      clusterId: plan.clusterId,
      allowed: verdict.allowed,
      ...(verdict.allowed ? {} : { rule: verdict.rule }),
    });
    return verdict;
  }

  async #check(plan: AnswerPlan, signal: AbortSignal): Promise<GuardVerdict> {
    try {
      return await this.#options.guard.check({
        warehouse: plan.warehouse,
        sql: plan.sql,
        tables: plan.tables,
        parameters: plan.bound,
      });
    } catch (error) {
      throw translateWarehouseError(error, signal);
    }
  }

  /**
   * A pair that the guard refuses answers no more until its owner mends it. Saved with the verdict, and so once: later
   * attempts read the verdict from the journal, by when the pair may be mended.
   */
  async #breakPair(
    { pairId, sql }: AnswerPlan,
    { rule, message }: GuardVerdict & { allowed: false },
  ): Promise<void> {
    this.#options.logger.warn(
      `The pair ${pairId} was refused by the rule '${rule}': ${message}`,
    );
    await this.#options.store.savePairValidity(
      pairId,
      {
        status: 'broken',
        checkedAt: new Date().toISOString(),
        reason: message,
      },
      { of: sql },
    );
  }

  async #query(plan: AnswerPlan, journal: RunJournal): Promise<QueryResult> {
    return journal.step<Stored<QueryResult>>({
      kind: 'query',
      title: result =>
        `Ran the query: ${result.rows.length}${result.truncated ? '+' : ''} ${
          result.rows.length === 1 ? 'row' : 'rows'
        } in ${Math.round(result.durationMs)} ms`,
      input: { sql: plan.sql, bound: plan.bound },
      work: async signal => {
        const connector = this.#options.warehouses.find(plan.warehouse);
        if (!connector) {
          throw new RunFailure(
            'warehouse-unavailable',
            `The warehouse '${plan.warehouse}' of this cluster is not set up here; its owner or an administrator can mend that`,
          );
        }
        try {
          return (await connector.query({
            sql: plan.sql,
            parameters: plan.bound,
            limits: this.#options.limits,
            signal,
          })) as Stored<QueryResult>;
        } catch (error) {
          throw translateWarehouseError(error, signal);
        }
      },
    });
  }
}

/** The cluster of the last answer, when the asker may ask it here. */
function goesOnFrom({ history, askable, clusterId }: RunRequest): string[] {
  const before = clusterBefore(history);
  return before !== undefined &&
    askable.includes(before) &&
    (clusterId ?? before) === before
    ? [before]
    : [];
}

/** Says whose pair was refused. */
function refused({ near }: Routing, { clusterId }: AnswerPlan): NoPlan {
  const owner = near.find(({ cluster }) => cluster === clusterId)?.owner ?? '';
  return {
    reason: 'broken',
    suggestions: [],
    nearClusters: near.slice(0, 1),
    broken: { clusterId, owner },
  };
}
