import { WarehouseError } from '@cairn/backstage-plugin-data-assistant-node';
import { DuckDbWarehouse } from '../config';
import { EngineFailure } from '../protocol';
import { StopReason } from './EngineCall';

// An allocation that fails aborts the process; the system kills one that takes too much.
const LACK_OF_MEMORY =
  /^exit (SIGABRT|SIGTRAP|SIGKILL|SIGBUS|13[3-7])\b|bad_alloc|out of memory/i;

/** The errors of one warehouse in the words of the asker. */
export class EngineMessages {
  readonly #title: string;
  readonly #memory: string;

  constructor(warehouse: DuckDbWarehouse) {
    this.#title = warehouse.title;
    this.#memory = warehouse.limits.memory;
  }

  unreadable(cause?: string): WarehouseError {
    return new WarehouseError(
      'unavailable',
      `The warehouse '${
        this.#title
      }' has no readable data file; ask its administrator to put it in place or to mend it`,
      { cause },
    );
  }

  stopped(reason: StopReason, timeoutMs: number): WarehouseError {
    return reason === 'timeout'
      ? new WarehouseError(
          'timeout',
          `The query was stopped because it took longer than the time limit of ${seconds(
            timeoutMs,
          )}`,
        )
      : new WarehouseError('cancelled', 'The query was cancelled');
  }

  memory(cause: string): WarehouseError {
    return new WarehouseError(
      'memory',
      `The query was stopped because it needed more memory than the limit of ${
        this.#memory
      }`,
      { cause },
    );
  }

  crowded(): WarehouseError {
    return new WarehouseError(
      'unavailable',
      `Too many queries wait for the warehouse '${
        this.#title
      }'; try again soon`,
    );
  }

  closed(): WarehouseError {
    return new WarehouseError(
      'unavailable',
      `The warehouse '${this.#title}' is shutting down`,
    );
  }

  notStarted(cause: string): WarehouseError {
    return new WarehouseError(
      'unavailable',
      `The engine of the warehouse '${
        this.#title
      }' could not be started; ask its administrator`,
      { cause },
    );
  }

  interrupted(): WarehouseError {
    return new WarehouseError(
      'unavailable',
      `The engine of the warehouse '${
        this.#title
      }' was restarted while it ran this query; try again`,
    );
  }

  /** Nothing but this call was at work when the process ended. */
  crashed(cause: string): WarehouseError {
    return LACK_OF_MEMORY.test(cause)
      ? this.memory(cause)
      : new WarehouseError(
          'engine',
          `The engine of the warehouse '${this.#title}' broke on this query`,
          { cause },
        );
  }

  failed(failure: EngineFailure): WarehouseError {
    const { code, message, detail, candidates } = failure;
    if (code === 'unavailable') {
      return this.unreadable(detail);
    }
    if (code === 'memory') {
      return this.memory(detail);
    }
    return new WarehouseError(code, message, { cause: detail, candidates });
  }
}

function seconds(milliseconds: number): string {
  const amount = Math.round(milliseconds / 100) / 10;
  return amount === 1 ? '1 second' : `${amount} seconds`;
}
