import {
  PUBLISHERS,
  SHOWS,
  SHOW_GENRES,
  SHOW_FIRST,
  SHOW_SECOND,
} from './names.mjs';
import { PLATFORMS, countryOf, list, pick } from './random.mjs';
import { events } from './seasonality.mjs';
import { table } from './table.mjs';

const SHOW_COUNT = 400;
const USER_COUNT = 14_000;

const GENRES = {
  'true crime': 15,
  news: 16,
  comedy: 13,
  society: 11,
  business: 9,
  health: 8,
  history: 8,
  sport: 7,
  technology: 5,
  science: 4,
  kids: 3,
  arts: 2,
};

const shows = firstDay =>
  table({
    name: 'podcasts.shows',
    comment: 'One row for each show in the catalogue',
    columns: {
      show_id: ['INTEGER'],
      title: ['VARCHAR', 'Title as listeners see it; unique'],
      publisher: ['VARCHAR'],
      genre: ['VARCHAR', 'Main genre, lower case'],
      language: ['VARCHAR', 'ISO 639-1 code of the spoken language'],
      launched_on: ['DATE', 'Day of the first episode on Tidewave'],
      is_exclusive: [
        'BOOLEAN',
        'True when the show can be heard on Tidewave only',
      ],
      episode_interval_days: ['INTEGER', 'Days between two episodes'],
    },
    rows: `
      SELECT s AS show_id,
        CASE WHEN s <= ${SHOWS.length} THEN ${list(SHOWS)}[s]
          ELSE ${list(SHOW_FIRST)}[1 + (s * 7) % 20] || ' ' || ${list(
      SHOW_SECOND,
    )}[1 + (s // 20 + s) % 20] END AS title,
        ${list(PUBLISHERS)}[1 + floor(u(s, 'publisher') * ${
      PUBLISHERS.length
    })::INTEGER] AS publisher,
        CASE WHEN s <= ${SHOWS.length} THEN ${list(SHOW_GENRES)}[s]
          ELSE ${pick(`u(s, 'genre')`, GENRES)} END AS genre,
        ${pick(`u(s, 'language')`, {
          en: 30,
          sv: 20,
          de: 16,
          fr: 8,
          no: 7,
          es: 7,
          da: 5,
          nl: 4,
          fi: 3,
        })} AS language,
        DATE '${firstDay
          .minus({ days: 300 })
          .toISODate()}' + floor(u(s, 'offset') * 14)::INTEGER AS launched_on,
        u(s, 'exclusive') < 0.18 AS is_exclusive,
        CASE WHEN u(s, 'interval') < 0.05 THEN 1 WHEN u(s, 'interval') < 0.75 THEN 7 ELSE 14 END AS episode_interval_days
      FROM (SELECT unnest(range(1, ${SHOW_COUNT + 1}))::INTEGER AS s)`,
  });

const episodes = lastDay =>
  table({
    name: 'podcasts.episodes',
    comment: 'One row for each published episode',
    columns: {
      episode_id: ['INTEGER'],
      show_id: ['INTEGER', 'The show in podcasts.shows'],
      title: ['VARCHAR'],
      published_on: ['DATE'],
      duration_seconds: ['INTEGER', 'Length in seconds'],
    },
    rows: `
      SELECT show_id * 1000 + n AS episode_id, show_id, 'Episode ' || (n + 1) AS title,
        launched_on + (n * episode_interval_days)::INTEGER AS published_on,
        (600 + 3600 * u(show_id, 'length') + 600 * bell(show_id * 1000 + n, 'length'))::INTEGER AS duration_seconds
      FROM (SELECT *, unnest(range(0, (DATE '${lastDay.toISODate()}' - launched_on) // episode_interval_days + 1))::INTEGER AS n
              FROM podcasts.shows)`,
  });

// Three streams in a row are of one user, as people who listen do so more than once.
const streams = table({
  name: 'podcasts.streams',
  comment:
    'One row for each time that somebody played an episode, however short',
  columns: {
    day: ['DATE', 'Day of the stream in UTC; partitions the table'],
    streamed_at: ['TIMESTAMP', 'Start of the stream in UTC'],
    user_id: ['INTEGER', 'Values below 100 are test accounts'],
    episode_id: ['INTEGER', 'The episode in podcasts.episodes'],
    show_id: ['INTEGER', 'The show in podcasts.shows'],
    country: [
      'VARCHAR',
      'ISO 3166 code of where it was played; NULL when the network hid it',
    ],
    platform: ['VARCHAR'],
    seconds_streamed: ['INTEGER', 'Seconds really heard'],
    completed: ['BOOLEAN', 'True when at least 90 % of the episode was heard'],
  },
  rows: `
    SELECT day, user_id, show_id, show_id * 1000 + n AS episode_id, platform,
      day::TIMESTAMP + to_seconds((86399 * (0.25 + 0.72 * hour_r))::INTEGER) AS streamed_at,
      CASE WHEN u(i, 'hidden') < 0.004 THEN NULL ELSE ${countryOf(
        'user_id',
      )} END AS country,
      CASE WHEN heard < 0.16 THEN (1 + heard * 368)::INTEGER
           WHEN heard > 0.62 THEN (length_s * (0.9 + 0.1 * (heard - 0.62) / 0.38))::INTEGER
           ELSE (60 + (length_s * 0.9 - 60) * (heard - 0.16) / 0.46)::INTEGER END AS seconds_streamed,
      heard > 0.62 AS completed
    FROM (
      SELECT e.day, e.i, e.user_id, e.show_id, e.heard, e.hour_r, e.platform,
        greatest(0, (e.day - s.launched_on) // s.episode_interval_days - e.lag)::INTEGER AS n,
        600 + 3600 * u(e.show_id, 'length') AS length_s
      FROM (
        SELECT day, i, zipf(u(i, 'show'), ${SHOW_COUNT}) AS show_id,
          CASE WHEN u(i // 3, 'test') < 0.012 THEN 1 + floor(u(i // 3, 'tester') * 99)::INTEGER
               ELSE 100 + floor(${USER_COUNT} * pow(u(i // 3, 'user'), 1.5))::INTEGER END AS user_id,
          u(i, 'heard') AS heard, (u(i, 'hour1') + u(i, 'hour2')) / 2 AS hour_r,
          floor(pow(u(i, 'lag'), 3) * 12)::INTEGER AS lag,
          ${pick(`u(i, 'platform')`, PLATFORMS)} AS platform
        FROM ${events('podcasts', 2400)}
      ) e JOIN podcasts.shows s USING (show_id)
    )`,
});

const follows = table({
  name: 'podcasts.follows',
  comment: 'One row for each time that somebody followed or unfollowed a show',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    user_id: ['INTEGER', 'Values below 100 are test accounts'],
    show_id: ['INTEGER', 'The show in podcasts.shows'],
    country: ['VARCHAR', 'ISO 3166 code'],
    action: ['VARCHAR', 'follow or unfollow'],
  },
  rows: `
    SELECT day, user_id, show_id, ${countryOf('user_id')} AS country,
      CASE WHEN u(i, 'unfollow') < 0.23 THEN 'unfollow' ELSE 'follow' END AS action
    FROM (SELECT day, i, zipf(u(i, 'fshow'), ${SHOW_COUNT}) AS show_id,
            CASE WHEN u(i, 'ftest') < 0.01 THEN 1 + floor(u(i, 'ftester') * 99)::INTEGER
                 ELSE 100 + floor(${USER_COUNT} * pow(u(i, 'fuser'), 1.2))::INTEGER END AS user_id
          FROM ${events('podcasts', 190)})`,
});

/** Shows, episodes and who listens to them. */
export const podcasts = ({ firstDay, lastDay }) => [
  ...shows(firstDay),
  ...episodes(lastDay),
  ...streams,
  ...follows,
];
