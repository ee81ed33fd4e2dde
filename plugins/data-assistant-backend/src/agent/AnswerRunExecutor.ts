import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject, JsonValue } from '@backstage/types';
import { NearCluster } from '@cairn/backstage-plugin-data-assistant-common';
import {
  QueryLimits,
  QueryResult,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { AnswerAuditor } from '../access/AnswerAuditor';
import { ContextIndex } from '../context/ContextIndex';
import { rankClusters } from '../context/rankClusters';
import { hashJson } from '../conversations/hashJson';
import {
  RunExecutor,
  RunFailure,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { ContextStore } from '../curation/ContextStore';
import { GuardVerdict, SqlGuard } from '../sql/SqlGuard';
import { CompiledCluster } from '../verified/CompiledCluster';
import { decideMatch, MatchDecision } from '../verified/decideMatch';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { AnswerPlan, NoPlan } from './AnswerPlan';
import { composeUncovered, composeVerified } from './composeAnswer';
import { planAnswer, suggestNear } from './planAnswer';
import { translateWarehouseError } from './translateWarehouseError';

/** How many clusters' pairs a question is compared with. */
const CLUSTERS_TO_MATCH = 12;
const NEAR_CLUSTERS_AT_MOST = 3;
/** A question with less in common with a cluster is none of its business. */
const TOUCHES_CLUSTER = 0.35;

/** From here on the nearest vetted question tells what the asked one has beyond it. */
const TELLS_WHY = 0.4;
const UNSAID_AT_MOST = 3;

type MatchResult =
  | { plan: AnswerPlan; noPlan?: undefined }
  | { plan?: undefined; noPlan: NoPlan };

/** What this executor needs of the rest of the backend. */
export interface AnswerRunExecutorOptions {
  contextIndex: ContextIndex;
  store: Pick<ContextStore, 'savePairValidity'>;
  guard: SqlGuard;
  warehouses: WarehouseRegistry;
  auditor: AnswerAuditor;
  logger: LoggerService;
  limits: QueryLimits;
  /** IANA zone that decides what day it is. */
  timeZone: string;
}

/** Steps and plans are plain data; their types only lack an index signature. */
type Stored<T> = T & JsonValue;

/**
 * The trip of a question without a model: route to clusters, find one vetted pair, guard its SQL, run
 * it, and tell the answer; or say that nothing vetted answers.
 */
export class AnswerRunExecutor implements RunExecutor {
  readonly #options: AnswerRunExecutorOptions;

  private constructor(options: AnswerRunExecutorOptions) {
    this.#options = options;
  }

  static create(options: AnswerRunExecutorOptions): AnswerRunExecutor {
    return new AnswerRunExecutor(options);
  }

  async execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    const near = await this.#route(request, journal);
    const matched = await this.#match(request, near, journal);
    if (matched.noPlan) {
      return this.#uncovered(request, near, matched.noPlan);
    }
    const { plan } = matched;
    const verdict = await this.#guard(request, plan, journal);
    if (!verdict.allowed) {
      return this.#refused(request, near, plan, verdict);
    }
    const result = await this.#query(plan, journal);
    await this.#options.auditor.answered({
      runId: request.runId,
      userRef: request.userRef,
      tier: 'verified',
      clusterId: plan.clusterId,
    });
    return {
      answer: composeVerified(plan, result),
      receipt: {
        clusterId: plan.clusterId,
        contextVersion: plan.contextVersion,
        pairId: plan.pairId,
        docIds: plan.docIds,
        datasetIds: plan.datasetIds,
        sql: plan.sql,
        parameters: Object.fromEntries(
          Object.entries(plan.bound).map(([name, { value }]) => [
            name,
            String(value),
          ]),
        ),
        engine: plan.warehouse,
        ...(result.job === undefined ? {} : { engineJob: result.job }),
        rowCount: result.rows.length,
        truncated: result.truncated,
        durationMs: result.durationMs,
        ...(result.bytes === undefined ? {} : { bytes: result.bytes }),
        resultHash: hashJson({
          columns: result.columns.map(({ name }) => name),
          rows: result.rows,
        }),
      },
      touched: [{ clusterId: plan.clusterId, tier: 'verified' }],
    };
  }

  async #load(request: RunRequest): Promise<CompiledCluster[]> {
    const ids = request.clusterId
      ? request.askable.filter(id => id === request.clusterId)
      : request.askable;
    return this.#options.contextIndex.load(ids);
  }

  #now(request: RunRequest): DateTime {
    return DateTime.fromJSDate(request.askedAt, {
      zone: this.#options.timeZone,
    });
  }

  async #route(
    request: RunRequest,
    journal: RunJournal,
  ): Promise<NearCluster[]> {
    return journal.step<Stored<NearCluster[]>>({
      kind: 'route',
      title: near =>
        near.length === 0
          ? 'Found no cluster to ask'
          : `Looked for the right cluster: ${near[0].title}`,
      detail: near => near.map(({ title }) => title).join(', ') || undefined,
      input: { question: request.question, clusterId: request.clusterId ?? '' },
      work: async () => {
        const clusters = await this.#load(request);
        return rankClusters(request.question, clusters)
          .slice(0, CLUSTERS_TO_MATCH)
          .map(({ cluster: { cluster }, score }) => ({
            cluster: cluster.id,
            title: cluster.title,
            owner: cluster.ownerRef,
            score: Math.round(score * 1000) / 1000,
          })) as Stored<NearCluster[]>;
      },
    });
  }

  async #match(
    request: RunRequest,
    near: NearCluster[],
    journal: RunJournal,
  ): Promise<MatchResult> {
    return journal.step<MatchResult & JsonObject>({
      kind: 'match',
      title: result =>
        result.plan
          ? 'Found a vetted question that says the same'
          : 'Found no vetted question that says the same',
      detail: result =>
        result.plan ? result.plan.sources[1]?.title : undefined,
      input: {
        question: request.question,
        clusters: near.map(({ cluster }) => cluster),
      },
      work: async () => {
        const loaded = await this.#options.contextIndex.load(
          near.map(({ cluster }) => cluster),
        );
        const now = this.#now(request);
        const decision = decideMatch(request.question, loaded, {
          now,
          onlyCluster: request.clusterId !== undefined,
        });
        return this.#decide(decision, loaded, near, now) as MatchResult &
          JsonObject;
      },
    });
  }

  #decide(
    decision: MatchDecision,
    clusters: CompiledCluster[],
    near: NearCluster[],
    now: DateTime,
  ): MatchResult {
    const { chosen, reason, mendings } = decision;
    if (chosen) {
      const plan = planAnswer(chosen, now);
      const mended = mendings.map(
        ({ from, to }) => `“${from}” was read as “${to}”.`,
      );
      return {
        plan: { ...plan, assumptions: [...mended, ...plan.assumptions] },
      };
    }
    const [nearest] = decision.near;
    const unsaid =
      nearest && nearest.match.nearness >= TELLS_WHY
        ? nearest.match.leftover.slice(0, UNSAID_AT_MOST)
        : [];
    const isBroken = reason === 'broken';
    const broken = isBroken ? decision.near[0]?.cluster.cluster : undefined;
    return {
      noPlan: {
        reason: clusters.length === 0 ? 'no-cluster' : reason ?? 'none',
        suggestions: suggestNear(
          isBroken ? decision.near.slice(1) : decision.near,
          clusters,
        ),
        nearClusters: near
          .filter(({ score }) => score > 0)
          .slice(0, NEAR_CLUSTERS_AT_MOST),
        ...(unsaid.length > 0 ? { unsaid } : {}),
        ...(broken
          ? { broken: { clusterId: broken.id, owner: broken.ownerRef } }
          : {}),
      },
    };
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
        try {
          return (await this.#options.guard.check({
            warehouse: plan.warehouse,
            sql: plan.sql,
            tables: plan.tables,
            parameters: plan.bound,
          })) as Stored<GuardVerdict>;
        } catch (error) {
          throw translateWarehouseError(error, signal);
        }
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

  /** A pair that the guard refuses answers no more until its owner mends it. */
  async #refused(
    request: RunRequest,
    near: NearCluster[],
    plan: AnswerPlan,
    verdict: GuardVerdict & { allowed: false },
  ): Promise<RunOutcome> {
    this.#options.logger.warn(
      `The pair ${plan.pairId} was refused by the rule '${verdict.rule}': ${verdict.message}`,
    );
    await this.#options.store.savePairValidity(plan.pairId, {
      status: 'broken',
      checkedAt: new Date().toISOString(),
      reason: verdict.message,
    });
    const owner =
      near.find(({ cluster }) => cluster === plan.clusterId)?.owner ?? '';
    return this.#uncovered(request, near, {
      reason: 'broken',
      suggestions: [],
      nearClusters: near.slice(0, 1),
      broken: { clusterId: plan.clusterId, owner },
    });
  }

  async #uncovered(
    request: RunRequest,
    near: NearCluster[],
    noPlan: NoPlan,
  ): Promise<RunOutcome> {
    const [nearest] = near;
    const touched =
      noPlan.broken?.clusterId ??
      request.clusterId ??
      (nearest && nearest.score >= TOUCHES_CLUSTER
        ? nearest.cluster
        : undefined);
    await this.#options.auditor.answered({
      runId: request.runId,
      userRef: request.userRef,
      tier: 'uncovered',
      ...(touched === undefined ? {} : { clusterId: touched }),
    });
    return {
      answer: composeUncovered(noPlan),
      touched:
        touched === undefined
          ? []
          : [{ clusterId: touched, tier: 'uncovered' }],
    };
  }
}
