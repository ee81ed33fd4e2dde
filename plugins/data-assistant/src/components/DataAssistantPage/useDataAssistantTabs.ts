import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersRouteRef, rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';

/** The two places of the plugin: where one asks, and what may be asked. */
export function useDataAssistantTabs() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const clustersRoute = useRouteRef(clustersRouteRef);
  return [
    { id: 'ask', label: t('nav.ask'), href: rootRoute() },
    { id: 'clusters', label: t('nav.clusters'), href: clustersRoute() },
  ];
}
