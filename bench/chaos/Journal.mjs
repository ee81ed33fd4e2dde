/** What the database says when all is over, beside what the model and the readers saw. */

/** A worker that was paused or cut off learns that it lost its runs when it next looks. */
const NOTICE_MS = 2_000;

const number = value => Number(value ?? 0);

/** Records who claims runs and who writes to them, by the name of the connection. PostgreSQL alone. */
export const AUDIT = schema => `
CREATE TABLE "${schema}".bench_claims (id bigserial PRIMARY KEY, run_id text, epoch int, app text);
CREATE TABLE "${schema}".bench_stale (what text, run_id text, app text, holder text, at timestamptz DEFAULT clock_timestamp());
CREATE FUNCTION "${schema}".bench_on_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE holder text;
BEGIN
  IF NEW.status = 'running' AND NEW.epoch > OLD.epoch THEN
    INSERT INTO "${schema}".bench_claims (run_id, epoch, app) VALUES (NEW.id, NEW.epoch, current_setting('application_name'));
  ELSIF OLD.status = 'running' AND NEW.status = 'done' THEN
    SELECT app INTO holder FROM "${schema}".bench_claims WHERE run_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF holder IS DISTINCT FROM current_setting('application_name') THEN
      INSERT INTO "${schema}".bench_stale (what, run_id, app, holder) VALUES ('done', NEW.id, current_setting('application_name'), holder);
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION "${schema}".bench_on_write() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE holder text;
BEGIN
  IF NEW.run_id IS NULL THEN RETURN NEW; END IF;
  SELECT app INTO holder FROM "${schema}".bench_claims WHERE run_id = NEW.run_id ORDER BY id DESC LIMIT 1;
  IF holder IS DISTINCT FROM current_setting('application_name') THEN
    INSERT INTO "${schema}".bench_stale (what, run_id, app, holder) VALUES (TG_TABLE_NAME, NEW.run_id, current_setting('application_name'), holder);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bench_run AFTER UPDATE ON "${schema}".runs FOR EACH ROW EXECUTE FUNCTION "${schema}".bench_on_run();
${['run_steps', 'messages', 'receipts']
  .map(
    table =>
      `CREATE TRIGGER bench_write AFTER INSERT ON "${schema}".${table} FOR EACH ROW EXECUTE FUNCTION "${schema}".bench_on_write();`,
  )
  .join('\n')}
CREATE TRIGGER bench_write AFTER INSERT ON "${schema}".run_events FOR EACH ROW WHEN (NEW.type IN ('step', 'answer')) EXECUTE FUNCTION "${schema}".bench_on_write();
`;

/**
 * @param query runs one statement and resolves with its rows
 * @param accepted ids of runs that the API took, by the number in their question
 * @param requests of the model: `[{ number, turn, worker, at }]`
 * @param verdicts how often a tool was about to run SQL, by id of the run
 * @param stalls `[{ worker, from, to }]`: when workers were paused or cut off, in epoch milliseconds
 */
export async function readJournal(options) {
  const { query, accepted, requests, stalls, verdicts } = options;
  const runs = await query(
    'SELECT id, status, epoch, attempts, last_seq, error_code FROM runs',
  );
  const byId = new Map(runs.map(run => [run.id, run]));
  const ended = id =>
    ['done', 'failed', 'cancelled'].includes(byId.get(id)?.status);
  const ids = [...accepted.values()];
  const answers = await query(
    'SELECT run_id, count(*) AS n FROM messages WHERE run_id IS NOT NULL GROUP BY run_id',
  );
  const answersOf = new Map(answers.map(row => [row.run_id, number(row.n)]));
  const events = await query(
    `SELECT run_id, count(*) AS n, min(seq) AS first, max(seq) AS last,
       sum(CASE WHEN type = 'answer' THEN 1 ELSE 0 END) AS answers FROM run_events GROUP BY run_id`,
  );
  const eventsOf = new Map(events.map(row => [row.run_id, row]));
  const isDense = id => {
    const row = eventsOf.get(id);
    return (
      row !== undefined &&
      number(row.first) === 1 &&
      number(row.n) === number(row.last) &&
      number(row.last) === number(byId.get(id)?.last_seq)
    );
  };
  const steps = await query(
    'SELECT run_id, n, kind, created_at FROM run_steps ORDER BY run_id, n',
  );
  const stepsOf = Map.groupBy(steps, row => row.run_id);
  const resets = await query(
    "SELECT run_id, count(*) AS n FROM run_events WHERE type = 'reset' GROUP BY run_id",
  );
  const done = ids.filter(id => byId.get(id)?.status === 'done');
  const failures = Map.groupBy(
    runs.filter(({ status }) => status === 'failed'),
    ({ error_code }) => error_code,
  );
  return {
    finished: ids.filter(ended).length,
    // Taken, and neither ended with an answer nor with an error that says why.
    lost: ids.filter(
      id =>
        !ended(id) ||
        (byId.get(id).status === 'done' && !answersOf.get(id)) ||
        (byId.get(id).status === 'failed' && !byId.get(id).error_code),
    ).length,
    duplicatedAnswers: ids.filter(
      id =>
        (answersOf.get(id) ?? 0) > 1 || number(eventsOf.get(id)?.answers) > 1,
    ).length,
    gapsInTable:
      ids.filter(id => !isDense(id)).length +
      [...stepsOf.values()].filter(own => own.some(({ n }, at) => n !== at + 1))
        .length,
    ...countRepeats({ accepted, requests, stalls, stepsOf, verdicts, byId }),
    done: done.length,
    failed: Object.fromEntries(
      [...failures].map(([code, all]) => [code, all.length]),
    ),
    takenOver: runs.filter(({ attempts }) => attempts > 1).length,
    resets: resets.reduce((sum, row) => sum + number(row.n), 0),
  };
}

/**
 * A turn of the model is repeated for no need when it is asked for again although its step was durable. What a worker asks
 * before it can know that it lost the run is a need of at-least-once. A query is repeated for no need when its run repeated more of them than it was taken over.
 */
function countRepeats(options) {
  const { accepted, requests, stalls, stepsOf, verdicts, byId } = options;
  let repeatedSteps = 0;
  let reexecutedTools = 0;
  let staleCalls = 0;
  const turns = Map.groupBy(requests, ({ number: n }) => n);
  for (const [question, runId] of accepted) {
    const thoughts = (stepsOf.get(runId) ?? [])
      .filter(({ kind }) => kind === 'think')
      .map(({ created_at }) => Date.parse(created_at));
    for (const { turn, worker, at } of turns.get(question) ?? []) {
      // A step bears the time at which its transaction began; half a second is more than that takes.
      const durableAt = thoughts[turn] + 500;
      if (at > durableAt) {
        const isStale = stalls.some(
          stall =>
            stall.worker === worker &&
            at >= stall.from &&
            at <= stall.to + NOTICE_MS,
        );
        staleCalls += isStale ? 1 : 0;
        repeatedSteps += isStale ? 0 : 1;
      }
    }
  }
  for (const [runId, count] of verdicts) {
    const tools = (stepsOf.get(runId) ?? []).filter(s => s.kind === 'tool');
    const again = Math.max(0, count - tools.length);
    // Each claim raises the epoch, and so does the end: every claim but the first may repeat one step.
    const claims = number(byId.get(runId)?.epoch) - 1;
    reexecutedTools += again;
    repeatedSteps += Math.max(0, again - Math.max(0, claims - 1));
  }
  return { repeatedSteps, reexecutedTools, staleCalls };
}
