import { PairParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { checkSqlParameters } from './checkSqlParameters';
import { ContextFile, PairFile, ParsedFile } from './ContextFile';
import { readHeader } from './readHeader';
import { PairHeader, pairHeaderSchema, pairKeysAt } from './pairHeader';
import { lineAt, parseContextFile } from './parseContextFile';
import { ProblemError } from './ProblemError';
import { scanSql, SqlScan } from '../../sql/scanSql';
import { YamlSource } from './YamlSource';

interface Parts {
  header: string;
  headerLine: number;
  /** Where the SQL begins in the text. */
  sqlStart: number;
}

function splitParts(text: string): Parts {
  const open = text.search(/\S/);
  if (open < 0) {
    throw ProblemError.at(1, 'The file is empty; remove it or write a pair');
  }
  const openLine = lineAt(text, open);
  if (!text.startsWith('/*', open)) {
    throw ProblemError.at(
      openLine,
      'The file must begin with a block comment (/* … */) that holds the question',
    );
  }
  const close = text.indexOf('*/', open + 2);
  if (close < 0) {
    throw ProblemError.at(
      openLine,
      'The comment with the header is not closed; end it with */',
    );
  }
  const body = text.slice(open + 2, close);
  return {
    // Space behind the opening would count as indentation of the first key.
    header: body.replace(/^[ \t]+/, ''),
    headerLine: openLine,
    sqlStart: close + 2,
  };
}

/** The statement without space around it and without a semicolon at its end. */
function trimStatement(
  sql: string,
  scan: SqlScan,
): { from: number; to: number } {
  const from = sql.search(/\S/);
  const code = scan.code.trimEnd();
  // What follows a last semicolon are comments, and those would follow a wrapped statement.
  const to = code.endsWith(';') ? code.length - 1 : sql.trimEnd().length;
  return { from: Math.max(from, 0), to };
}

function listParameters(header: PairHeader): PairParameter[] {
  return Object.entries(header.parameters ?? {}).map(([name, rest]) => ({
    name,
    ...rest,
  }));
}

/**
 * Reads a pair file, whose format docs/context-files.md has. Never throws: whatever the bytes are, the
 * outcome is a pair or reasons why it is none.
 */
export function parsePairFile(file: ContextFile): ParsedFile<PairFile> {
  return parseContextFile(file, (text, name) => {
    const { header: yaml, headerLine, sqlStart } = splitParts(text);
    const source = YamlSource.parse(yaml, headerLine);
    const header = readHeader(source, pairHeaderSchema, pairKeysAt);
    const parameters = listParameters(header);

    const rest = text.slice(sqlStart);
    const scan = scanSql(rest);
    const lineOfSql = (offset: number) => lineAt(text, sqlStart + offset);
    if (scan.unterminated) {
      const { what, offset } = scan.unterminated;
      throw ProblemError.at(
        lineOfSql(offset),
        `The ${what} that begins here is not closed`,
      );
    }
    const { from, to } = trimStatement(rest, scan);
    const code = scan.code.slice(from, to);
    if (!/\w/.test(code)) {
      throw ProblemError.at(
        lineAt(text, sqlStart),
        'There is no SQL after the header; write the SELECT that answers the question',
      );
    }
    const problems = checkSqlParameters({
      scan,
      parameters,
      lineOfSql,
      lineOfParameter: parameter => source.lineOf(['parameters', parameter]),
    });
    const semicolon = code.indexOf(';');
    if (semicolon >= 0) {
      problems.push({
        line: lineOfSql(from + semicolon),
        reason: 'A pair has one statement; remove the others',
      });
    }
    if (problems.length > 0) {
      throw new ProblemError(problems);
    }
    return {
      name,
      path: file.path,
      question: header.question,
      phrasings: header.phrasings ?? [],
      parameters,
      ...(header.answer === undefined ? {} : { answer: header.answer }),
      ...(header.author === undefined ? {} : { author: header.author }),
      sql: rest.slice(from, to).trimEnd(),
    };
  });
}
