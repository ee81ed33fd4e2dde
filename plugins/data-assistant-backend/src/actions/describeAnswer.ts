import {
  Answer,
  AnswerTier,
  CellValue,
} from '@cairn/backstage-plugin-data-assistant-common';
import { toLine, toLines, toSqlText } from '../context/pack/safeText';
import { Zod } from './DataAssistantAction';

const MAX_ROWS = 50;
const MAX_ROWS_LENGTH = 20_000;
const MAX_COLUMNS = 60;
const LONGEST_CELL = 200;
const LONGEST_TEXT = 4_000;
const LONGEST_LINE = 500;
const LONGEST_SQL = 20_000;
const MAX_LISTED = 20;
const MAX_SUGGESTIONS = 5;

/** What a model should make of an answer. */
const MEANING: Record<AnswerTier, string> = {
  verified:
    'Experts vetted the question and its SQL; the numbers are what the warehouse holds.',
  grounded:
    'A model wrote the SQL from the context that experts own; say so, and show the assumptions.',
  uncovered:
    'There is no answer: the data that is known here does not cover the question. Say that, and give no number.',
};

/** The schema of what `describeAnswer` gives. */
export function answerSchema(z: Zod) {
  return z.object({
    tier: z.enum(['verified', 'grounded', 'uncovered']),
    meaning: z.string().describe('How far the answer may be trusted.'),
    sentence: z.string(),
    confidence: z.number().optional(),
    readAs: z
      .string()
      .optional()
      .describe('The question as it was understood.'),
    cluster: z.string().optional(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    rows: z
      .array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .describe('The first rows of the result, in the order of `columns`.'),
    rowCount: z.number().describe('Rows of the result, shown or not.'),
    truncated: z
      .boolean()
      .describe('True when the result has more rows than `rows` shows.'),
    sql: z.string().optional(),
    assumptions: z.array(z.string()),
    filled: z
      .array(z.string())
      .describe('What the words of the question were taken for.'),
    freshness: z.array(z.object({ dataset: z.string(), newest: z.string() })),
    sources: z.array(
      z.object({ kind: z.string(), id: z.string(), title: z.string() }),
    ),
    warnings: z.array(z.string()).describe('To be passed on to the person.'),
    missing: z.string().optional().describe('What the data lacks.'),
    chooseCluster: z
      .array(z.object({ cluster: z.string(), title: z.string() }))
      .describe('Clusters that cover the question alike: ask again in one.'),
    nearClusters: z.array(
      z.object({ cluster: z.string(), title: z.string(), owner: z.string() }),
    ),
    suggestions: z
      .array(z.string())
      .describe('Vetted questions that do have an answer.'),
  });
}

/**
 * An answer for a model: bounded, cells and texts of others on one line and without what cannot be seen or would end a
 * turn. SQL keeps its lines.
 */
export function describeAnswer(answer: Answer) {
  const { rows, columns } = showTable(answer);
  const rowCount = answer.rows?.length ?? 0;
  const lines = (texts: string[] | undefined) =>
    (texts ?? []).slice(0, MAX_LISTED).map(text => toLine(text, LONGEST_LINE));
  const near = (clusters: Answer['choices']) =>
    (clusters ?? []).slice(0, MAX_LISTED).map(({ cluster, title, owner }) => ({
      cluster,
      title: toLine(title, LONGEST_LINE),
      owner: toLine(owner, LONGEST_LINE),
    }));
  return {
    tier: answer.tier,
    meaning: MEANING[answer.tier],
    sentence: toLines(answer.sentence, LONGEST_TEXT),
    confidence: answer.confidence,
    readAs: answer.readAs && toLine(answer.readAs, LONGEST_LINE),
    cluster: answer.cluster,
    columns,
    rows,
    rowCount,
    truncated: rows.length < rowCount || (answer.truncated ?? false),
    sql:
      answer.sql && answer.sql.length <= LONGEST_SQL
        ? toSqlText(answer.sql)
        : undefined,
    assumptions: lines(answer.assumptions),
    filled: lines(
      answer.parameters?.map(({ name, words, label }) =>
        words === undefined
          ? `${name}: ${label} (not said)`
          : `${name}: '${words}' as ${label}`,
      ),
    ),
    freshness: (answer.freshness ?? [])
      .slice(0, MAX_LISTED)
      .map(({ dataset, newest }) => ({
        dataset: toLine(dataset, LONGEST_LINE),
        newest: toLine(newest, LONGEST_LINE),
      })),
    sources: (answer.sources ?? [])
      .slice(0, MAX_LISTED)
      .map(({ kind, id, title }) => ({
        kind,
        id,
        title: toLine(title, LONGEST_LINE),
      })),
    warnings: warningsOf(answer),
    missing: answer.missing && toLines(answer.missing, LONGEST_TEXT),
    chooseCluster: near(answer.choices).map(({ cluster, title }) => ({
      cluster,
      title,
    })),
    nearClusters: near(answer.nearClusters),
    suggestions: (answer.suggestions ?? [])
      .slice(0, MAX_SUGGESTIONS)
      .map(({ question }) => toLine(question, LONGEST_LINE)),
  };
}

function showTable({ columns = [], rows = [] }: Answer) {
  const shown: CellValue[][] = [];
  let length = 0;
  for (const row of rows.slice(0, MAX_ROWS)) {
    const cells = row
      .slice(0, MAX_COLUMNS)
      .map(cell =>
        typeof cell === 'string' ? toLine(cell, LONGEST_CELL) : cell,
      );
    length += JSON.stringify(cells).length;
    if (length > MAX_ROWS_LENGTH) {
      break;
    }
    shown.push(cells);
  }
  return {
    rows: shown,
    columns: columns.slice(0, MAX_COLUMNS).map(({ name, type }) => ({
      name: toLine(name, LONGEST_CELL),
      type,
    })),
  };
}

function warningsOf(answer: Answer): string[] {
  const { unbacked, endedBy, columns, sql, truncated, rows } = answer;
  return [
    ...(unbacked?.length
      ? [
          `No row of the result holds these numbers of the sentence, so do not rely on them: ${toLine(
            unbacked.join(', '),
            LONGEST_LINE,
          )}`,
        ]
      : []),
    ...(endedBy
      ? [
          `The work was ended by a limit (${toLine(
            endedBy.limit,
            LONGEST_LINE,
          )}); this is what there was so far. ${toLine(
            endedBy.message,
            LONGEST_LINE,
          )}`,
        ]
      : []),
    ...(truncated
      ? [
          `The result was cut at ${
            rows?.length ?? 0
          } rows: do not count or add them up.`,
        ]
      : []),
    ...(columns && columns.length > MAX_COLUMNS
      ? [
          `Only the first ${MAX_COLUMNS} of ${columns.length} columns are shown.`,
        ]
      : []),
    ...(sql && sql.length > LONGEST_SQL
      ? ['The SQL is too long to be shown here; the link has it.']
      : []),
  ];
}
