import { WarehouseError } from '@cairn/backstage-plugin-data-assistant-node';
import { RunFailure } from '../conversations/RunExecutor';

/** Ends a run for what the warehouse did; its message may be shown. Anything else passes through. */
export function translateWarehouseError(
  error: unknown,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) {
    return signal.reason ?? error;
  }
  if (error instanceof Error && error.name === 'WarehouseError') {
    const { code, message } = error as WarehouseError;
    return new RunFailure(
      code === 'unavailable' ? 'warehouse-unavailable' : `query-${code}`,
      message,
      error,
    );
  }
  return error;
}
