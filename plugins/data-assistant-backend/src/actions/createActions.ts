import { Config } from '@backstage/config';
import { CallerClusterService, CallerConversationService } from '../access';
import { ContextIndex } from '../context/ContextIndex';
import { createAskDataQuestionAction } from './createAskDataQuestionAction';
import { createFindDataClustersAction } from './createFindDataClustersAction';
import { createGetClusterContextAction } from './createGetClusterContextAction';
import { DataAssistantAction } from './DataAssistantAction';
import { PortalLinks } from './PortalLinks';
import { RunWaiter } from './RunWaiter';

/** What other programs can have done here, over the services that decide on the caller's rights. */
export function createActions(deps: {
  clusters: CallerClusterService;
  conversations: CallerConversationService;
  contextIndex: Pick<ContextIndex, 'route' | 'pack'>;
  rootConfig: Config;
  /** How long one call may wait for an answer. */
  patienceMs: number;
  /** Aborts when the backend goes away. */
  shutdown: AbortSignal;
}): DataAssistantAction[] {
  const { conversations, patienceMs, shutdown, rootConfig } = deps;
  const links = PortalLinks.fromConfig(rootConfig);
  return [
    createFindDataClustersAction({ ...deps, links }),
    createGetClusterContextAction({ ...deps, links }),
    createAskDataQuestionAction({
      conversations,
      waiter: RunWaiter.create({ conversations, patienceMs, shutdown }),
      links,
    }),
  ];
}
