import { BOOK_FIRST, BOOK_SECOND, FIRST_NAMES, LAST_NAMES } from './names.mjs';
import { countryOf, list, pick } from './random.mjs';
import { events } from './seasonality.mjs';
import { table } from './table.mjs';

const BOOK_COUNT = 1_200;
const USER_COUNT = 9_000;

const GENRES = {
  crime: 22,
  fantasy: 14,
  romance: 13,
  thriller: 12,
  biography: 9,
  'self-help': 9,
  history: 7,
  'science fiction': 6,
  children: 5,
  business: 3,
};

const person = (id, purpose) =>
  `${list(
    FIRST_NAMES,
  )}[1 + floor(u(${id}, '${purpose}1') * 60)::INTEGER] || ' ' || ${list(
    LAST_NAMES,
  )}[1 + floor(u(${id}, '${purpose}2') * 60)::INTEGER]`;

const books = lastDay =>
  table({
    name: 'audiobooks.books',
    comment: 'One row for each audiobook on sale',
    columns: {
      book_id: ['INTEGER'],
      title: ['VARCHAR', 'Unique'],
      author: ['VARCHAR'],
      narrator: ['VARCHAR', 'Who reads it; NULL for a few older recordings'],
      genre: ['VARCHAR', 'Main genre, lower case'],
      language: ['VARCHAR', 'ISO 639-1 code'],
      list_price_eur: ['DECIMAL(8,2)', 'List price in euros'],
      duration_minutes: ['INTEGER'],
      released_on: ['DATE'],
    },
    rows: `
      SELECT b AS book_id,
        ${list(BOOK_FIRST)}[1 + (b * 7) % 30] || ' ' || ${list(
      BOOK_SECOND,
    )}[1 + (b // 30 + b * 3) % 40] AS title,
        ${person(`floor(u(b, 'author') * 420)::INTEGER`, 'writer')} AS author,
        CASE WHEN u(b, 'unread') < 0.03 THEN NULL ELSE ${person(
          `floor(u(b, 'voice') * 90)::INTEGER`,
          'reader',
        )} END AS narrator,
        ${pick(`u(b, 'bgenre')`, GENRES)} AS genre,
        ${pick(`u(b, 'blang')`, {
          en: 34,
          sv: 19,
          de: 18,
          fr: 9,
          es: 7,
          no: 6,
          da: 4,
          nl: 3,
        })} AS language,
        (6.99 + floor(u(b, 'price') * 13))::DECIMAL(8,2) AS list_price_eur,
        (180 + 660 * u(b, 'bl1') * (0.5 + u(b, 'bl2')))::INTEGER AS duration_minutes,
        DATE '${lastDay.toISODate()}' - floor(pow(u(b, 'brelease'), 1.6) * 2400)::INTEGER AS released_on
      FROM (SELECT unnest(range(1, ${BOOK_COUNT + 1}))::INTEGER AS b)`,
  });

const orders = table({
  name: 'audiobooks.orders',
  comment: 'One row for each order of one audiobook, whatever became of it',
  columns: {
    order_id: ['BIGINT'],
    day: ['DATE', 'Day of the order in UTC; partitions the table'],
    ordered_at: ['TIMESTAMP'],
    user_id: ['INTEGER'],
    book_id: ['INTEGER', 'The book in audiobooks.books'],
    country: ['VARCHAR', 'ISO 3166 code of the billing address'],
    status: ['TINYINT'],
    price_eur: [
      'DECIMAL(8,2)',
      'What was to be paid, in euros after discounts',
    ],
    payment_method: ['VARCHAR', 'card, wallet, invoice or gift_card'],
  },
  rows: `
    SELECT i AS order_id, day, day::TIMESTAMP + to_seconds((86399 * (0.25 + 0.74 * u(i, 'ohour')))::INTEGER) AS ordered_at,
      user_id, book_id, ${countryOf('user_id')} AS country,
      CASE WHEN r < 0.05 THEN 1 WHEN r < 0.24 THEN 2 WHEN r < 0.90 THEN 3 WHEN r < 0.945 THEN 4 ELSE 5 END AS status,
      CASE WHEN u(i, 'discount') < 0.2 THEN round(b.list_price_eur * 0.75, 2) ELSE b.list_price_eur END AS price_eur,
      ${pick(`u(i, 'pay')`, {
        card: 61,
        wallet: 22,
        invoice: 11,
        gift_card: 6,
      })} AS payment_method
    FROM (SELECT day, i, u(i, 'status') AS r, zipf(u(i, 'book'), ${BOOK_COUNT}) AS book_id,
            100 + floor(${USER_COUNT} * pow(u(i, 'buyer'), 1.3))::INTEGER AS user_id
          FROM ${events('audiobooks', 250)})
    JOIN audiobooks.books b USING (book_id)`,
});

const listening = table({
  name: 'audiobooks.listening_daily',
  comment: 'Minutes that a user listened to a book on a day',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    user_id: ['INTEGER'],
    book_id: ['INTEGER', 'The book in audiobooks.books'],
    country: ['VARCHAR', 'ISO 3166 code of where it was played'],
    minutes_listened: ['INTEGER'],
    finished: ['BOOLEAN', 'True on the day that the user reached the end'],
  },
  rows: `
    SELECT day, user_id, book_id, ${countryOf('user_id')} AS country,
      (2 + 95 * m * m + 20 * m)::INTEGER AS minutes_listened, u(min_i, 'finish') < 0.055 AS finished
    FROM (SELECT day, user_id, book_id, min(i) AS min_i, u(min(i), 'minutes') AS m
          FROM (SELECT day, i, zipf(u(i, 'lbook'), ${BOOK_COUNT}) AS book_id,
                  100 + floor(${USER_COUNT} * pow(u(i, 'listener'), 1.5))::INTEGER AS user_id
                FROM ${events('audiobooks', 850)})
          GROUP BY day, user_id, book_id)`,
});

const reviews = table({
  name: 'audiobooks.reviews',
  comment: 'One row for each review of an audiobook',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    book_id: ['INTEGER', 'The book in audiobooks.books'],
    user_id: ['INTEGER'],
    stars: ['TINYINT', '1 to 5; NULL when the user left words only'],
  },
  rows: `
    SELECT day, zipf(u(i, 'rbook'), ${BOOK_COUNT}) AS book_id, 100 + floor(${USER_COUNT} * u(i, 'reviewer'))::INTEGER AS user_id,
      CASE WHEN u(i, 'silent') < 0.06 THEN NULL
           ELSE greatest(1, least(5, round(3.9 + 0.5 * bell(zipf(u(i, 'rbook'), ${BOOK_COUNT}), 'quality') * 2 + 2.6 * bell(i, 'stars'))))::TINYINT END AS stars
    FROM ${events('audiobooks', 45)}`,
});

/** Audiobooks, their orders, listening and reviews. */
export const audiobooks = ({ lastDay }) => [
  ...books(lastDay),
  ...orders,
  ...listening,
  ...reviews,
];
