/**
 * A way to a browser's DevTools on which nothing is compressed. Playwright asks for it and Chromium agrees, and on one
 * machine packing and unpacking every message takes both of them longer than all that the messages are about.
 * @module
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Leads one connection to `port` on this machine, and ends with it. @returns the port to connect to instead */
export async function uncompressed(port: number): Promise<number> {
  const server = createServer((from) => {
    server.close();
    const to = connect(port, '127.0.0.1');
    from.once('data', (head) => {
      to.write(head.toString('latin1').replace(/^sec-websocket-extensions:.*\r\n/im, ''), 'latin1');
      from.pipe(to);
    });
    to.pipe(from);
    endTogether(from, to);
    endTogether(to, from);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return (server.address() as AddressInfo).port;
}

function endTogether(one: Socket, other: Socket): void {
  one.on('error', () => other.destroy());
  one.on('close', () => other.destroy());
}
