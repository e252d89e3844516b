import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Waits for its standard input to end; where no line came first, this process died, and the server has to go with it. */
const script = `
if read -r line; then exit 0; fi
folder=$1; signal=$2; own=$3
pid=$(cat "$folder/server.pid" 2>/dev/null)
alive() {
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
  [ -e /proc/self/cwd ] || return 0
  case "$(readlink "/proc/$pid/cwd")" in "$folder"*) return 0 ;; *) return 1 ;; esac
}
if alive; then kill -s "$signal" "$pid"; fi
tries=0
while alive && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
if alive; then kill -s KILL "$pid"; fi
if [ "$own" = own ]; then rm -rf "$folder"; fi
`;

/**
 * Ends the server of a folder (its process id stands in `server.pid`) when this process dies, even by kill -9, and removes the folder if it is the
 * server's own. Returns a function that calls the guard off.
 */
export function guardServer(folder: string, signal: string, isOwnFolder: boolean): () => void {
  const guard = spawn('/bin/sh', ['-c', script, 'guard', folder, signal, isOwnFolder ? 'own' : 'keep'], {
    cwd: '/',
    // A session of its own, so that an interrupt on the terminal does not end it before its time.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as Socket).unref();
  return () => void guard.stdin.end('done\n');
}
