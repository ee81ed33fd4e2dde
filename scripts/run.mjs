#!/usr/bin/env node
/**
 * The bootstrap behind `npm start` and `npm test`: works in a fresh clone with nothing but npm and
 * Node 20 or newer. It brings its own Node 24 and Yarn 4 out of the npm registry, installs what the
 * lockfile says when that changed, and then starts or tests. Under Yarn on Node 22 or 24 it uses those.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInGroup } from './runInGroup.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TOOLCHAIN = ['-p', 'node@24', '-p', '@yarnpkg/cli-dist@4'];
const STAMP = join('node_modules', '.cairn-install');
const GIB = 1024 ** 3;
/** A whole install takes about 3 GiB, the caches beside it about 1. */
const INSTALL_GIB = 4;
/** The example warehouse, the databases and the build caches. */
const START_GIB = 1;
export const PORTS = { 3000: 'the portal', 7007: 'the backend' };

export class BootstrapError extends Error {}

/** True when this process already runs under Yarn 4 on a Node that Backstage supports. */
export function hasOwnToolchain(env, version) {
  return (
    /^yarn\/[4-9]/.test(env.npm_config_user_agent ?? '') &&
    ['22', '24'].includes(version.split('.')[0])
  );
}

/** What an install depends on, as a hash: it changes when any manifest or the lockfile does. */
export function installHash(root = ROOT) {
  const hash = createHash('sha256');
  const manifests = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(root, folder)).map(name =>
      join(folder, name, 'package.json'),
    ),
  );
  for (const file of [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...manifests.sort(),
  ]) {
    if (existsSync(join(root, file))) {
      hash.update(`${file}\n`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex');
}

export function isInstalled(root = ROOT) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === installHash(root);
}

/** @throws BootstrapError when less is free than needed */
export function requireDisk(gib, freeBytes, purpose) {
  if (freeBytes < gib * GIB) {
    const free = (freeBytes / GIB).toFixed(1);
    throw new BootstrapError(
      `The disk is nearly full: ${purpose} needs about ${gib} GiB and only ${free} GiB is free in ${ROOT}. Free some space and run the command again.`,
    );
  }
}

/** @throws BootstrapError when somebody listens there already */
export async function requirePort(port, purpose) {
  await new Promise((done, fail) => {
    const server = createServer();
    server.once('error', error =>
      fail(
        error.code === 'EADDRINUSE'
          ? new BootstrapError(
              `Port ${port} is taken, and ${purpose} needs it. Is the portal running already? Stop whatever listens on ${port} and run the command again.`,
            )
          : error,
      ),
    );
    server.listen(port, () => server.close(done));
  });
}

/** The environment in which `node` is Node 24 and `yarn` is Yarn 4. */
function toolchainEnv() {
  if (hasOwnToolchain(process.env, process.versions.node)) {
    return process.env;
  }
  const print =
    'console.log(JSON.stringify([process.execPath, process.env.PATH]))';
  const found = spawnSync(
    'npx',
    [
      '--yes',
      '--prefer-offline',
      ...TOOLCHAIN,
      '--',
      'node',
      '-e',
      JSON.stringify(print),
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (found.status !== 0) {
    throw new BootstrapError(
      `Node 24 and Yarn 4 could not be fetched with npx. Is the npm registry reachable?\n${found.stderr}`,
    );
  }
  const [node, path] = JSON.parse(found.stdout.trim().split('\n').at(-1));
  const env = { ...process.env, PATH: `${dirname(node)}:${path}` };
  // npm hands its own settings down, which name the headers of another Node.
  for (const name of Object.keys(env).filter(key => /^npm_/i.test(key))) {
    delete env[name];
  }
  return env;
}

const run = (env, command, args) =>
  runInGroup(command, args, { cwd: ROOT, env });

function freeBytes() {
  const { bavail, bsize } = statfsSync(ROOT);
  return bavail * bsize;
}

async function install(env) {
  if (isInstalled()) {
    return;
  }
  requireDisk(
    existsSync(join(ROOT, 'node_modules')) ? 1 : INSTALL_GIB,
    freeBytes(),
    'installing',
  );
  const code = await run(env, 'yarn', ['install', '--immutable']);
  if (code !== 0) {
    throw new BootstrapError('Installing failed; the lines above say why.');
  }
  writeFileSync(join(ROOT, STAMP), installHash());
}

const COMMANDS = {
  async start(env, args) {
    for (const [port, purpose] of Object.entries(PORTS)) {
      await requirePort(Number(port), purpose);
    }
    await install(env);
    requireDisk(
      START_GIB,
      freeBytes(),
      'the portal with its example warehouse',
    );
    const code = await run(env, 'node', [
      'examples/warehouse/generate.mjs',
      '--if-stale',
    ]);
    return (
      code || run(env, 'yarn', ['backstage-cli', 'repo', 'start', ...args])
    );
  },
  async test(env, args) {
    await install(env);
    return run(env, 'node', ['scripts/test.mjs', ...args]);
  },
  async ci(env) {
    await install(env);
    return run(env, 'node', ['scripts/test.mjs', '--checks']);
  },
  async bench(env, args) {
    await install(env);
    return run(env, 'node', ['bench/run.mjs', ...args]);
  },
};

async function main([command, ...args]) {
  const action = COMMANDS[command];
  if (!action) {
    throw new BootstrapError(`Use one of: ${Object.keys(COMMANDS).join(', ')}`);
  }
  return action(toolchainEnv(), args);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof BootstrapError ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}
