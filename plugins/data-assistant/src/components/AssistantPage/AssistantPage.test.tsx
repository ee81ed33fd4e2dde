import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  Answer,
  DataAssistantApi,
} from '@cairn/backstage-plugin-data-assistant-common';
import { dataAssistantApiRef } from '@cairn/backstage-plugin-data-assistant-react';
import {
  act,
  createEvent,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { rootRouteRef } from '../../routes';
import { AssistantInMemory } from '../../testing/AssistantInMemory';
import { responseError } from '../../testing/responseError';
import { DataAssistantRoutes } from '../DataAssistantPage/DataAssistantRoutes';

const verified: Answer = {
  tier: 'verified',
  sentence: '1,234 people listened to podcasts.',
  cluster: 'resource:default/podcasts',
  sources: [{ kind: 'pair', id: 'podcasts/listeners', title: 'How many?' }],
};

const suggestion = {
  question: 'How many streams were there yesterday?',
  cluster: 'resource:default/music',
  clusterTitle: 'Music',
};

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

async function open(api: AssistantInMemory, path = '') {
  const render = () =>
    renderInTestApp(
      <>
        <DataAssistantRoutes />
        <Address />
      </>,
      {
        apis: [[dataAssistantApiRef, api as unknown as DataAssistantApi]],
        mountedRoutes: {
          '/data-assistant': rootRouteRef,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
        mountPath: '/data-assistant',
        initialRouteEntries: [`/data-assistant${path}`],
      },
    );
  return act(async () => render());
}

const field = () => screen.findByRole('textbox', { name: 'Your question' });
const address = () => screen.getByLabelText('address').textContent;
const log = () => screen.getByRole('log', { name: 'Messages' });
const steps = () =>
  within(log())
    .getAllByRole('listitem')
    .map(item => item.textContent);
const announced = (text: string) =>
  waitFor(() =>
    expect(
      screen.getAllByRole('status').map(status => status.textContent),
    ).toContain(text),
  );
const asked = (api: AssistantInMemory) =>
  waitFor(() => expect(api.runs.at(-1)).toBeDefined());

describe('AssistantPageBody', () => {
  it('sends with Enter, shows each step as it happens, and says the answer', async () => {
    const api = new AssistantInMemory();
    await open(api);
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
    expect(screen.getByRole('button', { name: '2 steps' })).toHaveAttribute(
      'aria-expanded',
      'false',
    );
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
    await open(api);
    await userEvent.type(await field(), 'How many?{Enter}');
    const stop = await screen.findByRole('button', { name: 'Stop' });
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
    await open(api, '/c/c1');
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
    await open(api, '/c/c1');
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
    await open(api, '/c/c1');
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
    await open(api);
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
    expect(within(log()).getAllByText('How many?')).toHaveLength(1);
  });

  it('shows what the backend has against a question', async () => {
    const api = new AssistantInMemory();
    await open(api);
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

  it('shows why a run failed', async () => {
    const api = new AssistantInMemory();
    await open(api);
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

  it('offers questions that have an answer, at the start and when there is none', async () => {
    const api = new AssistantInMemory();
    const other = { ...suggestion, cluster: 'resource:default/podcasts' };
    api.suggestions = [suggestion, { ...other, question: 'Who listens?' }];
    await open(api, '?cluster=resource%3Adefault%2Fmusic');
    const start = await screen.findByRole('button', {
      name: new RegExp(suggestion.question.slice(0, 20)),
    });
    expect(screen.queryByText('Who listens?')).not.toBeInTheDocument();
    expect(screen.getByText('Asking music alone')).toBeInTheDocument();
    await userEvent.click(start);
    await asked(api);
    expect(api.runs[0]).toMatchObject({
      question: suggestion.question,
      cluster: suggestion.cluster,
    });
    expect(address()).toBe(
      '/data-assistant/c/c1?cluster=resource%3Adefault%2Fmusic',
    );

    await act(async () =>
      api.answer('r1', {
        tier: 'uncovered',
        sentence: 'No cluster covers this question.',
        suggestions: [{ ...other, question: 'Who listens?' }],
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /Who listens\?/ }),
    );
    await waitFor(() => expect(api.runs).toHaveLength(2));
    expect(api.runs[1]).toMatchObject({
      question: 'Who listens?',
      cluster: 'resource:default/podcasts',
    });

    await userEvent.click(
      screen.getByRole('button', { name: 'Ask all clusters' }),
    );
    expect(address()).toBe('/data-assistant/c/c1');
  });

  it('shows what another tab asked when the reader comes back', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'First?');
    api.answer('r1', verified);
    await open(api, '/c/c1');
    await screen.findByText('First?');
    api.ask(id, 'Second?');
    fireEvent.focus(window);
    expect(await screen.findByText('Second?')).toBeInTheDocument();
    await act(async () => api.answer('r2', { ...verified, sentence: 'Two.' }));
    expect(await within(log()).findByText('Two.')).toBeVisible();
    expect(api.streams).toEqual([{ runId: 'r2' }]);
  });

  it('shows how an older answer came about, and takes feedback on it', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?');
    api.answer('r1', verified);
    await open(api, '/c/c1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'How it was answered' }),
    );
    await screen.findByText('Ran the SQL');
    expect(screen.getByRole('button', { name: '2 steps' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'The answer is right' }),
    );
    await screen.findByText('Thank you. The owners of this data will see it.');
    expect(api.feedback).toEqual([{ runId: 'r1', rating: 'up' }]);
  });

  it('counts near the limit and does not send beyond it', async () => {
    const api = new AssistantInMemory();
    await open(api);
    const text = await field();
    fireEvent.change(text, { target: { value: 'x'.repeat(4_001) } });
    expect(screen.getByText('4,001 of 4,000 characters')).toBeInTheDocument();
    expect(text).toBeInvalid();
    await userEvent.type(text, '{Enter}');
    expect(api.runs).toEqual([]);
    fireEvent.change(text, { target: { value: 'x'.repeat(3_499) } });
    expect(screen.queryByText(/of 4,000/)).not.toBeInTheDocument();
    fireEvent.change(text, { target: { value: ' \n ' } });
    expect(screen.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  it('deletes a conversation after asking', async () => {
    const api = new AssistantInMemory();
    api.add('Podcasts');
    api.add('Music');
    await open(api, '/c/c1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete “Podcasts”' }),
    );
    const dialog = await screen.findByRole('dialog');
    api.failNext('deleteConversation', new Error('no'));
    const confirm = within(dialog).getByRole('button', { name: 'Delete' });
    await userEvent.click(confirm);
    expect(
      await within(dialog).findByText('It could not be deleted. Try again.'),
    ).toBeInTheDocument();
    await userEvent.click(confirm);
    await waitFor(() => expect(address()).toBe('/data-assistant'));
    expect(api.conversations.map(entry => entry.title)).toEqual(['Music']);
    expect(screen.queryByRole('link', { name: /Podcasts/ })).toBe(null);
  });

  it('says so when the reader may not use it at all', async () => {
    const api = new AssistantInMemory();
    api.failNext(
      'listConversations',
      await responseError(403, 'NotAllowedError'),
    );
    await open(api);
    expect(
      await screen.findByText('You may not use the data assistant'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.queryByText(/srv/)).not.toBeInTheDocument();
  });

  it('tells a conversation that is not there from one that could not be loaded', async () => {
    const api = new AssistantInMemory();
    api.failNext('getConversation', await responseError(404, 'NotFoundError'));
    const { unmount } = await open(api, '/c/c9');
    expect(await screen.findByText('No such conversation')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
    unmount();

    api.ask(api.add('Podcasts').id, 'How many?');
    api.failNext('getConversation', await responseError(500, 'Error'));
    await open(api, '/c/c1');
    expect(
      await screen.findByText('This could not be loaded'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('How many?')).toBeInTheDocument();
  });

  it('keeps the conversations behind a button on a phone', async () => {
    const api = new AssistantInMemory();
    api.add('Podcasts');
    const matchMedia = window.matchMedia;
    window.matchMedia = query =>
      ({
        matches: query.includes('max-width'),
        media: query,
        addListener: () => undefined,
        removeListener: () => undefined,
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      } as unknown as MediaQueryList);
    try {
      await open(api);
      const button = await screen.findByRole('button', {
        name: 'Show conversations',
      });
      expect(screen.queryByRole('link', { name: /Podcasts/ })).toBe(null);
      await userEvent.click(button);
      await userEvent.click(
        await screen.findByRole('link', { name: /Podcasts/ }),
      );
      expect(address()).toBe('/data-assistant/c/c1');
      await waitFor(() =>
        expect(screen.queryByRole('link', { name: /Podcasts/ })).toBe(null),
      );
    } finally {
      window.matchMedia = matchMedia;
    }
  });
});
