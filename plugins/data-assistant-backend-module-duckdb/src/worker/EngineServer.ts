import {
  EngineCalls,
  EngineMethod,
  EngineReply,
  EngineRequest,
  EngineSettings,
} from '../protocol';
import { analyzeSql } from './analyzeSql';
import { Database, Session } from './Database';
import { dryRun } from './dryRun';
import { EngineError, toFailure } from './EngineError';
import { listTables } from './listTables';
import { profileTable } from './profileTable';
import { readFacts, WarehouseFacts } from './readFacts';
import { runQuery } from './runQuery';

type CallRequest = Extract<EngineRequest, { type: 'call' }>;

/** Answers calls that come over the process's channel, several at a time, each on a connection of its own. */
export class EngineServer {
  readonly #process: NodeJS.Process;
  readonly #sessions = new Map<number, Session>();
  readonly #interrupted = new Set<number>();
  #settings: EngineSettings | undefined;
  #file: Promise<Database> | undefined;
  #facts: Promise<WarehouseFacts> | undefined;
  #empty: Promise<Database> | undefined;

  private constructor(process: NodeJS.Process) {
    this.#process = process;
  }

  static create(process: NodeJS.Process): EngineServer {
    return new EngineServer(process);
  }

  /** Serves until the backend is gone. */
  listen(): void {
    // An exit would wait for the engine's threads, for as long as a query runs.
    this.#process.on('disconnect', () =>
      this.#process.kill(this.#process.pid, 'SIGKILL'),
    );
    this.#process.on('message', (request: EngineRequest) => {
      if (request.type === 'init') {
        this.#settings = request.settings;
        this.#reply({ type: 'ready' });
      } else if (request.type === 'interrupt') {
        this.#interrupted.add(request.id);
        this.#sessions.get(request.id)?.interrupt();
      } else {
        void this.#answer(request);
      }
    });
  }

  async #answer(request: CallRequest): Promise<void> {
    const { id, method } = request;
    try {
      const result = await this.#withSession(id, method, session =>
        this.#run(session, request),
      );
      this.#reply({ type: 'result', id, result });
    } catch (error) {
      const failure = toFailure(error, this.#settings?.path ?? '');
      this.#reply({ type: 'failure', id, failure });
    } finally {
      this.#interrupted.delete(id);
    }
  }

  async #withSession<T>(
    id: number,
    method: EngineMethod,
    run: (session: Session) => Promise<T>,
  ): Promise<T> {
    const database =
      method === 'analyze'
        ? (await this.#fileIfReadable()) ?? (await this.#openEmpty())
        : await this.#openFile();
    const session = await database.connect();
    this.#sessions.set(id, session);
    try {
      if (this.#interrupted.has(id)) {
        session.interrupt();
      }
      return await run(session);
    } finally {
      this.#sessions.delete(id);
      session.close();
    }
  }

  async #run(
    session: Session,
    { id, method, args }: CallRequest,
  ): Promise<EngineCalls[EngineMethod]['result']> {
    const calls: {
      [M in EngineMethod]: (
        args: EngineCalls[M]['args'],
      ) => Promise<EngineCalls[M]['result']>;
    } = {
      analyze: async ({ sql }) =>
        analyzeSql(
          session,
          sql,
          (await this.#fileIfReadable()) && (await this.#factsFrom(session)),
        ),
      dryRun: async options =>
        dryRun(session, options, {
          path: this.#settings?.path ?? '',
          facts: await this.#factsFrom(session),
        }),
      query: options =>
        runQuery(session, options, rows =>
          this.#reply({ type: 'rows', id, rows }),
        ),
      listTables: () => listTables(session),
      profile: options => profileTable(session, options),
      check: async () => {
        await session.rows('SELECT count(*) FROM duckdb_tables()');
        return true;
      },
    };
    const call = calls[method] as (
      options: typeof args,
    ) => Promise<EngineCalls[EngineMethod]['result']>;
    return call(args);
  }

  /** Parsing goes on without the file; what only the file can tell is then left open. */
  async #fileIfReadable(): Promise<Database | undefined> {
    try {
      return await this.#openFile();
    } catch (error) {
      if (toFailure(error, '').code === 'unavailable') {
        return undefined;
      }
      throw error;
    }
  }

  async #factsFrom(session: Session): Promise<WarehouseFacts> {
    const reading = this.#facts ?? readFacts(session);
    this.#facts = reading;
    try {
      return await reading;
    } catch (error) {
      this.#facts = undefined;
      throw error;
    }
  }

  #openEmpty(): Promise<Database> {
    this.#empty ??= Database.openEmpty();
    return this.#empty;
  }

  async #openFile(): Promise<Database> {
    const settings = this.#settings;
    if (!settings) {
      throw new EngineError('engine', 'The engine has no settings');
    }
    const opening = this.#file ?? Database.openFile(settings);
    this.#file = opening;
    try {
      return await opening;
    } catch (error) {
      // The next call tries again: the file may be whole by then.
      this.#file = undefined;
      const detail = error instanceof Error ? error.message : String(error);
      throw new EngineError('unavailable', detail);
    }
  }

  #reply(reply: EngineReply): void {
    if (this.#process.connected) {
      this.#process.send?.(reply);
    }
  }
}
