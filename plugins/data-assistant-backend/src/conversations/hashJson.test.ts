import { hashJson } from './hashJson';

describe('hashJson', () => {
  it('depends on the value alone', () => {
    expect(hashJson('')).toBe(
      '12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126',
    );
    expect(hashJson({ a: 1, b: { c: [1, null], d: undefined } })).toBe(
      hashJson({ b: { c: [1, null] }, a: 1 }),
    );
    expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
    expect(hashJson({ a: 1 })).not.toBe(hashJson({ a: '1' }));
  });
});
