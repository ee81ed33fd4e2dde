import { JsonValue } from '@backstage/types';
import { ParameterCandidate } from './ParameterCandidate';
import { differences, SqlTreeParser } from './SqlTree';

const MAX_NAME_LENGTH = 50;

/** A name for a parameter that is still free; what it is called in the SQL is then taken. */
export function nameFor(base: string, taken: Set<string>): string {
  const plain =
    base
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[^a-z]+|_+$/g, '')
      .slice(0, MAX_NAME_LENGTH) || 'value';
  // PairHeader refuses the one name that every object has.
  const start = plain === 'constructor' ? 'value' : plain;
  let name = start;
  for (let n = 2; taken.has(name); n++) {
    name = `${start}_${n}`;
  }
  for (const each of [name, `${name}_from`, `${name}_to`]) {
    taken.add(each);
  }
  return name;
}

/** The SQL with parameters in place of literals; undefined unless it is the same tree but for these. */
export function rewriteSql(
  parser: SqlTreeParser,
  sql: string,
  tree: JsonValue,
  named: { name: string; candidate: ParameterCandidate }[],
): string | undefined {
  const edits = named
    .flatMap(({ name, candidate }) =>
      candidate.replacements.map(({ literal, with: written }) => ({
        literal,
        text: written(name),
      })),
    )
    .sort((a, b) => b.literal.start - a.literal.start);
  const written = edits.reduce(
    (text, { literal, text: parameter }) =>
      text.slice(0, literal.start) + parameter + text.slice(literal.end),
    sql,
  );
  const parsed = parser.parse(written);
  const changed = parsed === undefined ? [] : differences(tree, parsed);
  const wanted = edits.map(({ literal }) => literal.path);
  const listed = (paths: readonly unknown[]) =>
    paths
      .map(path => JSON.stringify(path))
      .sort()
      .join();
  return listed(changed) === listed(wanted) ? written : undefined;
}
