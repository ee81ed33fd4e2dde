import {
  ClusterContext,
  ClusterFilter,
  ClusterHealth,
  ClusterSummary,
  ParameterProposal,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { ClusterScope } from '../access/ClusterScope';

/** Which clusters a caller may see, ask and curate. */
export interface ReaderScope {
  read: ClusterScope;
  ask: ClusterScope;
  /** Entity refs of the caller; an owner curates. */
  ownershipRefs: string[];
}

/** Clusters for reading. What is out of scope does not exist: `NotFoundError`. */
export interface ClusterService {
  list(scope: ReaderScope, filter: ClusterFilter): Promise<ClusterSummary[]>;
  get(scope: ReaderScope, idOrName: string): Promise<ClusterContext>;
  getHealth(scope: ReaderScope, idOrName: string): Promise<ClusterHealth>;
  /**
   * Parameters that a pair without any could have; `pairName` is the name of its file without ending.
   *
   * @throws NotAllowedError when the caller may see the cluster but not curate it
   */
  proposeParameters(
    scope: ReaderScope,
    idOrName: string,
    pairName: string,
  ): Promise<ParameterProposal>;
  suggestions(
    scope: ReaderScope,
    options: { cluster?: string; limit: number },
  ): Promise<Suggestion[]>;
}
