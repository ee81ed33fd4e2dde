import { LoggerService } from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ServiceUnavailableError,
  isError,
  toError,
} from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { errorStatus } from '../http/errorStatus';

/** Says what to call when something is not there. */
export async function orSayWhere<T>(
  work: Promise<T>,
  hint: string,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      throw new NotFoundError(`${error.message.replace(/\.$/, '')}. ${hint}`);
    }
    throw error;
  }
}

/**
 * Lets pass errors that are written for whoever called. Others are logged under an id, and the caller gets
 * the id alone. The server of actions hides the message of any error whose name it does not know.
 */
export async function explainToModel<T>(
  work: () => Promise<T>,
  options: { action: string; logger: LoggerService },
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isError(error) && error.name === 'TooManyRequestsError') {
      throw new ServiceUnavailableError(
        `${error.message} Wait for one of them: call again with its runId, or in ten seconds.`,
      );
    }
    if (errorStatus(error) !== undefined) {
      throw error;
    }
    const id = randomUUID();
    options.logger
      .child({ requestId: id, action: options.action })
      .error(`Action ${id} failed`, toError(error));
    throw new ServiceUnavailableError(
      `Something went wrong here. Try once more; if that fails too, tell the person to name this request to whoever runs the portal: ${id}`,
    );
  }
}
