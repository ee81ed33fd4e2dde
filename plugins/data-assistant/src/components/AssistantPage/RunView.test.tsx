import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AssistantInMemory } from '../../__testUtils__/AssistantInMemory';
import {
  address,
  announced,
  asked,
  field,
  log,
  openAssistant,
  pressEnter,
  steps,
  verified,
} from '../../__testUtils__/openAssistant';
import { responseError } from '../../testing/responseError';

const grounded: Answer = {
  tier: 'grounded',
  sentence: '42 people listened.',
  sql: 'SELECT 42',
  attempts: [
    { sql: 'SELECT x', outcome: 'failed', message: 'no column x' },
    { sql: 'SELECT 42', outcome: 'ran', rowCount: 1 },
  ],
  usage: { durationMs: 12_000, steps: 5, model: 'gpt-test' },
};

const QUESTION = 'Listeners of which age?';

/** A conversation whose run has done two steps and asks. */
function waiting(api: AssistantInMemory) {
  api.ask(api.add('Podcasts').id, 'How many?');
  api.write(
    'r1',
    { type: 'status', data: { status: 'running', attempt: 1 } },
    { type: 'step', data: { n: 1, kind: 'context', title: 'Read about it' } },
    { type: 'step', data: { n: 2, kind: 'think', title: 'Thought' } },
  );
  api.askBack('r1', 3, QUESTION, ['Adults', 'All ages']);
}

async function conflict() {
  return Object.assign(await responseError(409, 'ConflictError'), {
    cause: Object.assign(new Error('It was answered with “Adults” before.'), {
      name: 'ConflictError',
    }),
  });
}

describe('RunView', () => {
  it('shows thoughts and tool calls as they happen, and folds them when it is done', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    await userEvent.type(await field(), 'How many?{Enter}');
    await asked(api);
    await act(async () =>
      api.write(
        'r1',
        { type: 'status', data: { status: 'running', attempt: 1 } },
        { type: 'step', data: { n: 1, kind: 'think', title: 'Thought' } },
      ),
    );
    await act(async () =>
      api.draft('r1', { title: 'Writing SQL', text: 'SELECT count' }),
    );
    expect(await within(log()).findByText('Writing SQL')).toBeVisible();
    expect(within(log()).getByText('SELECT count')).toBeVisible();

    const sql = 'SELECT x FROM podcasts.streams';
    await act(async () =>
      api.write('r1', {
        type: 'step',
        data: {
          n: 2,
          kind: 'tool',
          title: 'Ran SQL',
          detail: 'no column x',
          sql,
          outcome: 'failed',
        },
      }),
    );
    expect(within(log()).queryByText('SELECT count')).not.toBeInTheDocument();
    expect(steps()).toEqual([
      'Thought, done',
      expect.stringMatching(/^Ran SQL failedno column x/),
    ]);

    await act(async () =>
      api.write(
        'r1',
        { type: 'answer', data: { messageId: 'm2', answer: grounded } },
        { type: 'status', data: { status: 'done', attempt: 1 } },
      ),
    );
    expect(
      await screen.findByRole('button', { name: '2 steps · 1 query · 12s' }),
    ).toHaveAttribute('aria-expanded', 'false');
    await announced('Answer: 42 people listened.');
    expect(
      screen.getByRole('button', { name: 'The SQL of every attempt (2)' }),
    ).toBeInTheDocument();
  });

  it('asks its asker, and goes on with the choice that is pressed', async () => {
    const api = new AssistantInMemory();
    waiting(api);
    await openAssistant(api, '/c/c1');
    const group = await screen.findByRole('group', { name: QUESTION });
    await announced(`Question for you: ${QUESTION}`);
    // What was done before is folded, and the field is free for another question.
    expect(screen.getByRole('button', { name: '2 steps' })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument();

    await userEvent.click(
      within(group).getByRole('button', { name: 'All ages' }),
    );
    await waitFor(() =>
      expect(api.replies).toEqual([{ runId: 'r1', n: 3, text: 'All ages' }]),
    );
    expect(
      await screen.findByText('Waiting for a free worker'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('group', { name: QUESTION })).toBe(null);
    const text = await field();
    await waitFor(() => expect(text).toHaveFocus());
    expect(screen.getByText('You answered:').parentElement).toHaveTextContent(
      'You answered: All ages',
    );

    await act(async () =>
      api.write(
        'r1',
        { type: 'status', data: { status: 'running', attempt: 2 } },
        { type: 'step', data: { n: 4, kind: 'tool', title: 'Ran SQL' } },
      ),
    );
    expect(steps()).toEqual(['Ran SQL, done']);
    // The attempt after a reply is no interruption.
    expect(screen.queryByText(/after an interruption/)).toBe(null);
    expect(screen.getByText(QUESTION)).toBeVisible();
    await act(async () => api.answer('r1', grounded));
    expect(await within(log()).findByText(grounded.sentence)).toBeVisible();
    expect(screen.getByText('All ages')).toBeVisible();
    // What followed the reply is what the log shows from the top.
    expect(
      screen.getByText('All ages').closest('[data-newest-part]'),
    ).toHaveTextContent(QUESTION);
  });

  it('takes a reply in words, and says why one was not taken', async () => {
    const api = new AssistantInMemory();
    waiting(api);
    await openAssistant(api, '/c/c1');
    const group = await screen.findByRole('group', { name: QUESTION });
    const own = within(group).getByRole('textbox', { name: 'Another answer' });
    const send = within(group).getByRole('button', { name: 'Reply' });
    expect(send).toBeDisabled();

    api.failNext('replyToRun', await conflict());
    await userEvent.type(own, 'From 16 on{Enter}');
    expect(
      await screen.findByText('It was answered with “Adults” before.'),
    ).toBeInTheDocument();
    expect(own).toHaveValue('From 16 on');

    api.failNext('replyToRun', await responseError(404, 'NotFoundError'));
    await userEvent.click(send);
    expect(
      await screen.findByText(/^The question is no longer open/),
    ).toBeInTheDocument();

    await userEvent.click(send);
    expect(
      (await screen.findByText('You answered:')).parentElement,
    ).toHaveTextContent('You answered: From 16 on');
    expect(api.replies).toEqual([{ runId: 'r1', n: 3, text: 'From 16 on' }]);
    expect(screen.queryByText('Your reply was not taken')).toBe(null);
  });

  it('keeps the focus where it is while a reply is sent and when it was not taken', async () => {
    const api = new AssistantInMemory();
    waiting(api);
    await openAssistant(api, '/c/c1');
    const group = await screen.findByRole('group', { name: QUESTION });
    let refuse = (_: Error) => {};
    const replyToRun = jest.spyOn(api, 'replyToRun').mockImplementation(
      () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
    );
    const choice = within(group).getByRole('button', { name: 'Adults' });
    await pressEnter(choice);
    await userEvent.keyboard('{Enter}');
    expect(replyToRun).toHaveBeenCalledTimes(1);
    expect(choice).toHaveAttribute('aria-disabled', 'true');
    expect(choice).toHaveFocus();
    await act(async () => refuse(new TypeError('Failed to fetch')));
    await screen.findByText('Your reply was not taken');
    expect(choice).toHaveFocus();

    await userEvent.type(
      within(group).getByRole('textbox', { name: 'Another answer' }),
      'From 16 on',
    );
    const send = within(group).getByRole('button', { name: 'Reply' });
    await pressEnter(send);
    expect(replyToRun).toHaveBeenCalledTimes(2);
    expect(send).toHaveFocus();
    await act(async () => refuse(new TypeError('Failed to fetch')));
    expect(send).toHaveFocus();
  });

  it('believes the journal rather than a conversation that was read before', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    const release = api.holdConversations();
    await userEvent.type(await field(), 'How many?{Enter}');
    await screen.findByRole('button', { name: 'Stop' });
    await act(async () => {
      api.write('r1', {
        type: 'status',
        data: { status: 'running', attempt: 1 },
      });
      api.askBack('r1', 1, QUESTION, []);
    });
    await screen.findByRole('group', { name: QUESTION });
    await act(async () => release());
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBe(null);
  });

  it('lets one ask something else while it waits, and stops what waits', async () => {
    const api = new AssistantInMemory();
    waiting(api);
    await openAssistant(api, '/c/c1');
    const group = await screen.findByRole('group', { name: QUESTION });
    await userEvent.type(await field(), 'And in Norway?{Enter}');
    await waitFor(() => expect(api.runs).toHaveLength(2));
    expect(group).toBeVisible();
    await act(async () => api.answer('r2', verified));
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();

    await pressEnter(
      within(group).getByRole('button', { name: 'Stop without an answer' }),
    );
    expect(
      await screen.findByText('Stopped before there was an answer.'),
    ).toBeInTheDocument();
    expect(group).not.toBeInTheDocument();
    expect(api.runs[0].run.status).toBe('cancelled');
    expect(await field()).toHaveFocus();
  });

  it('tells the place in the queue as it moves, and stops an older run where it is', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'First?');
    api.ask(id, 'Second?');
    api.queueBehind('r1', 2);
    jest.useFakeTimers({ advanceTimers: true });
    try {
      await openAssistant(api, '/c/c1');
      expect(
        await screen.findByText('2 questions are before yours'),
      ).toBeInTheDocument();
      api.queueBehind('r1', 1);
      await act(async () => jest.advanceTimersByTime(3_000));
      expect(
        await screen.findByText('1 question is before yours'),
      ).toBeInTheDocument();
    } finally {
      jest.useRealTimers();
    }
    const [first] = within(log()).getAllByRole('article');
    await userEvent.click(within(first).getByRole('button', { name: 'Stop' }));
    expect(
      await within(first).findByText('Stopped before there was an answer.'),
    ).toBeInTheDocument();
    expect(api.runs.map(({ run }) => run.status)).toEqual([
      'cancelled',
      'queued',
    ]);
  });

  it('says when another worker had to go on with it', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?');
    api.write(
      'r1',
      { type: 'status', data: { status: 'running', attempt: 1 } },
      { type: 'step', data: { n: 1, kind: 'think', title: 'Thought' } },
    );
    await openAssistant(api, '/c/c1');
    await screen.findByText('Thought');
    expect(screen.queryByText(/after an interruption/)).toBe(null);
    await act(async () =>
      api.write('r1', {
        type: 'status',
        data: { status: 'running', attempt: 2 },
      }),
    );
    expect(
      await screen.findByText('Continued after an interruption'),
    ).toBeInTheDocument();
    expect(steps()).toEqual(['Thought, done']);
  });

  it('asks again where it was asked, at once or changed', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    const cluster = 'resource:default/podcasts';
    api.ask(id, 'How many?', cluster);
    api.answer('r1', grounded);
    await openAssistant(api, '/c/c1');
    expect(
      await screen.findByText('Asked in podcasts alone'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(api.runs).toHaveLength(2));
    expect(api.runs[1]).toMatchObject({ question: 'How many?', cluster });
    expect(api.runs[1].key).not.toBe(api.runs[0].key);
    await waitFor(() =>
      expect(screen.getAllByText('Asked in podcasts alone')).toHaveLength(2),
    );
    await act(async () => api.answer('r2', grounded));

    const [edit] = screen.getAllByRole('button', {
      name: 'Edit and ask again',
    });
    await userEvent.click(edit);
    const text = await field();
    expect(text).toHaveValue('How many?');
    expect(text).toHaveFocus();
    expect(address()).toBe(
      '/data-assistant/c/c1?cluster=resource%3Adefault%2Fpodcasts',
    );
    await userEvent.keyboard('{Backspace} adults?{Enter}');
    await waitFor(() => expect(api.runs).toHaveLength(3));
    expect(api.runs[2]).toMatchObject({
      question: 'How many adults?',
      cluster,
    });
  });

  it('shows what an older run did and asked, unless that is no longer kept', async () => {
    const api = new AssistantInMemory();
    waiting(api);
    await api.replyToRun('r1', { n: 3, text: 'Adults' });
    api.write(
      'r1',
      { type: 'step', data: { n: 4, kind: 'tool', title: 'Ran SQL' } },
      { type: 'answer', data: { messageId: 'm2', answer: grounded } },
      { type: 'status', data: { status: 'done', attempt: 2 } },
    );
    const { unmount } = await openAssistant(api, '/c/c1');
    const name = '5 steps · 2 queries · 12s';
    const toggle = await screen.findByRole('button', { name });
    expect(api.streams).toEqual([]);
    await userEvent.click(toggle);
    expect(await screen.findByText('Ran SQL')).toBeVisible();
    expect(steps()).toEqual([
      'Read about it, done',
      'Thought, done',
      'Ran SQL, done',
    ]);
    expect(screen.getByText('You answered:').parentElement).toHaveTextContent(
      'You answered: Adults',
    );
    await userEvent.click(toggle);
    expect(screen.queryByText('Ran SQL')).not.toBeInTheDocument();
    unmount();

    api.prune('r1');
    await openAssistant(api, '/c/c1');
    await userEvent.click(await screen.findByRole('button', { name }));
    expect(
      await screen.findByText('The steps of this answer are no longer kept.'),
    ).toBeInTheDocument();
    expect(within(log()).getByText(grounded.sentence)).toBeVisible();
  });
});
