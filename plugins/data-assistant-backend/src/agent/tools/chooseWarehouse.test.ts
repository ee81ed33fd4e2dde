import { makeContext } from '../../context/search/__testUtils__/makeContext';
import { chooseWarehouse } from './chooseWarehouse';

const { cluster, datasets } = makeContext({
  name: 'music',
  tables: { plays: ['day'], bills: ['amount'] },
});
const [plays, bills] = [
  { ...datasets[0], warehouse: 'lake' },
  { ...datasets[1], warehouse: 'books' },
];
const context = {
  cluster: { ...cluster, warehouse: 'lake' },
  datasets: [bills, plays],
};

describe('chooseWarehouse', () => {
  it('takes the one whose tables are named, else that of the cluster', () => {
    const choose = (sql: string) => chooseWarehouse(context, sql);
    expect(choose('SELECT * FROM Main.Bills')).toEqual({
      warehouse: 'books',
      datasets: [bills],
    });
    expect(choose('SELECT * FROM main.plays')).toEqual({
      warehouse: 'lake',
      datasets: [plays],
    });
    expect(choose('SELECT 1').warehouse).toBe('lake');
  });

  it('takes the first one there is where the cluster names none', () => {
    expect(
      chooseWarehouse({ cluster, datasets: [bills, plays] }, 'SELECT 1'),
    ).toEqual({ warehouse: 'books', datasets: [bills] });
    expect(chooseWarehouse({ cluster, datasets: [] }, 'SELECT 1')).toEqual({
      warehouse: '',
      datasets: [],
    });
  });
});
