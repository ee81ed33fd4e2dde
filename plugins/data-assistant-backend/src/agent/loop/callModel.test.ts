import { mockServices } from '@backstage/backend-test-utils';
import { ModelProvider } from '@cairn/backstage-plugin-data-assistant-node';
import { callModel } from './callModel';

describe('callModel', () => {
  it('shows no more drafts of a text that has no end', async () => {
    const draft = jest.fn();
    const model: ModelProvider = {
      id: 'test',
      model: 'test-model',
      check: async () => {},
      generate: async (_, { onText } = {}) => {
        for (let n = 0; n < 100_000; n++) {
          onText?.('x');
        }
        return { text: 'x', toolCalls: [], finish: 'stop', model: 'm' };
      },
    };
    await callModel({
      model,
      journal: { draft, using: jest.fn() },
      request: { messages: [], tools: [], toolChoice: 'auto' },
      inputTokens: 1,
      isLast: false,
      signal: new AbortController().signal,
      time: new AbortController().signal,
      durationMs: 1_000,
      logger: mockServices.logger.mock(),
    });
    expect(draft.mock.calls.length).toBeLessThan(5_000);
    expect(draft).toHaveBeenLastCalledWith({
      title: 'Thinks',
      text: 'x'.repeat(4_000),
    });
  });
});
