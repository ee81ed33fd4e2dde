import { ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const WORKER =
  '@cairn/backstage-plugin-data-assistant-backend-module-duckdb/worker';
const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';
const SHELL = '/bin/sh';

// Node.js reserves address space that it never touches (1.5 GB on Linux x64), and so do the engine's
// allocator and threads. Measured: with this much and the memory limit on top, queries within the limit
// run, and those whose strings escape the engine's own count end with an allocation failure.
const RESERVED_BYTES = 2_048_000_000;
// Compiling the sources takes a second isolate, which reserves as much again.
const RESERVED_FROM_SOURCE_BYTES = 1_700_000_000;
const HEAP_MEGABYTES = 384;
const ENGINE_CALL_THREADS = 16;

/** Whether the address space of the engine's process can be limited on this machine. */
export function canLimitAddressSpace(): boolean {
  return process.platform === 'linux' && existsSync(SHELL);
}

/**
 * Starts the engine's process. It gets none of the backend's environment, so that no secret is in its
 * memory. On Linux its address space is limited; elsewhere the engine's own limit has to do.
 */
export function startWorker(options: { memoryBytes: number }): ChildProcess {
  const worker = require.resolve(WORKER);
  const fromSource = worker.endsWith('.ts');
  const command = [
    process.execPath,
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    '--no-warnings',
    ...(fromSource ? ['--require', require.resolve(TRANSFORM)] : []),
    worker,
  ];
  const addressSpace =
    RESERVED_BYTES +
    (fromSource ? RESERVED_FROM_SOURCE_BYTES : 0) +
    options.memoryBytes;
  const [program, ...args] = canLimitAddressSpace()
    ? [
        SHELL,
        '-c',
        'ulimit -v "$0" && exec "$@"',
        String(Math.ceil(addressSpace / 1024)),
        ...command,
      ]
    : command;
  return spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      NODE_ENV: process.env.NODE_ENV === 'production' ? 'production' : '',
      TZ: 'UTC',
      UV_THREADPOOL_SIZE: String(ENGINE_CALL_THREADS),
      MALLOC_ARENA_MAX: '2',
      ...(process.env.LD_LIBRARY_PATH && {
        LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
      }),
      // Windows cannot open a socket or load a library without it.
      ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
    },
  });
}
