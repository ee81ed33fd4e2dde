import {
  act,
  createEvent,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AssistantInMemory } from '../../__testUtils__/AssistantInMemory';
import {
  address,
  announced,
  asked,
  field,
  log,
  openAssistant,
  steps,
  verified,
} from '../../__testUtils__/openAssistant';
import { responseError } from '../../testing/responseError';

describe('ConversationLog', () => {
  it('sends with Enter, shows each step as it happens, and says the answer', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    const text = await field();
    await userEvent.type(text, 'How many{Shift>}{Enter}{/Shift}people?');
    expect(text).toHaveValue('How many\npeople?');
    expect(api.runs).toEqual([]);

    const composed = createEvent.keyDown(text, { key: 'Enter', keyCode: 229 });
    fireEvent(text, composed);
    expect(composed.defaultPrevented).toBe(false);
    expect(api.runs).toEqual([]);

    await userEvent.keyboard('{Enter}');
    expect(text).toHaveValue('');
    expect(text).toHaveFocus();
    expect(await within(log()).findByText(/How many\s+people/)).toBeVisible();
    expect(
      await screen.findByText('Waiting for a free worker'),
    ).toBeInTheDocument();
    expect(address()).toBe('/data-assistant/c/c1');
    expect(
      await screen.findByRole('link', { name: /How many\s+people/ }),
    ).toHaveAttribute('aria-current', 'page');
    await announced('Working on an answer');

    await act(async () =>
      api.write(
        'r1',
        { type: 'status', data: { status: 'running', attempt: 1 } },
        { type: 'step', data: { n: 1, kind: 'route', title: 'Looked around' } },
      ),
    );
    expect(await screen.findByText('Working')).toBeInTheDocument();
    expect(steps()).toEqual(['Looked around, done']);

    await act(async () =>
      api.write(
        'r1',
        { type: 'step', data: { n: 2, kind: 'query', title: 'Ran the SQL' } },
        { type: 'answer', data: { messageId: 'm2', answer: verified } },
        { type: 'status', data: { status: 'done', attempt: 1 } },
      ),
    );
    await announced('Answer: 1,234 people listened to podcasts.');
    expect(
      screen.getByRole('button', { name: '2 steps · 1 query' }),
    ).toHaveAttribute('aria-expanded', 'false');
    expect(within(log()).getByText(verified.sentence)).toBeVisible();
    expect(screen.getByRole('link', { name: 'How many?' })).toHaveAttribute(
      'href',
      '/data-assistant/clusters/default/podcasts#pair-podcasts%2Flisteners',
    );
    expect(text).toHaveFocus();
    expect(api.streams).toEqual([{ runId: 'r1' }]);
  });

  it('stops a run, and asks the same again under another key', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    await userEvent.type(await field(), 'How many?{Enter}');
    const stop = await screen.findByRole('button', { name: 'Stop' });
    const text = await field();
    expect(text).toHaveAccessibleDescription('Wait for the answer, or stop it');
    await userEvent.type(text, 'Meanwhile{Enter}');
    expect(text).toHaveValue('Meanwhile');
    await userEvent.clear(text);
    api.failNext('cancelRun', new TypeError('Failed to fetch'));
    await userEvent.click(stop);
    expect(
      await screen.findByText('It could not be stopped. Try again.'),
    ).toBeInTheDocument();
    await userEvent.click(stop);
    expect(
      await screen.findByText('Stopped before there was an answer.'),
    ).toBeInTheDocument();
    expect(api.runs[0].run.status).toBe('cancelled');
    expect(screen.getByRole('button', { name: 'Send' })).toBeInTheDocument();
    expect(text).toHaveAccessibleDescription(/^Enter sends/);

    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(api.runs).toHaveLength(2));
    expect(api.runs[1].question).toBe('How many?');
    expect(api.runs[1].run.conversationId).toBe('c1');
    expect(api.runs[1].key).not.toBe(api.runs[0].key);
  });

  it('takes a run up where it is when the page is opened in the middle of an answer', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'How many?');
    api.write(
      'r1',
      { type: 'status', data: { status: 'running', attempt: 1 } },
      { type: 'step', data: { n: 1, kind: 'route', title: 'Looked around' } },
      { type: 'step', data: { n: 2, kind: 'match', title: 'Took the wrong' } },
    );
    await openAssistant(api, '/c/c1');
    expect(await screen.findByText('Took the wrong')).toBeInTheDocument();

    await act(async () =>
      api.write(
        'r1',
        { type: 'reset', data: { reason: 'Another worker', fromStep: 2 } },
        { type: 'step', data: { n: 2, kind: 'match', title: 'Took another' } },
      ),
    );
    expect(await screen.findByText('Took another')).toBeInTheDocument();
    expect(steps()).toEqual(['Looked around, done', 'Took another, done']);
    expect(screen.getByRole('button', { name: 'Stop' })).toBeInTheDocument();

    await act(async () => api.answer('r1', verified));
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
  });

  it('reads on from the last event after the connection was lost', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'How many?');
    api.write('r1', {
      type: 'step',
      data: { n: 1, kind: 'route', title: 'Looked around' },
    });
    await openAssistant(api, '/c/c1');
    await screen.findByText('Looked around');
    await act(async () => api.breakStreams('r1'));
    expect(
      await screen.findByText('The connection to the portal was lost'),
    ).toBeInTheDocument();

    await act(async () => api.answer('r1', verified));
    await userEvent.click(
      screen.getByRole('button', { name: 'Connect again' }),
    );
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
    expect(api.streams).toEqual([
      { runId: 'r1' },
      { runId: 'r1', lastEventId: 1 },
    ]);
  });

  it('says that an answer goes on while the browser has no network', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?');
    const onLine = jest.spyOn(navigator, 'onLine', 'get');
    onLine.mockReturnValue(false);
    await openAssistant(api, '/c/c1');
    expect(
      await screen.findByText(
        'You are offline. The answer goes on and will appear when you are back.',
      ),
    ).toBeInTheDocument();
    onLine.mockReturnValue(true);
    await act(async () => {
      window.dispatchEvent(new Event('online'));
    });
    expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument();
    onLine.mockRestore();
  });

  it('sends a question that did not arrive again under the same key', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    api.failNext('postMessage', new TypeError('Failed to fetch'));
    await userEvent.type(await field(), 'How many?{Enter}');
    expect(
      await screen.findByText('Your question was not sent'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Check your connection and try again.'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(address()).toBe('/data-assistant/c/c1'));
    expect(api.runs).toHaveLength(1);
    expect(api.conversations).toHaveLength(1);
    await screen.findByText('Waiting for a free worker');
    expect(within(log()).getAllByText('How many?')).toHaveLength(1);
  });

  it('says that the conversation is gone, and asks in a new one', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'How many in Sweden?');
    api.answer('r1', verified);
    await openAssistant(api, '/c/c1');
    await screen.findByText('How many in Sweden?');
    await api.deleteConversation(id);
    await userEvent.type(await field(), 'And in Norway?{Enter}');
    expect(
      await screen.findByText(/^This conversation is no longer there/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBe(null);

    await userEvent.click(
      screen.getByRole('button', { name: 'Ask in a new conversation' }),
    );
    await waitFor(() => expect(address()).toBe('/data-assistant/c/c2'));
    expect(await within(log()).findByText('And in Norway?')).toBeVisible();
    expect(within(log()).queryByText('How many in Sweden?')).toBe(null);
    expect(api.runs[1]).toMatchObject({
      question: 'And in Norway?',
      run: { conversationId: 'c2' },
    });
  });

  it('does not take a cluster that is gone for the conversation', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?', 'resource:default/radio');
    api.answer('r1', verified);
    await openAssistant(api, '/c/c1');
    api.failNext('postMessage', await responseError(404, 'NotFoundError'));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask again' }),
    );
    expect(
      await screen.findByText('There is no cluster “radio” to ask'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Ask in a new conversation' }),
    ).toBe(null);
  });

  it('shows what the backend has against a question', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    api.failNext(
      'postMessage',
      Object.assign(await responseError(400, 'InputError'), {
        cause: Object.assign(new Error('The question is odd.'), {
          name: 'InputError',
        }),
      }),
    );
    await userEvent.type(await field(), 'x{Enter}');
    expect(await screen.findByText('The question is odd.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(
      await screen.findByText('What would you like to know?'),
    ).toBeInTheDocument();
  });

  it('names a downloaded result after the question and the day', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many: in Sweden?');
    api.answer('r1', {
      ...verified,
      columns: [{ name: 'people', type: 'integer' }],
      rows: [[1234]],
    });
    URL.createObjectURL = () => 'blob:csv';
    URL.revokeObjectURL = jest.fn();
    const names: string[] = [];
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function named(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    await openAssistant(api, '/c/c1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download CSV' }),
    );
    expect(names).toEqual([
      expect.stringMatching(/^how-many-in-sweden-\d{4}-\d\d-\d\d\.csv$/),
    ]);
    click.mockRestore();
  });

  it('folds a long question until all of it is asked for', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'Short?');
    api.ask(id, `Long ${'word '.repeat(300)}`);
    await openAssistant(api, '/c/c1');
    const short = await within(log()).findByRole('heading', { name: 'Short?' });
    const long = within(log()).getByRole('heading', { name: /^Long/ });
    expect(short).not.toHaveAttribute('data-folded');
    expect(long).toHaveAttribute('data-folded');
    const more = within(log()).getByRole('button', { name: 'Show all' });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(more);
    expect(long).not.toHaveAttribute('data-folded');
    expect(more).toHaveAccessibleName('Show less');
    expect(more).toHaveFocus();
  });

  it('shows why a run failed', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    await userEvent.type(await field(), 'How many?{Enter}');
    await asked(api);
    await act(async () =>
      api.write(
        'r1',
        { type: 'error', data: { code: 'x', message: 'The query took long.' } },
        { type: 'status', data: { status: 'failed', attempt: 1 } },
      ),
    );
    expect(await screen.findByText('The query took long.')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Ask again' }),
    ).toBeInTheDocument();
    await announced('No answer: The query took long.');
  });

  it('asks the same in the cluster that the reader chooses, and no rating where nothing answers', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
    await userEvent.type(await field(), 'How many?{Enter}');
    await asked(api);
    await act(async () =>
      api.answer('r1', {
        tier: 'uncovered',
        sentence: 'More than one cluster answers this question.',
        choices: ['music', 'podcasts'].map(name => ({
          cluster: `resource:default/${name}`,
          title: name,
          owner: `group:default/${name}`,
          score: 0.5,
        })),
      }),
    );
    const choice = await within(log()).findByRole('button', {
      name: /^Ask in podcasts/,
    });
    expect(screen.queryByText('Was this answer right?')).toBeNull();

    await userEvent.click(choice);
    await waitFor(() => expect(api.runs).toHaveLength(2));
    expect(api.runs[1]).toMatchObject({
      question: 'How many?',
      cluster: 'resource:default/podcasts',
      run: { conversationId: 'c1' },
    });
    await act(async () => api.answer('r2', verified));
    expect(
      await screen.findByRole('group', { name: 'Was this answer right?' }),
    ).toBeInTheDocument();
  });
});
