import { JsonValue } from '@backstage/types';

/** Plain data of an interface, which lacks an index signature alone to be JSON. */
export type Stored<T> = T & JsonValue;
