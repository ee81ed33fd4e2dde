import { Content, Header, HeaderTabs, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLocation, useNavigate } from 'react-router-dom';
import { dataAssistantTranslationRef } from '../../translation';
import { DataAssistantRoutes } from './DataAssistantRoutes';
import { useDataAssistantTabs } from './useDataAssistantTabs';

/** The plugin's pages with a shell of their own, for the legacy frontend system. */
export function DataAssistantPage() {
  const { t } = useTranslationRef(dataAssistantTranslationRef);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const tabs = useDataAssistantTabs();
  const [, clusters] = tabs;
  return (
    <Page themeId="tool">
      <Header title={t('nav.title')} />
      <HeaderTabs
        tabs={tabs.map(({ id, label }) => ({ id, label }))}
        selectedIndex={pathname.startsWith(clusters.href) ? 1 : 0}
        onChange={index => navigate(tabs[index].href)}
      />
      <Content noPadding stretch>
        <DataAssistantRoutes />
      </Content>
    </Page>
  );
}
