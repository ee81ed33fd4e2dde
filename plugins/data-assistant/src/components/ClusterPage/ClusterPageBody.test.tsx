import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { DataAssistantApi } from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { rootRouteRef } from '../../routes';
import {
  podcasts,
  podcastsHealth,
  proposal,
} from '../../testing/clusterFixtures';
import { responseError } from '../../testing/responseError';
import { ClusterPageBody } from './ClusterPageBody';

const scrollIntoView = jest.fn();

beforeEach(() => {
  scrollIntoView.mockReset();
  Element.prototype.scrollIntoView = scrollIntoView;
});

const openTab = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('tab', { name }));

function render(
  options: { api?: Partial<DataAssistantApi>; hash?: string } = {},
) {
  const api: Partial<DataAssistantApi> = {
    getCluster: async () => podcasts,
    getClusterHealth: async () => podcastsHealth,
    getParameterProposal: async () => proposal,
    ...options.api,
  };
  return renderInTestApp(<ClusterPageBody />, {
    apis: [[dataAssistantApiRef, api as DataAssistantApi]],
    mountedRoutes: {
      '/data-assistant': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    mountPath: '/data-assistant/clusters/:namespace/:name',
    initialRouteEntries: [
      `/data-assistant/clusters/default/podcasts${options.hash ?? ''}`,
    ],
  });
}

describe('ClusterPageBody', () => {
  it('shows who owns the cluster and the way to ask it', async () => {
    const getCluster = jest.fn(async () => podcasts);
    render({ api: { getCluster } });
    expect(
      await screen.findByRole('heading', { name: 'Podcasts' }),
    ).toBeInTheDocument();
    expect(getCluster).toHaveBeenCalledWith('resource:default/podcasts');
    expect(
      screen.getByRole('link', { name: 'podcast-insights' }),
    ).toHaveAttribute('href', '/catalog/default/group/podcast-insights');
    expect(
      screen.getByRole('link', { name: 'Ask this cluster' }),
    ).toHaveAttribute(
      'href',
      '/data-assistant?cluster=resource%3Adefault%2Fpodcasts',
    );
  });

  it('opens broken questions with the reason, before the others', async () => {
    render();
    const questions = within(await screen.findByRole('tabpanel')).getAllByRole(
      'region',
    );
    expect(
      questions.map(question => question.getAttribute('aria-label')),
    ).toEqual([
      'Which shows are finished most often?',
      'How many people listened to podcasts in Sweden last week?',
    ]);
    expect(
      screen.getByText(
        '1 question does not fit the present schema and does not answer until it is mended',
      ),
    ).toBeInTheDocument();
    expect(
      within(questions[0]).getByText('There is no table podcasts.completions'),
    ).toBeVisible();
    expect(within(questions[1]).getByText('Valid')).toBeInTheDocument();
  });

  it('shows the phrasings, parameters, author and SQL of a question', async () => {
    render({ hash: '#pair-podcasts%2Flisteners-by-country' });
    const pair = await screen.findByRole('region', {
      name: 'How many people listened to podcasts in Sweden last week?',
    });
    expect(pair).toHaveAttribute('aria-current', 'location');
    await waitFor(() => expect(pair).toHaveFocus());
    expect(scrollIntoView).toHaveBeenCalledTimes(1);
    expect(
      within(pair).getByText('podcast listeners in Sweden last week'),
    ).toBeVisible();
    const rows = within(pair).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'NameTypeWhen the question does not say',
      'countrya value of podcasts.streams.countryall countries',
      'periodtime spanlast week',
      'toptop N, 1 to 1,000the question must say',
    ]);
    expect(
      within(pair).getByRole('link', { name: 'ines.moreau' }),
    ).toHaveAttribute('href', '/catalog/default/user/ines.moreau');
  });

  it('shows curators what is proposed for a question without parameters', async () => {
    const getParameterProposal = jest.fn(async () => proposal);
    render({ api: { getParameterProposal } });
    const block = await screen.findByRole('group', {
      name: 'Proposed parameters',
    });
    expect(getParameterProposal.mock.calls).toEqual([
      ['resource:default/podcasts', 'podcasts/completion'],
    ]);
    expect(block).toHaveTextContent(
      'They count for nothing until an owner puts them into pairs/completion.sql.',
    );
    expect(
      within(block)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'NameTypeFilled fromIn place ofWhy',
      "countrya value of podcasts.streams.country“Sweden”'SE'“Sweden” is the value SE: that is the value itself.",
    ]);
    expect(
      within(block)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      '“finished shows” does not say country.',
      '60: “60” says it, but so does another.',
    ]);
    expect(
      within(block).getByRole('button', { name: 'Copy the file' }),
    ).toBeVisible();
    await userEvent.click(
      within(block).getByRole('button', {
        name: 'The file with these parameters',
      }),
    );
    await waitFor(() => expect(block).toHaveTextContent('question: Which?'));
  });

  it('shows no proposals to others, and lets a curator try again', async () => {
    const getParameterProposal = jest
      .fn(async () => proposal)
      .mockRejectedValueOnce(await responseError(500, 'Error'));
    const { unmount } = render({ api: { getParameterProposal } });
    const failure = await screen.findByText(
      'Proposed parameters could not be loaded.',
    );
    expect(failure).toHaveAttribute('role', 'alert');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('group', { name: 'Proposed parameters' });
    unmount();

    getParameterProposal.mockClear();
    const reader = { ...podcasts, can: { ask: true, curate: false } };
    render({ api: { getParameterProposal, getCluster: async () => reader } });
    await screen.findByText('There is no table podcasts.completions');
    expect(getParameterProposal).not.toHaveBeenCalled();
  });

  it('opens the docs at the one that the address names, and fetches no image of it', async () => {
    render({ hash: '#doc-podcasts%2Fwords' });
    const doc = await screen.findByRole('region', {
      name: 'Words of the podcast domain',
    });
    expect(doc).toHaveAttribute('id', 'doc-podcasts/words');
    expect(
      within(doc).getByText('listener', { selector: 'p strong' }),
    ).toBeInTheDocument();
    expect(doc.querySelector('img[src*="elsewhere"]')).toBeNull();
    expect(
      within(doc)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      'TermAlso saidMeaning',
      'SwedenSwedish, SEthe value SE of country in any dataset',
      'listenerSomebody who played at least 60 seconds.',
    ]);
  });

  it('shows what the columns of a dataset hold, and marks what should not be used', async () => {
    render({ hash: '#dataset-resource:default/podcasts-streams' });
    const dataset = await screen.findByRole('region', {
      name: 'Podcast streams',
    });
    expect(within(dataset).getByText('1,234,567')).toBeVisible();
    expect(within(dataset).getByText('every 1 day')).toBeVisible();
    expect(within(dataset).getByText(/^2026-11-19 \(/)).toBeVisible();
    expect(
      within(dataset).getByText('7 different values · 2% empty · DE to US'),
    ).toBeVisible();
    expect(
      within(within(dataset).getByRole('list'))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['SE400', 'US200', 'DE100', 'empty80', 'FR50', 'and 2 more']);
    expect(within(dataset).getByText('Not profiled yet')).toBeVisible();

    const [, old] = within(screen.getByRole('tabpanel')).getAllByRole('region');
    expect(old).toHaveAccessibleName('Podcast streams, old');
    expect(within(old).getByText('Deprecated')).toBeInTheDocument();
    expect(
      within(old).getAllByText('Missing in the warehouse')[0],
    ).toBeInTheDocument();
  });

  it('shows health with facts and the action that would raise it', async () => {
    render();
    await screen.findByRole('heading', { name: 'Podcasts' });
    await openTab('Health');
    expect(
      await screen.findByText('Mend the broken question'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('There is no table podcasts.completions'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/The warehouse did not answer/),
    ).toBeInTheDocument();
  });

  it('shows curators which files could not be read, and others no such tab', async () => {
    const { unmount } = render();
    await screen.findByRole('heading', { name: 'Podcasts' });
    await openTab('Problems (1)');
    expect(screen.getAllByRole('row').map(row => row.textContent)).toEqual([
      'FileReason',
      'pairs/top-shows.sql:3question is missing',
    ]);
    unmount();

    render({
      api: {
        getCluster: async () => ({
          ...podcasts,
          problems: undefined,
          can: { ask: false, curate: false },
        }),
      },
    });
    await screen.findByRole('heading', { name: 'Podcasts' });
    expect(
      screen.queryByRole('tab', { name: /Problems/ }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: 'Ask this cluster' }),
    ).not.toBeInTheDocument();
  });

  it('says so when there is no such cluster or it may not be seen', async () => {
    const missing = await responseError(404, 'NotFoundError');
    render({ api: { getCluster: () => Promise.reject(missing) } });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No such cluster',
    );
    expect(screen.getByRole('link', { name: 'All clusters' })).toHaveAttribute(
      'href',
      '/data-assistant/clusters',
    );
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('says what is not there yet in an empty cluster', async () => {
    render({
      api: {
        getCluster: async () => ({
          ...podcasts,
          pairs: [],
          docs: [],
          datasets: [],
          problems: [],
        }),
      },
    });
    expect(
      await screen.findByText('No vetted questions yet'),
    ).toBeInTheDocument();
    await openTab('Docs (0)');
    expect(screen.getByText('No docs yet')).toBeInTheDocument();
    await openTab('Datasets (0)');
    expect(screen.getByText('No datasets yet')).toBeInTheDocument();
    await openTab('Problems (0)');
    expect(
      screen.getByText('Every context file could be read.'),
    ).toBeInTheDocument();
  });
});
