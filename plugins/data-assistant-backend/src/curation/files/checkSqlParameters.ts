import { PairParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { nearestName } from './nearestName';
import { SqlScan } from '../../sql/scanSql';

/** Names that a parameter has in SQL. */
export function sqlNamesOf(parameter: PairParameter): string[] {
  return parameter.type === 'dateRange'
    ? [`${parameter.name}_from`, `${parameter.name}_to`]
    : [parameter.name];
}

function adviseUndeclared(
  name: string,
  parameters: PairParameter[],
  names: string[],
): string {
  const range = parameters.find(
    parameter => parameter.type === 'dateRange' && parameter.name === name,
  );
  if (range) {
    return `'${name}' is a date range; write $${name}_from and $${name}_to`;
  }
  const nearest = nearestName(name, names);
  return nearest
    ? `did you mean $${nearest}?`
    : `declare '${name}' under 'parameters'`;
}

/** Where SQL and declared parameters do not agree. Lines are those of the file. */
export function checkSqlParameters(options: {
  scan: SqlScan;
  parameters: PairParameter[];
  lineOfSql: (offset: number) => number;
  lineOfParameter: (name: string) => number;
}): { line: number; reason: string }[] {
  const { scan, parameters, lineOfSql, lineOfParameter } = options;
  const problems: { line: number; reason: string }[] = [];
  const owners = new Map<string, string>();
  for (const parameter of parameters) {
    for (const name of sqlNamesOf(parameter)) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        problems.push({
          line: lineOfParameter(parameter.name),
          reason: `'${parameter.name}' and '${owner}' both are $${name} in the SQL; rename one`,
        });
      }
      owners.set(name, parameter.name);
    }
  }
  for (const { text, offset } of scan.positional) {
    problems.push({
      line: lineOfSql(offset),
      reason: `${text} has no name; write it as $name and declare it under 'parameters'`,
    });
  }
  const used = new Set<string>();
  for (const { name, offset } of scan.parameters) {
    if (!owners.has(name) && !used.has(name)) {
      problems.push({
        line: lineOfSql(offset),
        reason: `$${name} is not declared; ${adviseUndeclared(
          name,
          parameters,
          [...owners.keys()],
        )}`,
      });
    }
    used.add(name);
  }
  for (const [name, owner] of owners) {
    if (!used.has(name)) {
      problems.push({
        line: lineOfParameter(owner),
        reason: `The parameter '${owner}' is declared, but $${name} is not in the SQL; use it there or remove the parameter`,
      });
    }
  }
  return problems;
}
