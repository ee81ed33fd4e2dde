import { Method } from './ApiCaller';

/** Method, path and body of a request that is well formed. */
export type Route = [Method, string, object?];

export const unknownId = '00000000-0000-4000-8000-000000000000';

export const everyRoute: Route[] = [
  ['get', '/clusters'],
  ['get', '/clusters/open'],
  ['get', '/clusters/open/health'],
  ['get', '/clusters/open/pairs/how-many/parameter-proposal'],
  ['get', '/suggestions'],
  ['get', '/conversations'],
  ['post', '/conversations'],
  ['get', `/conversations/${unknownId}`],
  ['delete', `/conversations/${unknownId}`],
  ['post', `/conversations/${unknownId}/messages`, { question: 'How many?' }],
  ['get', `/runs/${unknownId}`],
  ['post', `/runs/${unknownId}/cancel`],
  ['post', `/runs/${unknownId}/replies`, { n: 1, text: 'all' }],
  ['get', `/runs/${unknownId}/events`],
  ['put', `/runs/${unknownId}/feedback`, { rating: 'up' }],
  ['get', `/receipts/${unknownId}`],
  ['post', '/ask', { question: 'How many?' }],
];

/** Routes that need the permission to have conversations. */
export const conversationRoutes = everyRoute.filter(
  ([, path]) => !/clusters|suggestions/.test(path),
);

/** What a question in a conversation needs beside its body. */
export const key = { 'Idempotency-Key': 'k' };
