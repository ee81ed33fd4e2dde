import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { RiChatSearchLine } from '@remixicon/react';
import { useMemo } from 'react';
import { rootRouteRef } from '../../routes';
import { dataAssistantTranslationRef } from '../../translation';
import styles from './DataAssistantLayout.module.css';
import { DataAssistantRoutes } from './DataAssistantRoutes';
import { useDataAssistantTabs } from './useDataAssistantTabs';

/**
 * The plugin's pages in the portal's own page layout, for the new frontend system. Asking has no path of
 * its own below the root, so the tabs cannot be sub pages and are handed to the layout directly.
 */
export function DataAssistantLayout() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const headerActions = useApi(pluginHeaderActionsApiRef);
  const titleLink = useRouteRef(rootRouteRef)();
  const tabs = useDataAssistantTabs();
  // The portal makes a new layout component each time that one is rendered, and React would mount everything below it
  // anew: one navigation would lose a run's steps, the draft of a question and the focus. So it is rendered once.
  return useMemo(
    () => (
      <PageLayout
        title={t('nav.title')}
        icon={<RiChatSearchLine />}
        titleLink={titleLink}
        tabs={tabs}
        headerActions={headerActions.getPluginHeaderActions('data-assistant')}
      >
        <main className={styles.main}>
          <DataAssistantRoutes />
        </main>
      </PageLayout>
    ),
    [t, titleLink, tabs, headerActions],
  );
}
