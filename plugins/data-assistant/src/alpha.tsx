/**
 * The data assistant for the new frontend system.
 *
 * @packageDocumentation
 */
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiChatSearchLine } from '@remixicon/react';
import { dataAssistantApi } from './alpha/api';
import {
  clusterHealthCard,
  datasetCard,
  groupClustersCard,
} from './alpha/entityCards';
import { clusterContent, datasetContent } from './alpha/entityContents';
import { dataAssistantPage } from './alpha/page';
import {
  clusterRouteRef,
  clustersRouteRef,
  conversationRouteRef,
  rootRouteRef,
} from './routes';

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'data-assistant',
  title: 'Data assistant',
  icon: <RiChatSearchLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    conversation: conversationRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
  },
  extensions: [
    dataAssistantApi,
    dataAssistantPage,
    clusterHealthCard,
    datasetCard,
    groupClustersCard,
    clusterContent,
    datasetContent,
  ],
});
