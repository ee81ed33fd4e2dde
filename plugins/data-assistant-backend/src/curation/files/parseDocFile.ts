import { Term } from '@cairn/backstage-plugin-data-assistant-common';
import { z } from 'zod/v4';
import { ContextFile, DocFile, ParsedFile } from './ContextFile';
import { KeysAt, readHeader } from './readHeader';
import { anyColumn, text, texts } from './headerFields';
import { parseContextFile } from './parseContextFile';
import { ProblemError } from './ProblemError';
import { YamlSource } from './YamlSource';

/** Spans that end with the last whole week, month and so on, or with yesterday: a doc says which. */
const OPEN_SPAN =
  /^(?:the )?(?:last|past|previous|prior|trailing) (?:week|month|quarter|year)$/i;

const termSchema = z
  .strictObject({
    term: text(200),
    synonyms: texts(50, 200).optional(),
    definition: text(2_000).optional(),
    column: anyColumn.optional(),
    value: text(500).optional(),
    span: z
      .enum(['calendar', 'rolling'], {
        error: 'must be calendar or rolling',
      })
      .optional(),
  })
  .superRefine(({ term, synonyms = [], column, value, span }, context) => {
    if ((column === undefined) !== (value === undefined)) {
      const [there, missing] =
        column === undefined ? ['value', 'column'] : ['column', 'value'];
      context.addIssue({
        code: 'custom',
        path: [there],
        message: `needs '${missing}' beside it; add it, or remove '${there}'`,
      });
    }
    if (span === undefined) {
      return;
    }
    if (column !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['span'],
        message: "cannot stand beside 'column'; keep one of them",
      });
    }
    const other = [term, ...synonyms].find(phrase => !OPEN_SPAN.test(phrase));
    if (other !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['span'],
        message: `is for words such as 'last month' or 'past week' only, but '${other}' is not of them`,
      });
    }
  });

const docHeaderSchema = z.strictObject({
  title: text(255),
  terms: z
    .array(termSchema)
    .max(500, 'has more than 500 entries; split the doc')
    .superRefine((terms, context) => {
      const seen = new Set<string>();
      terms.forEach(({ term, column, value }, index) => {
        // One word may name values of several columns, but not one thing twice.
        const key = JSON.stringify([term.toLowerCase(), column, value]);
        if (seen.has(key)) {
          context.addIssue({
            code: 'custom',
            path: [index],
            message: `has the term '${term}' a second time; keep one`,
          });
        }
        seen.add(key);
      });
    })
    .optional(),
});

const keysAt: KeysAt = path =>
  Object.keys(path[0] === 'terms' ? termSchema.shape : docHeaderSchema.shape);

function splitParts(content: string): { header: string; body: string } {
  const lines = content.split('\n');
  if (lines[0].trimEnd() !== '---') {
    throw ProblemError.at(
      1,
      'The file must begin with a front matter: a line ---, then at least a title, then a line ---',
    );
  }
  const close = lines.findIndex(
    (line, index) => index > 0 && line.trimEnd() === '---',
  );
  if (close < 0) {
    throw ProblemError.at(1, 'The front matter is not closed; end it with ---');
  }
  return {
    header: lines.slice(1, close).join('\n'),
    body: lines
      .slice(close + 1)
      .join('\n')
      .trim(),
  };
}

/**
 * Reads a doc file, whose format docs/context-files.md has. Never throws: whatever the bytes are, the
 * outcome is a doc or reasons why it is none.
 */
export function parseDocFile(file: ContextFile): ParsedFile<DocFile> {
  return parseContextFile(file, (content, name) => {
    const { header: yaml, body } = splitParts(content);
    const source = YamlSource.parse(yaml, 2);
    const header = readHeader(source, docHeaderSchema, keysAt);
    const terms: Term[] = (header.terms ?? []).map(term => ({
      ...term,
      synonyms: term.synonyms ?? [],
    }));
    if (!body && terms.length === 0) {
      throw ProblemError.at(
        1,
        'The doc has neither a text nor terms; write what people should know',
      );
    }
    return { name, path: file.path, title: header.title, body, terms };
  });
}
