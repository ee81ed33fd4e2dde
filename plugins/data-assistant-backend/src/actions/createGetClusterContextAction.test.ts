import { z } from 'zod/v3';
import { createGetClusterContextAction } from './createGetClusterContextAction';

describe('get-data-cluster-context', () => {
  it.each(['a\u0000b', 'The teas', 'x'.repeat(513)])(
    'says of the cluster %j what to do instead',
    cluster => {
      const { schema } = createGetClusterContextAction({} as never);
      const { error } = schema.input(z).safeParse({ cluster });
      expect(error?.issues.map(({ message }) => message)).toEqual([
        expect.stringContaining('Call find-data-clusters'),
      ]);
    },
  );
});
