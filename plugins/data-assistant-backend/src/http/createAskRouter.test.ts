import { CallerConversationService } from '../access/CallerServices';
import { hangUpMeanwhile } from './__testUtils__/hangUpMeanwhile';
import { createAskRouter } from './createAskRouter';

describe('POST /ask', () => {
  it('asks nothing for a caller who left before it was known who they are', async () => {
    const ask = jest.fn();
    await hangUpMeanwhile(
      httpAuth =>
        createAskRouter({
          service: { ask } as Partial<CallerConversationService> as never,
          httpAuth,
          shutdown: new AbortController().signal,
        }),
      { path: '/ask', body: { question: 'How many?' } },
    );
    expect(ask).not.toHaveBeenCalled();
  });
});
