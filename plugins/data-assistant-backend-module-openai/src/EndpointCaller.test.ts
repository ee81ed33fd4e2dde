import { getEventListeners } from 'node:events';
import { setImmediate as untilIdle } from 'node:timers/promises';
import { CallOptions, EndpointCaller } from './EndpointCaller';
import { EndpointFailure, readRetryAfter } from './EndpointFailure';

const failing = (code: EndpointFailure['code']) => async () => {
  throw new EndpointFailure(code, `It is ${code}`);
};

/** A call that begins when the caller lets it, and ends as told. */
function startCall(caller: EndpointCaller, options?: CallOptions) {
  let begin!: () => void;
  let succeed!: () => void;
  let fail!: (failure: EndpointFailure) => void;
  const begun = new Promise<void>(resolve => {
    begin = resolve;
  });
  const ended = new Promise<string>((resolve, reject) => {
    succeed = () => resolve('fine');
    fail = reject;
  });
  const work = jest.fn(() => {
    begin();
    return ended;
  });
  const call = caller.call(work, options);
  for (const promise of [ended, call]) {
    promise.catch(() => {});
  }
  return { work, call, begun, succeed, fail };
}

describe('EndpointCaller', () => {
  let now: number;
  beforeEach(() => {
    now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  async function openCircuit(caller: EndpointCaller) {
    for (let n = 0; n < 5; n++) {
      await expect(caller.call(failing('invalid-response'))).rejects.toThrow(
        'It is invalid-response',
      );
    }
  }

  it('leaves the endpoint alone after five failures in a row, then tries it with one call', async () => {
    const caller = EndpointCaller.create({ timeoutMs: 1_000 });
    const work = jest.fn(async () => 'fine');
    await openCircuit(caller);
    await expect(caller.call(work)).rejects.toMatchObject({
      code: 'unavailable',
      message:
        'The endpoint is left alone for 30 s after 5 failures in a row; the last one: It is invalid-response',
    });
    expect(work).not.toHaveBeenCalled();

    now += 30_001;
    await expect(caller.call(failing('denied'))).rejects.toThrow(
      'It is denied',
    );
    await expect(caller.call(work)).rejects.toThrow('left alone');
    now += 30_001;
    expect(await caller.call(work)).toBe('fine');
    expect(await caller.call(work)).toBe('fine');
  });

  it('takes neither a cancelled call nor refused input for a failure of the endpoint', async () => {
    const caller = EndpointCaller.create({ timeoutMs: 1_000 });
    for (let n = 0; n < 20; n++) {
      await expect(
        caller.call(failing(n % 2 ? 'cancelled' : 'bad-input')),
      ).rejects.toBeInstanceOf(EndpointFailure);
    }
    expect(await caller.call(async () => 'fine')).toBe('fine');
  });

  it('is silent for as long as it was asked for, but not for ever', async () => {
    const caller = EndpointCaller.create({ timeoutMs: 1_000 });
    const limited = new EndpointFailure('rate-limited', 'Slow down', {
      retryAfterMs: 365 * 86_400_000,
    });
    await expect(
      caller.call(async () => {
        throw limited;
      }),
    ).rejects.toThrow('left alone for another 600 s');
    now += 599_000 - 20_000;
    await expect(caller.call(async () => 'fine')).rejects.toThrow('21 s');
    now += 21_001;
    expect(await caller.call(async () => 'fine')).toBe('fine');
  });

  it('keeps to the longest silence that was asked for', async () => {
    const caller = EndpointCaller.create({});
    const limited = (retryAfterMs: number) =>
      new EndpointFailure('denied', 'Slow down', { retryAfterMs });
    const slow = startCall(caller);
    const quick = startCall(caller);
    quick.fail(limited(60_000));
    await expect(quick.call).rejects.toThrow('Slow down');
    slow.fail(limited(1_000));
    await expect(slow.call).rejects.toThrow('Slow down');
    now += 2_000;
    await expect(caller.call(async () => 'fine')).rejects.toThrow(
      'left alone for another 58 s',
    );
  });

  it.each(['cancelled', 'bad-input'] as const)(
    'tries the endpoint with one more call when the trying one ends as %s',
    async code => {
      const caller = EndpointCaller.create({});
      await openCircuit(caller);
      now += 30_001;
      const probe = startCall(caller);
      const others = Array.from({ length: 5 }, () => startCall(caller));
      probe.fail(new EndpointFailure(code, 'Never mind'));
      await expect(probe.call).rejects.toThrow('Never mind');
      await others[0].begun;
      others[0].fail(new EndpointFailure('denied', 'Still down'));
      await expect(others[0].call).rejects.toThrow('Still down');
      for (const other of others.slice(1)) {
        await expect(other.call).rejects.toThrow(
          'left alone for 30 s after 5 failures in a row; the last one: Still down',
        );
      }
      expect(others.map(({ work }) => work.mock.calls.length)).toEqual([
        1, 0, 0, 0, 0,
      ]);

      now += 30_001;
      await expect(caller.call(failing(code))).rejects.toThrow(code);
      expect(await caller.call(async () => 'fine')).toBe('fine');
    },
  );

  it.each([
    ['cancelled', undefined],
    ['timeout', new DOMException('Over', 'TimeoutError')],
  ])(
    'lets go of a call that ends as %s while another tries the endpoint',
    async (code, reason) => {
      const caller = EndpointCaller.create({});
      await openCircuit(caller);
      now += 30_001;
      const probe = startCall(caller);
      const controller = new AbortController();
      const { signal } = controller;
      const waiting = startCall(caller, { signal });
      const patient = startCall(caller);
      await untilIdle();
      controller.abort(reason);
      await expect(waiting.call).rejects.toMatchObject({ code });
      expect(getEventListeners(signal, 'abort')).toEqual([]);

      probe.fail(new EndpointFailure('cancelled', 'Never mind'));
      await expect(probe.call).rejects.toThrow('Never mind');
      await patient.begun;
      patient.succeed();
      expect(await patient.call).toBe('fine');
      expect(waiting.work).not.toHaveBeenCalled();
    },
  );

  it('leaves nothing behind at the signal of a call that waited', async () => {
    const caller = EndpointCaller.create({});
    await openCircuit(caller);
    now += 30_001;
    const probe = startCall(caller);
    const { signal } = new AbortController();
    const waiting = startCall(caller, { signal });
    await untilIdle();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    probe.succeed();
    await waiting.begun;
    waiting.succeed();
    expect(await waiting.call).toBe('fine');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['2', 2_000],
    ['0.5', 500],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['soon', undefined],
  ])('reads %s', (value, ms) => {
    expect(readRetryAfter(new Headers({ 'retry-after': value }))).toBe(ms);
  });

  it('reads milliseconds first', () => {
    const read = (exact: string) =>
      readRetryAfter(
        new Headers({ 'retry-after-ms': exact, 'retry-after': '2' }),
      );
    expect(read('150')).toBe(150);
    expect(read('soon')).toBe(2_000);
  });

  it('reads nothing where nothing is', () => {
    expect(readRetryAfter(new Headers())).toBeUndefined();
    expect(readRetryAfter()).toBeUndefined();
  });
});
