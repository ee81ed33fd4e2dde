import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RunStep, RunSteps } from './RunSteps';

const steps: RunStep[] = [
  { n: 1, kind: 'route', title: 'Looked at 6 clusters', detail: 'Podcasts' },
  { n: 2, kind: 'match', title: 'Found a vetted question' },
];

describe('RunSteps', () => {
  it('lists the steps of a run that goes on, and says that more come', async () => {
    renderInTestApp(<RunSteps steps={steps} status="running" />);
    const list = await screen.findByRole('list', {
      name: 'Steps of the answer',
    });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Looked at 6 clusters, donePodcasts',
      'Found a vetted question, done',
    ]);
    expect(screen.getByText('Working')).toBeInTheDocument();
  });

  it('says when a run waits', async () => {
    renderInTestApp(<RunSteps steps={[]} status="queued" />);
    expect(
      await screen.findByText('Waiting for a free worker'),
    ).toBeInTheDocument();
  });

  it('folds the steps of a run that ended', async () => {
    renderInTestApp(<RunSteps steps={steps} status="done" />);
    const toggle = await screen.findByRole('button', { name: '2 steps' });
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('list')).toBeVisible();
    expect(screen.queryByText('Working')).not.toBeInTheDocument();
  });
});
