import {
  CellValue,
  DatasetColumn,
} from '@cairn/backstage-plugin-data-assistant-common';

/** As many as a column's profile may hold, whatever a connector brings. */
const COMMON_VALUES_AT_MOST = 50;
const LONGEST_VALUE = 1_000;

const isShort = (value: CellValue | undefined) =>
  typeof value !== 'string' || value.length <= LONGEST_VALUE;

/**
 * Columns whose profiles are as large as profiles may be and no larger. A value that is too long to keep is
 * left out rather than cut, since half of it is no value of the column.
 */
export function boundProfiles(columns: DatasetColumn[]): DatasetColumn[] {
  return columns.map(column => {
    const { profile } = column;
    if (!profile) {
      return column;
    }
    const { commonValues, min, max, ...rest } = profile;
    const kept = commonValues
      ?.slice(0, COMMON_VALUES_AT_MOST)
      .filter(({ value }) => isShort(value));
    const isCut = kept?.length !== commonValues?.length;
    return {
      ...column,
      profile: {
        ...rest,
        ...(min !== undefined && isShort(min) ? { min } : {}),
        ...(max !== undefined && isShort(max) ? { max } : {}),
        ...(kept === undefined ? {} : { commonValues: kept }),
        ...(isCut && rest.complete ? { complete: false } : {}),
      },
    };
  });
}
