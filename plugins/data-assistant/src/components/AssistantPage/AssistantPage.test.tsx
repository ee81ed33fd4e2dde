import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AssistantInMemory } from '../../__testUtils__/AssistantInMemory';
import {
  address,
  asked,
  field,
  log,
  openAssistant,
  steps,
  verified,
} from '../../__testUtils__/openAssistant';
import { responseError } from '../../testing/responseError';

const suggestion = {
  question: 'How many streams were there yesterday?',
  cluster: 'resource:default/music',
  clusterTitle: 'Music',
};

describe('AssistantPageBody', () => {
  it('offers questions that have an answer, at the start and when there is none', async () => {
    const api = new AssistantInMemory();
    const other = { ...suggestion, cluster: 'resource:default/podcasts' };
    api.suggestions = [suggestion, { ...other, question: 'Who listens?' }];
    await openAssistant(api, '?cluster=resource%3Adefault%2Fmusic');
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
    await waitFor(() =>
      expect(address()).toBe(
        '/data-assistant/c/c1?cluster=resource%3Adefault%2Fmusic',
      ),
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

  it('says that there is no such cluster to ask, and offers to ask all', async () => {
    const api = new AssistantInMemory();
    api.suggestions = [suggestion];
    api.failNext('listSuggestions', await responseError(404, 'NotFoundError'));
    await openAssistant(api, '?cluster=nope');
    expect(
      await screen.findByText('There is no cluster “nope” to ask'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Asking nope alone')).not.toBeInTheDocument();
    expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument();
    const text = await field();
    expect(text).toHaveAccessibleDescription(
      'Ask all clusters to send a question',
    );
    await userEvent.type(text, 'How many?{Enter}');
    expect(text).toHaveValue('How many?');

    await userEvent.click(
      screen.getByRole('button', { name: 'Ask all clusters' }),
    );
    expect(address()).toBe('/data-assistant');
    expect(screen.queryByText(/There is no cluster/)).not.toBeInTheDocument();
    expect(await screen.findByText(suggestion.question)).toBeInTheDocument();
    await userEvent.type(text, '{Enter}');
    await waitFor(() => expect(api.runs).toHaveLength(1));
    expect(api.runs[0]).toMatchObject({ question: 'How many?' });
  });

  it('does not ask a cluster that may be seen alone', async () => {
    const api = new AssistantInMemory();
    api.clusters[0].can.ask = false;
    const { unmount } = await openAssistant(api, '?cluster=Music');
    expect(
      await screen.findByText('There is no cluster “Music” to ask'),
    ).toBeInTheDocument();
    unmount();
    await openAssistant(api, '?cluster=Podcasts');
    expect(await screen.findByText('Asking Podcasts alone')).toBeVisible();
  });

  it('shows what another tab asked when the reader comes back', async () => {
    const api = new AssistantInMemory();
    const { id } = api.add('Podcasts');
    api.ask(id, 'First?');
    api.answer('r1', verified);
    await openAssistant(api, '/c/c1');
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
    await openAssistant(api, '/c/c1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'How it was answered' }),
    );
    await screen.findByText('Ran the SQL');
    expect(
      screen.getByRole('button', { name: 'How it was answered' }),
    ).toHaveAttribute('aria-expanded', 'true');
    expect(steps()).toEqual(['Looked around, done', 'Ran the SQL, done']);
    await userEvent.click(
      screen.getByRole('button', { name: 'The answer is right' }),
    );
    await screen.findByText('Thank you. The owners of this data will see it.');
    expect(api.feedback).toEqual([{ runId: 'r1', rating: 'up' }]);
  });

  it('counts near the limit and does not send beyond it', async () => {
    const api = new AssistantInMemory();
    await openAssistant(api);
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

  it('tells the age of conversations, and their titles in full on hover', async () => {
    const api = new AssistantInMemory();
    const title = 'How many people listened to podcasts in Sweden last week?';
    const { id } = api.add(title);
    api.add('Music');
    const [second, first] = api.conversations;
    first.updatedAt = new Date(Date.now() - 20_000).toISOString();
    second.updatedAt = new Date(Date.now() - 7_200_500).toISOString();
    await openAssistant(api);
    const link = await screen.findByRole('link', { name: `${title}just now` });
    expect(link).toHaveAttribute('title', title);
    expect(link).toHaveAttribute('href', `/data-assistant/c/${id}`);
    expect(
      screen.getByRole('link', { name: 'Music2 hours ago' }),
    ).toBeInTheDocument();
  });

  it('deletes a conversation after asking', async () => {
    const api = new AssistantInMemory();
    api.add('Podcasts');
    api.add('Music');
    await openAssistant(api, '/c/c1');
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
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: /Podcasts/ })).toBe(null),
    );
    expect(screen.getByRole('link', { name: /Music/ })).toBeVisible();
  });

  it('says so when the reader may not use it at all', async () => {
    const api = new AssistantInMemory();
    api.failNext(
      'listConversations',
      await responseError(403, 'NotAllowedError'),
    );
    await openAssistant(api);
    expect(
      await screen.findByText('You may not use the data assistant'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.queryByText(/srv/)).not.toBeInTheDocument();
  });

  it('tells a conversation that is not there from one that could not be loaded', async () => {
    const api = new AssistantInMemory();
    api.failNext('getConversation', await responseError(404, 'NotFoundError'));
    const { unmount } = await openAssistant(api, '/c/c9');
    expect(await screen.findByText('No such conversation')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('link', { name: 'New conversation' }),
    );
    expect(address()).toBe('/data-assistant');
    expect(await field()).toBeInTheDocument();
    unmount();

    api.ask(api.add('Podcasts').id, 'How many?');
    api.failNext('getConversation', await responseError(500, 'Error'));
    await openAssistant(api, '/c/c1');
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
      await openAssistant(api);
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
