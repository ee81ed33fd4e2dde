import { SqlAnalysis } from '@cairn/backstage-plugin-data-assistant-node';
import { PostgresParser } from './PostgresParser';
import { asAnalysis } from './References';
import { AnalysisRefusal, checkText, SqlAnalyzer } from './SqlAnalyzer';
import { walkPostgresTree } from './walkPostgresTree';

/**
 * Reads PostgreSQL with its own parser. Names come folded as the server folds them. A parameter may be
 * written `$name`; it is parsed as a numbered one.
 */
export class PostgresAnalyzer implements SqlAnalyzer {
  static create(options?: { parser?: PostgresParser }): PostgresAnalyzer {
    return new PostgresAnalyzer(options?.parser ?? PostgresParser.create());
  }

  readonly #parser: PostgresParser;

  private constructor(parser: PostgresParser) {
    this.#parser = parser;
  }

  async analyze(sql: string): Promise<SqlAnalysis> {
    try {
      checkText(sql);
      const { statements, parameterNames } = await this.#parser.parse(sql);
      if (statements.length !== 1) {
        throw new AnalysisRefusal(
          'not-select',
          statements.length === 0
            ? 'There is no query'
            : 'Only one statement is allowed at a time',
        );
      }
      return walkPostgresTree(statements[0], parameterNames).toAnalysis();
    } catch (error) {
      return asAnalysis(error);
    }
  }
}
