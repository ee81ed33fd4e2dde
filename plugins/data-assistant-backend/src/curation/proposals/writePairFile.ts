import {
  Pair,
  PairParameter,
} from '@cairn/backstage-plugin-data-assistant-common';
import { Document, isMap } from 'yaml';

/** The text of a pair's file: its header, in the order that docs/context-files.md has, and its SQL. */
export function writePairFile(
  pair: Pick<Pair, 'question' | 'phrasings' | 'answer' | 'author' | 'sql'> & {
    parameters: PairParameter[];
  },
): string {
  const { question, phrasings, parameters, answer, author, sql } = pair;
  const header = new Document(
    {
      question,
      ...(phrasings.length > 0 ? { phrasings } : {}),
      ...(parameters.length > 0
        ? {
            parameters: Object.fromEntries(
              parameters.map(({ name, ...rest }) => [name, rest]),
            ),
          }
        : {}),
      ...(answer === undefined ? {} : { answer }),
      ...(author === undefined ? {} : { author }),
    },
    // All values are read as texts, as they are written.
    { schema: 'failsafe' },
  );
  const declared = header.get('parameters');
  if (isMap(declared)) {
    for (const { value } of declared.items) {
      if (isMap(value)) {
        value.flow = true;
      }
    }
  }
  return `/*\n${header.toString({ lineWidth: 0 })}*/\n${sql}\n`;
}
