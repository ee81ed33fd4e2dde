import { InputError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';

const OUT_OF_BOUNDS =
  /^request\/(?:body|query|params|headers)\/([\w-]+) must NOT have (more|fewer) than (\d+) characters$/;

const format = new Intl.NumberFormat('en');

/** Says a validator's word on the length of a field as a person would, with what to do. */
export const explainBounds: ErrorRequestHandler = (error, _req, _res, next) => {
  const found =
    error instanceof InputError && OUT_OF_BOUNDS.exec(error.message);
  if (!found) {
    next(error);
    return;
  }
  const [, field, bound, count] = found;
  const characters = `${format.format(Number(count))} characters`;
  if (bound === 'more') {
    next(
      new InputError(
        `'${field}' must have at most ${characters}; please shorten it`,
      ),
    );
  } else if (count === '1') {
    next(new InputError(`'${field}' is empty; please fill it in`));
  } else {
    next(new InputError(`'${field}' must have at least ${characters}`));
  }
};
