import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AnswerView } from './AnswerView';

const verified: Answer = {
  tier: 'verified',
  sentence: '1,234 people listened to podcasts in Sweden, 9 to 15 November.',
  confidence: 0.934,
  cluster: 'resource:analytics/podcasts',
  columns: [{ name: 'listeners', type: 'integer' }],
  rows: [[1234]],
  sql: 'SELECT count(DISTINCT user_id) AS listeners FROM podcasts.streams',
  sources: [
    { kind: 'cluster', id: 'resource:analytics/podcasts', title: 'Podcasts' },
    { kind: 'pair', id: 'podcasts/listeners', title: 'How many listened?' },
    { kind: 'doc', id: 'podcasts/words', title: 'Words' },
    {
      kind: 'dataset',
      id: 'resource:default/podcasts-streams',
      title: 'Podcast streams',
    },
  ],
  parameters: [
    {
      name: 'country',
      type: 'value',
      value: 'SE',
      label: 'Sweden',
      words: 'Sweden',
    },
    {
      name: 'period',
      type: 'dateRange',
      value: '2026-11-09..2026-11-15',
      label: '9 to 15 November 2026',
      words: 'last week',
    },
    { name: 'top_n', type: 'topN', value: '10', label: '10' },
  ],
  assumptions: ['Test users were left out'],
  freshness: [
    { dataset: 'resource:default/podcasts-streams', newest: '2026-11-19' },
  ],
};

describe('AnswerView', () => {
  it('shows the sentence, how far to trust it, and what was filled in', async () => {
    renderInTestApp(<AnswerView answer={verified} />);
    expect(await screen.findByText(verified.sentence)).toBeInTheDocument();
    expect(screen.getByText('93 % confident')).toBeInTheDocument();
    expect(screen.getByText('Sweden → SE')).toBeInTheDocument();
    expect(
      screen.getByText('last week → 9 to 15 November 2026'),
    ).toBeInTheDocument();
    expect(screen.getByText('rows at most').parentElement).toHaveTextContent(
      'rows at most10 (not asked for, the usual value)',
    );
    expect(screen.getByText('Test users were left out')).toBeInTheDocument();
    expect(screen.getByText('Nov 19, 2026').parentElement).toHaveTextContent(
      'Podcast streams',
    );

    await userEvent.click(screen.getByRole('button', { name: 'Verified' }));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'An expert of this data vetted the question and its SQL.',
    );
    await userEvent.click(
      screen.getByRole('button', { name: '93 % confident' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('tooltip')).toHaveTextContent(
        'How much of the question the vetted question says too, in its own words. It does not rate the data.',
      ),
    );
  });

  it('links each source to where it is kept', async () => {
    renderInTestApp(<AnswerView answer={verified} />);
    const hrefOf = (name: string) =>
      screen.getByRole('link', { name }).getAttribute('href');
    await screen.findByText('Sources');
    expect(
      ['Podcasts', 'How many listened?', 'Words', 'Podcast streams'].map(
        hrefOf,
      ),
    ).toEqual([
      '/data-assistant/clusters/analytics/podcasts',
      '/data-assistant/clusters/analytics/podcasts#pair-podcasts%2Flisteners',
      '/data-assistant/clusters/analytics/podcasts#doc-podcasts%2Fwords',
      '/catalog/default/resource/podcasts-streams',
    ]);
  });

  it('lets a portal with other addresses say where sources are', async () => {
    renderInTestApp(
      <AnswerView
        answer={verified}
        linkTo={source => (source.kind === 'doc' ? '/here' : undefined)}
      />,
    );
    expect(await screen.findByRole('link', { name: 'Words' })).toHaveAttribute(
      'href',
      '/here',
    );
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('shows the SQL when it is asked for', async () => {
    renderInTestApp(<AnswerView answer={verified} />);
    const toggle = await screen.findByRole('button', { name: 'SQL' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText(/DISTINCT/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy SQL' })).toBeVisible();

    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(
      (await screen.findAllByText(/SELECT|DISTINCT/)).length,
    ).toBeGreaterThan(0);
  });

  it('offers questions that have an answer when this one has none', async () => {
    const onAsk = jest.fn();
    const suggestion = {
      question: 'How many streams were there yesterday?',
      cluster: 'resource:default/music',
      clusterTitle: 'Music',
    };
    renderInTestApp(
      <AnswerView
        answer={{
          tier: 'uncovered',
          sentence: 'No cluster covers this question.',
          confidence: 0.1,
          suggestions: [suggestion],
          nearClusters: [
            {
              cluster: 'resource:default/music',
              title: 'Music',
              owner: 'group:default/music-insights',
              score: 0.3,
            },
          ],
        }}
        onAsk={onAsk}
      />,
    );
    const list = await screen.findByRole('list', {
      name: 'Questions that have an answer',
    });
    expect(screen.queryByText('10 % confident')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Music' })).toHaveAttribute(
      'href',
      '/data-assistant/clusters/default/music',
    );
    expect(screen.getByText('music-insights').parentElement).toHaveTextContent(
      'owned by music-insights',
    );

    await userEvent.click(within(list).getByRole('button'));
    expect(onAsk.mock.calls).toEqual([[suggestion]]);
  });
});
