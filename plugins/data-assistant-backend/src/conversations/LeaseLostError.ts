import { CustomErrorBase } from '@backstage/errors';

/** A worker tried to write to a run that it no longer holds. Nothing was written. */
export class LeaseLostError extends CustomErrorBase {
  name = 'LeaseLostError' as const;

  constructor(runId: string, epoch: number) {
    super(`Run '${runId}' is no longer held at epoch ${epoch}`);
  }
}
