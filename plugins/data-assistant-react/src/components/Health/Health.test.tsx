import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ClusterHealth } from '@cairn/backstage-plugin-data-assistant-common';
import { screen, within } from '@testing-library/react';
import { HealthBadge } from './HealthBadge';
import { HealthPanel } from './HealthPanel';

const health: ClusterHealth = {
  current: {
    clusterId: 'resource:default/podcasts',
    score: 81.6,
    measuredAt: '2026-11-20T06:00:00Z',
    signals: [
      {
        id: 'pair-validity',
        title: 'Questions that still run',
        weight: 3,
        value: 0.5,
        facts: [
          { text: 'listeners is broken', ref: 'pair:podcasts/listeners' },
          { text: 'streams is late', ref: 'dataset:resource:default/streams' },
          { text: 'two of four' },
        ],
        action: 'Mend the broken question',
      },
      {
        id: 'freshness',
        title: 'Data freshness',
        weight: 2,
        failure: 'The warehouse did not answer',
        facts: [],
      },
    ],
  },
  history: [
    { measuredAt: '2026-11-18T06:00:00Z', score: 40 },
    { measuredAt: '2026-11-19T06:00:00Z' },
    { measuredAt: '2026-11-20T06:00:00Z', score: 81.6 },
  ],
};

describe('HealthBadge', () => {
  it.each([
    [80, 'Health 80 of 100, Good', '80Good'],
    [50, 'Health 50 of 100, Fair', '50Fair'],
    [0, 'Health 0 of 100, Poor', '0Poor'],
    [undefined, 'Health not measured yet', 'Not measured'],
  ])('says %s in a number and a word', async (score, name, text) => {
    renderInTestApp(<HealthBadge score={score} />);
    expect(await screen.findByRole('img', { name })).toHaveTextContent(text);
  });
});

describe('HealthPanel', () => {
  it('shows each signal with its facts, and a failure as a failure', async () => {
    renderInTestApp(<HealthPanel health={health} />);
    const [validity, freshness] = within(
      await screen.findByRole('list', { name: 'Signals' }),
    ).getAllByRole('listitem', { name: /./ });
    expect(within(validity).getByRole('meter')).toHaveValue(50);
    expect(validity).toHaveTextContent('Mend the broken question');
    expect(
      within(validity)
        .getAllByRole('link')
        .map(link => link.getAttribute('href')),
    ).toEqual([
      '/data-assistant/clusters/default/podcasts#pair-podcasts%2Flisteners',
      '/catalog/default/resource/streams',
    ]);
    expect(freshness).toHaveTextContent(
      'Could not be measured: The warehouse did not answer',
    );
    expect(within(freshness).queryByRole('meter')).not.toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'Score over time: from 40 to 82' }),
    ).toBeInTheDocument();
  });

  it('says so before the first measurement', async () => {
    renderInTestApp(<HealthPanel health={{ history: [] }} />);
    expect(await screen.findByText('Not measured yet')).toBeInTheDocument();
  });
});
