// The one command of a fresh machine: installs this project's packages if they are not there, then plays the demo.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { installPackages } from './install-packages.mjs';
import { node24 } from './node24.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
installPackages(root);
const demo = fileURLToPath(new URL('../local/demo/demo.ts', import.meta.url));
const { status } = spawnSync(node24(), [demo, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
