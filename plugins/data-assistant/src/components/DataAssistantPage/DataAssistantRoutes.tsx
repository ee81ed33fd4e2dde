import { ErrorPage } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { AssistantPageBody } from '../AssistantPage';
import { ClusterPageBody } from '../ClusterPage';
import { ClustersPageBody } from '../ClustersPage';
import {
  clusterRouteRef,
  clustersRouteRef,
  conversationRouteRef,
} from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';

/** The page bodies of the plugin, the same in both frontend systems. */
export function DataAssistantRoutes() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  return (
    <Routes>
      <Route path="/" element={<AssistantPageBody />} />
      <Route path={conversationRouteRef.path} element={<AssistantPageBody />} />
      <Route path={clustersRouteRef.path} element={<ClustersPageBody />} />
      <Route path={clusterRouteRef.path} element={<ClusterPageBody />} />
      <Route
        path="*"
        element={<ErrorPage status="404" statusMessage={t('nav.notFound')} />}
      />
    </Routes>
  );
}
