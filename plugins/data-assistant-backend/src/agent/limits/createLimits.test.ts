import { AgentLimits } from '../../config';
import { LimitState } from './AgentLimit';
import { createLimits } from './createLimits';

const nothing = {
  modelCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: 0,
  scannedBytes: 0,
};
const fresh: LimitState = {
  ofRun: nothing,
  ofDay: nothing,
  elapsedMs: 0,
  next: { tokens: 100, costUsd: 0.01 },
  failedStatements: 0,
};
const config: AgentLimits = {
  run: {
    steps: 3,
    tokens: 1_000,
    costUsd: 0.1,
    durationMs: 90_000,
    scannedBytes: 500,
  },
  userAndDay: { tokens: 5_000, costUsd: 1, scannedBytes: 5_000 },
};
const reached = createLimits(config);

describe('createLimits', () => {
  it('lets work go on while there is room for two calls', () => {
    expect(reached(fresh)).toBeUndefined();
    expect(
      reached({
        ofRun: {
          modelCalls: 1,
          inputTokens: 700,
          outputTokens: 100,
          costUsd: 0.08,
          scannedBytes: 499,
        },
        ofDay: {
          modelCalls: 9,
          inputTokens: 4_000,
          outputTokens: 800,
          costUsd: 0.98,
          scannedBytes: 4_999,
        },
        elapsedMs: 89_999,
        next: { tokens: 100, costUsd: 0.01 },
        failedStatements: 3,
      }),
    ).toBeUndefined();
  });

  it.each<[string, boolean, Partial<LimitState>]>([
    ['steps', true, { ofRun: { ...nothing, modelCalls: 2 } }],
    ['steps', false, { ofRun: { ...nothing, modelCalls: 3 } }],
    ['tokens', true, { ofRun: { ...nothing, inputTokens: 801 } }],
    ['tokens', false, { ofRun: { ...nothing, outputTokens: 901 } }],
    ['cost', true, { ofRun: { ...nothing, costUsd: 0.085 } }],
    ['cost', false, { ofRun: { ...nothing, costUsd: 0.095 } }],
    ['scanned-bytes', true, { ofRun: { ...nothing, scannedBytes: 500 } }],
    ['duration', true, { elapsedMs: 90_000 }],
    ['repairs', true, { failedStatements: 4 }],
    ['day-tokens', true, { ofDay: { ...nothing, inputTokens: 4_801 } }],
    ['day-tokens', false, { ofDay: { ...nothing, inputTokens: 4_901 } }],
    ['day-cost', false, { ofDay: { ...nothing, costUsd: 1 } }],
    ['day-scanned-bytes', true, { ofDay: { ...nothing, scannedBytes: 5e3 } }],
  ])('ends at %s, with a last turn: %s', (limit, allowsLastTurn, over) => {
    expect(reached({ ...fresh, ...over })).toMatchObject({
      limit,
      allowsLastTurn,
    });
  });

  it('allows a last turn only within all limits that are reached', () => {
    expect(
      reached({
        ...fresh,
        elapsedMs: 90_000,
        ofRun: { ...nothing, modelCalls: 3 },
      }),
    ).toMatchObject({ limit: 'duration', allowsLastTurn: false });
  });

  it('tells the asker what is used up and what to do', () => {
    expect(reached({ ...fresh, elapsedMs: 90_000 })?.message).toBe(
      'The time that one question may take (1 minute, 30 seconds) is up. Ask for less at once, or try again.',
    );
    expect(
      reached({ ...fresh, ofDay: { ...nothing, inputTokens: 5_000 } })?.message,
    ).toBe(
      'The 5,000 tokens that you may use in a day are used up. Go on after midnight UTC, or ask an administrator for more; questions that experts have vetted are answered all the same.',
    );
  });

  it('knows no bound that is not configured', () => {
    const unbounded = createLimits({ ...config, userAndDay: {} });
    expect(
      unbounded({ ...fresh, ofDay: { ...nothing, inputTokens: 1e9 } }),
    ).toBeUndefined();
  });
});
