import { ModelResponse } from '@cairn/backstage-plugin-data-assistant-node';
import { reckonUsage } from './reckonUsage';

const prices = { input: 1, output: 2, cachedInput: 0.5 };
const reckon = (usage?: ModelResponse['usage']) =>
  reckonUsage(
    { text: 'a b c', toolCalls: [], finish: 'stop', model: 'm', usage },
    { inputTokens: 1_000, prices },
  );

describe('reckonUsage', () => {
  it('takes what the endpoint counted', () => {
    expect(
      reckon({ inputTokens: 10, cachedInputTokens: 4, outputTokens: 2 }),
    ).toMatchObject({ inputTokens: 10, outputTokens: 2, costUsd: 12e-6 });
  });

  it.each<[string, ModelResponse['usage']]>([
    ['nothing', undefined],
    ['no tokens at all', { inputTokens: 0, outputTokens: 0 }],
    ['fewer than none', { inputTokens: -5_000, outputTokens: 1 }],
    ['less written than nothing', { inputTokens: 5, outputTokens: -5_000 }],
    ['no number', { inputTokens: NaN, outputTokens: 1 }],
    ['without end', { inputTokens: 5, outputTokens: Infinity }],
  ])('counts itself where an endpoint says %s', (_, usage) => {
    const used = reckon(usage);
    expect(used).toMatchObject({ modelCalls: 1, inputTokens: 1_000 });
    expect(used.outputTokens).toBeGreaterThan(0);
    expect(used.costUsd).toBeGreaterThan(0.001);
  });

  it.each([50, -50, NaN])(
    'lets %p cached tokens of 10 make no call cheaper than it can be',
    cachedInputTokens => {
      const { costUsd } = reckon({
        inputTokens: 10,
        cachedInputTokens,
        outputTokens: 0,
      });
      expect(costUsd).toBeGreaterThanOrEqual(5e-6);
      expect(costUsd).toBeLessThanOrEqual(10e-6);
    },
  );
});
