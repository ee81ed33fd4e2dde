import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { Entity } from '@backstage/catalog-model';
import { execFileSync } from 'node:child_process';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ContextFileReader } from './ContextFileReader';
import { ContextLimits } from './ContextFolder';

const PAIR = '/*\nquestion: How many?\n*/\nSELECT 1 AS one\n';
const pairOf = (question: string) => PAIR.replace('How many?', question);
const DOC = '---\ntitle: Words\n---\nText\n';

function clusterAt(location: string, contextRef?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'podcasts',
      annotations: {
        'backstage.io/managed-by-location': location,
        ...(contextRef ? { 'data-assistant/context-ref': contextRef } : {}),
      },
    },
    spec: { type: 'data-cluster', owner: 'group:default/a' },
  };
}

function createReader(data: object = {}, limits?: ContextLimits) {
  const config = mockServices.rootConfig({ data: data as {} });
  return ContextFileReader.fromConfig(config, {
    urlReader: UrlReaders.default({
      config,
      logger: mockServices.logger.mock(),
    }),
    limits,
  });
}

describe('ContextFileReader, from the file system', () => {
  const directory = createMockDirectory();
  const entity = (contextRef?: string) =>
    clusterAt(
      `file:${directory.resolve('podcasts/catalog-info.yaml')}`,
      contextRef,
    );

  it('reads the folder of the entity and reports files that do not fit', async () => {
    directory.setContent({
      'podcasts/pairs': {
        'b.sql': pairOf('What of b?'),
        'a.sql': PAIR,
        'broken.sql': '/*\nquestion: x\n*/\nSELECT $day',
        'same.sql': pairOf('how  many?'),
        'Upper.sql': PAIR,
        'large.sql': Buffer.alloc(256 * 1024 + 1, 32),
        'README.md': 'not read',
        more: { 'c.sql': PAIR },
      },
      'podcasts/docs': { 'words.md': DOC, 'latin.md': Buffer.from([0xe9]) },
    });
    const read = await createReader().read(entity('dir:.'));
    expect(read.pairs.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(read.docs).toEqual([
      {
        name: 'words',
        path: 'docs/words.md',
        title: 'Words',
        body: 'Text',
        terms: [],
      },
    ]);
    expect(read.problems).toEqual([
      {
        file: 'pairs/more',
        reason: 'Folders inside pairs are not read; move the files up',
      },
      {
        file: 'docs/latin.md',
        line: 1,
        reason: 'The file is not UTF-8 here; save it in that encoding',
      },
      {
        file: 'pairs/Upper.sql',
        reason:
          'The file name may have lower case letters, digits and hyphens only, at most 128; rename the file',
      },
      {
        file: 'pairs/broken.sql',
        line: 4,
        reason: "$day is not declared; declare 'day' under 'parameters'",
      },
      {
        file: 'pairs/large.sql',
        reason: 'The file has 262145 bytes; at most 262144 are read. Split it',
      },
      {
        file: 'pairs/same.sql',
        reason:
          'The question is that of pairs/a.sql already; keep one, or word it so that they differ',
      },
    ]);
  });

  it('has nothing to read without the annotation, and follows a path below the entity', async () => {
    directory.setContent({ 'podcasts/my context/pairs/a.sql': PAIR });
    expect(await createReader().read(entity())).toEqual({
      pairs: [],
      docs: [],
      problems: [],
    });
    const read = await createReader().read(entity('dir:./my context/'));
    expect(read.pairs).toMatchObject([{ name: 'a', path: 'pairs/a.sql' }]);
  });

  it.each([
    'dir:..',
    'dir:../music',
    'dir:./a/../../music',
    'dir:/etc',
    'dir:a\\..\\b',
    'dir:https://example.com',
    'dir:%2e%2e/music',
    'dir:a?path=b',
    'dir:',
  ])('does not leave the folder of the entity by %s', async contextRef => {
    directory.setContent({ 'music/pairs/a.sql': PAIR, podcasts: {} });
    await expect(createReader().read(entity(contextRef))).rejects.toMatchObject(
      {
        name: 'ContextFolderError',
        message: expect.stringMatching(/must be dir: with a path at or below/),
      },
    );
  });

  it.each([
    ['music', 'must begin with dir: or url:'],
    ['url:file:///etc', 'must be url: with the https address of a folder'],
    ['url:etc', 'must be url: with the https address of a folder'],
    [
      'dir:./missing',
      "There is no folder './missing' beside the entity's file",
    ],
    ['dir:.', 'There are no pairs/\\*.sql and no docs/\\*.md in the folder'],
    [
      'dir:./out',
      "The folder './out' leads out of the folder of the entity's file",
    ],
  ])('says what is wrong with %s', async (contextRef, message) => {
    directory.setContent({
      'music/pairs/a.sql': PAIR,
      'podcasts/out': ({ symlink }) => symlink('../music'),
    });
    await expect(createReader().read(entity(contextRef))).rejects.toMatchObject(
      {
        name: 'ContextFolderError',
        message: expect.stringMatching(message),
      },
    );
  });

  it('follows links inside of the folder alone', async () => {
    directory.setContent({
      'secret.sql': pairOf('Secret?'),
      'music/docs/words.md': DOC,
      'podcasts/pairs/a.sql': PAIR,
      'podcasts/pairs/inside.sql': ({ symlink }) => symlink('../other.sql'),
      'podcasts/pairs/outside.sql': ({ symlink }) =>
        symlink('../../secret.sql'),
      'podcasts/pairs/nowhere.sql': ({ symlink }) => symlink('nothing'),
      'podcasts/other.sql': pairOf('And inside?'),
      'podcasts/docs': ({ symlink }) => symlink('../music/docs'),
    });
    execFileSync('mkfifo', [directory.resolve('podcasts/pairs/pipe.sql')]);
    const read = await createReader().read(entity('dir:.'));
    expect(read.pairs.map(({ name }) => name)).toEqual(['a', 'inside']);
    expect(read.docs).toEqual([]);
    expect(read.problems).toEqual([
      {
        file: 'pairs/nowhere.sql',
        reason: 'The link leads nowhere; remove or mend it',
      },
      {
        file: 'pairs/outside.sql',
        reason:
          "The link leads out of the folder of the cluster's entity file; put the file itself here",
      },
      { file: 'pairs/pipe.sql', reason: 'This is no file; remove it' },
      {
        file: 'docs',
        reason:
          "The link leads out of the folder of the cluster's entity file; put the files themselves here",
      },
    ]);
  });

  it('stops at the limits of a cluster', async () => {
    directory.setContent({
      'podcasts/pairs': {
        'a.sql': PAIR,
        'b.sql': pairOf('b'),
        'c.sql': pairOf('c'),
      },
    });
    await expect(
      createReader({}, { maxFiles: 2, maxBytes: 10_000 }).read(entity('dir:.')),
    ).rejects.toThrow(
      'The folder has more than 2 context files; split the cluster',
    );
    await expect(
      createReader({}, { maxFiles: 3, maxBytes: 2 * PAIR.length }).read(
        entity('dir:.'),
      ),
    ).rejects.toThrow(
      'have more than 96 bytes in all; split the cluster'.replace(
        '96',
        String(2 * PAIR.length),
      ),
    );
  });
});

describe('ContextFileReader, from a Git host', () => {
  const directory = createMockDirectory();
  let server: Server;
  let host: string;

  // The two addresses of Gitea's API that reading a folder takes.
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/api/v1/repos/data/context/git/commits/main') {
        response.end(JSON.stringify({ sha: 'abc' }));
      } else if (
        pathname === '/api/v1/repos/data/context/archive/main.tar.gz'
      ) {
        response.end(
          execFileSync('tar', ['-cz', '-C', directory.path, 'context']),
        );
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  const reader = (limits?: ContextLimits) =>
    createReader(
      { integrations: { gitea: [{ host, baseUrl: `http://${host}` }] } },
      limits,
    );
  const folder = (repository = 'context') =>
    `http://${host}/data/${repository}/src/branch/main`;

  beforeEach(() => {
    directory.setContent({
      context: {
        'podcasts/catalog-info.yaml': 'x',
        'podcasts/pairs': {
          'a.sql': PAIR,
          'large.sql': Buffer.alloc(256 * 1024 + 1, 32),
          'more/b.sql': PAIR,
        },
        'podcasts/docs/words.md': DOC,
        'music/pairs/b.sql': pairOf('b'),
      },
    });
  });

  const expected = {
    pairs: [expect.objectContaining({ name: 'a', path: 'pairs/a.sql' })],
    docs: [expect.objectContaining({ name: 'words', path: 'docs/words.md' })],
    problems: expect.arrayContaining([
      {
        file: 'pairs/large.sql',
        reason: 'The file has 262145 bytes; at most 262144 are read. Split it',
      },
      {
        file: 'pairs/more',
        reason: 'Folders inside pairs are not read; move the files up',
      },
    ]),
  };

  it('reads the folder of an entity that came from there', async () => {
    const entity = clusterAt(
      `url:${folder()}/podcasts/catalog-info.yaml`,
      'dir:.',
    );
    expect(await reader().read(entity)).toEqual(expected);
  });

  it('reads the folder that an address names, wherever the entity came from', async () => {
    const entity = clusterAt(
      'file:/nowhere/x.yaml',
      `url:${folder()}/podcasts`,
    );
    expect(await reader().read(entity)).toEqual(expected);
  });

  it('says why a folder cannot be read, without the address', async () => {
    for (const [ref, message] of [
      [
        `url:${folder('other')}/x`,
        'There is no such folder, or the portal may not see it',
      ],
      [
        'url:http://127.0.0.1:9/a/b',
        'The portal may not read from there; an integration or backend.reading.allow must name the host',
      ],
      [
        `url:${folder()}/finance`,
        'There are no pairs/*.sql and no docs/*.md in the folder; correct the annotation data-assistant/context-ref, or remove it when the cluster has no context',
      ],
    ]) {
      await expect(
        reader().read(clusterAt('file:/nowhere/x.yaml', ref)),
      ).rejects.toMatchObject({ name: 'ContextFolderError', message });
    }
    await expect(
      reader({ maxFiles: 1, maxBytes: 1e9 }).read(
        clusterAt('file:/nowhere/x.yaml', `url:${folder()}/podcasts`),
      ),
    ).rejects.toThrow(
      'The folder has more than 1 context files; split the cluster',
    );
  });

  it('stops when told to', async () => {
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(
      reader().read(
        clusterAt('file:/x/x.yaml', `url:${folder()}/podcasts`),
        stop,
      ),
    ).rejects.toThrow('stopped');
  });
});
