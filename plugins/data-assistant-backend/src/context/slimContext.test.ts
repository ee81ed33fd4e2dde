import { DatasetColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { SharedColumns } from './slimContext';

const column = (part: Partial<DatasetColumn> = {}): DatasetColumn => ({
  name: 'day',
  type: 'date',
  nativeType: 'DATE',
  nullable: true,
  ...part,
});

describe('SharedColumns', () => {
  it('keeps columns that are alike once, without their profiles', () => {
    const shared = SharedColumns.create();
    const day = shared.get(
      column({ profile: { nullShare: 0, distinctCount: 400 } }),
    );
    expect(day).toEqual(column());
    expect(shared.get(column())).toBe(day);
  });

  it.each<Partial<DatasetColumn>>([
    { name: 'month' },
    { type: 'string' },
    { nativeType: 'DATETIME' },
    { nullable: false },
    { description: 'In UTC' },
  ])('tells one apart that differs by %p', part => {
    const shared = SharedColumns.create();
    shared.get(column());
    expect(shared.get(column(part))).toEqual(column(part));
  });

  it('describes each by itself where too many of one name differ', () => {
    const shared = SharedColumns.create();
    const describe = (n: number) =>
      shared.get(column({ description: `As system ${n} has it` }));
    for (let n = 0; n < 100; n++) {
      expect(describe(n).description).toBe(`As system ${n} has it`);
    }
    expect(describe(0)).toBe(describe(0));
    expect(describe(99)).not.toBe(describe(99));
  });
});
