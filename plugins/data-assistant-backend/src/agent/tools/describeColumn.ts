import { DatasetColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { toName, toQuoted } from '../../context/pack/safeText';

const VALUES_AT_MOST = 8;
const LONGEST_VALUE = 40;
const LONGEST_DESCRIPTION = 240;
const LONGEST_TYPE = 80;

const percent = (share: number) =>
  share > 0 && share < 0.001 ? 'under 0.1 %' : `${+(share * 100).toFixed(1)} %`;

const quote = (value: unknown) => toQuoted(String(value), LONGEST_VALUE);

/** A column as a line for a model: type, description and what the profile knows. */
export function describeColumn(column: DatasetColumn): string {
  const { name, type, nativeType, description, profile = {} } = column;
  const { nullShare, distinctCount, min, max, commonValues = [] } = profile;
  const values = commonValues
    .map(({ value }) => value)
    .filter(value => value !== null)
    .slice(0, VALUES_AT_MOST);
  const isWhole = profile.complete && values.length === commonValues.length;
  const hasRange = min !== undefined && min !== null && max !== undefined;
  return [
    `- ${toName(name)}: ${type}`,
    ...(nativeType ? [toQuoted(nativeType, LONGEST_TYPE)] : []),
    ...(description ? [toQuoted(description, LONGEST_DESCRIPTION)] : []),
    ...(nullShare === undefined ? [] : [`${percent(nullShare)} NULL`]),
    ...(distinctCount === undefined
      ? []
      : [`${distinctCount} different values`]),
    ...(hasRange ? [`from ${quote(min)} to ${quote(max)}`] : []),
    ...(values.length > 0
      ? [
          `${isWhole ? 'all values' : 'common values'} ${values
            .map(quote)
            .join(', ')}`,
        ]
      : []),
  ].join('; ');
}
