/**
 * `npm run exapp-stub`: answers what Nextcloud asks of an app while it is registered or enabled. Afterwards it may end:
 * requests of the app never come here.
 * @module
 */

import { exAppStub } from './exapp/stub.ts';

const usualPort = 9031;
const port = Number(process.argv[2] ?? usualPort);

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error('npm run exapp-stub -- [PORT]');
  process.exitCode = 2;
} else {
  exAppStub((line) => console.log(line)).listen(port, '127.0.0.1', () => {
    console.log(`Waiting for Nextcloud on http://127.0.0.1:${port}. Register the app now; Ctrl-C ends this.`);
  });
}
