import {
  RunExecutor,
  RunFailure,
  RunJournal,
  RunOutcome,
  RunRequest,
} from '../conversations/RunExecutor';
import { FirstReading, STILL_READING } from './FirstReading';

/**
 * Answers as far as the context has been read. What it does not cover by then fails, to be asked again, instead of
 * being called uncovered and counted as demand that nobody met.
 */
export class FirstReadingExecutor implements RunExecutor {
  static create(options: {
    executor: RunExecutor;
    firstReading: Pick<FirstReading, 'wasOverAt'>;
  }): FirstReadingExecutor {
    return new FirstReadingExecutor(options.executor, options.firstReading);
  }

  readonly #executor: RunExecutor;
  readonly #firstReading: Pick<FirstReading, 'wasOverAt'>;

  private constructor(
    executor: RunExecutor,
    firstReading: Pick<FirstReading, 'wasOverAt'>,
  ) {
    this.#executor = executor;
    this.#firstReading = firstReading;
  }

  async execute(request: RunRequest, journal: RunJournal): Promise<RunOutcome> {
    // What a question may be answered from is settled when it is asked.
    const mayLack = !this.#firstReading.wasOverAt(request.askedAt);
    if (mayLack && request.askable.length === 0) {
      throw stillReading();
    }
    const outcome = await this.#executor.execute(request, journal);
    if (mayLack && outcome.answer.tier === 'uncovered') {
      throw stillReading();
    }
    return outcome;
  }
}

function stillReading(): RunFailure {
  return new RunFailure('context-not-read', STILL_READING);
}
