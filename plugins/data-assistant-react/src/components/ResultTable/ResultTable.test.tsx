import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  CellValue,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResultTable } from './ResultTable';

const columns: ResultColumn[] = [
  { name: 'country', type: 'string' },
  { name: 'listeners', type: 'integer' },
  { name: 'day', type: 'date' },
];

const rows: CellValue[][] = [
  ['=SE', 1234567, '2026-11-19'],
  ['DE', null, '2026-11-18'],
  ['no', '9007199254740993', '2026-11-17'],
  ['FI', '9007199254740992', null],
];

const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);

describe('ResultTable', () => {
  afterEach(() => jest.restoreAllMocks());

  it('shows values as a person reads them, and a dimmed dash for a missing one', async () => {
    renderInTestApp(<ResultTable columns={columns} rows={rows} />);
    await waitFor(() => expect(shown()).toHaveLength(rows.length));
    const [, first, second] = screen.getAllByRole('row');
    expect(
      within(first)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['=SE', '1,234,567', 'Nov 19, 2026']);
    const [, number] = within(second).getAllByRole('cell');
    expect(number).toHaveTextContent('–no value');
    expect(number).toHaveAttribute('data-numeric', 'true');
    expect(screen.getByText('4 rows')).toBeInTheDocument();
  });

  it('sorts by a column up, down and not at all, missing values last, long integers exactly', async () => {
    renderInTestApp(<ResultTable columns={columns} rows={rows} />);
    const header = await screen.findByRole('columnheader', {
      name: 'listeners',
    });
    const press = () => userEvent.click(within(header).getByRole('button'));
    expect(header).toHaveAttribute('aria-sort', 'none');

    await press();
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    expect(shown()).toEqual(['=SE', 'FI', 'no', 'DE']);

    await press();
    expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(shown()).toEqual(['no', 'FI', '=SE', 'DE']);

    await press();
    expect(header).toHaveAttribute('aria-sort', 'none');
    expect(shown()).toEqual(['=SE', 'DE', 'no', 'FI']);
  });

  it('downloads the rows as CSV in the order shown, formulas defused', async () => {
    const blobs: Blob[] = [];
    const names: string[] = [];
    URL.createObjectURL = blob => {
      blobs.push(blob as Blob);
      return 'blob:csv';
    };
    URL.revokeObjectURL = jest.fn();
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    renderInTestApp(
      <ResultTable columns={columns} rows={rows} fileName="listeners" />,
    );
    const header = await screen.findByRole('columnheader', { name: 'country' });
    await userEvent.click(within(header).getByRole('button'));
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));

    expect(names).toEqual(['listeners.csv']);
    expect(await blobs[0].text()).toBe(
      [
        'country,listeners,day',
        '"\'=SE",1234567,2026-11-19',
        'DE,,2026-11-18',
        'FI,9007199254740992,',
        'no,9007199254740993,2026-11-17',
      ].join('\r\n'),
    );
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:csv');
  });

  it('puts only the rows in view of a long result into the document', async () => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(360);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
    const many = Array.from({ length: 5_000 }, (_, index) => [
      `c${index}`,
      index,
      null,
    ]);
    renderInTestApp(<ResultTable columns={columns} rows={many} truncated />);
    const table = await screen.findByRole('table');
    expect(table).toHaveAttribute('aria-rowcount', '5001');
    await waitFor(() => expect(shown().length).toBeGreaterThan(10));
    expect(shown().length).toBeLessThan(60);
    expect(shown()[0]).toBe('c0');
    const scrolled = screen.getByRole('group', { name: 'Result table' });
    scrolled.scrollTop = 36 * 1_000;
    fireEvent.scroll(scrolled);
    await waitFor(() => expect(shown()).toContain('c1000'));
    expect(shown()).not.toContain('c0');
    expect(shown().length).toBeLessThan(60);
    expect(
      screen.getByText(
        'The result has more rows. Only the first 5,000 are shown.',
      ),
    ).toBeInTheDocument();
  });

  it('says so when the query found nothing', async () => {
    renderInTestApp(<ResultTable columns={columns} rows={[]} />);
    expect(
      await screen.findByText('The query ran and found no rows.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
