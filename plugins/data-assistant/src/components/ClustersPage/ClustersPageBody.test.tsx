import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { DataAssistantApi } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rootRouteRef } from '../../routes';
import { clusterList } from '../../testing/clusterFixtures';
import { responseError } from '../../testing/responseError';
import { ClustersPageBody } from './ClustersPageBody';

function render(api: Partial<DataAssistantApi>, path = '/') {
  return renderInTestApp(<ClustersPageBody />, {
    apis: [[dataAssistantApiRef, api as DataAssistantApi]],
    mountedRoutes: {
      '/data-assistant': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    initialRouteEntries: [path],
  });
}

const titles = () =>
  screen
    .queryAllByRole('heading', { level: 3 })
    .map(heading => heading.textContent);

describe('ClustersPageBody', () => {
  it('lists clusters with owner, counts and health, and says what is wrong only to curators', async () => {
    render({ listClusters: async () => clusterList });

    expect(await screen.findByText('2 clusters')).toBeInTheDocument();
    const [podcasts, music] = screen.getAllByRole('listitem');
    expect(
      within(podcasts).getByRole('link', { name: 'Podcasts' }),
    ).toHaveAttribute('href', '/data-assistant/clusters/default/podcasts');
    expect(
      within(podcasts).getByRole('link', { name: 'podcast-insights' }),
    ).toHaveAttribute('href', '/catalog/default/group/podcast-insights');
    expect(
      within(podcasts).getByText('2 vetted questions · 2 datasets · 1 doc'),
    ).toBeInTheDocument();
    expect(podcasts).toHaveTextContent('82');
    expect(
      within(podcasts).getByText('1 file could not be read'),
    ).toBeInTheDocument();
    expect(music).toHaveTextContent('20 vetted questions');
    expect(
      within(music).queryByText(/could not be read/),
    ).not.toBeInTheDocument();
  });

  it('narrows by words and by owner, from the address on, and can be cleared', async () => {
    render(
      { listClusters: async () => clusterList },
      '/?owner=group:default/music-insights',
    );
    expect(await screen.findByText('1 cluster')).toBeInTheDocument();
    expect(titles()).toEqual(['Music']);

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search clusters' }),
      'episodes',
    );
    expect(screen.getByText('No cluster matches')).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(titles()).toEqual(['Podcasts', 'Music']);
  });

  it('chooses an owner from those that own a cluster', async () => {
    render({ listClusters: async () => clusterList });
    await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
    await waitFor(() =>
      expect(
        screen.getAllByRole('option').map(option => option.textContent),
      ).toEqual(['All owners', 'music-insights', 'podcast-insights']),
    );
    await userEvent.click(
      screen.getByRole('option', { name: 'podcast-insights' }),
    );
    // The page is hidden from roles for as long as the list is open.
    await waitFor(() => expect(titles()).toEqual(['Podcasts']));
  });

  it('says that it loads, and that there is nothing yet', async () => {
    let answer: (clusters: []) => void = () => {};
    render({
      listClusters: () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    });
    expect(await screen.findByText('Loading clusters')).toBeInTheDocument();
    answer([]);
    expect(await screen.findByText('No clusters yet')).toBeInTheDocument();
    expect(screen.queryByText('Loading clusters')).not.toBeInTheDocument();
  });

  it('tells a denied reader so, without a way to try again', async () => {
    const denied = await responseError(403, 'NotAllowedError');
    render({ listClusters: () => Promise.reject(denied) });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see this',
    );
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('shows nothing of an error but that it happened, and recovers', async () => {
    const failure = await responseError(500, 'Error');
    const listClusters = jest
      .fn()
      .mockRejectedValueOnce(failure)
      .mockResolvedValueOnce(clusterList);
    render({ listClusters });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This could not be loaded');
    expect(alert).not.toHaveTextContent('app.ts');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('2 clusters')).toBeInTheDocument();
  });
});
