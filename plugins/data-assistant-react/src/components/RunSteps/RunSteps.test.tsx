import { renderInTestApp } from '@backstage/frontend-test-utils';
import { RunStepView } from '@cairn/backstage-plugin-data-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RunSteps } from './RunSteps';

const steps: RunStepView[] = [
  { n: 1, kind: 'context', title: 'Read 6 clusters', detail: 'Podcasts' },
  { n: 2, kind: 'think', title: 'Look for listeners', outcome: 'ok' },
  {
    n: 3,
    kind: 'tool',
    title: 'Ran SQL',
    detail: 'finance.revenue is none of the cluster’s datasets',
    sql: 'SELECT * FROM finance.revenue',
    outcome: 'refused',
  },
  {
    n: 4,
    kind: 'tool',
    title: 'Ran SQL',
    sql: 'SELECT count(*) FROM podcasts.streams',
    outcome: 'failed',
  },
];

const textOfSteps = () =>
  within(screen.getByRole('list', { name: 'Steps of the answer' }))
    .getAllByRole('listitem')
    .map(item => item.textContent);

describe('RunSteps', () => {
  it('tells of each step what came of it, in words', async () => {
    renderInTestApp(<RunSteps steps={steps} status="running" />);
    await screen.findByRole('list', { name: 'Steps of the answer' });
    expect(textOfSteps()).toEqual([
      'Read 6 clusters, donePodcasts',
      'Look for listeners, done',
      expect.stringMatching(
        /^Ran SQL refusedfinance.revenue is none of the cluster’s datasets/,
      ),
      expect.stringMatching(/^Ran SQL failed/),
    ]);
    expect(screen.getByText('Working')).toBeInTheDocument();

    const [, , refused] = screen.getAllByRole('listitem');
    const sql = within(refused).getByRole('button', {
      name: 'SQL of this step',
    });
    expect(sql).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(sql);
    const code = document.getElementById(sql.getAttribute('aria-controls')!)!;
    await waitFor(() =>
      expect(code).toHaveTextContent('SELECT * FROM finance.revenue'),
    );
  });

  it('shows what the model is writing, its end when it is long', async () => {
    const text = `beginning ${'x'.repeat(5_000)} end`;
    renderInTestApp(
      <RunSteps
        steps={[]}
        status="running"
        draft={{ title: 'Thinking', text }}
      />,
    );
    expect(await screen.findByText('Thinking')).toBeInTheDocument();
    const shown = screen.getByText(/x end$/);
    expect(shown.textContent).toHaveLength(1_201);
    expect(shown).not.toHaveTextContent('beginning');
    expect(screen.queryByText('Working')).not.toBeInTheDocument();
  });

  it('says honestly why nothing happens, and that it was interrupted', async () => {
    renderInTestApp(
      <>
        <RunSteps steps={[]} status="queued" ahead={0} />
        <RunSteps steps={[]} status="queued" ahead={1} />
        <RunSteps steps={[]} status="queued" ahead={2} interrupted />
        <RunSteps steps={[]} status="waiting" />
      </>,
    );
    await screen.findByText('Waiting for a free worker');
    expect(
      screen.getAllByRole('paragraph').map(line => line.textContent),
    ).toEqual([
      'Waiting for a free worker',
      '1 question is before yours',
      'Continued after an interruption',
      '2 questions are before yours',
      'Waiting for your answer',
    ]);
  });

  it('folds the steps of a run that ended into one line', async () => {
    renderInTestApp(
      <RunSteps steps={steps} status="done" durationMs={72_400} />,
    );
    const toggle = await screen.findByRole('button', {
      name: '4 steps · 2 queries · 1m 12s',
    });
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'true');
    expect(textOfSteps()).toHaveLength(4);
    expect(screen.queryByText('Working')).not.toBeInTheDocument();
    await userEvent.click(toggle);
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('keeps long and hostile text harmless', async () => {
    const detail = `<img src=x onerror=alert(1)>\u202Egnp.exe ${'🙂'.repeat(
      5_000,
    )} the end`;
    renderInTestApp(
      <RunSteps
        status="running"
        steps={[{ n: 1, kind: 'tool', title: '<b>bold</b>\u2067', detail }]}
      />,
    );
    expect(await screen.findByText('<b>bold</b>⟨U+2067⟩')).toBeInTheDocument();
    const text = screen.getByText(/^<img src=x onerror=alert\(1\)>/);
    expect(text).toHaveTextContent(/⟨U\+202E⟩gnp\.exe 🙂+…$/u);
    expect(text.textContent!.length).toBeLessThan(300);
    expect(document.querySelector('img')).toBe(null);

    const more = screen.getByRole('button', { name: 'Show all' });
    await userEvent.click(more);
    expect(text).toHaveTextContent(/the end$/);
    expect(more).toHaveTextContent('Show less');
    expect(more).toHaveAttribute('aria-expanded', 'true');
  });
});
