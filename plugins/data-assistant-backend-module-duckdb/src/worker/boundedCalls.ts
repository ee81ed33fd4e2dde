import { foldName } from './tableName';

/** Most that a literal may ask for: characters of a text, items of a list. */
const MAX_SIZE = 100_000;
const MAX_WIDTH = 999;
/** Numbers that a series may count over. */
const MAX_SERIES = 10_000_000;

type Argument = { class?: unknown; value?: unknown } | undefined;

const COUNT_HINT = `Give the length as a literal of at most ${MAX_SIZE}`;
const FORMAT_HINT = `Give the format as a literal, with no width over ${MAX_WIDTH} and none from an argument`;
const SERIES_HINT = `Let the series begin and end within ${MAX_SERIES}`;
const NAME_HINT =
  'Call the function of that aggregate, such as list_sum or list_avg';

function literal(argument: Argument): unknown {
  return argument?.class === 'CONSTANT'
    ? (argument.value as { value?: unknown } | undefined)?.value
    : undefined;
}

function isSmall(argument: Argument): boolean {
  const size = literal(argument);
  return typeof size === 'number' && size <= MAX_SIZE;
}

function isPlainFormat(argument: Argument): boolean {
  const format = literal(argument);
  return (
    typeof format === 'string' &&
    !/\d{4}|\*|\{[^}]*\{/.test(format.replaceAll('{{', ''))
  );
}

// Not a text that another of these calls makes: the sizes would multiply.
const secondIsSmall = (args: Argument[]) =>
  isSmall(args[1]) &&
  !/"function_name":"(?:repeat|[lr]pad|(?:list|array)_resize)"/i.test(
    JSON.stringify(args),
  );
/** Numbers at any depth, since a cast may stand around them. Dates are parsed as texts. */
function isShortSeries(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) {
    return true;
  }
  if ((node as Argument)?.class === 'CONSTANT') {
    const value = literal(node as Argument);
    // A HUGEINT comes as an object of two halves.
    return (
      (typeof value !== 'object' || value === null) &&
      !(Math.abs(Number(value)) > MAX_SERIES)
    );
  }
  return Object.values(node).every(isShortSeries);
}
const firstIsFormat = (args: Argument[]) => isPlainFormat(args[0]);

/**
 * Functions that make a huge value of a small one, unless a literal bounds it. Memory for such values is
 * outside of the engine's own limit.
 */
const BOUNDED: Record<
  string,
  { isBounded: (args: Argument[]) => boolean; hint: string }
> = {
  repeat: { isBounded: secondIsSmall, hint: COUNT_HINT },
  array_resize: { isBounded: secondIsSmall, hint: COUNT_HINT },
  list_resize: { isBounded: secondIsSmall, hint: COUNT_HINT },
  lpad: { isBounded: secondIsSmall, hint: COUNT_HINT },
  rpad: { isBounded: secondIsSmall, hint: COUNT_HINT },
  format: { isBounded: firstIsFormat, hint: FORMAT_HINT },
  generate_series: { isBounded: isShortSeries, hint: SERIES_HINT },
  range: { isBounded: isShortSeries, hint: SERIES_HINT },
  printf: { isBounded: firstIsFormat, hint: FORMAT_HINT },
};

/** Functions that take the name of another one as their second argument. */
const NAMING = new Set([
  'aggregate',
  'array_aggr',
  'array_aggregate',
  'list_aggr',
  'list_aggregate',
]);

/** What the arguments of a call show: another function that it calls, or that nothing bounds what it makes. */
export function inspectCall(
  name: string,
  args: unknown,
): { calls?: string; hint?: string } {
  const list = (Array.isArray(args) ? args : []) as Argument[];
  if (NAMING.has(name)) {
    const calls = literal(list[1]);
    return typeof calls === 'string'
      ? { calls: foldName(calls) }
      : { hint: NAME_HINT };
  }
  if (Object.hasOwn(BOUNDED, name) && !BOUNDED[name].isBounded(list)) {
    return { hint: BOUNDED[name].hint };
  }
  return {};
}
