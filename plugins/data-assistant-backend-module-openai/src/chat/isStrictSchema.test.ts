import { isStrictSchema } from './isStrictSchema';

const closed = (properties: object, required = Object.keys(properties)) =>
  ({
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  } as never);

describe('isStrictSchema', () => {
  it.each([
    [closed({ a: { type: 'string', description: 'd', enum: ['x'] } }), true],
    [closed({ a: { type: 'array', items: closed({ b: {} }) } }), true],
    [closed({ a: { anyOf: [{ type: 'null' }, closed({})] } }), true],
    [closed({ a: {}, b: {} }, ['a']), false],
    [closed({ a: { type: 'string', minLength: 2 } }), false],
    [closed({ a: { type: 'array', items: { type: 'object' } } }), false],
    [closed({ a: { anyOf: [{ properties: {} }] } }), false],
    [{ type: 'object', properties: {}, required: [] }, false],
    [undefined, false],
    [[], false],
  ])('of %j is %s', (schema, strict) => {
    expect(isStrictSchema(schema)).toBe(strict);
  });
});
