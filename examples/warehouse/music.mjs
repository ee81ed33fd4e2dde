import {
  ARTIST_FIRST,
  ARTIST_SECOND,
  PLAYLIST_FIRST,
  PLAYLIST_SECOND,
  TRACK_FIRST,
  TRACK_SECOND,
} from './names.mjs';
import { COUNTRIES, PLATFORMS, countryOf, list, pick } from './random.mjs';
import { events } from './seasonality.mjs';
import { table } from './table.mjs';

const ARTIST_COUNT = 800;
const TRACK_COUNT = 6_000;
const PLAYLIST_COUNT = 400;
const USER_COUNT = 14_000;

const GENRES = {
  pop: 24,
  'hip-hop': 15,
  rock: 13,
  electronic: 12,
  indie: 10,
  'r&b': 6,
  latin: 5,
  folk: 4,
  metal: 4,
  jazz: 3,
  classical: 3,
  soundtrack: 1,
};
const PLANS = { premium: 46, free: 28, family: 17, student: 9 };
const SOURCES = { playlist: 38, search: 17, library: 20, radio: 13, album: 12 };

const artists = firstDay =>
  table({
    name: 'music.artists',
    comment: 'One row for each artist with music on Tidewave',
    columns: {
      artist_id: ['INTEGER'],
      name: ['VARCHAR', 'Stage name; unique'],
      genre: ['VARCHAR', 'Main genre, lower case'],
      home_country: ['VARCHAR', 'ISO 3166 code of where the artist is from'],
      joined_on: ['DATE', 'Day of the first release on Tidewave'],
    },
    rows: `
      SELECT a AS artist_id,
        ${list(ARTIST_FIRST)}[1 + (a * 11) % 30] || ' ' || ${list(
      ARTIST_SECOND,
    )}[1 + (a // 30 + a * 7) % 30] AS name,
        ${pick(`u(a, 'agenre')`, GENRES)} AS genre,
        ${pick(`u(a, 'ahome')`, COUNTRIES)} AS home_country,
        DATE '${firstDay.toISODate()}' - floor(u(a, 'ajoin') * 2500)::INTEGER AS joined_on
      FROM (SELECT unnest(range(1, ${ARTIST_COUNT + 1}))::INTEGER AS a)`,
  });

const tracks = lastDay =>
  table({
    name: 'music.tracks',
    comment: 'One row for each track in the catalogue',
    columns: {
      track_id: ['INTEGER'],
      title: ['VARCHAR'],
      artist_id: ['INTEGER', 'The artist in music.artists'],
      genre: ['VARCHAR', 'Genre of the track, lower case'],
      released_on: ['DATE'],
      duration_ms: ['INTEGER', 'Length in milliseconds'],
      is_explicit: ['BOOLEAN'],
    },
    rows: `
      SELECT t AS track_id,
        ${list(TRACK_FIRST)}[1 + (t * 37) % 80] || ' ' || ${list(
      TRACK_SECOND,
    )}[1 + (t // 80 + t * 13) % 80] AS title,
        artist_id, a.genre,
        greatest(a.joined_on, DATE '${lastDay.toISODate()}' - floor(pow(u(t, 'release'), 2) * 2600)::INTEGER) AS released_on,
        (150000 + 120000 * u(t, 'length1') * u(t, 'length2'))::INTEGER AS duration_ms,
        u(t, 'explicit') < 0.14 AS is_explicit
      FROM (SELECT t, zipf(0.15 + 0.85 * u(t, 'artist'), ${ARTIST_COUNT}) AS artist_id
              FROM (SELECT unnest(range(1, ${TRACK_COUNT + 1}))::INTEGER AS t))
      JOIN music.artists a USING (artist_id)`,
  });

// Four plays in a row are of one user.
const playRows = (columns, where) => `
  SELECT day, i, user_id, track_id, platform, ${columns}
  FROM (
    SELECT day, i, zipf(u(i, 'track'), ${TRACK_COUNT}) AS track_id,
      CASE WHEN u(i // 4, 'mtest') < 0.009 THEN 1 + floor(u(i // 4, 'mtester') * 99)::INTEGER
           ELSE 100 + floor(${USER_COUNT} * pow(u(i // 4, 'muser'), 1.5))::INTEGER END AS user_id,
      u(i, 'mheard') AS heard, (u(i, 'mhour1') + u(i, 'mhour2')) / 2 AS hour_r,
      ${pick(`u(i, 'mplatform')`, PLATFORMS)} AS platform
    FROM ${events('music', 3300, where)}
  ) JOIN music.tracks t USING (track_id)`;

const MS_PLAYED = `CASE WHEN heard < 0.24 THEN (500 + heard * 122900)::INTEGER
  WHEN heard > 0.55 THEN t.duration_ms
  ELSE (30000 + (t.duration_ms - 30000) * (heard - 0.24) / 0.31)::INTEGER END`;

const plays = table({
  name: 'music.plays',
  comment:
    'One row for each time that somebody started a track, skips included',
  columns: {
    day: ['DATE', 'Day of the play in UTC; partitions the table'],
    played_at: ['TIMESTAMP', 'Start of the play in UTC'],
    user_id: ['INTEGER', 'Values below 100 are test accounts'],
    track_id: ['INTEGER', 'The track in music.tracks'],
    country: [
      'VARCHAR',
      'ISO 3166 code of where it was played; NULL when the network hid it',
    ],
    platform: ['VARCHAR'],
    plan: ['VARCHAR', 'Plan of the user: free, premium, family or student'],
    source: ['VARCHAR', 'Where the user found the track'],
    ms_played: ['INTEGER', 'Milliseconds really heard'],
    skipped: [
      'BOOLEAN',
      'True when the user went on to the next track within 30 seconds',
    ],
  },
  rows: playRows(`
    day::TIMESTAMP + to_seconds((86399 * (0.2 + 0.78 * hour_r))::INTEGER) AS played_at,
    CASE WHEN u(i, 'mhidden') < 0.005 THEN NULL ELSE ${countryOf(
      'user_id',
    )} END AS country,
    ${pick(`u(user_id, 'plan')`, PLANS)} AS plan,
    ${pick(`u(i, 'source')`, SOURCES)} AS source,
    ${MS_PLAYED} AS ms_played, heard < 0.24 AS skipped`),
});

/** The old pipeline wrote a row when a play began and another when it ended, and stopped three months ago. */
const playsV1 = lastDay =>
  table({
    name: 'music.plays_v1',
    comment: 'Deprecated: plays of the old pipeline',
    columns: {
      day: ['DATE'],
      user_id: ['INTEGER'],
      track_id: ['INTEGER'],
      country: ['VARCHAR'],
      platform: ['VARCHAR'],
      seconds_played: ['INTEGER'],
    },
    rows: `
      SELECT day, user_id, track_id, platform, ${countryOf(
        'user_id',
      )} AS country,
        CASE WHEN copy = 0 THEN 0 ELSE ms_played // 1000 END AS seconds_played
      FROM (${playRows(
        `${MS_PLAYED} AS ms_played`,
        `day < DATE '${lastDay
          .minus({ months: 3 })
          .toISODate()}' AND day >= DATE '${lastDay
          .minus({ months: 5 })
          .toISODate()}'`,
      )}), (SELECT unnest([0, 1]) AS copy)`,
  });

const playlists = firstDay =>
  table({
    name: 'music.playlists',
    comment: 'One row for each public playlist',
    columns: {
      playlist_id: ['INTEGER'],
      title: ['VARCHAR', 'Title as users see it; unique'],
      is_editorial: [
        'BOOLEAN',
        "True when Tidewave's editors curate it, false for users' own",
      ],
      created_on: ['DATE'],
    },
    rows: `
      SELECT p AS playlist_id,
        ${list(PLAYLIST_FIRST)}[1 + (p * 3) % 20] || ' ' || ${list(
      PLAYLIST_SECOND,
    )}[1 + (p // 20 + p) % 20] AS title,
        u(p, 'editorial') < 0.3 AS is_editorial,
        DATE '${firstDay.toISODate()}' - floor(u(p, 'created') * 900)::INTEGER AS created_on
      FROM (SELECT unnest(range(1, ${PLAYLIST_COUNT + 1}))::INTEGER AS p)`,
  });

const playlistAdds = table({
  name: 'music.playlist_adds',
  comment: 'One row for each time that a track was added to a playlist',
  columns: {
    day: ['DATE', 'Day in UTC; partitions the table'],
    playlist_id: ['INTEGER', 'The playlist in music.playlists'],
    track_id: ['INTEGER', 'The track in music.tracks'],
    user_id: ['INTEGER', 'Who added it; values below 100 are test accounts'],
  },
  rows: `
    SELECT day, zipf(u(i, 'padd'), ${PLAYLIST_COUNT}) AS playlist_id, zipf(u(i, 'ptrack'), ${TRACK_COUNT}) AS track_id,
      CASE WHEN u(i, 'ptest') < 0.01 THEN 1 + floor(u(i, 'ptester') * 99)::INTEGER
           ELSE 100 + floor(${USER_COUNT} * u(i, 'puser'))::INTEGER END AS user_id
    FROM ${events('music', 240)}`,
});

/** Tracks, artists, playlists and who plays them. */
export const music = ({ firstDay, lastDay }) => [
  ...artists(firstDay),
  ...tracks(lastDay),
  ...plays,
  ...playsV1(lastDay),
  ...playlists(firstDay),
  ...playlistAdds,
];
