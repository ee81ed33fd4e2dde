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
  announced,
  log,
  openAssistant,
  steps,
  verified,
} from '../../__testUtils__/openAssistant';

const QUESTION = 'Listeners of which age?';

/** A conversation whose run has done a step and asks. */
async function openWaiting() {
  const api = new AssistantInMemory();
  api.ask(api.add('Podcasts').id, 'How many?');
  api.write(
    'r1',
    { type: 'status', data: { status: 'running', attempt: 1 } },
    { type: 'step', data: { n: 1, kind: 'think', title: 'Thought' } },
  );
  api.askBack('r1', 2, QUESTION, ['Adults', 'All ages']);
  const looks = jest.spyOn(api, 'getRun');
  await openAssistant(api, '/c/c1');
  const group = await screen.findByRole('group', { name: QUESTION });
  await act(async () => jest.advanceTimersByTime(500));
  expect(api.watched).toEqual([]);
  expect(group).toBeVisible();
  return { api, looks };
}

async function replyElsewhere(api: AssistantInMemory) {
  await api.replyToRun('r1', { n: 2, text: 'Adults' });
  api.answer('r1', verified);
}

describe('a run that waits for its asker', () => {
  beforeEach(() => jest.useFakeTimers({ advanceTimers: true }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('keeps no stream open, and reads on from there after the reply', async () => {
    const { api } = await openWaiting();
    await userEvent.click(screen.getByRole('button', { name: 'All ages' }));
    await waitFor(() =>
      expect(api.streams).toEqual([
        { runId: 'r1' },
        { runId: 'r1', lastEventId: 4 },
      ]),
    );
    expect(api.watched).toEqual(['r1']);

    await act(async () => api.askBack('r1', 4, 'In which country?', []));
    await screen.findByRole('group', { name: 'In which country?' });
    await act(async () => jest.advanceTimersByTime(500));
    expect(api.watched).toEqual([]);
    await act(async () => {
      await api.replyToRun('r1', { n: 4, text: 'Sweden' });
      api.answer('r1', verified);
      jest.advanceTimersByTime(15_000);
    });
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
  });

  it('looks at the run now and then, and shows what came of a reply elsewhere', async () => {
    const { api, looks } = await openWaiting();
    const before = looks.mock.calls.length;
    await act(async () => jest.advanceTimersByTime(30_000));
    expect(looks).toHaveBeenCalledTimes(before + 2);
    expect(api.streams).toHaveLength(1);

    await replyElsewhere(api);
    expect(within(log()).queryByText(verified.sentence)).toBe(null);
    await act(async () => jest.advanceTimersByTime(15_000));
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
    expect(api.watched).toEqual([]);
    await announced(`Answer: ${verified.sentence}`);
  });

  it('does not look while the page is hidden, and at once when it is seen again', async () => {
    const { api, looks } = await openWaiting();
    const before = looks.mock.calls.length;
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    visibility.mockReturnValue('hidden');
    await replyElsewhere(api);
    await act(async () => jest.advanceTimersByTime(60_000));
    expect(looks).toHaveBeenCalledTimes(before);

    visibility.mockReturnValue('visible');
    await act(async () => {
      fireEvent(document, new Event('visibilitychange'));
    });
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
  });

  it('looks again after a look that failed', async () => {
    const { api } = await openWaiting();
    await replyElsewhere(api);
    api.failNext('getRun', new TypeError('Failed to fetch'));
    await act(async () => jest.advanceTimersByTime(15_000));
    expect(screen.getByRole('group', { name: QUESTION })).toBeVisible();
    await act(async () => jest.advanceTimersByTime(15_000));
    expect(await within(log()).findByText(verified.sentence)).toBeVisible();
  });

  it('reads the whole journal of a run that waited before and goes on', async () => {
    const api = new AssistantInMemory();
    api.ask(api.add('Podcasts').id, 'How many?');
    api.askBack('r1', 1, QUESTION, []);
    await api.replyToRun('r1', { n: 1, text: 'Adults' });
    api.write(
      'r1',
      { type: 'status', data: { status: 'running', attempt: 2 } },
      { type: 'step', data: { n: 2, kind: 'think', title: 'Thought' } },
    );
    await openAssistant(api, '/c/c1');
    await screen.findByText('Thought');
    await act(async () => jest.advanceTimersByTime(5_000));
    expect(api.streams).toEqual([{ runId: 'r1' }]);
    expect(api.watched).toEqual(['r1']);
    expect(steps()).toEqual(['Thought, done']);
  });
});
