import {
  SqlAnalysis,
  SqlDialect,
  WarehouseConnector,
} from '@cairn/backstage-plugin-data-assistant-node';
import { BigQueryAnalyzer } from './BigQueryAnalyzer';
import { PostgresAnalyzer } from './PostgresAnalyzer';
import { SqlAnalyzer } from './SqlAnalyzer';

const postgres = PostgresAnalyzer.create();
const bigquery = BigQueryAnalyzer.create();

/** The backend's own analyzer of a dialect; undefined where only the engine can read its SQL. */
export function analyzerFor(dialect: SqlDialect): SqlAnalyzer | undefined {
  return { postgres, bigquery, duckdb: undefined }[dialect];
}

/**
 * What the best parser at hand says of a statement: the engine's own where the connector has one, else
 * that of its dialect.
 *
 * @throws WarehouseError when the engine does not answer; that is no word on the statement
 */
export async function analyzeFor(
  connector: WarehouseConnector,
  sql: string,
): Promise<SqlAnalysis> {
  if (connector.analyze) {
    return connector.analyze(sql);
  }
  const analyzer = analyzerFor(connector.dialect);
  if (!analyzer) {
    throw new Error(
      `The warehouse '${connector.id}' reads no SQL itself, and there is no parser for ${connector.dialect}`,
    );
  }
  return analyzer.analyze(sql);
}
