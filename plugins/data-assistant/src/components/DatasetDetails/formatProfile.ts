import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';
import { DateTime, Duration } from 'luxon';

/** A cell for people: numbers grouped, `undefined` for NULL so that the caller can say so in words. */
export function formatCell(value: CellValue): string | undefined {
  if (value === null) {
    return undefined;
  }
  return typeof value === 'number' ? value.toLocaleString() : String(value);
}

/** A share of 0 to 1 as a percentage; a share above none is never shown as 0 %. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) {
    return '<0.1%';
  }
  return share.toLocaleString(undefined, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
}

/** An ISO 8601 duration in words; the duration itself when it is none. */
export function formatRhythm(rhythm: string): string {
  const duration = Duration.fromISO(rhythm);
  return duration.isValid ? duration.toHuman() : rhythm;
}

/** How long ago an ISO date or timestamp is, in words. */
export function formatAge(iso: string): string {
  return DateTime.fromISO(iso).toRelative() ?? iso;
}
