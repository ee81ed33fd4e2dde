import { FlatRoutes } from '@backstage/core-app-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { DataAssistantApi } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { AssistantInMemory } from './__testUtils__/AssistantInMemory';
import { field, log, verified } from './__testUtils__/openAssistant';
import { DataAssistantPage } from './plugin';
import { rootRouteRef } from './routes';
import { clusterList, podcasts, proposal } from './testing/clusterFixtures';

describe('the plugin in the legacy frontend system', () => {
  it('shows the same pages in a shell of its own', async () => {
    const api: Partial<DataAssistantApi> = {
      listClusters: async () => clusterList,
      getCluster: async () => podcasts,
      getParameterProposal: async () => proposal,
    };
    await renderInTestApp(
      <TestApiProvider apis={[[dataAssistantApiRef, api]]}>
        <FlatRoutes>
          <Route path="/data-assistant" element={<DataAssistantPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      {
        routeEntries: ['/data-assistant/clusters'],
        mountedRoutes: {
          '/data-assistant': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Data assistant' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('tab', { name: 'Clusters', selected: true }),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Podcasts' }),
    );
    expect(
      await screen.findByRole('tab', { name: 'Questions (2)' }),
    ).toBeInTheDocument();
  });

  it('answers a question in it', async () => {
    const api = new AssistantInMemory();
    await renderInTestApp(
      <TestApiProvider
        apis={[[dataAssistantApiRef, api as unknown as DataAssistantApi]]}
      >
        <FlatRoutes>
          <Route path="/data-assistant" element={<DataAssistantPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      {
        routeEntries: ['/data-assistant'],
        mountedRoutes: {
          '/data-assistant': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('tab', { name: 'Ask', selected: true }),
    ).toBeInTheDocument();
    const text = await field();
    await userEvent.type(text, 'How many?{Enter}');
    await screen.findByText('Waiting for a free worker');
    expect(await field()).toBe(text);
    await act(async () => api.answer('r1', verified));
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
    expect(screen.getByRole('link', { name: 'How many?' })).toHaveAttribute(
      'href',
      '/data-assistant/clusters/default/podcasts#pair-podcasts%2Flisteners',
    );
    expect(
      await screen.findByRole('link', { name: /^How many\?.+ago$/ }),
    ).toHaveAttribute('aria-current', 'page');
  });

  it('says so when there is no such page', async () => {
    await renderInTestApp(
      <TestApiProvider apis={[[dataAssistantApiRef, {}]]}>
        <FlatRoutes>
          <Route path="/data-assistant" element={<DataAssistantPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      {
        routeEntries: ['/data-assistant/nowhere'],
        mountedRoutes: { '/data-assistant': rootRouteRef },
      },
    );
    expect(await screen.findByText(/Page not found/)).toBeInTheDocument();
  });
});
