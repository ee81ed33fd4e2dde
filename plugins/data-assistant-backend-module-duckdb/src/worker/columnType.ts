import { ColumnType } from '@cairn/backstage-plugin-data-assistant-common';

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$/;
const NUMBER = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const JSON_LIKE = /(\]|^JSON|^VARIANT)$|^(STRUCT|MAP|UNION)\(/;

/** Type of a column from its name in the engine, such as `DECIMAL(18,2)` or `INTEGER[]`. */
export function columnType(nativeType: string): ColumnType {
  if (JSON_LIKE.test(nativeType)) {
    return 'json';
  }
  if (INTEGER.test(nativeType)) {
    return 'integer';
  }
  if (NUMBER.test(nativeType)) {
    return 'number';
  }
  if (nativeType === 'BOOLEAN') {
    return 'boolean';
  }
  if (nativeType === 'DATE') {
    return 'date';
  }
  return nativeType.startsWith('TIMESTAMP') ? 'timestamp' : 'string';
}
