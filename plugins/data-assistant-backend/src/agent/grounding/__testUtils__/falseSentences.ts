import { CellValue } from '@cairn/backstage-plugin-data-assistant-common';

type Columns = Record<string, CellValue[]>;

/** The streams of one country. */
export const STREAMS: Columns = {
  country: ['SE'],
  streams: [48231],
  rank: [3],
};

/** Sentences that say what no cell holds, what of them is told, and the columns, `STREAMS` by default. */
export const FALSE_SENTENCES: [
  sentence: string,
  told: string[],
  columns?: Columns,
][] = [
  // Rough numbers, and bounds.
  ['About 1,000,000 streams.', ['1,000,000']],
  ['About 1 million streams.', ['1 million']],
  ['Roughly 100 streams.', ['100']],
  ['Nearly 10,000 streams.', ['10,000']],
  ['Nearly 48,000 streams.', ['48,000']],
  ['Over 100,000 streams.', ['100,000']],
  ['Over 48,300 streams.', ['48,300']],
  ['More than 50,000 streams.', ['50,000']],
  ['At least 49,000 streams.', ['49,000']],
  ['Less than 48,000 streams.', ['48,000']],
  ['Almost 48,000 streams.', ['48,000']],
  ['No more than 40,000 streams.', ['40,000']],
  ['It sank below -50.', ['-50'], { change: [-48] }],
  ['Nearly two million streams.', ['two million']],
  ['Rund 100.000 Streams.', ['100.000']],
  // Other ways to group digits.
  ['Es waren 9.999.999 Streams.', ['9.999.999']],
  ['Es waren 9.999 Streams.', ['9.999']],
  ['Il y a 9 999 999 streams.', ['9 999 999']],
  ["Es waren 9'999'999 Streams.", ["9'999'999"]],
  ['There were 7_000_000 streams.', ['7_000_000']],
  ['There are 12,34,567 streams.', ['12,34,567']],
  ['It is 192.168.100.200.', ['192.168.100.200']],
  ['There were 48.231 streams.', ['48.231']],
  ['It is 1,234 on average.', ['1,234'], { average: [1.234] }],
  ['Es sind 12,6 %.', ['12,6 %'], { share: [0.125] }],
  ['Es sind 3 Millionen.', ['3 Millionen']],
  // No years, dates and times.
  ['There were more than 2050 streams.', ['2050']],
  ['Streams grew by 2050.', ['2050']],
  ['It fell from 1950 to 2050 streams.', ['1950', '2050']],
  ['It fell from 1950 to 2050 daily streams.', ['1950', '2050']],
  ['There was a change in 2050 streams.', ['2050']],
  ['Between 1950 and 2050 people.', ['1950', '2050']],
  ['After 2050 streams it ended.', ['2050']],
  ['It went from 1950 to 2050 kr.', ['1950', '2050']],
  ['In total 25 may churn.', ['25']],
  ['Of these, 12 march on.', ['12']],
  ['It took 99:59.', ['99', '59']],
  ['In week 99.', ['99']],
  ['Since FY9999.', ['9999']],
  // None, parts and multiples.
  ['There were zero streams.', ['zero']],
  ['There were 0 streams.', ['0']],
  ['Half of the streams were long.', ['Half']],
  ['Half the streams were long.', ['Half']],
  ['More than one half of them.', ['one half']],
  ['The streams doubled.', ['doubled']],
  ['They tripled and then halved.', ['tripled', 'halved']],
  ['Two thirds of the streams.', ['Two thirds']],
  ['Two-thirds were long.', ['Two-thirds']],
  ['Three quarters of listeners.', ['Three quarters']],
  ['A quarter of listeners.', ['A quarter']],
  ['Twice as many as before.', ['Twice']],
  ['Half of the 100 are 20.', ['Half'], { all: [100, 9, 7], some: [20, 1, 3] }],
  ['More than half of them.', ['half'], { share: [0.48] }],
  ['Half a million streams.', ['Half a million']],
  // Stuck to letters.
  ['It is kr500.', ['500']],
  ['It is kr25.', ['25']],
  ['It is total-9999.', ['9999']],
  ['It is total9999.', ['9999']],
  ['It is x10.', ['10']],
  ['It is COVID-9999.', ['9999']],
  ['It is 9999x9.', ['9999', '9']],
  ['共有25次。', ['25']],
  // Percentages.
  ['It grew by 1%.', ['1%']],
  ['It is 100% of the streams.', ['100%'], { n: [1] }],
  ['It is 100 % of the streams.', ['100 %'], { n: [1, 0, 2] }],
  ['It is 100 % of the streams.', ['100 %'], { n: [1, 0, 1] }],
  ['It is 150 %.', ['150 %'], { duration: [1.5] }],
  ['It grew by thirty percent.', ['thirty percent']],
  ['It grew by one percent.', ['one percent']],
];
