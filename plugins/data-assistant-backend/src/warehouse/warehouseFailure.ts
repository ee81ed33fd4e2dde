import { isError } from '@backstage/errors';

/** True for a `WarehouseError` that says the warehouse itself did not answer, by name: modules may carry their own copy of the class. */
export function isUnavailable(error: unknown): boolean {
  return (
    isError(error) &&
    error.name === 'WarehouseError' &&
    error.code === 'unavailable'
  );
}

const OF_THE_STATEMENT = new Set([
  'invalid-sql',
  'timeout',
  'memory',
  'too-large',
]);

/** True for a `WarehouseError` that would come again with the same statement, though the warehouse is well. */
export function isOfTheStatement(error: unknown): error is Error {
  return (
    isError(error) &&
    error.name === 'WarehouseError' &&
    OF_THE_STATEMENT.has(String(error.code))
  );
}

/** What a log or a snapshot says of a failure. Only a `WarehouseError` is written to be shown. */
export function reasonOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}
