import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  BootstrapError,
  hasOwnToolchain,
  installHash,
  isInstalled,
  requireDisk,
  requirePort,
} from './run.mjs';

describe('the bootstrap', () => {
  let root;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
    for (const folder of ['packages/app', 'plugins/one', 'node_modules']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    for (const file of [
      'package.json',
      'packages/app/package.json',
      'yarn.lock',
    ]) {
      writeFileSync(join(root, file), '{}');
    }
  });
  after(() => rmSync(root, { recursive: true }));

  it('uses the Yarn and Node it runs under only when they fit', () => {
    const yarn = {
      npm_config_user_agent: 'yarn/4.18.1 npm/? node/v24.1.0 linux x64',
    };
    assert.equal(hasOwnToolchain(yarn, '24.1.0'), true);
    assert.equal(hasOwnToolchain(yarn, '22.12.0'), true);
    assert.equal(hasOwnToolchain(yarn, '20.20.2'), false);
    assert.equal(
      hasOwnToolchain({ npm_config_user_agent: 'yarn/1.22.22' }, '24.1.0'),
      false,
    );
    assert.equal(
      hasOwnToolchain({ npm_config_user_agent: 'npm/11.0.0' }, '24.1.0'),
      false,
    );
    assert.equal(hasOwnToolchain({}, '24.1.0'), false);
  });

  it('installs again when a manifest or the lockfile changed, and only then', () => {
    assert.equal(isInstalled(root), false);
    writeFileSync(join(root, 'node_modules/.cairn-install'), installHash(root));
    assert.equal(isInstalled(root), true);
    writeFileSync(join(root, 'plugins/one/package.json'), '{"name":"one"}');
    assert.equal(isInstalled(root), false);
    writeFileSync(join(root, 'node_modules/.cairn-install'), installHash(root));
    writeFileSync(join(root, 'yarn.lock'), 'changed');
    assert.equal(isInstalled(root), false);
  });

  it('says how much disk is missing', () => {
    requireDisk(4, 4 * 1024 ** 3, 'installing');
    assert.throws(
      () => requireDisk(4, 1.5 * 1024 ** 3, 'installing'),
      error =>
        error instanceof BootstrapError &&
        error.message.includes(
          'installing needs about 4 GiB and only 1.5 GiB is free',
        ),
    );
  });

  it('says which port is taken and by what it is needed', async () => {
    const server = createServer();
    const port = await new Promise(done =>
      server.listen(0, () => done(server.address().port)),
    );
    await assert.rejects(
      requirePort(port, 'the backend'),
      error =>
        error instanceof BootstrapError &&
        error.message.startsWith(
          `Port ${port} is taken, and the backend needs it.`,
        ),
    );
    await new Promise(done => server.close(done));
    await requirePort(port, 'the backend');
  });
});
