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
    expect(
      screen.getByText('93 % sure that this vetted question is yours'),
    ).toBeInTheDocument();
    expect(screen.getByText('Sweden → SE')).toBeInTheDocument();
    expect(screen.getByText('“Sweden” means SE')).toBeInTheDocument();
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
    await userEvent.click(screen.getByRole('button', { name: /^93 % sure/ }));
    await waitFor(() =>
      expect(screen.getByRole('tooltip')).toHaveTextContent(
        'Of 100 questions that were matched as closely as yours, about 93 meant the vetted question named under Sources. It does not rate the data.',
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
    const code = document.getElementById(
      toggle.getAttribute('aria-controls')!,
    )!;
    await waitFor(() => expect(code).toHaveTextContent(verified.sql!));
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
            {
              cluster: 'resource:default/radio',
              title: 'Radio',
              owner: 'group:default/radio-team',
              score: 1,
            },
          ],
        }}
        onAsk={onAsk}
      />,
    );
    const list = await screen.findByRole('list', {
      name: 'Questions that have an answer',
    });
    expect(screen.queryByText(/^10 % sure/)).not.toBeInTheDocument();
    const topics = screen.getByText('Nearest topics').parentElement!;
    expect(
      within(topics)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['about this topic: very likely', 'about this topic: possibly']);
    expect(
      within(topics)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['Radio', 'Music']);
    expect(topics).not.toHaveTextContent('%');
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

  it('lets the asker choose between clusters that come alike', async () => {
    const onAskIn = jest.fn();
    const choices = ['Music', 'Podcasts'].map(title => ({
      cluster: `resource:default/${title.toLowerCase()}`,
      title,
      owner: `group:default/${title.toLowerCase()}-insights`,
      score: 0.48,
    }));
    renderInTestApp(
      <AnswerView
        answer={{
          tier: 'uncovered',
          sentence: 'More than one cluster answers this question.',
          choices,
        }}
        onAskIn={onAskIn}
      />,
    );
    const list = await screen.findByRole('list', {
      name: 'Which cluster do you mean?',
    });
    const [, podcasts] = within(list).getAllByRole('button');
    expect(podcasts).toHaveTextContent(
      /^Ask in Podcasts\s*owned by podcasts-insights$/,
    );
    await userEvent.click(podcasts);
    expect(onAskIn.mock.calls).toEqual([[choices[1]]]);
  });

  it('shows what a model wrote as simple Markdown that leads nowhere else', async () => {
    renderInTestApp(
      <AnswerView
        answer={{
          tier: 'grounded',
          confidence: 0.8,
          readAs: 'How many people listened in Germany?',
          sentence: [
            '**1,234** people, see [Podcasts](/catalog/x) \u202Eand',
            '',
            '- [evil](https://evil.example/?q=1) [twice](//evil.example)',
            '- [script](javascript:alert(1)) [dots](/.//evil.example)',
            '- ![pixel](https://evil.example/p.png)',
            '- <img src="https://evil.example/q.png"><b>raw</b>',
          ].join('\n'),
        }}
      />,
    );
    expect(
      (await screen.findByText('1,234', { selector: 'strong' })).closest('p'),
    ).toHaveTextContent('1,234 people, see Podcasts ⟨U+202E⟩and');
    expect(
      screen
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual([['Podcasts', '/catalog/x']]);
    expect(screen.getByText('evil twice')).toBeInTheDocument();
    expect(screen.getByText(/<b>raw<\/b>/)).toBeInTheDocument();
    expect(document.querySelector('[src*="evil"], [href*="evil"]')).toBe(null);
    expect(
      screen.getByText('How many people listened in Germany?').parentElement,
    ).toHaveTextContent('Understood as: How many people listened in Germany?');
    expect(
      screen.getByRole('button', { name: '80 % sure that this answers it' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Grounded' }));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'No expert has vetted it.',
    );
  });

  it('leaves the words of a verified answer as they are', async () => {
    const sentence = '1 * 2 * 3 [x](/y) people';
    renderInTestApp(<AnswerView answer={{ tier: 'verified', sentence }} />);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('tells what was tried, what it took, and what not to rely on', async () => {
    renderInTestApp(
      <AnswerView
        answer={{
          tier: 'grounded',
          sentence: '42 people listened, 7 % more.',
          confidence: 0.9,
          unbacked: ['7 %'],
          endedBy: { limit: 'steps', message: 'It took 12 steps. Ask less.' },
          sql: 'SELECT 42',
          attempts: [
            {
              sql: 'SELECT secret FROM finance.revenue',
              outcome: 'refused',
              message: 'finance.revenue is not open',
            },
            { sql: 'SELECT x', outcome: 'failed', message: 'no column x' },
            { sql: 'SELECT 42', outcome: 'ran', rowCount: 1 },
          ],
          usage: {
            durationMs: 12_300,
            steps: 5,
            model: 'gpt-test',
            inputTokens: 12_345,
            outputTokens: 678,
            costUsd: 0.01234,
          },
        }}
      />,
    );
    expect((await screen.findByText('7 %')).parentElement).toHaveTextContent(
      'These numbers do not stand in the result: 7 %',
    );
    expect(
      screen.getByRole('button', { name: 'Check the numbers' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/90 % sure/)).not.toBeInTheDocument();
    const sentence = screen.getByText('42 people listened, 7 % more.');
    expect(
      screen.getByText('7 %').compareDocumentPosition(sentence) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).toBeTruthy();
    expect(screen.getByText('It took 12 steps. Ask less.')).toBeInTheDocument();
    expect(
      screen.getByText('The work had to end; this is what there was by then'),
    ).toBeInTheDocument();
    expect(screen.getByText(/gpt-test/)).toHaveTextContent(
      'What it took: 12s · 5 steps · gpt-test · 12,345 tokens read, 678 written · $0.012',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'The SQL of every attempt (3)' }),
    );
    const attempts = screen
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(attempts).toEqual([
      expect.stringMatching(/^refusedfinance.revenue is not openAttempt 1/),
      expect.stringMatching(/^failedno column xAttempt 2/),
      expect.stringMatching(/^ran1 rowAttempt 3/),
    ]);
  });

  it('does not announce a result where none came of the work', async () => {
    renderInTestApp(
      <AnswerView
        answer={{
          tier: 'uncovered',
          sentence: 'The work ended before there was an answer.',
          endedBy: { limit: 'mistakes', message: 'It wrote nothing of use.' },
        }}
      />,
    );
    expect(
      await screen.findByText('Why it ended without an answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('It wrote nothing of use.')).toBeInTheDocument();
    expect(screen.queryByText(/what there was/)).not.toBeInTheDocument();
  });

  it('leaves out a cost that is not known, and attempts that tell nothing more', async () => {
    const attempted: Answer = {
      ...verified,
      attempts: [{ sql: verified.sql!, outcome: 'ran', rowCount: 1 }],
      usage: { durationMs: 300, steps: 4 },
    };
    const { unmount } = renderInTestApp(
      <AnswerView
        answer={{
          ...attempted,
          usage: { durationMs: 300, steps: 4, model: 'gpt-test' },
        }}
      />,
    );
    expect(await screen.findByText(/4 steps/)).toHaveTextContent(
      /^What it took: < 1s · 4 steps · gpt-test$/,
    );
    expect(screen.queryByText(/every attempt/)).not.toBeInTheDocument();
    unmount();

    renderInTestApp(<AnswerView answer={attempted} />);
    expect(await screen.findByText(verified.sentence)).toBeInTheDocument();
    expect(screen.queryByText(/4 steps/)).not.toBeInTheDocument();
  });

  it.each([
    [
      'resource:default/podcasts',
      0.1,
      'It would belong to Podcasts, of podcast-insights, who may be able to add it.',
    ],
    [
      undefined,
      0.9,
      'The nearest topic is Podcasts, of podcast-insights. Ask them whether they can add it.',
    ],
    [undefined, 0.3, ''],
  ])(
    'says what is missing, and whom to ask only of a likely topic: %s, %d',
    async (cluster, score, whom) => {
      renderInTestApp(
        <AnswerView
          answer={{
            tier: 'uncovered',
            sentence: 'The podcasts’ data cannot tell.',
            ...(cluster ? { cluster } : {}),
            missing: 'No dataset has the **age** of listeners.',
            nearClusters: [
              {
                cluster: 'resource:default/podcasts',
                title: 'Podcasts',
                owner: 'group:default/podcast-insights',
                score,
              },
            ],
          }}
        />,
      );
      const heading = await screen.findByText('What is missing');
      expect(
        screen.getByText('age', { selector: 'strong' }),
      ).toBeInTheDocument();
      expect(heading.parentElement!.textContent).toBe(
        `What is missingNo dataset has the age of listeners.${whom}`,
      );
    },
  );
});
