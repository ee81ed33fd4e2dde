import { Knex } from 'knex';
import { DatabaseClock } from '../database';
import { heldBy, RunLease } from './RunLease';
import { NewRunEvent } from './RunTransitions';
import { ADD_TO_USAGE, usageRow, WorkedUsage } from './RunUsageStore';

/**
 * A step, its event and its usage in one statement, and so in one round trip where a transaction takes six:
 * most of what a run writes is steps. PostgreSQL alone lets one statement write to several tables.
 *
 * @returns the event's `seq`; undefined, with nothing written, when the lease is lost
 */
export async function appendStepAtOnce(
  database: Knex,
  options: {
    clock: DatabaseClock;
    lease: RunLease;
    step: { n: number; kind: string; input_hash: string; result: string };
    event: NewRunEvent;
    usage?: WorkedUsage;
  },
): Promise<number | undefined> {
  const { clock, lease, step, event, usage } = options;
  /** Inserts what is given, beside columns of `held`. */
  const insert = (
    table: string,
    fromHeld: Record<string, string>,
    values: Record<string, string | number>,
    rest = '',
  ) => {
    const columns = [...Object.keys(fromHeld), ...Object.keys(values)];
    return database.raw(
      `insert into ?? (${columns.map(() => '??').join(', ')}) select ${[
        ...Object.values(fromHeld),
        ...Object.values(values).map(value =>
          typeof value === 'number' ? 'cast(? as numeric)' : 'cast(? as text)',
        ),
      ].join(', ')} from held ${rest}`,
      [table, ...columns, ...Object.values(values)],
    );
  };
  const at = `to_char(to_timestamp(${clock.sql} / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const query = database
    .with(
      'held',
      database('runs')
        .where({ id: lease.runId })
        .modify(heldBy(lease))
        .update({ last_seq: database.raw('last_seq + 1') })
        .returning(['id', 'last_seq', database.raw(`${at} as at`)]),
    )
    .with(
      'event',
      insert(
        'run_events',
        { run_id: 'id', seq: 'last_seq', created_at: 'at' },
        { type: event.type, data: JSON.stringify(event.data) },
      ),
    )
    .with(
      'step',
      insert('run_steps', { run_id: 'id', created_at: 'at' }, step),
    );
  if (usage) {
    query.with(
      'usage',
      insert(
        'run_usage',
        { run_id: 'id', day: 'substr(at, 1, 10)' },
        { user_ref: lease.userRef, ...usageRow(usage) },
        ADD_TO_USAGE,
      ),
    );
  }
  const [row] = await query
    .from('held')
    .select<{ last_seq: number }[]>('last_seq');
  return row?.last_seq;
}
