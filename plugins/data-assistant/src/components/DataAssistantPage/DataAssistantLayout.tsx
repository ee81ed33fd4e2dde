import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { RiChatSearchLine } from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import { DataAssistantRoutes } from './DataAssistantRoutes';
import { useDataAssistantTabs } from './useDataAssistantTabs';

/**
 * The plugin's pages in the portal's own page layout, for the new frontend system. Asking has no path of
 * its own below the root, so the tabs cannot be sub pages and are handed to the layout directly.
 */
export function DataAssistantLayout() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const rootRoute = useRouteRef(rootRouteRef);
  const tabs = useDataAssistantTabs();
  return (
    <PageLayout
      title={t('nav.title')}
      icon={<RiChatSearchLine />}
      titleLink={rootRoute()}
      tabs={tabs}
      headerActions={headerActions.getPluginHeaderActions('data-assistant')}
    >
      <DataAssistantRoutes />
    </PageLayout>
  );
}
