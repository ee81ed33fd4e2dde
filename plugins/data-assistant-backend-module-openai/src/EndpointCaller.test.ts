import { EndpointCaller } from './EndpointCaller';
import { EndpointFailure, readRetryAfter } from './EndpointFailure';

const fail = (code: EndpointFailure['code']) => async () => {
  throw new EndpointFailure(code, `It is ${code}`);
};

describe('EndpointCaller', () => {
  let now: number;
  beforeEach(() => {
    now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  async function openCircuit(caller: EndpointCaller) {
    for (let n = 0; n < 5; n++) {
      await expect(caller.call(fail('invalid-response'))).rejects.toThrow(
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
    await expect(caller.call(fail('denied'))).rejects.toThrow('It is denied');
    await expect(caller.call(work)).rejects.toThrow('left alone');
    now += 30_001;
    expect(await caller.call(work)).toBe('fine');
    expect(await caller.call(work)).toBe('fine');
  });

  it('takes neither a cancelled call nor refused input for a failure of the endpoint', async () => {
    const caller = EndpointCaller.create({ timeoutMs: 1_000 });
    for (let n = 0; n < 20; n++) {
      await expect(
        caller.call(fail(n % 2 ? 'cancelled' : 'bad-input')),
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

  it('tries the endpoint once more when the trying call was cancelled', async () => {
    const caller = EndpointCaller.create({ timeoutMs: 1_000 });
    await openCircuit(caller);
    now += 30_001;
    await expect(caller.call(fail('cancelled'))).rejects.toThrow('cancelled');
    expect(await caller.call(async () => 'fine')).toBe('fine');
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
