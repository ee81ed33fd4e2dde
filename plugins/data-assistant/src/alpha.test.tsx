import { Entity } from '@backstage/catalog-model';
import { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { DataAssistantApi } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AssistantInMemory } from './__testUtils__/AssistantInMemory';
import { field } from './__testUtils__/openAssistant';
import plugin from './alpha';
import {
  clusterHealthCard,
  datasetCard,
  groupClustersCard,
} from './alpha/entityCards';
import { clusterContent, datasetContent } from './alpha/entityContents';
import { rootRouteRef } from './routes';
import {
  clusterList,
  podcasts,
  podcastsHealth,
  proposal,
} from './testing/clusterFixtures';
import { responseError } from './testing/responseError';

const entityPath = '/catalog/:namespace/:kind/:name';
const mountedRoutes = {
  [entityPath]: entityRouteRef,
  '/data-assistant': rootRouteRef,
};

const resource = (name: string, type: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, namespace: 'default' },
  spec: { type, owner: 'group:default/podcast-insights' },
});
const cluster = resource('podcasts', 'data-cluster');
const system = resource('podcasts-bucket', 's3-bucket');
const dataset: Entity = {
  ...resource('podcasts-streams', 'dataset'),
  relations: [
    { type: 'partOf', targetRef: 'resource:default/podcasts' },
    { type: 'partOf', targetRef: 'resource:default/podcasts-bucket' },
  ],
};
const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'podcast-insights', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

function renderEntity(
  entity: Entity,
  extension: ExtensionDefinition,
  api: Partial<DataAssistantApi>,
) {
  return renderTestApp({
    extensions: [createTestEntityPage({ entity }), extension],
    mountedRoutes,
    apis: [
      catalogApiMock({ entities: [cluster, system, dataset, group] }),
      [dataAssistantApiRef, api as DataAssistantApi],
    ],
  });
}

describe('the plugin in the new frontend system', () => {
  it('shows the health of a cluster on its entity page', async () => {
    renderEntity(cluster, clusterHealthCard, {
      getClusterHealth: async () => podcastsHealth,
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Health of the data context',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Mend the broken question'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the cluster' }),
    ).toHaveAttribute('href', '/data-assistant/clusters/default/podcasts');
  });

  it('shows the context of a cluster on its entity page', async () => {
    renderEntity(cluster, clusterContent, {
      getCluster: async () => podcasts,
      getParameterProposal: async () => proposal,
    });
    expect(
      await screen.findByRole('tab', { name: 'Questions (2)' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Ask this cluster' }),
    ).toBeInTheDocument();
  });

  it('says on the entity page of a cluster when it was not read yet', async () => {
    const missing = await responseError(404, 'NotFoundError');
    renderEntity(cluster, clusterContent, {
      getCluster: () => Promise.reject(missing),
    });
    expect(await screen.findByText('Not read yet')).toBeInTheDocument();
  });

  it('finds the cluster of a dataset by its relations, and what reads it', async () => {
    const getCluster = jest.fn(async () => podcasts);
    renderEntity(dataset, datasetContent, { getCluster });
    expect(
      await screen.findByText('1 vetted question reads it'),
    ).toBeInTheDocument();
    expect(getCluster.mock.calls).toEqual([['resource:default/podcasts']]);
    expect(screen.getByText('podcasts.streams')).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'How many people listened to podcasts in Sweden last week?',
      }),
    ).toHaveAttribute(
      'href',
      '/data-assistant/clusters/default/podcasts#pair-podcasts%2Flisteners-by-country',
    );
    expect(screen.getByRole('link', { name: 'Podcasts' })).toHaveAttribute(
      'href',
      '/data-assistant/clusters/default/podcasts#dataset-resource%3Adefault%2Fpodcasts-streams',
    );
  });

  it('shows a dataset in short, and claims no more than what may be seen when it is in no cluster of that', async () => {
    const { unmount } = renderEntity(dataset, datasetCard, {
      getCluster: async () => podcasts,
    });
    expect(await screen.findByText('2 columns')).toBeInTheDocument();
    expect(screen.getByText('1,234,567')).toBeInTheDocument();
    unmount();

    const missing = await responseError(404, 'NotFoundError');
    renderEntity(dataset, datasetCard, {
      getCluster: () => Promise.reject(missing),
    });
    expect(
      await screen.findByText('In no cluster that you may see'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/does not use it/)).not.toBeInTheDocument();
  });

  it('shows the clusters of a team with their health on its entity page', async () => {
    const listClusters = jest.fn(async () => clusterList.slice(0, 1));
    renderEntity(group, groupClustersCard, { listClusters });
    expect(
      await screen.findByRole('link', { name: 'Podcasts' }),
    ).toHaveAttribute('href', '/data-assistant/clusters/default/podcasts');
    expect(listClusters).toHaveBeenCalledWith({
      owner: 'group:default/podcast-insights',
    });
    expect(
      screen.getByRole('link', { name: 'Show all with details' }),
    ).toHaveAttribute(
      'href',
      '/data-assistant/clusters?owner=group%3Adefault%2Fpodcast-insights',
    );
  });

  it('says so when a team owns no cluster', async () => {
    renderEntity(group, groupClustersCard, { listClusters: async () => [] });
    expect(await screen.findByText('No data clusters')).toBeInTheDocument();
  });

  it('has a page at its own address with tabs for asking and for the clusters', async () => {
    renderTestApp({
      features: [plugin],
      mountedRoutes: { [entityPath]: entityRouteRef },
      apis: [
        [
          dataAssistantApiRef,
          { listClusters: async () => clusterList } as DataAssistantApi,
        ],
      ],
      initialRouteEntries: ['/data-assistant/clusters'],
    });
    expect(await screen.findByText('2 clusters')).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Ask' })).toHaveAttribute(
      'href',
      '/data-assistant',
    );
  });

  it('keeps the page and its draft while the address changes from one conversation to another', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?');
    renderTestApp({
      features: [plugin],
      mountedRoutes: { [entityPath]: entityRouteRef },
      apis: [[dataAssistantApiRef, api as unknown as DataAssistantApi]],
      initialRouteEntries: ['/data-assistant'],
    });
    const draft = await field();
    await userEvent.type(draft, 'And');
    await userEvent.click(
      await screen.findByRole('link', { name: /^Podcasts/ }),
    );
    expect(
      await screen.findByRole('heading', { level: 2, name: 'How many?' }),
    ).toBeInTheDocument();
    expect(await field()).toBe(draft);
    expect(draft).toHaveValue('And');
  });
});
