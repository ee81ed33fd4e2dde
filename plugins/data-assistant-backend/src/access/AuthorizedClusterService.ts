import {
  ClusterContext,
  ClusterFilter,
  ClusterHealth,
  ClusterSummary,
  ParameterProposal,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ClusterService, ReaderScope } from '../curation/ClusterService';
import { CallerResolver } from './CallerResolver';
import { Call, CallerClusterService } from './CallerServices';
import { ClusterAccess } from './ClusterAccess';

/** Hands every call on with the scope that the caller has. */
export class AuthorizedClusterService implements CallerClusterService {
  static create(options: {
    service: ClusterService;
    callers: CallerResolver;
    access: ClusterAccess;
  }): AuthorizedClusterService {
    return new AuthorizedClusterService(
      options.service,
      options.callers,
      options.access,
    );
  }

  readonly #service: ClusterService;
  readonly #callers: CallerResolver;
  readonly #access: ClusterAccess;

  private constructor(
    service: ClusterService,
    callers: CallerResolver,
    access: ClusterAccess,
  ) {
    this.#service = service;
    this.#callers = callers;
    this.#access = access;
  }

  async list(call: Call, filter: ClusterFilter): Promise<ClusterSummary[]> {
    return this.#service.list(await this.#scope(call), filter);
  }

  async get(call: Call, idOrName: string): Promise<ClusterContext> {
    return this.#service.get(await this.#scope(call), idOrName);
  }

  async getHealth(call: Call, idOrName: string): Promise<ClusterHealth> {
    return this.#service.getHealth(await this.#scope(call), idOrName);
  }

  async proposeParameters(
    call: Call,
    idOrName: string,
    pairName: string,
  ): Promise<ParameterProposal> {
    return this.#service.proposeParameters(
      await this.#scope(call),
      idOrName,
      pairName,
    );
  }

  async suggestions(
    call: Call,
    options: { cluster?: string; limit: number },
  ): Promise<Suggestion[]> {
    return this.#service.suggestions(await this.#scope(call), options);
  }

  async #scope(call: Call): Promise<ReaderScope> {
    return this.#access.readerScope(this.#callers.resolve(call.credentials));
  }
}
