import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { clustersRouteRef, rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';

/** The two places of the plugin: where one asks, and what may be asked. The same array until a label or an address changes. */
export function useDataAssistantTabs() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const ask = useRouteRef(rootRouteRef)();
  const clusters = useRouteRef(clustersRouteRef)();
  return useMemo(
    () => [
      { id: 'ask', label: t('nav.ask'), href: ask },
      { id: 'clusters', label: t('nav.clusters'), href: clusters },
    ],
    [t, ask, clusters],
  );
}
