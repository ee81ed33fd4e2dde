import {
  ContextProblem,
  Dataset,
  Doc,
  Pair,
} from '@cairn/backstage-plugin-data-assistant-common';
import { createHash } from 'node:crypto';
import { ClusterRecord, ClusterUpdate } from '../ContextStore';

export interface ClusterRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  owner_ref: string;
  warehouse: string | null;
  context_ref: string | null;
  context_version: string;
  synced_at: string;
}

export interface DatasetRow {
  id: string;
  cluster_id: string;
  title: string;
  description: string | null;
  warehouse: string;
  table_name: string;
  status: string;
  columns: string;
  /** PostgreSQL's driver gives a bigint as text. */
  row_count: number | string | null;
  partition_column: string | null;
  newest: string | null;
  rhythm: string | null;
  deprecated: boolean | number;
  /** Of the columns, profiles and all, so that the version can be computed without reading them. */
  schema_hash: string | null;
  profiled_at: string | null;
}

export interface PairRow {
  id: string;
  cluster_id: string;
  question: string;
  phrasings: string;
  sql: string;
  parameters: string;
  answer: string | null;
  author: string | null;
  datasets: string;
  path: string;
  content_hash: string;
  validity: string;
  validity_reason: string | null;
  validity_checked_at: string | null;
}

export interface DocRow {
  id: string;
  cluster_id: string;
  title: string;
  body: string;
  terms: string;
  path: string;
  content_hash: string;
}

export interface ProblemRow {
  id: number;
  file: string;
  line: number | null;
  reason: string;
}

/** SHA-256, in hex, of values in the order given. */
export function hashContent(values: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/** Without those keys whose column is NULL. */
function present<T extends object>(values: {
  [K in keyof T]: T[K] | null;
}): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null),
  ) as T;
}

export function toClusterRecord(
  row: ClusterRow,
  audience: string[],
): ClusterRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    ...present<Pick<ClusterRecord, 'description' | 'warehouse' | 'contextRef'>>(
      {
        description: row.description,
        warehouse: row.warehouse,
        contextRef: row.context_ref,
      },
    ),
    ownerRef: row.owner_ref,
    audience,
    contextVersion: row.context_version,
    syncedAt: row.synced_at,
  };
}

export function toDataset(row: DatasetRow): Dataset {
  return {
    id: row.id,
    clusterId: row.cluster_id,
    title: row.title,
    warehouse: row.warehouse,
    table: row.table_name,
    status: row.status as Dataset['status'],
    columns: JSON.parse(row.columns),
    deprecated: Boolean(row.deprecated),
    ...present<Partial<Dataset>>({
      description: row.description,
      rowCount: row.row_count === null ? null : Number(row.row_count),
      partitionColumn: row.partition_column,
      newest: row.newest,
      rhythm: row.rhythm,
      profiledAt: row.profiled_at,
    }),
  };
}

export function toPair(row: PairRow): Pair {
  return {
    id: row.id,
    clusterId: row.cluster_id,
    question: row.question,
    phrasings: JSON.parse(row.phrasings),
    sql: row.sql,
    parameters: JSON.parse(row.parameters),
    datasets: JSON.parse(row.datasets),
    path: row.path,
    ...present<Partial<Pair>>({ answer: row.answer, author: row.author }),
    validity: {
      status: row.validity as Pair['validity']['status'],
      ...present<Partial<Pair['validity']>>({
        checkedAt: row.validity_checked_at,
        reason: row.validity_reason,
      }),
    },
  };
}

export function toDoc(row: DocRow): Doc {
  return {
    id: row.id,
    clusterId: row.cluster_id,
    title: row.title,
    body: row.body,
    terms: JSON.parse(row.terms),
    path: row.path,
  };
}

export function toProblem(row: ProblemRow): ContextProblem {
  return {
    file: row.file,
    reason: row.reason,
    ...present<Partial<ContextProblem>>({ line: row.line }),
  };
}

/** A pair's row; `datasets` is no part of its text. */
export function toPairRow(
  clusterId: string,
  pair: ClusterUpdate['pairs'][number],
): PairRow {
  const row = {
    question: pair.question,
    phrasings: JSON.stringify(pair.phrasings),
    sql: pair.sql,
    parameters: JSON.stringify(pair.parameters),
    answer: pair.answer ?? null,
    author: pair.author ?? null,
    path: pair.path,
  };
  return {
    id: pair.id,
    cluster_id: clusterId,
    ...row,
    datasets: JSON.stringify(pair.datasets),
    content_hash: hashContent(Object.values(row)),
    validity: 'unchecked',
    validity_reason: null,
    validity_checked_at: null,
  };
}

export function toDocRow(
  clusterId: string,
  doc: ClusterUpdate['docs'][number],
): DocRow {
  const row = {
    title: doc.title,
    body: doc.body,
    terms: JSON.stringify(doc.terms),
    path: doc.path,
  };
  return {
    id: doc.id,
    cluster_id: clusterId,
    ...row,
    content_hash: hashContent(Object.values(row)),
  };
}
