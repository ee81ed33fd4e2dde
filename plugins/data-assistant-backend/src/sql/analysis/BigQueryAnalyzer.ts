import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';
import { BigQueryScope } from './bigquery/BigQueryScope';
import { BigQueryWalk } from './bigquery/BigQueryWalk';
import { isQueryAhead, readQuery } from './bigquery/readQuery';
import { TokenReader } from './bigquery/TokenReader';
import { asAnalysis } from './References';
import { AnalysisRefusal, checkText, SqlAnalyzer } from './SqlAnalyzer';

const STATEMENT =
  /^(ALTER|ASSERT|BEGIN|CALL|COMMIT|CREATE|DECLARE|DELETE|DROP|EXECUTE|EXPLAIN|EXPORT|FOR|GRANT|IF|INSERT|LOAD|LOOP|MERGE|RAISE|REPEAT|REVOKE|ROLLBACK|SET|TRUNCATE|UNDROP|UPDATE|WHILE)$/;

/**
 * Reads queries of GoogleSQL, and nothing else of it: what the grammar of queries does not have is refused. Names
 * of tables come as they are, since BigQuery tells upper from lower case there.
 */
export class BigQueryAnalyzer implements SqlAnalyzer {
  static create(): BigQueryAnalyzer {
    return new BigQueryAnalyzer();
  }

  private constructor() {}

  async analyze(sql: string): Promise<SqlAnalysis> {
    try {
      checkText(sql);
      return analyzeText(sql);
    } catch (error) {
      return asAnalysis(error);
    }
  }
}

function analyzeText(sql: string): SqlAnalysis {
  const tokens = TokenReader.create(sql);
  if (tokens.peek().kind === 'end') {
    throw new AnalysisRefusal('not-select', 'There is no query');
  }
  if (!isQueryAhead(tokens)) {
    throw STATEMENT.test(tokens.peek().text)
      ? new AnalysisRefusal('not-select', 'Only a SELECT is allowed')
      : tokens.unexpected();
  }
  const walk = BigQueryWalk.create(tokens);
  readQuery(walk, BigQueryScope.EMPTY.beside());
  const isOver = tokens.takeSign(';');
  if (tokens.peek().kind !== 'end') {
    throw isOver
      ? new AnalysisRefusal(
          'not-select',
          'Only one statement is allowed at a time',
        )
      : tokens.unexpected();
  }
  walk.resolvePaths();
  return walk.found.toAnalysis();
}
