import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;

/**
 * Installs the packages of a directory as its lock file says, unless npm's own record says that was done since the lock
 * file was last written. No package's install script runs.
 */
export function installPackages(directory) {
  const lock = path.join(directory, 'package-lock.json');
  const installed = path.join(directory, 'node_modules', '.package-lock.json');
  if (modified(installed) >= modified(lock)) return;
  console.log(`Installing the packages of ${path.basename(directory)} (npm ci) ...`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
