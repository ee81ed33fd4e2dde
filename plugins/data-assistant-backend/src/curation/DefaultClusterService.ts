import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  ClusterContext,
  ClusterFilter,
  ClusterHealth,
  ClusterSummary,
  ParameterProposal,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { HealthReader } from '../health/HealthReader';
import { ClusterService, ReaderScope } from './ClusterService';
import { ClusterRecord, ContextStore } from './ContextStore';
import { ParameterProposer } from './proposals';
import { VettedQuestionReader } from './VettedQuestionReader';

/** Clusters for reading, from the database. */
export class DefaultClusterService implements ClusterService {
  static create(options: {
    store: ContextStore & VettedQuestionReader;
    health: HealthReader;
    proposer: ParameterProposer;
  }): DefaultClusterService {
    return new DefaultClusterService(options);
  }

  readonly #store: ContextStore & VettedQuestionReader;
  readonly #health: HealthReader;
  readonly #proposer: ParameterProposer;

  private constructor(options: {
    store: ContextStore & VettedQuestionReader;
    health: HealthReader;
    proposer: ParameterProposer;
  }) {
    this.#store = options.store;
    this.#health = options.health;
    this.#proposer = options.proposer;
  }

  async list(
    scope: ReaderScope,
    filter: ClusterFilter,
  ): Promise<ClusterSummary[]> {
    const clusters = await this.#store.listClusters({
      scope: scope.read,
      owner: filter.owner,
      search: filter.search,
    });
    const scores = await this.#health.latest(clusters.map(({ id }) => id));
    const askable = await this.#store.listClusters({ scope: scope.ask });
    const askableIds = new Set(askable.map(({ id }) => id));
    return clusters.map(({ counts, ...cluster }) => ({
      ...summarize(cluster, scores.get(cluster.id)),
      counts,
      can: {
        ask: askableIds.has(cluster.id),
        curate: mayCurate(scope, cluster),
      },
    }));
  }

  async get(scope: ReaderScope, idOrName: string): Promise<ClusterContext> {
    const found = await this.#find(scope, idOrName);
    const context = await this.#store.readContext(found.id);
    if (!context) {
      throw notFound(idOrName);
    }
    const { cluster, problems, ...rest } = context;
    const scores = await this.#health.latest([cluster.id]);
    const curate = mayCurate(scope, cluster);
    const ask = await this.#store.findCluster(cluster.id, scope.ask);
    return {
      ...rest,
      ...summarize(cluster, scores.get(cluster.id)),
      can: { ask: ask !== undefined, curate },
      ...(curate ? { problems } : {}),
    };
  }

  async getHealth(
    scope: ReaderScope,
    idOrName: string,
  ): Promise<ClusterHealth> {
    const { id } = await this.#find(scope, idOrName);
    return this.#health.read(id);
  }

  async proposeParameters(
    scope: ReaderScope,
    idOrName: string,
    pairName: string,
  ): Promise<ParameterProposal> {
    const cluster = await this.#find(scope, idOrName);
    if (!mayCurate(scope, cluster)) {
      throw new NotAllowedError(
        `Only the owners of '${cluster.name}' see what is proposed for it`,
      );
    }
    const context = await this.#store.readContext(cluster.id);
    const pair = context?.pairs.find(
      ({ id }) => id === `${cluster.name}/${pairName}`,
    );
    if (!context || !pair) {
      throw new NotFoundError(
        `The cluster '${cluster.name}' has no pair '${pairName.slice(0, 200)}'`,
      );
    }
    return this.#proposer.propose(context, pair);
  }

  async suggestions(
    scope: ReaderScope,
    options: { cluster?: string; limit: number },
  ): Promise<Suggestion[]> {
    const readable = options.cluster
      ? [await this.#find(scope, options.cluster)]
      : await this.#store.listClusters({ scope: scope.read });
    const askable = await this.#store.listClusters({ scope: scope.ask });
    const askableIds = new Set(askable.map(({ id }) => id));
    const clusters = readable.filter(({ id }) => askableIds.has(id));
    const questions = await this.#store.listVettedQuestions(
      clusters.map(({ id }) => id),
    );
    const queues = clusters.map(({ id, title }) =>
      questions
        .filter(({ clusterId }) => clusterId === id)
        .map(({ question }) => ({
          question,
          cluster: id,
          clusterTitle: title,
        })),
    );
    // The first of each cluster, then the second of each, so that none crowds out the others.
    const rounds = Math.max(0, ...queues.map(({ length }) => length));
    const suggestions: Suggestion[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const queue of queues) {
        if (suggestions.length >= options.limit) {
          return suggestions;
        }
        if (queue[round]) {
          suggestions.push(queue[round]);
        }
      }
    }
    return suggestions;
  }

  async #find(scope: ReaderScope, idOrName: string): Promise<ClusterRecord> {
    const cluster = await this.#store.findCluster(idOrName, scope.read);
    if (!cluster) {
      throw notFound(idOrName);
    }
    return cluster;
  }
}

function notFound(idOrName: string): NotFoundError {
  return new NotFoundError(`There is no cluster '${idOrName.slice(0, 200)}'`);
}

function mayCurate(scope: ReaderScope, cluster: ClusterRecord): boolean {
  return scope.ownershipRefs.includes(cluster.ownerRef);
}

function summarize(cluster: ClusterRecord, health: number | undefined) {
  const { id, name, title, description, ownerRef } = cluster;
  return {
    id,
    name,
    title,
    ...(description === undefined ? {} : { description }),
    owner: ownerRef,
    ...(health === undefined ? {} : { health }),
  };
}
