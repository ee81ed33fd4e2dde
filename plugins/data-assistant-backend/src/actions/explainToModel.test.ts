import { mockServices } from '@backstage/backend-test-utils';
import { InputError, NotFoundError } from '@backstage/errors';
import { TooManyRequestsError } from '../conversations/TooManyRequestsError';
import { explainToModel, orSayWhere } from './explainToModel';

describe('explainToModel', () => {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const explain = (error: Error) =>
    explainToModel(() => Promise.reject(error), {
      action: 'ask',
      logger,
    }).catch(({ name, message }) => ({ name, message }));

  beforeEach(() => logger.error.mockClear());

  it('passes on what is written for the caller', async () => {
    expect(await explain(new InputError('Too long'))).toEqual({
      name: 'InputError',
      message: 'Too long',
    });
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('names a limit by an error that the server of actions shows', async () => {
    expect(
      await explain(new TooManyRequestsError('Three are enough.')),
    ).toEqual({
      name: 'ServiceUnavailableError',
      message:
        'Three are enough. Wait for one of them: call again with its runId, or in ten seconds.',
    });
  });

  it('keeps what others say to itself, and logs it under the id that it gives', async () => {
    const { name, message } = await explain(
      new Error('no such table: secrets at /var/lib/portal'),
    );
    expect(name).toBe('ServiceUnavailableError');
    const [, id] = /whoever runs the portal: (\S+)$/.exec(message)!;
    expect(message).not.toMatch(/secrets|\/var/);
    expect(logger.error).toHaveBeenCalledWith(
      `Action ${id} failed`,
      expect.objectContaining({ message: expect.stringContaining('secrets') }),
    );
  });
});

describe('orSayWhere', () => {
  it('says what to call when something is not there', async () => {
    await expect(
      orSayWhere(
        Promise.reject(new NotFoundError("There is no run 'x'.")),
        'Ask again.',
      ),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      message: "There is no run 'x'. Ask again.",
    });
    const refused = new InputError('No.');
    await expect(
      orSayWhere(Promise.reject(refused), 'Ask again.'),
    ).rejects.toBe(refused);
  });
});
