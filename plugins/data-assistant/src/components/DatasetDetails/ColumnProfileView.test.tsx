import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ColumnProfile } from '@cairn/backstage-plugin-data-assistant-common';
import { screen } from '@testing-library/react';
import { ColumnProfileView } from './ColumnProfileView';

async function read(
  profile: ColumnProfile | undefined,
  rowCount?: number,
): Promise<string | null> {
  const { unmount } = renderInTestApp(
    <output>
      <ColumnProfileView profile={profile} rowCount={rowCount} />
    </output>,
  );
  const { textContent } = await screen.findByRole('status');
  unmount();
  return textContent;
}

describe('ColumnProfileView', () => {
  it('says where the number of values is an estimate, and never tells more of them than rows', async () => {
    expect(await read({ distinctCount: 50 }, 900)).toBe('50 different values');
    expect(await read({ distinctCount: 1 })).toBe('1 value');
    expect(await read({ distinctCount: 745 }, 46_031)).toBe(
      'about 745 different values',
    );
    expect(await read({ distinctCount: 53_339 }, 46_031)).toBe(
      'about 46,031 different values',
    );
    expect(await read(undefined)).toBe('Not profiled yet');
  });
});
