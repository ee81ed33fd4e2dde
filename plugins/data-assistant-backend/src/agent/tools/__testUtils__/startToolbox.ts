import { JsonValue } from '@backstage/types';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DateTime, Duration } from 'luxon';
import { AnswerAuditor } from '../../../access/AnswerAuditor';
import { ContextIndex } from '../../../context/ContextIndex';
import { RunRequest } from '../../../conversations/RunExecutor';
import { KnexContextStore } from '../../../curation/store/KnexContextStore';
import { applyMigrations } from '../../../database';
import { AllowListGuard } from '../../../sql';
import {
  startTestWarehouse,
  TestWarehouse,
} from '../../../warehouse/__testUtils__/startTestWarehouse';
import { Profiler } from '../../../warehouse/Profiler';
import { SchemaSync } from '../../../warehouse/SchemaSync';
import { AgentNotes } from '../AgentNotes';
import { AgentTool } from '../AgentTool';
import { DescribeDatasetTool } from '../DescribeDatasetTool';
import { RunSqlTool } from '../RunSqlTool';
import { SearchContextTool } from '../SearchContextTool';
import { PODCASTS, RADIO, toolClusters, toolWarehouse } from './toolClusters';

const limits = { maxRows: 1_000, maxBytes: 1_000_000, timeoutMs: 10_000 };

/** The tools over a real context in a database and a real warehouse. */
export interface Toolbox {
  search: SearchContextTool;
  describe: DescribeDatasetTool;
  runSql: RunSqlTool;
  auditor: ReturnType<typeof mockServices.auditor.mock>;
  warehouse: TestWarehouse;
  /** What the tools are made of. */
  parts: { contextIndex: ContextIndex; store: KnexContextStore };
  stop(): Promise<void>;
}

export async function startToolbox(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Toolbox> {
  const warehouse = await startTestWarehouse(toolWarehouse);
  const { warehouses } = warehouse;
  const database = await applyMigrations(
    mockServices.database({ knex: await databases.init(id) }),
  );
  const store = KnexContextStore.create({ database });
  const logger = mockServices.logger.mock();
  const now = () => DateTime.fromISO('2026-11-20T12:00:00Z');
  for (const cluster of toolClusters) {
    await store.replaceCluster(cluster);
  }
  await SchemaSync.create({ store, warehouses, logger }).run();
  await Profiler.create({
    store,
    warehouses,
    logger,
    maxAge: Duration.fromObject({ hours: 24 }),
    now,
  }).run();
  const contextIndex = ContextIndex.create({ store, now, logger });
  const auditor = mockServices.auditor.mock();
  return {
    search: SearchContextTool.create({ contextIndex, store }),
    describe: DescribeDatasetTool.create({ contextIndex, store }),
    runSql: RunSqlTool.create({
      contextIndex,
      store,
      warehouses,
      limits,
      guard: AllowListGuard.create({ warehouses }),
      auditor: AnswerAuditor.create({ auditor }),
    }),
    auditor,
    warehouse,
    parts: { contextIndex, store },
    stop: () => warehouse.stop(),
  };
}

/** Somebody who may ask podcasts and radio, but not payroll. */
export function askedBy(overrides: Partial<RunRequest> = {}): RunRequest {
  return {
    runId: 'r1',
    conversationId: 'c1',
    userRef: 'user:default/ann',
    question: 'How many people listened in Sweden?',
    askable: [PODCASTS, RADIO],
    askedAt: new Date('2026-11-20T12:00:00Z'),
    history: [],
    ...overrides,
  };
}

/** Without them: somebody's first use of a tool in a run that nobody stops. */
export interface UseOptions {
  request?: RunRequest;
  notes?: AgentNotes;
  signal?: AbortSignal;
}

/** Uses a tool as a run does: what the model writes is parsed, and the result goes through JSON before it is read. */
export async function useTool<I, R extends JsonValue>(
  tool: AgentTool<I, R>,
  written: unknown,
  options: UseOptions = {},
) {
  const {
    request = askedBy(),
    notes = AgentNotes.create(),
    signal = new AbortController().signal,
  } = options;
  const input = tool.input.parse(written);
  const worked = await tool.work(input, { request, notes, signal });
  const result: R = JSON.parse(JSON.stringify(worked));
  tool.note(input, result, notes);
  return {
    result,
    notes,
    text: tool.render(input, result),
    view: tool.view(input, result),
    usage: tool.usage?.(result),
  };
}
