import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  DuckDBValue,
  DuckDBVariantValue,
} from '@duckdb/node-api';
import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';

/** Longest text of one cell, in characters; the rest is cut off and marked with `…`. */
export const CELL_MAX_LENGTH = 10_000;
const BLOB_SHOWN_BYTES = 32;
const MICROS_PER_SECOND = 1_000_000n;
// A double carries any decimal of up to 15 significant digits there and back (IEEE 754).
const DOUBLE_SAFE = 10n ** 15n;

type Nested = CellValue | Nested[] | { [key: string]: Nested };

/**
 * A value of the engine as it travels in JSON. Lists, structs and maps become JSON text, blobs their
 * length and first bytes, what is neither finite nor a number its name (`NaN`, `Infinity`).
 */
export function cellValue(
  value: DuckDBValue,
  typeId?: DuckDBTypeId,
): CellValue {
  if (isNested(value)) {
    const room = { characters: CELL_MAX_LENGTH };
    return clip(JSON.stringify(nestedValue(value, room)));
  }
  const scalar = scalarValue(value);
  return typeId === DuckDBTypeId.FLOAT && typeof scalar === 'number'
    ? shortestFloat(scalar)
    : scalar;
}

function scalarValue(value: DuckDBValue): CellValue {
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : String(value);
  }
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (value instanceof DuckDBDecimalValue) {
    const size = value.value < 0n ? -value.value : value.value;
    const text = value.toString();
    return size < DOUBLE_SAFE ? Number(text) : text;
  }
  if (value instanceof DuckDBBlobValue) {
    const { length } = value.bytes;
    const start = Buffer.from(
      value.bytes.subarray(0, BLOB_SHOWN_BYTES),
    ).toString('hex');
    const more = length > BLOB_SHOWN_BYTES ? '…' : '';
    return `<${length} bytes: ${start}${more}>`;
  }
  return timestampText(value) ?? clip(String(value));
}

// FLOAT columns come as the double nearest to their value: 0.1 as 0.10000000149011612.
function shortestFloat(value: number): number {
  for (let digits = 6; digits <= 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) {
      return shorter;
    }
  }
  return value;
}

function timestampText(value: DuckDBValue): string | undefined {
  if (
    (value instanceof DuckDBTimestampValue ||
      value instanceof DuckDBTimestampTZValue ||
      value instanceof DuckDBTimestampSecondsValue ||
      value instanceof DuckDBTimestampMillisecondsValue ||
      value instanceof DuckDBTimestampNanosecondsValue) &&
    !value.isFinite
  ) {
    return String(value);
  }
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampTZValue
  ) {
    return isoFromMicros(value.micros);
  }
  if (value instanceof DuckDBTimestampSecondsValue) {
    return isoFromMicros(value.seconds * MICROS_PER_SECOND);
  }
  if (value instanceof DuckDBTimestampMillisecondsValue) {
    return isoFromMicros(value.millis * 1_000n);
  }
  if (value instanceof DuckDBTimestampNanosecondsValue) {
    return isoFromMicros(value.nanos / 1_000n);
  }
  return undefined;
}

function isoFromMicros(micros: bigint): string {
  const fraction =
    ((micros % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  const date = new Date(Number((micros - fraction) / 1_000n));
  if (Number.isNaN(date.getTime())) {
    return String(new DuckDBTimestampValue(micros));
  }
  const digits = fraction
    ? `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`
    : '';
  return `${date.toISOString().replace(/\.\d+Z$/, '')}${digits}Z`;
}

function isNested(value: DuckDBValue): boolean {
  return (
    value instanceof DuckDBListValue ||
    value instanceof DuckDBArrayValue ||
    value instanceof DuckDBStructValue ||
    value instanceof DuckDBMapValue ||
    value instanceof DuckDBUnionValue ||
    value instanceof DuckDBVariantValue
  );
}

function nestedValue(value: DuckDBValue, room: { characters: number }): Nested {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return fill(value.items, room, [] as Nested[], (list, item) =>
      list.push(nestedValue(item, room)),
    );
  }
  if (value instanceof DuckDBStructValue) {
    return fill(
      Object.entries(value.entries),
      room,
      {} as { [key: string]: Nested },
      (object, [key, item]) => {
        room.characters -= key.length;
        object[key] = nestedValue(item, room);
      },
    );
  }
  if (value instanceof DuckDBMapValue) {
    return fill(value.entries, room, [] as Nested[], (list, entry) =>
      list.push({
        key: nestedValue(entry.key, room),
        value: nestedValue(entry.value, room),
      }),
    );
  }
  if (
    value instanceof DuckDBUnionValue ||
    value instanceof DuckDBVariantValue
  ) {
    return nestedValue(value.value, room);
  }
  const scalar = scalarValue(value);
  room.characters -= 1 + String(scalar).length;
  return scalar;
}

function fill<I, O>(
  items: Iterable<I>,
  room: { characters: number },
  output: O,
  add: (output: O, item: I) => void,
): O {
  for (const item of items) {
    if (room.characters <= 0) {
      break;
    }
    add(output, item);
  }
  return output;
}

function clip(text: string): string {
  return text.length > CELL_MAX_LENGTH
    ? `${text.slice(0, CELL_MAX_LENGTH)}…`
    : text;
}
