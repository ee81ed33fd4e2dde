import { Knex } from 'knex';

/** A worker's hold on a run. It ends when another worker takes the run, which raises the epoch. */
export interface RunLease {
  runId: string;
  conversationId: string;
  userRef: string;
  owner: string;
  epoch: number;
  /** From 1. */
  attempt: number;
}

/** Guard of every durable write of a worker: true of a run only while it is held at this epoch. */
export function heldBy(lease: RunLease): (query: Knex.QueryBuilder) => void {
  return query =>
    query.where({ owner: lease.owner, epoch: lease.epoch, status: 'running' });
}
