import { LoggerService } from '@backstage/backend-plugin-api';
import { AnswerAuditor } from '../access/AnswerAuditor';
import { DataAssistantConfig } from '../config';
import { ContextIndex } from '../context/ContextIndex';
import { ContextStore } from '../curation/ContextStore';
import { SqlGuard } from '../sql/SqlGuard';
import { WarehouseRegistry } from '../warehouse/WarehouseRegistry';
import { Agent } from './Agent';
import { AnswerRunExecutor } from './AnswerRunExecutor';
import { Judge } from './judging/Judge';
import { ModelSet } from './ModelSet';
import { AgentTool } from './tools/AgentTool';
import { DescribeDatasetTool } from './tools/DescribeDatasetTool';
import { RunSqlTool } from './tools/RunSqlTool';
import { SearchContextTool } from './tools/SearchContextTool';
import { VerifiedAnswerer } from './VerifiedAnswerer';

export interface AnsweringOptions {
  config: Pick<DataAssistantConfig, 'limits' | 'agent' | 'timeZone'>;
  contextIndex: ContextIndex;
  store: Pick<ContextStore, 'savePairValidity' | 'readPieces'>;
  guard: SqlGuard;
  warehouses: WarehouseRegistry;
  models: ModelSet;
  auditor: AnswerAuditor;
  /** Where the portal is shown. */
  portalUrl: string | undefined;
  logger: LoggerService;
}

/** Puts together what answers questions; without a model, pairs alone do. */
export function createAnswering(options: AnsweringOptions): AnswerRunExecutor {
  const { config, contextIndex, models, auditor, portalUrl, logger } = options;
  const limits = {
    maxRows: config.limits.maxRows,
    maxBytes: config.limits.maxBytes,
    timeoutMs: config.limits.queryTimeoutMs,
  };
  const { answering, judging } = models;
  return AnswerRunExecutor.create({
    contextIndex,
    verified: VerifiedAnswerer.create({ ...options, limits }),
    agent:
      answering &&
      Agent.create({
        model: answering,
        judge: judging && Judge.create({ model: judging, logger }),
        contextIndex,
        dialectOf: id => options.warehouses.find(id)?.dialect,
        tools: [
          SearchContextTool.create(options),
          DescribeDatasetTool.create(options),
          RunSqlTool.create({ ...options, limits }),
        ] as AgentTool[],
        limits: config.agent,
        auditor,
        ownOrigins:
          portalUrl !== undefined && URL.canParse(portalUrl)
            ? [new URL(portalUrl).origin]
            : [],
        logger,
      }),
    auditor,
    timeZone: config.timeZone,
  });
}
